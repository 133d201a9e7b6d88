"""Invariants 4, 5 and 6: the whole book, as built: complete, fresh, identical and closed."""

from __future__ import annotations

import csv
import filecmp
import itertools
import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from lxml.html import HtmlElement
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from nkpay import evidence, registry, rendering
from nkpay.data import Package
from tests.projects import ROOT, Project


@pytest.fixture(scope="session")
def pages(book: Project) -> dict[str, BeautifulSoup]:
    """Every page that `_toc.yml` names, by its path in the book."""
    return {
        f"{name}.html": BeautifulSoup((book.html / f"{name}.html").read_text("utf-8"), "lxml")
        for name in documents()
    }


@pytest.fixture(scope="session")
def trees(book: Project) -> dict[str, HtmlElement]:
    """Every HTML page, the hundreds of the register too, by its path in the book."""
    return {
        path.relative_to(book.html).as_posix(): lxml.html.parse(path).getroot()
        for path in sorted(book.html.rglob("*.html"))
    }


@pytest.fixture(scope="session")
def pdf(book: Project) -> PdfReader:
    return PdfReader(book.pdf)


@pytest.fixture(scope="session")
def pdf_text(pdf: PdfReader) -> list[str]:
    """The text of every page of the PDF."""
    return [page.extract_text() for page in pdf.pages]


