"""Invariants 4 and 5: the whole book as built is complete, its figures whole, its print equal."""

from __future__ import annotations

import csv
import filecmp
import json
import re
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

import lxml.html
import pytest
from bs4 import BeautifulSoup, Tag
from lxml.html import HtmlElement
from pypdf import PdfReader

from nkpay import drawing, registry
from tests.projects import ROOT, Project
from tests.reading import (
    alternatives,
    documents,
    images,
    in_context,
    set_in,
    sheets,
    squeezed,
    without_heads,
)


@pytest.fixture(scope="session")
def pdf(book: Project) -> PdfReader:
    return PdfReader(book.pdf)


@pytest.fixture(scope="session")
def pdf_text(book: Project) -> list[str]:
    """The text of every page of the PDF."""
    return sheets(book.pdf)


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


def test_every_figure_offers_its_files_function_and_citation(
    book: Project, chapters: dict[str, HtmlElement]
) -> None:
    for name, document in chapters.items():
        for figure in document.xpath("//figure[@data-figure]"):
            folder = (book.html / f"{name}.html").parent
            files = {Path(h).suffix: folder / h for h in figure.xpath(".//a[@download]/@href")}
            assert set(files) == {".csv", ".svg", ".png", ".json", ".ipynb"}, figure.get("id")
            assert files[".png"].read_bytes().startswith(b"\x89PNG")
            assert json.loads(files[".json"].read_text(encoding="utf-8"))["$schema"]
            assert not lxml.html.parse(files[".svg"]).xpath("//a")
            function = registry.chart.function(figure.get("data-figure"))
            (drawn,) = figure.xpath(".//li/code/text()")
            assert drawn.split(" in ")[0] == function.__name__
            assert (ROOT / drawn.split(" in ")[1]).is_file()
            assert "Data version" in " ".join(figure.text_content().split())


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


def test_figures_in_the_pdf_are_vectors_with_alt_text(book: Project, pdf: PdfReader) -> None:
    assert not images(book.pdf)
    spoken = set(alternatives(pdf.trailer["/Root"]["/StructTreeRoot"]))
    for name in registry.chart:
        page = ElementTree.parse(book.html / "_figures" / f"{drawing.anchor(name)}.svg")
        assert page.findtext("{http://www.w3.org/2000/svg}title") in spoken, name


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
