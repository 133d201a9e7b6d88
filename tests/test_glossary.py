"""The glossary of names: all that has a name, every spelling of it, and the ways to its rows."""

from __future__ import annotations

import json
from typing import Any

from tests.projects import Project
from tests.reading import parsed
from tests.recomputed import Raw


def test_everything_named_stands_in_the_glossary_with_all_its_spellings(
    book: Project, raw: Raw
) -> None:
    glossary = parsed(book.html / "register" / "names.html")
    spellings: dict[str, set[str]] = {}
    for name in raw["names"]:
        spellings.setdefault(name["entity_id"], set()).add(name["spelling"])
    for thing in raw["entities"]:
        entry = glossary.get_element_by_id(thing["entity_id"])
        assert entry.xpath("h2/span/text()")[0] == thing["label"]
        shown = set(entry.xpath("h2/span/text() | dl/dd/span[@id]/text()"))
        assert shown == {thing["label"], thing["hangul"], *spellings[thing["entity_id"]]} - {""}
    for place in raw["places"]:
        if place["hangul"]:
            heading = glossary.get_element_by_id(place["place_id"]).xpath("h2")[0]
            assert place["hangul"] in heading.text_content()


def in_file(book: Project, thing: str) -> dict[str, Any]:
    text = (book.html / "register" / "names" / f"{thing}.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def test_the_file_of_an_entry_holds_all_its_rows(book: Project, raw: Raw) -> None:
    for thing in ("jonsong-card", "central-bank-dprk", "donju"):
        rows = in_file(book, thing)["rows"]
        about = {row["claim_id"] for row in raw["claims"] if row["subject_id"] == thing}
        assert about and set(rows["claims"]) == about
    at = {row["claim_id"] for row in raw["claims"] if row["place_id"] == "rason"}
    assert set(in_file(book, "rason")["rows"]["claims"]) == at


def test_a_spelling_names_the_titles_and_lists_that_print_it(book: Project, raw: Raw) -> None:
    titles = {row["source_id"]: row["title"] for row in raw["sources"]}
    listed = {row["sanction_id"]: row["name_on_list"] for row in raw["sanctions"]}
    found = 0
    for path in (book.html / "register" / "names").glob("*.json"):
        for spelling in in_file(book, path.stem)["spellings"]:
            for row in spelling["seen"]:
                assert spelling["text"] in (titles | listed)[row]
                found += 1
    assert found > 50


def test_a_record_leads_to_the_names_of_what_it_is_about(book: Project) -> None:
    record = parsed(book.html / "register" / "sanctions" / "S0.html").get_element_by_id("S001")
    assert "../../register/names.html#central-bank-dprk" in record.xpath(".//dd/a/@href")
