"""Invariant 1: each bad cell is named by file, row and column, with the way to mend it."""

from __future__ import annotations

import csv
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from nkpay import validate
from nkpay.data import DataError, Package
from nkpay.validate import Fault
from tests.conftest import ROOT

#: Each spoils another row, so that all can be put into one copy.
CORRUPTIONS = {
    "a wrong type": ("claims", 10, "value", "many"),
    "an unknown kind": ("claims", 0, "evidence", "rumour"),
    "a dangling source": ("claims", 3, "source_id", "nobody"),
    "a dangling list id": ("events", 0, "source_ids", "nobody"),
    "a day that is none": ("claims", 5, "as_of", "2025-02-30"),
    "another precision": ("claims", 6, "as_of", "2025"),
    "a date in the future": ("events", 4, "date", "2931"),
    "low above high": ("claims", 150, "value_low", "99"),
    "a share above a hundred": ("claims", 313, "value_high", "120"),
    "another unit": ("claims", 40, "unit", "people"),
    "no indicator": ("claims", 41, "indicator_id", ""),
    "a duplicate id": ("claims", 1, "claim_id", "C0001"),
    "stray white space": ("claims", 20, "statement", "So. "),
    "decomposed Hangul": ("entities", 0, "hangul", unicodedata.normalize("NFD", "전성")),
    "an invisible character": ("claims", 21, "statement", "So\u200bso."),
    "markup": ("claims", 22, "statement", "<script>x</script>"),
    "an unsafe link": ("sources", 0, "url", "javascript:alert(1)"),
    "a missing statement": ("claims", 23, "statement", ""),
    "an unknown original": ("claims", 24, "original", "nobody-2025"),
    "a name of nothing": ("names", 0, "entity_id", "nobody"),
    "an unknown developer": ("system_attributes", 1, "value", "nobody"),
    "won of no kind": ("series", 6, "currency_basis", "other"),
    "an age": ("claims", 25, "statement", "A trader aged 52 was held."),
    "a workplace": ("claims", 26, "statement", "A woman from a village near Musan was held."),
    "kin": ("claims", 27, "notes", "She lives with her son."),
    "no reason given": ("claims", 29, "rank", "deprecated"),
    "a way round": ("events", 3, "description", "Sellers found a way to avoid detection."),
}