def documents() -> list[str]:
    """The pages that ``_toc.yml`` names."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    return [toc["root"], *(chapter["file"] for chapter in toc["chapters"])]


# Complete


@pytest.mark.parametrize("document", documents())
def test_every_entry_of_the_table_of_contents_is_a_page_with_its_notebook(
    document: str, book: Project, pages: dict[str, BeautifulSoup]
) -> None:
    page = pages[f"{document}.html"]
    link = page.select_one(".page-tools a[download]")
    assert isinstance(link, Tag)
    target = (book.html / document).parent / str(link["href"])
    assert target.is_file()
    public = book.notebooks / target.name
    assert filecmp.cmp(target, public, shallow=False)


def test_every_registered_figure_is_in_the_html_and_in_the_pdf(
    pages: dict[str, BeautifulSoup], pdf_text: list[str]
) -> None:
    drawn = [f for page in pages.values() for f in page.select("figure[data-figure]")]
    assert sorted(str(f["data-figure"]) for f in drawn) == sorted(registry.chart)
    text = squeezed("".join(pdf_text))
    for figure in drawn:
        title = figure.select_one(".figure-title .caption-text")
        assert title and squeezed(title.get_text()) in text, figure["data-figure"]


@pytest.mark.parametrize("document", documents()[:5])
def test_landing_page_and_chapters_have_two_figures(
    document: str, pages: dict[str, BeautifulSoup]
) -> None:
    assert len(pages[f"{document}.html"].select("figure[data-figure]")) >= 2


# Whole figures


def test_every_figure_has_caption_alt_text_sources_data_and_drawing(
    book: Project, pages: dict[str, BeautifulSoup]
) -> None:
    for name, page in pages.items():
        for figure in page.select("figure[data-figure]"):
            label = figure["data-figure"]
            assert all(figure.select_one(s) for s in (".figure-caption", ".figure-source a")), label
            for svg in figure.select("svg"):
                description = svg.find("title")
                assert description and len(description.get_text()) > 60, label
                assert svg["aria-labelledby"] == description["id"], label
            assert len(figure.select("svg")) == 2, label
            link = figure.select_one("a[download]")
            assert isinstance(link, Tag)
            data = (book.html / name).parent / str(link["href"])
            with data.open(encoding="utf-8", newline="") as file:
                assert len(list(csv.reader(file))) > 1, label


def test_marks_link_to_rows_of_the_register(pages: dict[str, BeautifulSoup]) -> None:
    for page in pages.values():
        for figure in page.select("figure[data-figure]"):
            rows = str(figure["data-rows"]).split()
            marks = {str(a["href"]).rpartition("#")[2] for a in figure.select(".wide svg a")}
            assert marks <= set(rows), figure["data-figure"]


def test_no_figure_draws_a_mark_without_text_for_it(data: Package) -> None:
    for name in registry.chart:
        drawing = rendering.figure(name, data).drawing
        assert drawing.asserts, f"{name}: the title asserts nothing"
        assert len(drawing.table), f"{name}: nothing is plotted"


# Two clicks


def test_every_number_and_figure_leads_to_rows_that_exist(
    pages: dict[str, BeautifulSoup], data: Package
) -> None:
    marked = [
        element
        for page in pages.values()
        for element in page.select("[data-number], [data-predicate], [data-figure]")
    ]
    assert marked
    for element in marked:
        rows = str(element["data-rows"]).split()
        assert rows, element
        for row in rows:
            assert evidence.table_of(row, data) in data


def test_every_number_of_the_register_shows_a_source_or_a_whole_table(
    trees: dict[str, HtmlElement],
) -> None:
    found = [page for name, page in trees.items() if name.startswith("register/numbers/")]
    entries = [entry for page in found for entry in page.xpath("//article[@class='record']")]
    assert len(entries) == len([*registry.number, *registry.predicate])
    for entry in entries:
        assert entry.xpath(".//li//a"), entry.get("id")


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


# Closed pages


def test_no_page_asks_anything_of_another_host(
    book: Project, trees: dict[str, HtmlElement]
) -> None:
    asked = "//script/@src | //link/@href | //img/@src | //iframe/@src | //source/@src"
    for name, page in trees.items():
        for address in page.xpath(asked):
            assert not re.match(r"(?:https?:)?//", address), f"{name}: {address}"
    for sheet in book.html.rglob("*.css"):
        code = sheet.read_text(encoding="utf-8")
        assert not re.search(r"url\(['\"]?(?:https?:)?//|@import", code), sheet
    for script in (book.html / "_static").glob("figures.js"):
        assert "http" not in script.read_text(encoding="utf-8")


def test_links_to_sources_send_no_referrer(trees: dict[str, HtmlElement]) -> None:
    found = 0
    for name, page in trees.items():
        for link in page.xpath("//*[contains(@class, 'register')]//a[starts-with(@href, 'http')]"):
            assert "noreferrer" in link.get("rel", ""), f"{name}: {link.get('href')}"
            found += 1
    assert found > 100


# Print


def test_the_pdf_has_contents_page_numbers_bookmarks_and_metadata(
    pdf: PdfReader, pdf_text: list[str]
) -> None:
    assert pdf.metadata and pdf.metadata.title == "Electronic payment in North Korea"
    titles = [str(item.title) for item in pdf.outline if not isinstance(item, list)]
    assert len(titles) >= len(documents())
    assert "Contents" in pdf_text[1]
    assert re.search(r"\. ?\d+", pdf_text[1])
    assert pdf_text[3].rstrip().endswith("4")


def test_the_pdf_has_readable_hangul_and_embedded_fonts(
    pdf: PdfReader, pdf_text: list[str]
) -> None:
    text = "".join(pdf_text)
    assert "전성" in unicodedata.normalize("NFC", text)
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in pdf.pages
        for font in (page["/Resources"].get("/Font") or {}).values()
    }
    assert fonts and all(re.match(r"/[A-Z]{6}\+", font) for font in fonts), fonts


def test_figures_in_the_pdf_are_vectors_with_alt_text(pdf: PdfReader) -> None:
    assert not any(page.images for page in pdf.pages)
    spoken = set(alternatives(pdf.trailer["/Root"]["/StructTreeRoot"]))
    for name in registry.chart:
        assert rendering.figure(name).drawing.alt in spoken, name


def alternatives(node: object, depth: int = 0) -> Iterator[str]:
    """The alternative texts in a tag tree."""
    if isinstance(node, IndirectObject):
        node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from alternatives(child, depth)
    elif isinstance(node, DictionaryObject) and depth < 60:
        if "/Alt" in node:
            yield str(node["/Alt"])
        if "/K" in node:
            yield from alternatives(node["/K"], depth + 1)


def squeezed(text: str) -> str:
    """Text without white space and hyphens: what survives a change of line breaks."""
    return re.sub(r"[\s\-\u00ad\u2010]+", "", unicodedata.normalize("NFKC", text))


def test_numbers_in_the_html_equal_those_in_the_pdf(
    pages: dict[str, BeautifulSoup], pdf_text: list[str]
) -> None:
    body = squeezed("".join(map(without_heads, pdf_text)))
    compared = 0
    for document in documents():
        for number in pages[f"{document}.html"].select("article [data-number]"):
            line = number.find_parent(["p", "li", "td"])
            assert isinstance(line, Tag)
            around = in_context(line, number)
            assert set_in(body, around), f"{document}: {number['data-number']}: {around}"
            compared += 1
    assert compared > 20


def in_context(line: Tag, number: Tag) -> str:
    """A number with the eight characters either side in its paragraph, squeezed."""
    ahead = itertools.takewhile(lambda string: number not in string.parents, line.strings)
    start = len(squeezed("".join(ahead)))
    end = start + len(squeezed(number.get_text()))
    return squeezed(line.get_text())[max(start - 8, 0) : end + 8]


def set_in(body: str, words: str) -> bool:
    """Whether a document has these words, in one piece or in two where a page or figure comes
    between."""
    if words in body:
        return True
    cuts = range(4, len(words) - 3)
    return any(words[:cut] in body and words[cut:] in body for cut in cuts)


def without_heads(text: str) -> str:
    """The text of a page without running heads and page number, which come last."""
    return re.sub(r"\nElectronic payment in North Korea[^\n]*\n\d+\s*$", "", text)
