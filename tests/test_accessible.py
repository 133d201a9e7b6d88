"""Pages for every reader: judged by axe-core, in dark, enlarged, without fonts, by keyboard.

axe-core comes with a package for Python, so nothing is fetched. It sees what a page shows, so
folded parts are opened first.
"""

from __future__ import annotations

import gzip
import random
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from nkpay.book import links
from tests.browsing import opened
from tests.projects import Project, small
from tests.test_browser import CHAPTER, TEMPLATES

_AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
_FAULTS = (Path(__file__).parent / "axe.js").read_text(encoding="utf-8")
KINDS = (*TEMPLATES, "changes.html", "register/findings.html")
#: Pages for `make verify`: those of thousands of elements, each of which takes axe as long as ten
#: others, and those that are like another.
LATER = (
    *(CHAPTER, "changes.html", "register/claims/C00.html", "register/names.html"),
    *("register/numbers/adoption.html", "register/sources.html", "register/findings.html"),
    *("register/conflicts.html", "cite.html"),
)
SHORT_CHAPTER = "chapters/puzzle.html"
_MODES = [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]


def faults(page: Page) -> list[str]:
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    # What is laid out when a reader comes near has no place before.
    page.add_style_tag(content=".far, .drawing { content-visibility: visible !important }")
    page.evaluate(f"{_AXE};0")
    return list(page.evaluate(_FAULTS))


def wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def view(width: int, scheme: str) -> dict[str, Any]:
    seen = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    return {**seen, "reduced_motion": "reduce"}  # nothing is judged while it fades in


@pytest.mark.parametrize(
    ("width", "scheme", "addresses"),
    [
        (1280, "light", (SHORT_CHAPTER, *(kind for kind in KINDS if kind not in LATER))),
        pytest.param(1280, "light", LATER, marks=pytest.mark.slow),
        pytest.param(390, "dark", KINDS, marks=pytest.mark.slow),
    ],
    ids=["light", "later", "dark"],
)
def test_axe_finds_nothing_on_any_kind_of_page(
    browser: Browser,
    served: str,
    book: Project,
    width: int,
    scheme: str,
    addresses: tuple[str, ...],
) -> None:
    shortest = min(
        (book.html / "register" / "claims").glob("*.html"), key=lambda p: p.stat().st_size
    )
    for page in opened(browser, served, **view(width, scheme)):
        for address in (*addresses, f"register/claims/{shortest.name}"):
            page.goto(f"{served}/{address}")
            assert (address, faults(page), wide(page)) == (address, [], False)


def test_axe_sees_one_faint_text_among_hundreds_and_one_nameless_button(
    browser: Browser, served: str
) -> None:
    for page in opened(browser, served, **view(1280, "light")):
        page.goto(f"{served}/register/findings.html")
        page.evaluate("""() => {
          const paragraphs = document.querySelectorAll("article p");
          paragraphs[paragraphs.length - 1].style.color = "#bbb";
          document.querySelector("article").append(document.createElement("button"));
        }""")
        assert {fault.partition(":")[0] for fault in faults(page)} == {
            *("button-name", "color-contrast"),
        }


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), _MODES)
def test_axe_finds_nothing_on_chapters_and_on_pages_drawn_from_the_register(
    browser: Browser, served: str, book: Project, width: int, scheme: str
) -> None:
    addresses = [path.relative_to(book.html).as_posix() for path in _drawn(book.html)]
    for page in opened(browser, served, **view(width, scheme)):
        for address in addresses:
            page.goto(f"{served}/{address}")
            assert (address, faults(page), wide(page)) == (address, [], False)


def _drawn(html: Path) -> list[Path]:
    """Every chapter; of each template of the register the longest page, the shortest, five more."""
    chance, found = random.Random(6), [html / "index.html", *sorted(html.glob("chapters/*.html"))]
    alike: dict[str, list[Path]] = {}
    for path in html.glob("register/*/*.html"):
        alike.setdefault(_template(path.parent.name), []).append(path)
    assert len(alike) == 4
    for group in alike.values():
        pages = sorted(group, key=lambda path: (path.stat().st_size, path))
        ends, rest = {*pages[:1], *pages[-1:]}, pages[1:-1]
        found += sorted(ends | set(chance.sample(rest, min(5, len(rest)))))
    return found


def _template(folder: str) -> str:
    """What the pages of a folder are filled from: each of a few, most as a list of rows."""
    if folder in ("conflicts", "numbers"):
        return folder
    return "thing" if folder in links.PAGES_OF_THEIR_OWN else "rows"


def test_no_box_that_scrolls_is_out_of_a_keyboards_reach(browser: Browser, served: str) -> None:
    for page in opened(browser, served, **view(390, "light")):
        page.goto(f"{served}/{CHAPTER}")
        for _ in range(25):
            page.keyboard.press("Tab")
            at = page.evaluate("document.activeElement.getBoundingClientRect().right")
            assert 0 <= at <= 390, page.evaluate("document.activeElement.outerHTML")
        page.focus("#__navigation")
        expect(page.locator(".sidebar-drawer")).to_be_hidden()
        page.keyboard.press("Space")
        expect(page.locator(".sidebar-drawer")).to_be_visible()


