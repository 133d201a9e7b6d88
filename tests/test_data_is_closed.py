"""Invariant 1: the data package holds what its descriptor says, and bad cells are named."""

from __future__ import annotations

import csv
import re
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import frictionless
import pytest

from nkpay import validate
from nkpay.codebook import codebook
from nkpay.data import DataError, Package
from nkpay.validate import Fault
from tests.conftest import ROOT
from tests.recomputed import Raw


def test_the_package_has_no_fault_and_matches_its_hashes(data: Package) -> None:
    assert validate.faults(data) == []


def test_frictionless_alone_accepts_the_package(data: Package) -> None:
    assert frictionless.Package(str(data.folder / "datapackage.json")).validate().valid


def test_the_codebook_is_the_one_that_the_descriptor_gives(data: Package) -> None:
    assert (data.folder / "README.md").read_text(encoding="utf-8") == codebook(data)


def test_every_table_has_a_licence_and_a_rights_note(data: Package) -> None:
    assert all(r["licenses"] and r["rights"] for r in data.resources.values())


def test_every_claim_has_source_date_evidence_and_locator_or_its_status(raw: Raw) -> None:
    for claim in raw["claims"]:
        assert claim["source_id"], claim["claim_id"]
        assert claim["evidence"], claim["claim_id"]
        assert claim["locator_status"] == "excerpt" or claim["locator"], claim["claim_id"]
        assert claim["as_of"] or claim["notes"], f"{claim['claim_id']}: no date and no reason"


def test_no_id_has_vanished(data: Package) -> None:
    """Ids are for ever: a row may be withdrawn but not removed, so numbers have no gap."""
    for name in data:
        ids = data[name].index
        if re.fullmatch(r"[A-Z]\d+", str(ids[0])):
            numbers = sorted(int(i[1:]) for i in ids)
            assert numbers == list(range(1, len(numbers) + 1)), f"{name}: an id is missing"


def test_ids_of_earlier_commits_are_still_there(data: Package) -> None:
    commits = _git("log", "--format=%H", "--", "data").split()
    for commit in commits:
        for name in data:
            shown = _git("show", f"{commit}:data/{name}.csv")
            before = {row[0] for row in csv.reader(shown.splitlines()[1:]) if row}
            assert before <= set(data[name].index), f"{name}: ids of {commit[:8]} vanished"


def _git(*arguments: str) -> str:
    """What git prints; nothing in a tree without history, where there is nothing to compare."""
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout


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


CORRUPTIONS = {
    "a wrong type": (edit("claims", 10, "value", "many"), "claims.csv", "value"),
    "an unknown kind": (edit("claims", 0, "evidence", "rumour"), "claims.csv", "evidence"),
    "a dangling source": (edit("claims", 0, "source_id", "nobody"), "claims.csv", "source_id"),
    "a dangling list id": (edit("events", 0, "source_ids", "nobody"), "events.csv", "source_ids"),
    "a day that is none": (edit("claims", 0, "as_of", "2025-02-30"), "claims.csv", "as_of"),
    "another precision": (edit("claims", 0, "as_of", "2025"), "claims.csv", "as_of"),
    "low above high": (edit("claims", 10, "value_low", "99"), "claims.csv", "value_low"),
    "a duplicate id": (edit("claims", 1, "claim_id", "C0001"), "claims.csv", ""),
    "stray white space": (edit("claims", 0, "statement", "So. "), "claims.csv", "statement"),
    "decomposed Hangul": (
        edit("entities", 0, "hangul", unicodedata.normalize("NFD", "전성")),
        "entities.csv",
        "hangul",
    ),
    "markup": (edit("claims", 0, "statement", "<script>x</script>"), "claims.csv", "statement"),
    "an unsafe link": (edit("sources", 0, "url", "javascript:alert(1)"), "sources.csv", "url"),
    "a missing statement": (edit("claims", 0, "statement", ""), "claims.csv", "statement"),
    "a renamed column": (replace("claims.csv", "statement", "says"), "claims.csv", ""),
}


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_a_corrupted_cell_is_named(name: str, data_copy: Path) -> None:
    corrupt, file, column = CORRUPTIONS[name]
    corrupt(data_copy)
    found = validate.faults(Package(data_copy), hashes=False)
    assert any(f.file == file and column in (f.column or column) for f in found), found


def test_a_fault_names_file_row_column_value_and_rule(data_copy: Path) -> None:
    edit("claims", 10, "value", "many")(data_copy)
    found = validate.faults(Package(data_copy), hashes=False)
    assert any(
        (f.file, f.row, f.column) == ("claims.csv", 12, "value")
        and "many" in f.message
        and "type is number" in f.message
        for f in found
    ), found


def test_all_faults_are_reported_at_once(data_copy: Path) -> None:
    edit("claims", 0, "evidence", "rumour")(data_copy)
    edit("events", 0, "date", "someday")(data_copy)
    files = {fault.file for fault in validate.faults(Package(data_copy), hashes=False)}
    assert {"claims.csv", "events.csv"} <= files


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


def test_the_loader_names_the_first_bad_cell(data_copy: Path) -> None:
    edit("series", 4, "value", "viel")(data_copy)
    with pytest.raises(DataError, match=r"series\.csv: row 6, column 'value': 'viel' is not a"):
        Package(data_copy)["series"]


def test_faults_print_as_one_line_each() -> None:
    assert str(Fault("a.csv", 3, "b", "is wrong")) == "a.csv: row 3, column 'b': is wrong"
