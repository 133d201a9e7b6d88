"""Invariant 1 on paper: from each number of the PDF to the row cited, and on to its source."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from nkpay.book import links
from nkpay.data import Package
from nkpay.evidence import sources_of
from tests.projects import Project
from tests.reading import documents


@pytest.fixture(scope="module")
def paper(book: Project) -> PdfReader:
    return PdfReader(book.pdf)


@pytest.fixture(scope="module")
def cited(book: Project) -> set[str]:
    """Every row that a number, a finding or a figure rests on, or whose id a table prints."""
    rows: set[str] = set()
    for name in documents():
        soup = BeautifulSoup((book.html / f"{name}.html").read_text(encoding="utf-8"), "lxml")
        for element in soup.select("[data-rows]"):
            rows.update(str(element["data-rows"]).split())
        rows.update(link.get_text() for link in soup.select("article a.row-link"))
    return rows


def targets(paper: PdfReader) -> Iterator[str]:
    """Where the links inside the document lead."""
    for page in paper.pages:
        for annotation in page.get("/Annots") or ():
            found = annotation.get_object()
            target = found.get("/Dest") or (found.get("/A") or {}).get("/D")
            if found.get("/Subtype") == "/Link" and target is not None:
                yield str(target)


def test_every_link_inside_the_pdf_leads_somewhere(paper: PdfReader) -> None:
    found = set(targets(paper))
    assert len(found) > 300
    assert found <= set(paper.named_destinations)


def test_the_references_print_the_rows_cited_and_no_others(
    paper: PdfReader, cited: set[str]
) -> None:
    printed = {name for name in paper.named_destinations if name.startswith("ref-")}
    assert printed == {links.reference(row).removeprefix("#") for row in cited}


def test_every_row_cited_on_paper_names_its_source(data: Package, cited: set[str]) -> None:
    # Things, not statements; what we looked for is our own account.
    things = {"systems", "outlets", "searches"}
    for row in sorted(cited):
        if not row.startswith("table:") and not any(row in data[table].index for table in things):
            assert sources_of(row, data), row


def test_numbers_on_paper_lead_to_their_first_row(book: Project, paper: PdfReader) -> None:
    """Each number of the pages has its link in the PDF, as often as the pages print it."""
    leading = list(targets(paper))
    for name in documents():
        soup = BeautifulSoup((book.html / f"{name}.html").read_text(encoding="utf-8"), "lxml")
        for number in soup.select("article a[data-number]"):
            row = str(number["data-rows"]).split()[0]
            assert links.reference(row).removeprefix("#") in leading, number["data-number"]


def test_the_address_of_a_source_on_paper_is_a_link_if_it_may_be_one(
    paper: PdfReader, data: Package, cited: set[str]
) -> None:
    addresses = {
        unquote(str(action["/URI"]))
        for page in paper.pages
        for annotation in page.get("/Annots") or ()
        if "/URI" in (action := annotation.get_object().get("/A") or {})
    }
    sources = data["sources"]
    behind = [next(iter(sources_of(row, data)), None) for row in cited]
    known = sources.loc[sorted({source for source in behind if source})]
    live = set(known.loc[known["link_policy"] == "live", "url"].map(unquote))
    assert len(live) > 100
    assert live <= addresses
    others = sources.loc[sources["link_policy"] != "live", "url"].dropna()
    assert not set(others.map(unquote)) & addresses
