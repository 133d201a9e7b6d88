"""What changed between two versions of the data is found, kept, printed and told in a feed."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from nkpay.data import DataError, Package
from nkpay.editions import feed, record, report
from nkpay.editions.compare import Correction, Edition, Move, TableChange, compare
from nkpay.editions.earlier import opened
from tests.conftest import ROOT

#: The last commit with version 0.1.0 of the data, which had neither ``codings`` nor concepts.
FIRST = "830900e"

EDITION = Edition(
    version="1.1.0",
    against="1.0.0",
    date="2026-11-22T00:00:00Z",
    digest="d",
    tables=(
        TableChange(
            "claims",
            10,
            2,
            added_rows=("C0001", "C0002"),
            corrections=(Correction("C0003", "value", "1", "2"),),
            withdrawn=("C0004",),
            columns=("unit",),
        ),
    ),
    moves=(
        Move("number", "law.adopted", "2020", "2021", ""),
        Move("finding", "law.duty_not_known", "", "stands"),
    ),
)


def edit(folder: Path, table: str, change: object) -> Package:
    """A package whose table was changed by a function of its rows."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows = change(rows)  # type: ignore[operator]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return Package(folder)


def of_table(edition: Edition, name: str) -> TableChange:
    return next(change for change in edition.tables if change.table == name)


def test_the_same_data_has_no_change(data: Package, data_copy: Path) -> None:
    edition = compare(Package(data_copy), data)
    assert (edition.tables, edition.moves) == ((), ())
    assert "Nothing changed." in report.in_words(edition)


@pytest.mark.slow
def test_rows_added_corrected_and_withdrawn_are_told_apart(data: Package, data_copy: Path) -> None:
    def change(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        rows[0]["statement"] = "Said otherwise."
        rows[1]["status"] = "withdrawn"
        return [*rows[:5], *rows[6:], {**rows[2], "claim_id": "C9999"}]

    ids = list(data["claims"].index)
    found = of_table(compare(data, edit(data_copy, "claims", change)), "claims")
    assert (found.added, found.added_rows, found.gone) == (1, ("C9999",), (ids[5],))
    assert found.withdrawn == (ids[1],)
    assert {(c.row, c.column) for c in found.corrections} == {
        (ids[0], "statement"),
        (ids[1], "status"),
    }


def test_a_number_that_moved_is_told_with_how_much(data: Package, data_copy: Path) -> None:
    def change(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        return [{**r, "value": "27"} if r["claim_id"] == "C0368" else r for r in rows]

    moves = {m.name: m for m in compare(data, edit(data_copy, "claims", change)).moves}
    moved = moves["adoption.convenience_share"]
    assert (moved.before, moved.after) == ("23 per cent", "27 per cent")
    assert moved.by.startswith("+4")


def test_a_finding_whose_verdict_changed_is_told(data: Package, data_copy: Path) -> None:
    def change(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        counted = [
            r for r in rows if r["indicator_id"] == "wallet-users" and r["rank"] != "deprecated"
        ]
        counted[0]["original"] = "a-count-of-its-own"
        return rows

    moves = {(m.kind, m.name): m for m in compare(data, edit(data_copy, "claims", change)).moves}
    assert moves["finding", "adoption.sign_ups_of_one_original"].after == "does not hold"
    assert moves["predicate", "adoption.wallet_one_original"].after == "does not hold"


@pytest.mark.slow
def test_what_lacks_a_table_in_the_old_data_is_new(data: Package, data_copy: Path) -> None:
    path = data_copy / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["resources"] = [r for r in descriptor["resources"] if r["name"] != "codings"]
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    edition = compare(Package(data_copy), data)
    assert of_table(edition, "codings").added == len(data["codings"])
    new = {move.name for move in edition.moves if not move.before}
    assert "methods.codings_all" in new
    assert "methods.codings_all: new, " in report.in_words(edition)


def test_an_edition_is_kept_without_the_texts_of_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "folder", lambda: tmp_path)
    path = record.write(EDITION)
    kept = record.read(path)
    cells = (Correction("C0003", "value"),)
    assert kept == replace(EDITION, tables=(replace(EDITION.tables[0], corrections=cells),))
    record.write(replace(EDITION, version="1.10.0"))
    assert [edition.version for edition in record.read_all()] == ["1.10.0", "1.1.0"]


def test_a_record_that_is_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "1.0.0.json"
    path.write_text('{"tables": []}', encoding="utf-8")
    with pytest.raises(DataError, match=r"1\.0\.0\.json: is no record of an edition"):
        record.read(path)


def test_the_feed_is_atom_with_an_entry_an_edition() -> None:
    base = "https://example.org/"
    text = feed.atom([EDITION], title="<Book>", author="We", page="changes.html", base=base)
    names = {"a": feed.NAMESPACE}
    root = ElementTree.fromstring(text)
    assert root.tag == f"{{{feed.NAMESPACE}}}feed"
    for required in ("a:title", "a:id", "a:updated", "a:author/a:name"):
        assert root.findtext(required, namespaces=names)
    (entry,) = root.findall("a:entry", names)
    link = entry.find("a:link", names)
    assert link is not None and link.get("href") == f"{base}changes.html#edition-1.1.0"
    assert "2 rows added, 1 corrected, 1 withdrawn" in str(entry.findtext("a:summary", None, names))


def test_an_earlier_version_is_read_from_a_folder_and_from_a_zip(
    data: Package, data_copy: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "data.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in data_copy.iterdir():
            file.write(path, path.name)
    for where in (data_copy, data_copy.parent, archive):
        with opened(str(where)) as package:
            assert package.version == data.version


@pytest.mark.parametrize("where", ["no-such-version", "--output=x"])
def test_what_is_no_version_is_named(where: str) -> None:
    with pytest.raises(DataError, match=where), opened(where):
        pass


def test_the_records_kept_are_of_this_book(data: Package) -> None:
    editions = record.read_all()
    assert editions, "editions/ is empty"
    for edition in editions:
        assert not [table for table in edition.tables if table.gone], edition.version
    current = [edition for edition in editions if edition.version == data.version]
    assert all(edition.digest == data.digest for edition in current), (
        f"editions/{data.version}.json is of other data: make diff AGAINST=<last version> WRITE=1"
    )


def _git_knows(ref: str) -> bool:
    git = shutil.which("git")
    asked = [str(git), "-C", str(ROOT), "cat-file", "-e", f"{ref}:data/datapackage.json"]
    return (
        git is not None and not subprocess.run(asked, capture_output=True, check=False).returncode
    )


@pytest.mark.skipif(not _git_knows(FIRST), reason=f"git does not know {FIRST}, data 0.1.0")
def test_the_first_edition_can_be_compared_with_today(data: Package) -> None:
    with opened(FIRST) as first:
        assert first.version == "0.1.0"
        edition = compare(first, data)
    assert "concept" in of_table(edition, "indicators").columns
    assert not [table for table in edition.tables if table.gone]
    moves = {move.name: move for move in edition.moves}
    assert moves["methods.codings_all"].before == ""
    assert moves["methods.observations"].before == "641"
