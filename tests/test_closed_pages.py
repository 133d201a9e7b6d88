"""Invariant 6: no page asks anything of another host, and text of the data stays text."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from nkpay.book import cards, csp, finder_scripts
from nkpay.book.records import Records
from nkpay.book.register import Register
from nkpay.book.uses import Use
from nkpay.data import Package
from tests.projects import ROOT, PageWriter, Project
from tests.reading import in_script, parsed

#: Text that would be markup, script or another direction, were it not text.
HOSTILE = "\"'</script><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}\u202e&lt;"


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


def test_every_page_has_a_policy_that_names_each_inline_script_and_no_host(book: Project) -> None:
    for path in book.html.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="(.*?)">', text)
        assert "default-src 'none'" in policy and "unsafe-eval" not in policy
        assert not re.search(r"https?:|\*", policy)
        (scripts,) = re.findall(r"script-src ([^;]*)", policy)
        assert "unsafe-inline" not in scripts
        assert text.index("Content-Security-Policy") < text.index("<script")
        for script in re.findall(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", text, re.DOTALL):
            assert csp._hash(script) in scripts, path
        assert not re.search(r"<[a-z][^>]*\son[a-z]+=", text), path


# Hostile text


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register and cards of data in which every free text is hostile."""
    package = Package(ROOT / "data")
    fields = {
        "claims": ("statement", "cited", "population", "quantity_printed", "notes"),
        "sources": ("title", "authors", "notes", "url"),
        "outlets": ("name", "name_native", "description"),
        "events": ("title", "description"),
        "entities": ("label",),
        "names": ("spelling",),
        "places": ("name", "hangul"),
    }
    for table, columns in fields.items():
        package[table].loc[:, list(columns)] = HOSTILE
    rows, out = Records(package), tmp_path_factory.mktemp("hostile")
    use = Use("number", "adoption.qr_share_pyongyang", HOSTILE, "one", HOSTILE, "x", ("C0087",))
    Register(PageWriter(out), rows, [use]).write()  # type: ignore[arg-type]
    cards.write(out, rows, [use])
    return out


def test_hostile_text_stays_text_on_every_page(hostile: Path) -> None:
    files = sorted(hostile.rglob("*.html"))
    assert len(files) > 500
    for path in files:
        tree = parsed(path)
        assert not tree.xpath("//script | //img | //*[@onerror] | //a[starts-with(@href, '\"')]")
    record = parsed(hostile / "register" / "claims" / "C00.html").get_element_by_id("C0087")
    assert HOSTILE in record.text_content()
    source = parsed(next((hostile / "register" / "sources").glob("dailynk-2025-dig*.html")))
    assert source.xpath("//h1")[0].text_content() == HOSTILE
    assert source.xpath("//title")[0].text_content() == HOSTILE


def test_hostile_text_stays_text_in_scripts_and_files(hostile: Path) -> None:
    scripts = sorted(hostile.rglob("*.js"))
    assert len(scripts) > 10
    for path in scripts:
        assert "<" not in path.read_text(encoding="utf-8")
    content = in_script(hostile / "_cards" / "one.js")
    assert content["rows"]["C0087"]["says"] == HOSTILE
    rows = in_script(hostile / finder_scripts.FOLDER / "claims.js")["rows"]
    assert {row[1] for row in rows} == {HOSTILE}
    claim = json.loads((hostile / "register" / "claims" / "C0087.json").read_text("utf-8"))
    assert claim["statement"] == HOSTILE
