"""The register has a place for every row, and rows that exclude each other share a page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from nkpay import registry
from nkpay.book import cards, conflicting, finder_scripts, links
from nkpay.book.conflicting import Conflict
from nkpay.book.records import Records
from nkpay.book.register import Register
from nkpay.data import Package
from tests.projects import PageWriter, Project
from tests.reading import in_script, parsed
from tests.recomputed import Raw


def test_every_row_of_the_data_has_its_address(book: Project, raw: Raw, data: Package) -> None:
    for table in Records(data).citable:
        for record in raw[table]:
            row = next(iter(record.values()))
            found = parsed(book.html / f"{links.page_of(table, row)}.html").xpath("//@id")
            assert row in found


def test_every_claim_is_one_small_file(book: Project, raw: Raw) -> None:
    for record in raw["claims"]:
        path = book.html / "register" / "claims" / f"{record['claim_id']}.json"
        found = json.loads(path.read_text(encoding="utf-8"))
        assert found["statement"] == record["statement"]
        assert [source["id"] for source in found["sources"]] == [record["source_id"]]
        assert path.stat().st_size < 6000


def test_every_row_can_be_searched(book: Project, raw: Raw, data: Package) -> None:
    for table in Records(data).citable:
        found = in_script(book.html / finder_scripts.FOLDER / f"{table}.js")
        assert {row[0] for row in found["rows"]} == {next(iter(r.values())) for r in raw[table]}


def test_every_number_of_the_register_shows_a_source_or_a_whole_table(
    trees: dict[str, HtmlElement],
) -> None:
    found = [page for name, page in trees.items() if name.startswith("register/numbers/")]
    entries = [entry for page in found for entry in page.xpath("//article[@class='record']")]
    assert len(entries) == len([*registry.number, *registry.predicate])
    for entry in entries:
        assert entry.xpath(".//li//a"), entry.get("id")


# Conflicts


def test_rows_that_exclude_each_other_name_each_other_and_share_a_page(
    data: Package, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Conflict(
        *("share-pyongyang", "share-of-people", "pyongyang", ("C0083", "C0087")),
        pairs=(("C0083", "C0087"),),
        differs=("definition",),
        originals=1,
        standing="C0087",
        rule="the better kind of evidence",
    )
    monkeypatch.setattr(conflicting, "conflicts", lambda: (found,))
    conflicting._against.cache_clear()
    rows = Records(data)
    try:
        Register(PageWriter(tmp_path), rows, []).write()  # type: ignore[arg-type]
        card = cards.of_row(rows, "C0087")
    finally:
        conflicting._against.cache_clear()
    (against,) = card["against"]
    address = "register/conflicts/share-pyongyang.html"
    assert against == ["C0083", rows.statement("C0083"), f"{address}#share-pyongyang"]
    record = parsed(tmp_path / "register" / "claims" / "C00.html").get_element_by_id("C0083")
    assert f"../../{address}#share-pyongyang" in record.xpath(".//a/@href")
    together = parsed(tmp_path / address)
    assert len(together.xpath("//article")) == 2
    assert "The report uses C0087: the better kind of evidence" in together.text_content()
    assert "one voice in several readings" in together.text_content()
    overview = parsed(tmp_path / "register" / "conflicts.html")
    assert overview.xpath("//li/a/@href") == [f"../{address}#share-pyongyang"]
    claim = json.loads((tmp_path / "register" / "claims" / "C0083.json").read_text("utf-8"))
    assert claim["conflicts_with"] == ["C0087"]
