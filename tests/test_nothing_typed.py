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
#: What Korean counts with. A number word stands before one of these, or is none.
_COUNTERS = (
    "명|건|곳|가지|개|번|년|차례|종|배|대|행|장|쪽|권|회|일|주|달|개월|월|시간|세|살|원|달러|퍼센트"
)
_NATIVE = (
    "두|세|네|서너|두세|두서너|두어|너덧|대여섯|예닐곱|일고여덟|다섯|여섯|일곱|여덟|아홉"
    "|열(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉)?|스무|스물\\w?|서른\\w?|마흔|쉰|예순|일흔|여든|아흔"
)
_WORDS = "(?!세대|세일|만일|만년필|천명하)"
_SINO = "(?:수|몇)?[일이삼사오육칠팔구십백천만억]"
#: 이, 사, 오 and 구 are also words or beginnings of words ("이 가지", 사건, 이번): alone they
#: count only before a space and a counter that ends there or takes a particle.
_KOREAN = (
    rf"(?<![가-힣]){_WORDS}(?:{_NATIVE})\s?(?:{_COUNTERS})"
    rf"|(?<![가-힣]){_WORDS}(?:{_SINO}{{2,}}|(?:수|몇)?[삼육칠팔십백천만억])\s?(?:{_COUNTERS})"
    rf"|(?<![가-힣])[사오구]\s(?:{_COUNTERS})(?![가-힣])"
    rf"|(?<![가-힣])이\s(?:명|건|년|배|퍼센트|달러|원)(?![가-힣])"
    r"|(?<![가-힣])(?:둘|셋|넷|절반|과반|갑절)"
)
_TYPED = re.compile(rf"\d+|\b(?:{NUMBER_WORDS})s?\b|{_KOREAN}", re.IGNORECASE)
_NOT_PROSE = (
    re.compile(r"\A---\n.*?\n---\n", re.DOTALL),
    re.compile(r"^\(.+?\)=$", re.MULTILINE),
    re.compile(r"``.+?``"),  # roles shown as code
    re.compile(r"\{(?:num|numref|doc|ref)\}`[^`]*`"),
    re.compile(r"`[^`\n]*`"),  # code
    re.compile(r"\]\([^)]*\)"),  # addresses of links
    re.compile(r"^:{3,}(?:\{(?:container|div|note|only|list-table)\}.*)?$", re.MULTILINE),
    re.compile(r"^:(?:tags|name|class|header-rows|widths):.*$", re.MULTILINE),
    re.compile(r"<!--.*?-->", re.DOTALL),
)


_CELL = re.compile(r"^(`{3,}|~{3,})\{code-cell\}.*?^\1\s*$", re.DOTALL | re.MULTILINE)


def _captions_alone(cell: re.Match[str]) -> str:
    """Of a cell only the caption of what it prints is prose."""
    lines = cell[0].split("\n")
    return "\n".join(line if line.startswith("    caption: ") else "" for line in lines)


def typed_numbers(text: str) -> list[str]:
    """Numbers in the prose of a page that no role computes, with their line."""
    # Asserted words may hold a number word, which their predicate tests, but no digit.
    text = re.sub(
        r"\{says\}`([^`]*?)<[^<>`]+>`", lambda m: m[1] if re.search(r"\d", m[1]) else "", text
    )
    text = _CELL.sub(_captions_alone, text)
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
        "열 명 가운데 여덟 명이 쓴다.",
        "두 곳에서 나왔다.",
        "세 가지가 있다.",
        "스물네 개를 셌다.",
        "십이 년 만이다.",
        "삼 년이 걸렸다.",
        "수백 명이 가입했다.",
        "이십여 차례, 오 년 동안",
        "원출처 둘이 전한다.",
        "절반이 넘는다.",
        "60%가 쓴다.",
        "{says}`열에 6명 <a.b>`이 쓴다.",
        "```{code-cell}\n---\nmystnb:\n  figure:\n    caption: Three cards\n---\nx = 1\n```",
    ],
)
def test_the_check_finds_a_typed_number(sentence: str) -> None:
    assert typed_numbers(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "38 North reports it.",
        "{num}`adoption.x` pay.",
        "No one knows.",
        "Ullim 2.0 gives a code.",
        "이 사건은 이번에도 한 번 보도되었다.",
        "이 가지에는 여러 건, 만년필, 사 온 물건, 세대와 조건",
        "{num}`korean.x`이 전한다. 이 장은 오랜 일이다.",
    ],
)
def test_the_check_leaves_names_and_roles_alone(sentence: str) -> None:
    assert not typed_numbers(sentence)
