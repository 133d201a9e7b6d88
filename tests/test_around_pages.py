"""What stands around a page speaks its language; the search has a field; code has our face."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

from lxml.html import HtmlElement
from playwright.sync_api import Browser, expect

from tests.browsing import opened

_ENGLISH = re.compile(r"\b(Previous|Next|Made with|Data version|sources searched|notebook|Cite)\b")

#: What face an element asks for, and whether its file has arrived.
_FACE = """place => {
  const asked = getComputedStyle(document.querySelector(place)).fontFamily;
  const faces = Array.from(document.fonts).filter(f => f.family.includes("NKPay Mono"));
  return {asked, loaded: faces.some(f => f.status === "loaded")};
}"""


def around(page: HtmlElement) -> str:
    """The line above the title of a page, and its foot."""
    parts = page.xpath("//*[@class='page-tools'] | //footer | //*[@class='toc-title']")
    return " ".join(" ".join(part.text_content() for part in parts).split())


def test_head_and_foot_of_the_korean_page_are_korean(trees: dict[str, HtmlElement]) -> None:
    english, korean = (around(trees[f"chapters/{name}.html"]) for name in ("methods", "korean"))
    assert set(_ENGLISH.findall(english)) == {
        *("Previous", "Next", "Made with", "Data version", "sources searched", "notebook", "Cite")
    }
    assert not _ENGLISH.search(korean)
    for phrase in ("이전", "이 쪽의 차례", "근거 목록(영문)", "인용 방법(영문)"):
        assert phrase in korean
    edition = trees["chapters/korean.html"].xpath("//footer//*[@class='edition']")
    assert [part.get("lang") for part in edition] == ["ko"]


def test_a_phone_can_search_from_the_page_of_the_search(browser: Browser, served: str) -> None:
    for page in opened(browser, served, viewport={"width": 390, "height": 844}, has_touch=True):
        page.goto(f"{served}/search.html")
        field = page.get_by_label("Words in the report")
        expect(field).to_be_visible()
        field.fill("Jonsong")
        field.press("Enter")
        expect(page.locator("#search-results li").first).to_be_visible()
        expect(page.get_by_label("Words in the report")).to_have_value("Jonsong")


def test_code_is_set_in_a_face_of_the_book(browser: Browser, served: str) -> None:
    for page in opened(browser, served):
        page.goto(f"{served}/chapters/methods.html")
        for place in ("div.cell_input pre", "article code"):
            page.locator(place).first.scroll_into_view_if_needed()
            page.evaluate("document.fonts.ready")
            face = page.evaluate(_FACE, place)
            assert face["asked"].startswith('"NKPay Mono"')
            assert face["loaded"], place


def test_register_glossary_changes_and_citation_stand_beside_every_page(
    trees: dict[str, HtmlElement],
) -> None:
    for name in ("index", "chapters/korean", "register/claims/C00", "register/index", "changes"):
        links = trees[f"{name}.html"].xpath("//*[@class='sidebar-tree']//a")
        ways = {link.text_content(): link.get("href") for link in links}
        for words, page in (
            ("Evidence register", "register/index.html"),
            ("Glossary of names", "register/names.html"),
            ("What changed", "changes.html"),
            ("How to cite", "cite.html"),
        ):
            led = urljoin(f"{name}.html", ways[words].replace("#", f"{Path(name).name}.html"))
            assert led == page
            assert page in trees