def test_site_search_finds_korean_of_any_length_and_every_romanisation(
    browser: Browser, served: str
) -> None:
    for page in opened(browser, served):
        for words in ("Jonsong", "Jeonseong", "Chonsong", "전성", "전", "전성카드", "성카"):
            page.goto(f"{served}/search.html?q={words}")
            found = page.locator('#search-results a[href*="jonsong-card"]')
            expect(found.first, words).to_be_visible()


_LONG = "Unbrechbar" * 20


@pytest.mark.parametrize("width", [320, 390, 640])
def test_long_words_wide_tables_and_zoom_cut_nothing(
    browser: Browser, served: str, width: int
) -> None:
    """At 200 % a screen of 1280 px shows what fits into 640, at 400 % 320."""
    for page in opened(browser, served, **view(width, "light"), device_scale_factor=2):
        page.goto(f"{served}/{CHAPTER}")
        assert not wide(page)
        for place in ("h1", "h2", "article p", ".findings li", ".figure-title a", ".figure-source"):
            page.locator(place).first.evaluate("(e, word) => { e.textContent = word; }", _LONG)
        page.locator(".frame td").first.evaluate("(e, word) => { e.textContent = word; }", _LONG)
        page.locator(".table-wrapper td").first.evaluate(
            "(e, word) => { e.textContent = word; }", _LONG
        )
        assert not wide(page)
        box = page.locator(".frame").first
        assert box.evaluate("e => e.scrollWidth > e.clientWidth && e.tabIndex === 0")
        for address in ("index.html", "register/claims.html", "register/claims/C00.html"):
            page.goto(f"{served}/{address}")
            assert (address, wide(page)) == (address, False)


def test_nothing_moves_while_a_page_loads_nor_for_those_who_want_no_motion(
    browser: Browser, served: str
) -> None:
    watch = """window.moved = []; new PerformanceObserver(list => {
      for (const shift of list.getEntries()) {
        const parts = shift.sources.map(part => part.node?.outerHTML?.slice(0, 90));
        window.moved.push([shift.value, shift.startTime, ...parts]);
      }
    }).observe({type: "layout-shift", buffered: true});"""
    for page in opened(browser, served, **view(390, "light")):
        page.add_init_script(watch)
        for address in TEMPLATES:
            page.goto(f"{served}/{address}", wait_until="networkidle")
            assert page.evaluate("window.moved") == [], address
        lasting = "e => getComputedStyle(e).transitionProperty"
        assert page.locator(".sidebar-drawer").evaluate(lasting) == "none"


def test_the_heaviest_chapters_are_light(browser: Browser, served: str, book: Project) -> None:
    by_size = sorted(book.html.glob("chapters/*.html"), key=lambda p: -p.stat().st_size)
    # What comes with a page is the same for all but the Korean one, which needs its letters.
    for path in {*by_size[:2], book.html / "chapters" / "korean.html"}:
        for page in opened(browser, served, **view(390, "light")):
            sent: list[int] = []
            page.on("response", lambda r, sent=sent: sent.append(len(gzip.compress(r.body()))))
            page.goto(f"{served}/chapters/{path.name}", wait_until="networkidle")
            assert sum(sent) < 400_000, f"{path.name}: {sum(sent)}"


def test_a_page_says_what_it_is_when_it_is_shared(book: Project) -> None:
    for path in [book.html / "index.html", *book.html.glob("chapters/*.html")]:
        head = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml").head
        said = {m.get("name") or m.get("property"): m.get("content") for m in head.find_all("meta")}
        assert 40 < len(said["description"]) <= 200, path
        assert said["og:title"] and said["twitter:card"] == "summary_large_image"
        image = (path.parent / said["og:image"]).read_bytes()
        size = [int.from_bytes(image[at : at + 4]) for at in (16, 20)]
        assert size == [1200, 630] and "og:url" not in said
    assert not (book.html / "sitemap.xml").exists()


@pytest.mark.slow
def test_where_the_book_has_an_address_map_and_cards_give_it_in_full(tmp_path: Path) -> None:
    cell = '```{code-cell}\nfrom nkpay import figure\nfigure("landing.judgements")\n```\n'
    project = small(tmp_path, f"# One\n\nA chapter.\n\n{cell}", executable=True)
    project.edit("_config.yml", 'baseurl: ""', 'baseurl: "https://example.org/report"')
    done = project.build()
    assert done.returncode == 0, done.stderr
    chapter = (project.html / "chapters" / "one.html").read_text(encoding="utf-8")
    assert 'property="og:url" content="https://example.org/report/chapters/one.html"' in chapter
    assert 'property="og:image" content="https://example.org/report/_share/one.png"' in chapter
    assert "og:image" not in (project.html / "index.html").read_text(encoding="utf-8")
    places = re.findall("<loc>(.*?)</loc>", (project.html / "sitemap.xml").read_text())
    assert "https://example.org/report/chapters/one.html" in places
    assert "https://example.org/report/register/claims/C00.html" in places
    assert not any("404" in place for place in places)
    missing = (project.html / "404.html").read_text(encoding="utf-8")
    assert 'href="/report/index.html"' in missing and 'src="/report/_static/' in missing
