"""What stands around a page, in its language: above its title and at its foot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from nkpay import dates, wording_ko
from nkpay.book import languages
from nkpay.data import Package

#: Language -> phrase; ``{}`` takes the version of the data or the day at which the search closed.
_PHRASES: Final[dict[str, dict[str, str]]] = {
    "en": {
        "notebook": "This page as an executed notebook",
        "cite": "Cite",
        "edition": "Data {version}, evidence to {day}",
        "searched": "Data version {version}; sources searched until {day}.",
        "links_lead": "Every linked number leads to the rows behind it in the",
        "register": "evidence register",
        "and_there": ".",
    },
    "ko": {
        "notebook": "이 쪽의 실행된 노트북",
        "cite": "인용 방법(영문)",
        "edition": "데이터 {version}, {day}까지의 자료",
        "searched": "데이터 버전 {version}, {day}까지 자료를 찾았다.",
        "links_lead": "밑줄 친 수는 모두",
        "register": "근거 목록(영문)",
        "and_there": "의 해당 행으로 이어진다.",
    },
}
#: What the theme prints on a page, for languages in which it does not know itself.
_OF_THEME: Final[dict[str, dict[str, str]]] = {
    "ko": {
        "Next": "다음",
        "Previous": "이전",
        "Home": "첫 쪽",
        "On this page": "이 쪽의 차례",
        "Back to top": "맨 위로",
        "Search": "검색",
        "Skip to content": "본문으로 건너뛰기",
        "Made with ": "만든 도구: ",
        '<a href="https://www.sphinx-doc.org/">Sphinx</a> and ': (
            '<a href="https://www.sphinx-doc.org/">Sphinx</a>, '
        ),
    },
}
_DAYS: Final[dict[str, Callable[[str], str]]] = {"en": dates.in_words, "ko": wording_ko.date}


def fill(context: dict[str, Any], language: str, data: Package) -> None:
    """Put into the context of a page what stands around it."""
    values = {"version": data.version, "day": _DAYS[language](data.closes)}
    context["page_language"] = language
    context["page_words"] = {
        name: phrase.format_map(values) for name, phrase in _PHRASES[language].items()
    }
    if language != languages.DEFAULT:
        # Templates look for these names in their context before they ask the catalogue.
        known = _OF_THEME[language]
        context["_"] = context["gettext"] = lambda text: known.get(text, text)
