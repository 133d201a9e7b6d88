"""What a page loads before it is drawn, and in what its words are drawn."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Route, expect

from nkpay import rendering, theme
from nkpay.book import webfonts
from tests.browsing import opened
from tests.projects import Project
from tests.test_browser import CHAPTER, FIGURE

NAMES = "register/systems/jonsong-card.html"
TITLE = "register/sources/ajunews-2012-01-fx-ban.html"
PAGES = (
    "index.html",
    "chapters/law.html",
    "register/claims.html",
    "register/findings.html",
    NAMES,
)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_waits_for_one_style_sheet_and_for_no_script(address: str, book: Project) -> None:
    page = BeautifulSoup((book.html / address).read_text(encoding="utf-8"), "lxml")
    sheets = page.select("link[rel=stylesheet]:not([media=print], noscript *)")
    waited = [str(link["href"]) for link in sheets]
    assert len(waited) == 1 and "_static/pages.css" in waited[0]
    assert all(script.has_attr("defer") for script in page.select("script[src]"))
    for link in page.select("link[rel=stylesheet]"):
        assert (book.html / address).parent.joinpath(str(link["href"]).split("?")[0]).is_file()


@pytest.mark.parametrize("address", ["chapters/korean.html", NAMES, TITLE])
def test_where_korean_stands_first_it_does_not_come_late(
    address: str, browser: Browser, served: str
) -> None:
    watch = """window.moved = 0; new PerformanceObserver(list => {
      for (const shift of list.getEntries()) { window.moved += shift.value; }
    }).observe({type: "layout-shift", buffered: true});"""
    for page in opened(browser, served, viewport={"width": 390, "height": 844}):
        page.add_init_script(watch)
        page.goto(f"{served}/{address}", wait_until="networkidle")
        assert page.evaluate("window.moved") == 0


@pytest.mark.parametrize(
    ("address", "words", "weights"),
    [
        (NAMES, "전성카드", {"400"}),
        (NAMES, "チョンソン", {"400"}),
        (TITLE, "중앙당", {"400", "600"}),
    ],
)
def test_a_page_of_names_asks_for_no_file_with_their_letters(
    address: str, words: str, weights: set[str], browser: Browser, served: str
) -> None:
    for page in opened(browser, served):
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(f"{served}/{address}", wait_until="networkidle")
        assert words in page.locator("article").inner_text()
        loaded = """[...document.fonts].filter(face => face.status === "loaded"
          && face.family === "Noto Sans KR").map(face => face.weight)"""
        assert set(page.evaluate(loaded)) == weights
        assert not [url for url in asked if url.endswith(".woff2") and "Noto" in url]


def _first_letters(book: Project) -> set[int]:
    """What the faces in the style sheet can draw, without a file."""
    sheet = (book.html / "_static" / webfonts.FIRST).read_text(encoding="utf-8")
    found: list[set[int]] = []
    for ranges in re.findall(r"unicode-range:([^}]+)\}", sheet):
        ends = [part[2:].split("-") for part in ranges.split(",")]
        found.append({n for e in ends for n in range(int(e[0], 16), int(e[-1], 16) + 1)})
    return set.intersection(*found)


@pytest.mark.parametrize("address", PAGES)
def test_no_page_of_the_book_needs_another_file_for_its_latin_letters(
    address: str, book: Project
) -> None:
    text = (book.html / address).read_text(encoding="utf-8")
    text = re.sub(r"<(script|style|noscript)\b.*?</\1>", "", text, flags=re.DOTALL)
    points = set(map(ord, html.unescape(re.sub(r"<[^>]*>", "", text))))
    latin = {point for point in points if 0x20 <= point < 0x2190}
    assert not {chr(point) for point in latin - _first_letters(book)}


def test_late_sheets_arrive(browser: Browser, served: str) -> None:
    for page in opened(browser, served):
        page.goto(f"{served}/index.html")
        page.wait_for_function(
            "[...document.querySelectorAll('link[data-late]')].every(l => l.media === 'all')"
        )
        colour = "e => getComputedStyle(e).color"
        keyword = page.locator(".highlight .kn").first.evaluate(colour)
        assert keyword != page.locator(".highlight pre").first.evaluate(colour)


def _without_fonts(route: Route) -> None:
    """The style sheet without the letters that it carries."""
    sheet = route.fetch()
    route.fulfill(response=sheet, body=re.sub(r"url\(data:font[^)]*\)", "url(no)", sheet.text()))


def test_without_its_fonts_a_page_is_whole(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.route("**/*.woff2", lambda route: route.abort())
    page.route("**/pages.css*", _without_fonts)
    page.goto(f"{served}/{CHAPTER}")
    expect(page.locator("h1")).to_be_visible()
    assert not page.evaluate("[...document.fonts].some(face => face.status === 'loaded')")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    expect(page.locator(f"{FIGURE} .narrow svg")).to_be_visible()
    context.close()


def test_who_opens_the_contents_of_a_page_with_the_keyboard_goes_on_into_them(
    browser: Browser, served: str
) -> None:
    for page in opened(browser, served, viewport={"width": 390, "height": 844}):
        page.goto(f"{served}/chapters/law.html")
        page.focus("#__toc")
        page.keyboard.press("Space")
        visited = []
        for _ in range(12):
            page.keyboard.press("Tab")
            visited.append(
                page.evaluate(
                    "['.toc-drawer', 'article'].find(p => document.activeElement.closest(p))"
                )
            )
        assert ".toc-drawer" in visited
        assert "article" not in visited[: visited.index(".toc-drawer")]


def _lightness(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", ["places_by_period", "publishers_by_year"])
def test_counts_can_be_read_on_every_shade_where_no_style_sheet_helps(name: str) -> None:
    """As downloaded and on paper."""
    svg = rendering.figure(f"certainty.{name}").svg
    shades = [tuple(map(int, found)) for found in re.findall(r"rgb\((\d+), (\d+), (\d+)\)", svg)]
    inks = set(re.findall(r'<text[^>]*fill="(#[0-9a-f]{6})"', svg))
    assert shades and inks <= {theme.INK, theme.MUTED}
    for shade in shades:
        ground = _lightness("#" + "".join(f"{part:02x}" for part in shade))
        assert (ground + 0.05) / (_lightness(theme.INK) + 0.05) >= 4.5, shade


def test_a_source_line_counts_one_more_publisher_in_the_singular(book: Project) -> None:
    for path in [book.html / "index.html", *sorted(Path(book.html / "chapters").glob("*.html"))]:
        assert " 1 more publishers" not in path.read_text(encoding="utf-8"), path.name


def test_no_link_says_nothing_but_more(book: Project) -> None:
    claims = (book.html / "register" / "claims").glob("*.html")
    for path in [*sorted(claims), *sorted((book.html / "chapters").glob("*.html"))]:
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
        bare = [a["href"] for a in page.select("a") if a.get_text() in ("more", "here", "this")]
        assert not bare, path.name
