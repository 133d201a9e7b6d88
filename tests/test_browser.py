"""Invariant 6 in a real browser: pages from disk and from a server, by mouse, keyboard and touch.

Without a Chromium these tests are skipped by name; where ``NKPAY_BROWSER=required``, as in
``.ci/run``, they fail instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browsing import opened
from tests.projects import Project

CHAPTER = "chapters/adoption.html"
NUMBER = 'a[data-number="adoption.qr_share_pyongyang"] >> nth=0'
FIGURE = "#fig-adoption-usage-claims"
TEMPLATES = (
    *("index.html", CHAPTER, "search.html", "cite.html", "register/index.html"),
    *("register/claims.html", "register/claims/C00.html", "register/sources.html"),
    *("register/systems/jonsong-card.html", "register/numbers/adoption.html"),
    *("register/numbers.html", "register/conflicts.html", "404.html"),
    "register/names.html",
)


@pytest.fixture(params=["file", "http"])
def root(request: pytest.FixtureRequest, book: Project) -> str:
    """Where the book is: on disk, or on a server."""
    if request.param == "file":
        return book.html.as_uri()
    return str(request.getfixturevalue("served"))


@pytest.fixture
def page(browser: Browser, root: str) -> Iterator[Page]:
    """A page that must log no error and ask nothing of another host."""
    yield from opened(browser, root)


def test_every_kind_of_page_loads_without_an_error(page: Page, root: str) -> None:
    for address in TEMPLATES:
        page.goto(f"{root}/{address}")
        expect(page.locator("h1")).to_have_count(1)


def test_a_card_opens_under_the_mouse_and_closes_when_it_leaves(page: Page, root: str) -> None:
    page.goto(f"{root}/{CHAPTER}")
    page.hover(NUMBER)
    card = page.get_by_role("dialog")
    expect(card).to_contain_text("In Pyongyang about eight in ten people use QR codes")
    expect(card).to_contain_text("Printed: “about eight in 10 people in the capital”")
    expect(card).to_contain_text("Daily NK")
    expect(card).to_contain_text("A person whose name is withheld")
    card.hover()
    page.wait_for_timeout(500)
    expect(card).to_be_visible()
    page.mouse.move(2, 2)
    expect(card).to_have_count(0)


def test_a_card_is_reached_and_left_with_the_keyboard_alone(page: Page, root: str) -> None:
    page.goto(f"{root}/{CHAPTER}")
    number = page.locator(NUMBER)
    page.keyboard.press("Tab")  # a reader who uses the keyboard
    number.focus()
    card = page.get_by_role("dialog")
    expect(card).to_be_visible()
    for _ in range(2):
        page.keyboard.press("Tab")
    assert card.evaluate("card => card.contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(number).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/register/numbers/adoption.html#adoption.qr_share_pyongyang")
    page.go_back()
    page.wait_for_url(f"**/{CHAPTER}")


def test_a_tap_opens_a_card_that_leads_to_the_register(browser: Browser, root: str) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    for page in opened(browser, root, **phone):
        page.goto(f"{root}/{CHAPTER}")
        page.tap(NUMBER)
        card = page.get_by_role("dialog")
        expect(card).to_be_visible()
        number, sheet = page.locator(NUMBER).bounding_box(), card.bounding_box()
        assert number and sheet and number["y"] + number["height"] <= sheet["y"]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.tap("h1")
        expect(card).to_have_count(0)
        page.tap(NUMBER)
        card.get_by_role("link", name="In the evidence register").tap()
        page.wait_for_url("**/register/numbers/adoption.html#*")


def test_a_tap_on_an_explored_mark_opens_its_card_too(browser: Browser, root: str) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    for page in opened(browser, root, **phone):
        page.goto(f"{root}/{CHAPTER}")
        page.tap(f"{FIGURE} .figure-explore")
        page.locator(f"{FIGURE} path[data-row]").first.tap()
        expect(page.get_by_role("dialog")).to_contain_text("This row in the register")
        assert page.url.endswith(CHAPTER)


def test_asserted_words_and_titles_show_rule_and_margin(page: Page, root: str) -> None:
    page.goto(f"{root}/{CHAPTER}")
    page.hover('a[data-predicate="adoption.capital_above_provinces"]')
    expect(page.get_by_role("dialog")).to_contain_text("Holds, by: smallest gap")
    page.keyboard.press("Escape")
    page.hover(f"{FIGURE} a[data-title]")
    expect(page.get_by_role("dialog")).to_contain_text("Holds, by: 0 of 6 questions")


def test_marks_have_cards_before_and_after_explore(page: Page, root: str) -> None:
    page.goto(f"{root}/{CHAPTER}")
    page.locator(f"{FIGURE} .wide svg a").first.hover()
    expect(page.get_by_role("dialog")).to_contain_text("C0083")
    page.keyboard.press("Escape")
    page.click(f"{FIGURE} .figure-explore")
    mark = page.locator(f"{FIGURE} [data-row=C0084]").first
    mark.hover()
    expect(page.get_by_role("dialog")).to_contain_text("About four in ten people")
    page.keyboard.press("Escape")
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/register/claims/C00.html#C0084")


def test_the_menu_of_a_figure_gives_files(browser: Browser, served: str) -> None:
    for page in opened(browser, served):
        page.goto(f"{served}/{CHAPTER}")
        page.click(f"{FIGURE} .figure-more summary")
        for name in ("CSV", "SVG", "PNG", "Vega-Lite specification"):
            with page.expect_download() as download:
                page.click(f"{FIGURE} .figure-more a:text-is('{name}')")
            assert Path(download.value.path()).stat().st_size > 300


def test_the_register_finds_every_spelling(page: Page, root: str) -> None:
    page.goto(f"{root}/register/claims.html")
    for words in ("Jonsong", "Jeonseong", "전성", "Chŏnsŏng"):
        page.fill("input[type=search]", words)
        page.wait_for_selector("form[data-ready]")
        found = page.locator(".finder-table tbody tr")
        expect(found.first).to_contain_text(re.compile("Jonsong|Chonsong"))
        shown = page.locator(".finder-status").inner_text()
        assert 30 < int(shown.split(" of ")[0]) < 150, words


def test_the_glossary_finds_a_thing_by_each_of_its_names(page: Page, root: str) -> None:
    page.goto(f"{root}/register/names.html")
    found = page.locator(".finder-table tbody tr")
    for words in ("Jeonseong card", "전성카드", "Chŏnsŏng card"):
        page.fill("input[type=search]", words)
        page.wait_for_selector("form[data-ready]")
        expect(found).to_have_count(1)
        expect(found).to_contain_text("Debit card of the Central Bank")
    found.get_by_role("link").click()
    expect(page).to_have_url(re.compile("register/names.html#jonsong-card$"))
    expect(page.locator("#jonsong-card h2")).to_be_in_viewport()
    page.goto(f"{root}/register/names.html#N0365")
    expect(page.locator("#N0365")).to_have_text("Jonsung")


def test_filters_narrow_and_survive_the_way_back(page: Page, root: str) -> None:
    page.goto(f"{root}/register/index.html")
    page.select_option("#finder-table", "claims")
    page.wait_for_selector("form[data-ready]")
    before = page.locator(".finder-status").inner_text()
    page.select_option("#finder-evidence", "measured")
    page.select_option("#finder-language", "en")
    page.fill("#finder-from", "2010")
    expect(page.locator(".finder-status")).not_to_have_text(before)
    after = page.locator(".finder-status").inner_text()
    page.click(".finder-table tbody a >> nth=0")
    page.wait_for_url("**/register/claims/*")
    page.go_back()
    page.wait_for_selector("form[data-ready]")
    expect(page.locator(".finder-status")).to_have_text(after)
    expect(page.locator("#finder-from")).to_have_value("2010")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_address_of_a_row_leads_to_its_heading(
    browser: Browser, book: Project, width: int
) -> None:
    """Past hundreds of rows that are not laid out yet, and not below the head of the page."""
    for page in opened(browser, book.html.as_uri(), viewport={"width": width, "height": 844}):
        for row in ("names.html#samhung-wallet", "claims/C00.html#C0050"):
            page.goto(f"{book.html.as_uri()}/register/{row}")
            heading = page.locator(f"#{row.partition('#')[2]} h2")
            expect(heading).to_be_in_viewport(ratio=1)
            page.wait_for_timeout(500)  # whoever glides there is on the way for as long
            head = page.locator(".mobile-header").bounding_box()
            place = heading.bounding_box()
            assert place and (head["height"] if head else 0) <= place["y"] < 300


def test_without_script_figures_show_and_numbers_lead_to_rows(browser: Browser, root: str) -> None:
    for page in opened(browser, root, java_script_enabled=False):
        page.goto(f"{root}/{CHAPTER}")
        expect(page.locator(f"{FIGURE} .wide svg")).to_be_visible()
        page.click(NUMBER)
        page.wait_for_url("**/register/numbers/adoption.html#*")
        page.click('article[id="adoption.qr_share_pyongyang"] li a')
        page.wait_for_url("**/register/claims/C00.html#C0087")
        expect(page.locator("#C0087 dd").first).to_contain_text("Daily NK")
        page.goto(f"{root}/register/claims.html")
        expect(page.locator(".finder-table tbody tr")).to_have_count(25)


def test_hostile_text_in_cards_and_register_stays_text(browser: Browser, served: str) -> None:
    text = r"<img src=x onerror=window.hacked=1><script>window.hacked=2\u003c/script>\u202e"

    def spoil(route: Route) -> None:
        body = route.fetch().text()
        body = re.sub(r'"says":"[^"]*"', lambda _: f'"says":"{text}"', body)
        body = re.sub(r'\["C0\d+","[^"]*"', lambda m: f'{m[0][:9]}"{text}"', body)
        route.fulfill(body=body, content_type="text/javascript")

    for page in opened(browser, served):
        page.route("**/_cards/**", spoil)
        page.route("**/_data/claims.js", spoil)
        page.goto(f"{served}/{CHAPTER}")
        page.hover(NUMBER)
        expect(page.get_by_role("dialog")).to_contain_text("<img src=x onerror")
        page.goto(f"{served}/register/claims.html")
        page.fill("input[type=search]", "onerror")
        expect(page.locator(".finder-table tbody tr").first).to_contain_text("<img src=x onerror")
        page.click(".finder-table th >> nth=0")
        assert page.locator(".nkpay-card img, .finder-table img, .finder-table script").count() == 0
        assert page.evaluate("window.hacked") is None
