"""What is spared while the print edition is set changes no byte of it."""

from __future__ import annotations

import hashlib
from types import ModuleType
from typing import Any

import pydyf
import pytest

from nkpay.book import print_edition

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


@pytest.fixture(scope="module")
def typesetter() -> ModuleType:
    return print_edition.weasyprint()


def pdf(typesetter: ModuleType, style: str, **options: Any) -> str:
    text = f"<style>@page {{ size: A6 }} {style}</style><h1>A</h1><p>B</p><ol>{LIST}</ol><p>C</p>"
    made = typesetter.HTML(string=f"<html lang='en'>{text}").write_pdf(pdf_tags=True, **options)
    return hashlib.sha256(made).hexdigest()


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
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