def replace(file: str, old: str, new: str) -> Callable[[Path], None]:
    def corrupt(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return corrupt


def edit(table: str, row: int, column: str, value: str) -> Callable[[Path], None]:
    """Write a value into one cell; ``row`` counts from the first record."""

    def corrupt(folder: Path) -> None:
        path = folder / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            records = list(csv.DictReader(file))
        records[row][column] = value
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(records[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(records)

    return corrupt


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> list[Fault]:
    """The faults of a copy of the data with every corruption in it."""
    folder = Path(shutil.copytree(ROOT / "data", tmp_path_factory.mktemp("spoilt") / "data"))
    for table, row, column, value in CORRUPTIONS.values():
        edit(table, row, column, value)(folder)
    return validate.faults(Package(folder), hashes=False)


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_a_corrupted_cell_is_named(name: str, spoilt: list[Fault]) -> None:
    table, row, column, _ = CORRUPTIONS[name]
    columns = {"claim_id": ("claim_id", "")}.get(column, (column,))
    if column == "value_high":
        columns = ("value_high", "value_low")
    assert any(
        (f.file, f.row) == (f"{table}.csv", row + 2) and f.column in columns for f in spoilt
    ), [str(f) for f in spoilt if f.row == row + 2]


def test_every_fault_says_how_to_mend_it(spoilt: list[Fault]) -> None:
    assert len(spoilt) >= len(CORRUPTIONS)
    assert all(fault.mend for fault in spoilt), [str(f) for f in spoilt if not f.mend]


def test_a_text_without_its_quotes_is_one_fault(data_copy: Path) -> None:
    path = data_copy / "claims.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    place = next(n for n, line in enumerate(lines) if '"' not in line and n)
    cells = lines[place].split(",")
    lines[place] = ",".join([*cells[:6], "One, two", *cells[7:]])
    path.write_text("".join(lines), encoding="utf-8")
    (found,) = validate.faults(Package(data_copy), hashes=False)
    assert (found.file, found.row) == ("claims.csv", place + 1)
    assert f"{len(cells) + 1} cells, the table has {len(cells)} columns" in found.message
    assert "in quotes" in found.mend


def test_a_word_that_a_column_does_not_know_is_told_with_those_that_it_knows(
    data_copy: Path,
) -> None:
    edit("claims", 29, "position", "perhaps")(data_copy)
    found = [str(f) for f in validate.faults(Package(data_copy), hashes=False)]
    assert any("'perhaps': must be one of '" in text for text in found), found


def test_a_version_without_an_entry_in_the_log_is_named(data_copy: Path) -> None:
    version = Package(data_copy).version
    replace("CHANGELOG.md", f"## {version} ", "## 9.9.9 ")(data_copy)
    (found,) = validate.faults(Package(data_copy))
    assert (found.file, f"## {version} (" in found.mend) == ("CHANGELOG.md", True)


def test_a_renamed_column_is_named(data_copy: Path) -> None:
    replace("claims.csv", "statement", "says")(data_copy)
    found = validate.faults(Package(data_copy), hashes=False)
    assert [f.file for f in found] == ["claims.csv"]
    assert "columns are" in found[0].message


def test_a_fault_names_file_row_column_value_and_rule(spoilt: list[Fault]) -> None:
    found = [str(f) for f in spoilt if (f.file, f.row) == ("claims.csv", 12)]
    line = next(text for text in found if "type is number" in text)
    assert line.startswith("claims.csv: row 12, column 'value': 'many'")
    assert "write a plain number" in line


def test_all_faults_are_reported_at_once(spoilt: list[Fault]) -> None:
    files = {"claims.csv", "events.csv", "sources.csv", "entities.csv", "names.csv", "series.csv"}
    assert files <= {fault.file for fault in spoilt}


def test_a_changed_table_that_was_not_sealed_is_named(data_copy: Path) -> None:
    edit("claims", 0, "notes", "another note")(data_copy)
    assert [f.file for f in validate.faults(Package(data_copy))] == ["claims.csv"]
    assert validate.seal(data_copy) == 0
    assert validate.faults(Package(data_copy)) == []


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (lambda b: b"\xef\xbb\xbf" + b, "byte-order mark"),
        (lambda b: b.replace(b"\n", b"\r\n"), "CR line ends"),
        (lambda b: b[: len(b) // 2], "cut short"),
        (lambda b: b"\xff\xfe" + b, "UTF-8"),
    ],
    ids=["byte-order mark", "CRLF", "truncated", "not UTF-8"],
)
def test_a_file_that_a_program_mangled_is_named(
    spoil: Callable[[bytes], bytes], word: str, data_copy: Path
) -> None:
    path = data_copy / "claims.csv"
    path.write_bytes(spoil(path.read_bytes()))
    found = validate.faults(Package(data_copy), hashes=False)
    assert any(f.file == "claims.csv" and word in f.message for f in found), found


def test_the_day_on_which_people_were_caught_is_refused(data_copy: Path) -> None:
    claims = Package(data_copy)["claims"]
    row = list(claims["aspect"]).index("use-against-people")
    for column, value in {
        "as_of": "2025-03-04",
        "as_of_precision": "day",
        "as_of_basis": "printed",
    }.items():
        edit("claims", row, column, value)(data_copy)
    found = validate.faults(Package(data_copy), hashes=False)
    assert [(f.row, f.column) for f in found] == [(row + 2, "as_of")]
    assert "write the month" in found[0].mend


def test_the_base_of_a_survey_is_no_age_of_a_person(data: Package) -> None:
    """The whole package has no fault, though such bases stand in it."""
    assert data["claims"]["population"].str.contains("aged 15").any()


def test_the_loader_names_the_first_bad_cell(data_copy: Path) -> None:
    edit("series", 4, "value", "viel")(data_copy)
    with pytest.raises(DataError, match=r"series\.csv: row 6, column 'value': 'viel' is not a"):
        Package(data_copy)["series"]


def test_faults_print_as_one_line_each() -> None:
    assert str(Fault("a.csv", 3, "b", "is wrong")) == "a.csv: row 3, column 'b': is wrong"
