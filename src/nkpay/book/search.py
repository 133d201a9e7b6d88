"""The site's own search finds payment systems, laws and sources of the register too."""

from __future__ import annotations

import re

from docutils import nodes
from docutils.utils import new_document
from sphinx.builders.html import StandaloneHTMLBuilder

from nkpay.book import links
from nkpay.book.records import Records

_HANGUL = re.compile("[\uac00-\ud7a3]{2,}")


def add_to_search(builder: StandaloneHTMLBuilder, rows: Records) -> None:
    """Feed the search index with names in every spelling.

    The index finds parts of a word from three letters up, too many for Hangul: so names are
    indexed as pairs of syllables as well.
    """
    if builder.indexer is None:
        return
    for table in ("systems", "laws", "sources"):
        for row in rows.rows(table):
            page = links.page_of(table, row)
            names = [name["spelling"] for name in rows.names.get(row, [])]
            title = rows.statement(row)
            text = "\n".join([title, *names, *_pairs(" ".join([title, *names]))])
            document = new_document(page)
            document += nodes.paragraph("", text)
            builder.indexer.feed(page, f"{page}.html", title, document)


def _pairs(text: str) -> list[str]:
    words = _HANGUL.findall(text)
    return sorted({word[n : n + 2] for word in words for n in range(len(word) - 1)})
