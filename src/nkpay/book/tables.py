"""Tables that cells print, as a reader of the book needs them.

pandas writes its tables for a notebook: with a style sheet of its own that pushes heads to the
right, a second row for the name of the index, and heads without words. Here they are written
anew: one row of heads that say what they head, numbers to the right, text to the left. Screen
and paper share the result.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from docutils import nodes
from sphinx.application import Sphinx

from nkpay.book import row_links

#: pandas writes no border where it is told to write none.
_TABLE = re.compile(r'<table (?:border="\d+" )?class="dataframe">.*?</table>', re.DOTALL)
#: Tables of our own in such an output; they have their heads, and need the box alone.
_OURS = re.compile(r'<table class="dataframe [^"]+">.*?</table>', re.DOTALL)
_STYLE = re.compile(r"<style scoped>.*?</style>\s*", re.DOTALL)
_NUMBER = re.compile(r"[-−+]?\d[\d,.]*(e[-+]?\d+)?\s?%?")
_DIGIT = re.compile(r"\d")
_MANY = 4  # columns that do not fit a phone beside each other if one is of sentences
_LONG = 40  # letters of a cell that makes its column one of sentences
_WORD = 16  # letters of a word that may stand where a column has no number: "not looked for"
_NOTHING = ("", "NaN", "nan", "None", "NaT", "<NA>", "-", "–", "—")  # what stands for no value


def setup(app: Sphinx) -> None:
    """Rewrite when a page has been read, for every builder."""
    app.connect("doctree-read", _rewrite)


def _rewrite(app: Sphinx, doctree: nodes.document) -> None:
    for node in doctree.findall(nodes.raw):
        if node.get("format") == "html" and 'class="dataframe' in (text := node.astext()):
            text = _OURS.sub(r'<div class="frame">\g<0></div>', _STYLE.sub("", text))
            node.children = [nodes.Text(_TABLE.sub(lambda m: rewritten(m[0]), text))]


@dataclass
class _Cell:
    head: bool
    spans: str
    text: str = ""


@dataclass
class _Reader(HTMLParser):
    """Collects the rows of a table; its cells hold text alone, since pandas escapes them."""

    heads: list[list[_Cell]] = field(default_factory=list)
    body: list[list[_Cell]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._rows = self.body
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("thead", "tbody"):
            self._rows = self.heads if tag == "thead" else self.body
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("th", "td"):
            spans = "".join(f' {name}="{value}"' for name, value in attrs if name[3:] == "span")
            self._rows[-1].append(_Cell(tag == "th", spans))
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td"):
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._rows[-1][-1].text += data


def rewritten(table: str) -> str:
    """The table with one row of heads where one is enough, and its columns of numbers marked."""
    read = _Reader()
    read.feed(table)
    kinds, heads = _kinds(read.body), _merged(read.heads)
    folds = len(heads) == 1 and len(heads[0]) >= _MANY and "long" in kinds.values()
    names = [cell.text.strip() for cell in heads[0]] if folds else []
    head = "".join(_row(row, kinds, "col") for row in heads)
    body = "".join(_row(row, kinds, "row", names) for row in read.body)
    return (
        f'<div class="frame"><table class="dataframe{" folding" if folds else ""}">\n'
        f"<thead>\n{head}</thead>\n<tbody>\n{body}</tbody>\n</table></div>"
    )


def _merged(heads: list[list[_Cell]]) -> list[list[_Cell]]:
    """Put the names of the index, which pandas gives a row of their own, above their columns."""
    if len(heads) != 2 or len(heads[0]) != len(heads[1]):
        return heads
    names = [cell.text for cell in heads[1]]
    width = max((n + 1 for n, name in enumerate(names) if name), default=0)
    above = [cell.text for cell in heads[0][:width]]
    if not width or any(above[:-1]):
        return heads
    first = [_Cell(True, "", name) for name in names[:width]]
    if above[-1]:  # the columns have a name in common
        first[-1].text += f" / {above[-1]}"
    return [[*first, *heads[0][width:]]]


def _kinds(body: list[list[_Cell]]) -> dict[int, str]:
    """Which columns hold numbers, but for a word where there is none, and which sentences.

    Columns are counted from the right, as negative indices: on the left a cell of the index may
    reach into rows below it, which then have fewer cells.
    """
    found: dict[int, list[str]] = {}
    for row in body:
        for column, cell in enumerate(row, start=-len(row)):
            if not cell.head and cell.text.strip() not in _NOTHING:
                found.setdefault(column, []).append(cell.text.strip())
    return {column: _kind(texts) for column, texts in found.items()}


def _kind(texts: list[str]) -> str:
    others = [text for text in texts if not _NUMBER.fullmatch(text)]
    if len(others) < len(texts) and not any(map(_DIGIT.search, others)):
        longest = max(map(len, others), default=0)
        if 2 * len(others) <= len(texts) and longest <= _WORD:
            return "number"
    return "long" if max(map(len, texts)) > _LONG else ""


def _row(row: list[_Cell], kinds: dict[int, str], scope: str, names: Sequence[str] = ()) -> str:
    """A row; where the table folds on a phone, its cells carry the ``names`` of their columns."""
    cells = [
        _cell(cell, scope, kinds.get(n - len(row), ""), names[n] if n and n < len(names) else "")
        for n, cell in enumerate(row)
    ]
    return f"<tr>{''.join(cells)}</tr>\n"


def _cell(cell: _Cell, scope: str, kind: str, name: str) -> str:
    tag = "th" if cell.head and cell.text.strip() else "td"  # a head without words is none
    scoped = f' scope="{scope}"' if tag == "th" else ""
    marked = f' class="{kind}"' if kind else ""
    named = f' data-head="{html.escape(name)}"' if name else ""
    return f"<{tag}{scoped}{marked}{named}{cell.spans}>{row_links.marked(cell.text)}</{tag}>"
