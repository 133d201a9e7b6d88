"""Invariant 1: from every number and figure to its rows and on to their sources."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml.html import HtmlElement

from nkpay import evidence
from nkpay.book import links
from nkpay.data import Package
from tests.projects import Project
from tests.reading import in_script, marked, parsed
from tests.recomputed import Raw


@pytest.fixture(scope="module")
def tables(raw: Raw) -> dict[str, tuple[str, dict[str, str]]]:
    """Every row that can be cited: id -> table and record, from the CSV."""
    found = {}
    for table, records in raw.items():
        for record in records:
            found[next(iter(record.values()))] = (table, record)
    return found


def test_every_number_and_figure_rests_on_rows_that_name_a_source(
    chapters: dict[str, HtmlElement], tables: dict[str, tuple[str, dict[str, str]]], raw: Raw
) -> None:
    sources = {record["source_id"] for record in raw["sources"]}
    for name, document in chapters.items():
        for element in marked(document):
            for row in element.get("data-rows").split():
                if row.startswith("table:"):
                    assert row[6:] in raw, name
                    continue
                table, record = tables[row]
                if table == "disclosures":  # an answer rests on the source of its claim
                    record = tables[record["claim_id"]][1]
                cited = record.get("source_ids") or record.get("source_id") or ""
                if table not in ("systems", "outlets", "searches"):  # no statements of sources
                    assert cited and set(cited.split(";")) <= sources, f"{name}: {row}"


def test_the_first_click_shows_the_rows_and_the_second_the_source(
    book: Project,
    chapters: dict[str, HtmlElement],
    tables: dict[str, tuple[str, dict[str, str]]],
) -> None:
    rows = set()
    for name, document in chapters.items():
        for element in document.xpath("//a[@data-number or @data-predicate or @data-finding]"):
            target, _, anchor = element.get("href").partition("#")
            entry = parsed((book.html / f"{name}.html").parent / target).get_element_by_id(anchor)
            shown = {a.text for a in entry.xpath(".//li/a")}
            behind = element.get("data-rows").split()
            assert shown == set(behind[:40]), anchor
            rows |= {row for row in behind if ":" not in row}
    assert len(rows) > 400
    for row in rows:
        address = book.html / links.of_row(row).partition("#")[0]
        record = parsed(address).get_element_by_id(row)
        if tables[row][0] in ("systems", "outlets", "sources", "searches"):
            continue
        assert record.xpath(".//a[contains(@href, '/sources/')]"), row


def test_every_row_that_the_book_uses_leads_back_to_each_place(
    book: Project, chapters: dict[str, HtmlElement]
) -> None:
    back: dict[str, set[str]] = {}
    for name, document in chapters.items():
        for element in marked(document):
            for row in element.get("data-rows").split():
                if ":" not in row:
                    back.setdefault(row, set()).add(f"../../{name}.html#{element.get('id')}")
    for row, places in back.items():
        record = parsed(book.html / links.of_row(row).partition("#")[0]).get_element_by_id(row)
        assert places <= set(record.xpath(".//dd[@class='uses']/a/@href")), row


def test_every_number_and_figure_leads_to_rows_that_exist(
    chapters: dict[str, HtmlElement], data: Package
) -> None:
    elements = [element for document in chapters.values() for element in marked(document)]
    assert elements
    for element in elements:
        rows = element.get("data-rows").split()
        assert rows, element
        for row in rows:
            assert evidence.table_of(row, data) in data


def test_every_internal_link_and_anchor_resolves(
    book: Project, trees: dict[str, HtmlElement]
) -> None:
    anchors = {name: set(page.xpath("//@id")) for name, page in trees.items()}
    broken = set()
    for name, page in trees.items():
        for href in set(page.xpath("//a/@href")):
            target = urlsplit(href)
            if target.scheme or target.netloc:
                continue
            folder = Path(name).parent
            path = os.path.normpath(folder / unquote(target.path)) if target.path else name
            missing = target.fragment and unquote(target.fragment) not in anchors.get(path, ())
            if (path not in anchors and not (book.html / path).exists()) or missing:
                broken.add(f"{name} -> {href}")
    assert sorted(broken) == []


# Cards


def test_every_number_words_and_title_has_a_card_and_every_mark_a_row(
    book: Project, chapters: dict[str, HtmlElement]
) -> None:
    for name, document in chapters.items():
        content = in_script(book.html / "_cards" / f"{name}.js")
        named = {"number": "number", "predicate": "predicate", "finding": "finding"}
        for kind, attribute in (*named.items(), ("figure", "title")):
            for element in document.xpath(f"//a[@data-{attribute}]"):
                card = content["cards"][f"{kind}:{element.get(f'data-{attribute}')}"]
                assert card["rules"] and all(rule["rule"] for rule in card["rules"])
                assert {row for row in card["rows"] if ":" not in row} <= set(content["rows"])
        for figure in document.xpath("//figure[@data-figure]"):
            for href in figure.xpath(".//*[local-name()='svg']//a/@href"):
                assert href.partition("#")[2] in content["rows"], figure.get("id")


def test_a_card_says_what_is_coded_who_said_it_and_on_what_evidence(book: Project) -> None:
    content = in_script(book.html / "_cards" / "chapters" / "adoption.js")
    card = content["cards"]["number:adoption.qr_share_pyongyang"]
    assert card["rules"][0]["value"] == "80 per cent of people"
    row = content["rows"][card["rows"][0]]
    assert row["printed"] and row["coded"].startswith("80 (75 to 85)")
    assert row["sources"][0][0] == "Daily NK"
    assert content["evidence"][row["evidence"]][0] == "Anonymous source"
    held = content["cards"]["predicate:adoption.capital_above_provinces"]
    assert "10 points" in held["rules"][0]["value"]
    (tried,) = content["cards"]["finding:adoption.capital_ahead"]["rules"]
    assert "rests on one original" in tried["verdict"] and "corrected" in tried["overturned"]
