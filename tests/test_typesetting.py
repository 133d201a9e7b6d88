"""What is spared while the print edition is set changes no byte of it."""

from __future__ import annotations

import hashlib
import resource
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pydyf
import pytest

from nkpay.book import print_edition, stack

LIST = "".join(
    f"<li id='r{n}'><a href='#r{n // 2}'>{n}</a> {'words ' * (n % 17)}</li>" for n in range(45)
)
STYLES = {
    "filled": "ol { columns: 2; column-fill: auto; column-gap: 5mm }",
    "balanced": "ol { columns: 2; column-fill: balance; column-gap: 5mm }",
    "of a width": "ol { columns: 40mm; column-fill: auto; column-gap: 5mm }",
    "with a head across": "ol { columns: 2; column-fill: auto; column-gap: 5mm }"
    "li:nth-child(40) { column-span: all }",
    "whole": "ol { columns: 3; column-fill: auto; column-gap: 5mm } li { break-inside: avoid }",
    "with notes": "ol { columns: 2; column-fill: auto; column-gap: 5mm } a { float: footnote }",
}


#: Tried by `make verify` alone.
RARE = ("balanced", "of a width", "whole")


@pytest.fixture(scope="module")
def typesetter() -> ModuleType:
    return print_edition.weasyprint()


def pdf(typesetter: ModuleType, style: str, **options: Any) -> str:
    text = f"<style>@page {{ size: A6 }} {style}</style><h1>A</h1><p>B</p><ol>{LIST}</ol><p>C</p>"
    made = typesetter.HTML(string=f"<html lang='en'>{text}").write_pdf(pdf_tags=True, **options)
    return hashlib.sha256(made).hexdigest()


@pytest.mark.parametrize(
    "style",
    [
        pytest.param(style, id=name, marks=[pytest.mark.slow] if name in RARE else [])
        for name, style in STYLES.items()
    ],
)
def test_columns_filled_without_a_trial_are_the_same(
    typesetter: ModuleType, monkeypatch: pytest.MonkeyPatch, style: str
) -> None:
    from weasyprint.layout import block, column

    from nkpay.book import columns

    monkeypatch.setattr(block, "columns_layout", column.columns_layout)
    before = pdf(typesetter, style)
    columns.set_once()
    assert pdf(typesetter, style) == before


