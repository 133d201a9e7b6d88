"""Invariant 2: in a chapter's prose no number is typed; roles compute them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGES = [ROOT / "index.md", *sorted((ROOT / "chapters").rglob("*.md"))]

#: Digits and number words that are part of a name, each with its reason.
EXCEPTIONS = {
    r"38 North": "an outlet",
    r"\bUllim (?:1\.0|2\.0)": "a version of an app",
    r"\bNews1\b": "an outlet",
    r"\b20x10\b": "the regional development policy",
    r"\bCC BY 4\.0\b": "a licence",
    r"\bPython 3\b": "a language",
    r"\bISO \d+(?:-\d+)?\b": "a standard",
    r"\b[3-5]G\b": "a generation of mobile networks",
}

NUMBER_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred"
    "|thousand|million|billion|dozen|twice|thrice|half|third|fourth|fifth|sixth|seventh|eighth"
    "|ninth|tenth|quarter|double|triple|[a-z]+fold"
)
_TYPED = re.compile(rf"\d+|\b(?:{NUMBER_WORDS})s?\b", re.IGNORECASE)
_NOT_PROSE = (
    re.compile(r"\A---\n.*?\n---\n", re.DOTALL),
    re.compile(r"^(`{3,}|~{3,})\{code-cell\}.*?^\1\s*$", re.DOTALL | re.MULTILINE),
    re.compile(r"^\(.+?\)=$", re.MULTILINE),
    re.compile(r"``.+?``"),  # roles shown as code
    re.compile(r"\{(?:num|numref|doc|ref)\}`[^`]*`"),
    re.compile(r"`[^`\n]*`"),  # code
    re.compile(r"\]\([^)]*\)"),  # addresses of links
    re.compile(r"^:{3,}(?:\{(?:container|div|note|only|list-table)\}.*)?$", re.MULTILINE),
    re.compile(r"^:(?:tags|name|class|header-rows|widths):.*$", re.MULTILINE),
    re.compile(r"<!--.*?-->", re.DOTALL),
)


def typed_numbers(text: str) -> list[str]:
    """Numbers in the prose of a page that no role computes, with their line."""
    # Asserted words may hold a number word, which their predicate tests, but no digit.
    text = re.sub(
        r"\{says\}`([^`]*?)<[^<>`]+>`", lambda m: m[1] if re.search(r"\d", m[1]) else "", text
    )
    for pattern in _NOT_PROSE:
        text = pattern.sub(lambda m: "\n" * m[0].count("\n"), text)
    for pattern in EXCEPTIONS:
        text = re.sub(pattern, "", text)
    return [
        f"line {number}: {match[0]!r} in {line.strip()!r}"
        for number, line in enumerate(text.splitlines(), start=1)
        for match in _TYPED.finditer(line)
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_no_number_is_typed_in_prose(page: Path) -> None:
    assert typed_numbers(page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_no_computed_number_stands_in_a_heading(page: Path) -> None:
    """It would change anchors and navigation."""
    headings = re.findall(r"(?m)^#+ .*$", page.read_text(encoding="utf-8"))
    assert not [h for h in headings if "{num}" in h or "{says}" in h]


@pytest.mark.parametrize(
    "sentence",
    [
        "About 60 per cent pay.",
        "About six in ten pay.",
        "It rose twice.",
        "Half of them pay.",
        "It rose tenfold, by a fifth.",
        "{says}`63 per cent <a.b>` pay.",
        "::::{admonition} 63 per cent pay",
        ":alt: 63 per cent",
    ],
)
def test_the_check_finds_a_typed_number(sentence: str) -> None:
    assert typed_numbers(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["38 North reports it.", "{num}`adoption.x` pay.", "No one knows.", "Ullim 2.0 gives a code."],
)
def test_the_check_leaves_names_and_roles_alone(sentence: str) -> None:
    assert not typed_numbers(sentence)
