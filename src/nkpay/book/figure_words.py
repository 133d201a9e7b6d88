"""What the book prints around a figure or a table, in the language of its page."""

from __future__ import annotations

from typing import Any, Final

from docutils import nodes

from nkpay.book import languages
from nkpay.theme import EVIDENCE_LABELS, EVIDENCE_LABELS_KO

#: Language -> kind of evidence -> its name.
EVIDENCE: Final = {"en": EVIDENCE_LABELS, "ko": EVIDENCE_LABELS_KO}

#: Language -> phrase; ``{}`` takes a table or a count.
PHRASES: Final[dict[str, dict[str, str]]] = {
    "en": {
        "figure": "Figure",
        "numbered_table": "Table",
        "sources": "Sources:",
        "every_row": "every row of the table",
        "every_row_of_several": "every row of the tables",
        "last_of_several": " and ",
        "undated": "undated",
        "more_pages": " and {} more",
        "one_more_publisher": "; 1 more publisher",
        "more_publishers": "; {} more publishers",
        "evidence": "Rows behind it, by evidence:",
        "data": "Data",
        "explore": "Explore",
        "menu": "Download, cite, code",
        "values": "Data:",
        "image": "Image:",
        "chart": "Chart:",
        "specification": "Vega-Lite specification",
        "drawn_by": "Drawn by:",
        "run": "Run it:",
        "notebook": "this page as an executed notebook",
        "cite": "Cite:",
        "how_to_cite": "How to cite",
        "table": "Data table",
        "table_label": "Data of this figure",
    },
    "ko": {
        "figure": "그림",
        "numbered_table": "표",
        "sources": "출처:",
        "every_row": "표 전체의 모든 행:",
        "every_row_of_several": "표 전체의 모든 행:",
        "last_of_several": ", ",
        "undated": "연도 미상",
        "more_pages": " 외 {}건",
        "one_more_publisher": "; 그 밖의 발행처 1곳",
        "more_publishers": "; 그 밖의 발행처 {}곳",
        "evidence": "근거 종류별 행:",
        "data": "데이터",
        "explore": "자세히 보기",
        "menu": "내려받기·인용·코드",
        "values": "데이터:",
        "image": "그림:",
        "chart": "차트:",
        "specification": "Vega-Lite 명세",
        "drawn_by": "그리는 함수:",
        "run": "실행:",
        "notebook": "이 쪽의 실행된 노트북",
        "cite": "인용:",
        "how_to_cite": "인용 방법(영문)",
        "table": "데이터 표",
        "table_label": "이 그림의 데이터",
    },
}


def number(translator: Any, node: nodes.Element, what: str, language: str) -> str:
    """The number of a figure or table as HTML, with its word in a language.

    ``what`` names the word among the phrases. Sphinx writes the number into the page and in one
    language; it is taken out again.
    """
    before = len(translator.body)
    translator.add_fignumber(node)
    written = "".join(translator.body[before:])
    del translator.body[before:]
    return written.replace(PHRASES[languages.DEFAULT][what], PHRASES[language][what])
