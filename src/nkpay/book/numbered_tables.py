"""Tables have a number and a caption, as figures have, whether text or a cell gives them.

A cell names both in its metadata, as MyST-NB has it for figures, and what it prints decides which
it is; text names them by the directive ``table``. Sphinx numbers both together, and ``{numref}``
finds them by their name. The caption stands outside of the box that a wide table scrolls in.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from nkpay.book import figure_words, languages


class numbered_table(nodes.General, nodes.Element):
    """A caption, and below it a table or what a cell prints."""


class Tables(SphinxTransform):
    """Tell tables apart from figures before Sphinx takes note of what can be referred to."""

    default_priority = 700

    def apply(self, **_: Any) -> None:
        """Put ``numbered_table`` in the place of tables with a caption."""
        for figure in list(self.document.findall(nodes.figure)):
            if any('class="dataframe' in raw.astext() for raw in figure.findall(nodes.raw)):
                self._replace(figure, *figure.children)
        for table in list(self.document.findall(nodes.table)):
            if isinstance(title := table[0], nodes.title):
                table.remove(title)
                inner = table.deepcopy()
                inner["ids"], inner["names"] = [], []
                self._replace(table, nodes.caption("", "", *title.children), inner)

    def _replace(self, old: nodes.Element, *children: nodes.Node) -> None:
        new = numbered_table("", *children)
        old.replace_self(new)
        for anchor in new["ids"]:
            self.document.ids[anchor] = new


def setup(app: Sphinx) -> None:
    """Let Sphinx number such tables together with those of the text."""
    app.add_transform(Tables)
    app.add_enumerable_node(numbered_table, "table", override=True, html=(_write, _nothing))


def _nothing(self: Any, node: nodes.Node) -> None:
    """``_write`` has written all of it."""


def _write(self: Any, node: numbered_table) -> None:
    """The caption, with "Table" in the language of the page, and below it the table."""
    caption, *others = node.children
    number = figure_words.number(self, node, "numbered_table", languages.around(node))
    figure = self.starttag(node, "figure", CLASS="numbered-table")
    self.body.append(f'{figure}<figcaption>{number}<span class="caption-text">')
    for part in caption.children:
        part.walkabout(self)
    self.body.append("</span></figcaption>\n")
    for part in others:
        part.walkabout(self)
    self.body.append("</figure>\n")
    raise nodes.SkipNode
