"""Figures on paper: where they stand, so that no page is left half empty."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from nkpay.book import paging, print_edition, print_tree
from tests.projects import Project
from tests.reading import documents, feet

#: Pages that may be left two fifths empty: a tall figure with nothing after it in its section.
FEW = 3

_TEXT = "<p id={}>" + "Words that fill a line and go on. " * 34 + "</p>"  # ten lines or so
_FIGURE = (
    '<div class="cell"><figure class="evidence-figure" id="fig-a"><figcaption>Title</figcaption>'
    '<div class="drawing"><img src="data:image/svg+xml,{}" width="654" height="{}" alt="A"></div>'
    '<p class="figure-source">Sources.</p></figure></div>'
)
_SVG = "&lt;svg xmlns='http://www.w3.org/2000/svg' width='654' height='{0}' viewBox='0 0 654 {0}'/>"


def texts(*names: str) -> str:
    return "".join(_TEXT.format(name) for name in names)


def figure(height: int) -> str:
    return _FIGURE.format(_SVG.format(height).replace("&lt;", "%3C"), height)


def placed(tmp_path: Path, *content: str) -> tuple[list[str], Element]:
    """What stands in which order when the figure has its place, by ids, and the drawing."""
    style = (Path(print_edition.__file__).parent / "print_theme" / "print.css").as_uri()
    page = tmp_path / "index.html"
    page.write_text(
        f'<html lang="en"><head><link rel="stylesheet" href="{style}"></head><body>'
        '<section class="cover"></section><main><section><h1>Book</h1>'
        f'<div class="toctree-wrapper"><section><h2>One</h2>{"".join(content)}</section></div>'
        "</section></main></body></html>",
        encoding="utf-8",
    )
    document = print_edition.weasyprint().HTML(filename=str(page))
    paging.fill_pages(document, {})
    names = [str(part.get("id")) for part in document.etree_element.iter() if part.get("id")]
    return names, next(document.etree_element.iter("img"))


def test_a_figure_that_fits_stays_as_it_is(tmp_path: Path) -> None:
    names, drawing = placed(tmp_path, texts("a", "b"), figure(200), texts("c"))
    assert names == ["a", "b", "fig-a", "c"]
    assert drawing.get("style") is None


def test_a_figure_that_nearly_fits_is_set_smaller(tmp_path: Path) -> None:
    names, drawing = placed(tmp_path, texts("a", "b"), figure(310), texts("c"))
    assert names == ["a", "b", "fig-a", "c"]
    assert "max-height" in str(drawing.get("style"))


def test_text_that_follows_fills_the_page_before_a_tall_figure(tmp_path: Path) -> None:
    names, drawing = placed(tmp_path, texts("a", "b"), figure(900), texts("c", "d", "e"))
    assert names == ["a", "b", "c", "fig-a", "d", "e"]
    assert drawing.get("style") is None


def test_no_figure_passes_a_heading(tmp_path: Path) -> None:
    content = (texts("a", "b"), figure(900), "<h3>Two</h3>", texts("c", "d"))
    names, _ = placed(tmp_path, *content)
    assert names.index("fig-a") < names.index("c")


def test_a_figure_goes_up_but_not_before_the_text_that_refers_to_it(tmp_path: Path) -> None:
    named = '<p id="named">See <a href="#fig-a">the figure</a>.</p>'
    free, _ = placed(tmp_path, texts("a", "b"), figure(700))
    held, _ = placed(tmp_path, texts("a"), named, texts("b"), figure(700))
    assert free == ["a", "fig-a", "b"]
    assert held == ["a", "named", "fig-a", "b"]


def test_what_cannot_be_seen_is_not_drawn_on_paper() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><g class="a"><path d="M0,0" display="none"/>'
        '<g transform="translate(1,1)"><text>seen</text></g><g fill="red"></g></g></svg>'
    )
    bare = print_tree.bare(svg)
    assert '<g transform="translate(1,1)"><text>seen</text></g>' in bare
    assert bare.count("<g") == 1
    assert "display" not in bare


@pytest.fixture(scope="module")
def beginnings(book: Project) -> set[int]:
    """The pages that chapters and references begin on, from nought."""
    paper = PdfReader(book.pdf)
    heads = [item for item in paper.outline if not isinstance(item, list)]
    return {number for item in heads if (number := paper.get_destination_page_number(item))}


def test_hardly_a_page_is_left_half_empty(book: Project, beginnings: set[int]) -> None:
    """Save the last of a chapter, which ends where it ends."""
    empty = feet(book.pdf)
    ends = {page - 1 for page in beginnings} | {len(empty) - 1}
    gaps = {page + 1: share for page, share in enumerate(empty) if page not in ends and share > 0.4}
    assert len(ends) > 5
    assert len(gaps) <= FEW, gaps


def test_figures_come_on_paper_in_the_order_of_their_numbers(book: Project) -> None:
    paper = PdfReader(book.pdf)
    places = {
        name: (paper.get_destination_page_number(place), -float(place["/Top"]))
        for name, place in paper.named_destinations.items()
        if name.startswith("fig-")
    }
    order = [
        str(figure["id"])
        for name in documents()
        for figure in BeautifulSoup(
            (book.html / f"{name}.html").read_text(encoding="utf-8"), "lxml"
        ).select("figure.evidence-figure")
    ]
    assert len(places) > 20
    assert sorted(places, key=lambda name: places[name]) == [n for n in order if n in places]
