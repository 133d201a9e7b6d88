"""Korean words in a text of another language say that they are Korean, for who hears the page."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

from nkpay.book import accessible
from tests.projects import Project

_HANGUL = re.compile("[\uac00-\ud7a3]")


def test_every_korean_word_says_that_it_is_korean(book: Project) -> None:
    pages = [*book.html.glob("*.html"), *book.html.glob("chapters/*.html")]
    for path in [*pages, *book.html.glob("register/systems/*.html")]:
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
        for text in page.body.find_all(string=_HANGUL):
            if not text.find_parent(["script", "svg", "option"]):
                place = text.find_parent(lang=True)
                assert place["lang"].startswith("ko"), f"{path.name}: {text}"


def test_the_language_of_a_part_is_left_alone() -> None:
    page = '<p lang="ko">전성 <b>카드</b></p><p title="전성">a 나래 카드 b</p><svg>전</svg>'
    mended = page.replace("나래 카드", '<span lang="ko">나래 카드</span>')
    assert accessible.mend(page) == mended
