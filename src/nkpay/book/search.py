"""The site's own search finds words of the text, and all that has a name in every spelling.

Everything else of the register is found by its own search, to which the search page leads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from docutils import nodes
from docutils.utils import new_document
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.search.en import SearchEnglish

from nkpay.book import facets, glossary, links
from nkpay.book.records import Records

_HANGUL = re.compile("[\uac00-\ud7a3]{2,}")


class AnyLength(SearchEnglish):
    """The search of an English book that finds Korean words from one syllable up.

    By itself it finds parts of a word from three letters up, too many for Hangul, where particles
    follow a word without a space: so each syllable and each pair of them is indexed as well.
    """

    def split(self, input: str) -> list[str]:  # noqa: A002  Sphinx names it so
        """The words of a text, and the parts of its Korean words."""
        return [*super().split(input), *_parts(input)]


def _parts(text: str) -> list[str]:
    found = {
        word[n : n + size]
        for word in _HANGUL.findall(text)
        for size in (1, 2)
        for n in range(len(word) - size + 1)
    }
    return sorted(found)


def setup(app: Sphinx) -> None:
    """Take the place of Sphinx's search for English."""
    app.add_search_language(AnyLength)


def add_to_search(builder: StandaloneHTMLBuilder, rows: Records) -> None:
    """Feed the search index with names."""
    indexer = builder.indexer
    if indexer is None:
        return
    pages = []
    for table in ("systems", "laws"):
        for row in rows.rows(table):
            pages.append(links.page_of(table, row))
            names = [name["spelling"] for name in rows.names.get(row, [])]
            document = _document(rows.statement(row), names)
            indexer.feed(pages[-1], f"{pages[-1]}.html", rows.statement(row), document)
    title, page = facets.title(links.GLOSSARY), f"register/{links.GLOSSARY}"
    pages.append(page)
    indexer.feed(page, f"{page}.html", title, _document(title, _all_names(rows)))
    prune = indexer.prune

    def keep(documents: Iterable[str]) -> None:
        """Sphinx drops from the index what is no document; collected pages stay.

        In the order of the words, and without those that no page has any more, the index is the
        same whichever pages a build has read anew.
        """
        prune([*documents, *pages])
        for words in (indexer._mapping, indexer._title_mapping):
            left = {word: found for word, found in sorted(words.items()) if found}
            words.clear()
            words.update(left)

    indexer.prune = keep  # type: ignore[assignment, method-assign]


def _all_names(rows: Records) -> list[str]:
    """What the glossary holds and no page above: systems and laws are found on their own."""
    found = [entry for entry in glossary.entries(rows).values() if not entry.page]
    return [text for e in found for text in (e.label, e.hangul, *(n.text for n in e.spellings))]


def _document(title: str, names: list[str]) -> nodes.document:
    document = new_document(title)
    section = nodes.section()
    section += nodes.title("", title)
    section += nodes.paragraph("", " ".join(names))
    document += section
    return document
