"""Figures as a reader sees them: on light and dark ground, before and after "Explore"."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browsing import opened
from tests.projects import Project
from tests.test_accessible import SHORT_CHAPTER, faults, view

FIGURE = "#fig-puzzle-whole-country"
_DRAWING = re.compile(r'<div class="drawing [a-z]+"[^>]*><svg.*?</svg>', re.DOTALL)
#: Text that can't be read on its ground, and marks of evidence that can't be seen on theirs.
_FAINT = (Path(__file__).parent / "faint.js").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_figures_can_be_read_on_their_ground_before_and_after_explore(
    browser: Browser, served: str, book: Project, scheme: str
) -> None:
    for page in opened(browser, served, **view(1280, scheme)):
        for path in [book.html / "index.html", *sorted(book.html.glob("chapters/*.html"))]:
            page.goto(f"{served}/{path.relative_to(book.html).as_posix()}")
            assert (path.name, page.evaluate(_FAINT)) == (path.name, [])
        page.goto(f"{served}/{SHORT_CHAPTER}")
        figure = page.locator(FIGURE)
        ground = figure.evaluate("figure => getComputedStyle(figure).backgroundColor")
        assert (ground == "rgb(255, 255, 255)") == (scheme == "light")
        figure.locator(".figure-explore").click()
        expect(figure.locator("[data-row]").first).to_be_visible()
        assert page.evaluate(_FAINT) == []
        assert faults(page) == []


@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 1280])
def test_every_figure_can_be_explored(
    browser: Browser, served: str, book: Project, width: int
) -> None:
    for page in opened(browser, served, **view(width, "light")):
        for path in [book.html / "index.html", *sorted(book.html.glob("chapters/*.html"))]:
            page.goto(f"{served}/{path.relative_to(book.html).as_posix()}")
            for button in page.locator(".figure-explore").all()[::-1]:  # each one is taken away
                figure = button.locator("xpath=ancestor::figure").get_attribute("id")
                button.click()
                explored = page.locator(f"#{figure} .vega-embed svg .mark-group").first
                expect(explored, str(figure)).to_be_attached()


def test_each_colour_of_a_drawing_has_its_counterpart_for_the_dark(book: Project) -> None:
    sheet = (book.html / "_static" / "book.css").read_text(encoding="utf-8")
    named = re.compile(r'(?:fill|stroke)="#[0-9a-fA-F]{3,8}"')
    for path in [book.html / "index.html", *sorted(book.html.glob("chapters/*.html"))]:
        drawn = {
            use for svg in _DRAWING.findall(path.read_text("utf-8")) for use in named.findall(svg)
        }
        assert drawn and {use for use in drawn if f".drawing [{use}]" not in sheet} == set(), path


def test_images_to_download_stand_on_white(book: Project) -> None:
    for svg in book.html.glob("_figures/*.svg"):
        assert '</title><rect width="100%" height="100%" fill="#fff"/>' in svg.read_text()