def test_columns_are_filled_without_a_trial(
    typesetter: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the test above compares the library with itself."""
    from weasyprint.layout import block, column

    from nkpay.book import columns

    monkeypatch.setattr(block, "columns_layout", column.columns_layout)
    columns.set_once()
    monkeypatch.setattr(columns, "_balancing", lambda *_: pytest.fail("tried"))
    assert pdf(typesetter, STYLES["filled"])


def test_objects_made_once_are_the_same(
    typesetter: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nkpay.book import pdf_objects

    monkeypatch.setattr(pydyf.PDF, "page_references", property(pdf_objects._made_anew))
    before = pdf(typesetter, STYLES["filled"])
    pdf_objects.list_pages_once()
    assert pdf(typesetter, STYLES["filled"], finisher=pdf_objects.make_once) == before


def test_lines_broken_once_are_the_same(typesetter: ModuleType) -> None:
    from nkpay.book import lines

    style = (
        "p { hyphens: auto; text-align: justify } h1 { letter-spacing: 1px } a { font-size: 2em }"
    )
    before = pdf(typesetter, STYLES["balanced"] + style)
    with lines.broken_once():
        assert pdf(typesetter, STYLES["balanced"] + style) == before
        assert pdf(typesetter, STYLES["balanced"]) != before
        assert pdf(typesetter, STYLES["balanced"] + style) == before


def test_no_line_is_broken_twice(typesetter: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or the test above compares the library with itself."""
    from nkpay.book import lines

    with lines.broken_once():
        before = pdf(typesetter, STYLES["balanced"])
        monkeypatch.setattr(lines, "_breaking", lambda *_: pytest.fail("broken again"))
        assert pdf(typesetter, STYLES["balanced"]) == before


def test_a_line_is_shaped_once(typesetter: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or the tests above compare the library with itself."""
    from weasyprint.text import line_break

    from nkpay.book import lines

    asked: list[Any] = []
    shaped = line_break.Layout.setup
    monkeypatch.setattr(
        line_break.Layout, "setup", lambda self, style: (asked.append(1), shaped(self, style))
    )
    before = pdf(typesetter, STYLES["balanced"]), len(asked)
    asked.clear()
    with lines.broken_once():
        assert pdf(typesetter, STYLES["balanced"]) == before[0]
    assert len(asked) < before[1] / 2


def test_words_of_a_drawing_are_the_same(typesetter: ModuleType) -> None:
    from nkpay.book import lines

    drawing = (
        "<svg width='90' height='40'><text x='5' y='20'>1 a&#8233;b</text>"
        "<text x='5' y='35' letter-spacing='2' font-weight='bold'>1 a</text>"
        "<text x='9' y='35' textLength='60'>1 a</text></svg><pre>a\n\nb\tc\n</pre>"
    )
    html = typesetter.HTML(string=f"<html lang='en'>{drawing}{drawing}")
    before = html.write_pdf(pdf_tags=True)
    with lines.broken_once():
        assert html.write_pdf(pdf_tags=True) == before


@pytest.mark.parametrize("way", ["ltr", "rtl"])
def test_properties_found_the_short_way_are_the_same(
    typesetter: ModuleType, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    from weasyprint import css
    from weasyprint.layout import inline

    from nkpay.book import styles

    rules = (
        f"html {{ direction: {way}; --tall: 3em; font-size: 9pt; color: #234 }}"
        "li { margin-inline-start: calc(1em + 2%); border-inline-end: 1px dotted; width: inherit;"
        " padding-block: 2px; height: var(--tall); border-start-start-radius: 3px }"
        "li:nth-child(3n) { margin-left: 9px; line-height: calc(1em * 2); position: relative }"
        "a { display: inline-block; text-decoration: underline; float: inherit; all: initial }"
        "a::before { content: 'x'; border-left: medium solid; outline: thin solid }"
    )
    # Another test may have changed them.
    monkeypatch.setattr(css.ComputedStyle, "__missing__", styles._asked)
    monkeypatch.setattr(inline, "strut", styles._measured)
    before = pdf(typesetter, rules)
    styles.ask_seldom()
    assert pdf(typesetter, rules) == before


def test_few_properties_go_the_long_way(
    typesetter: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the test above compares the library with itself."""
    from weasyprint import css

    from nkpay.book import styles

    asked: dict[str, list[str]] = {"before": [], "after": []}
    original = styles._asked

    def spy(name: str) -> Any:
        return lambda style, key: asked[name].append(key) or original(style, key)

    monkeypatch.setattr(css.ComputedStyle, "__missing__", spy("before"))
    before = pdf(typesetter, STYLES["filled"])
    monkeypatch.setattr(styles, "_asked", spy("after"))
    styles.ask_seldom()
    assert pdf(typesetter, STYLES["filled"]) == before
    assert 0 < len(asked["after"]) < len(asked["before"]) / 3


def test_calls_find_room_in_one_piece() -> None:
    """A call at whatever depth asks the system for no memory, or the module does nothing."""

    def shallow(a: int, b: int = 2, c: int = 3, d: int = 4) -> int:
        e = f = g = h = a
        return b + c + d + e + f + g + h

    def deep(depth: int) -> None:
        for n in range(50):
            shallow(n)
        if depth:
            deep(depth - 1)

    def faults(call: Callable[[], None]) -> int:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        call()
        return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

    deep(700)
    plain = faults(lambda: deep(700))
    assert faults(lambda: stack.in_one_piece(lambda: deep(700))) < plain / 4
    with pytest.raises(ZeroDivisionError):
        stack.in_one_piece(lambda: 1 / 0)
