"""Ids of rows in the tables of cells lead to the rows: in the register, or among the references.

A cell that holds ids and nothing else is marked when its page is read; where a link leads is
known when a page is written.
"""

from __future__ import annotations

import html
import re
from functools import partial
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from nkpay.book import links
from nkpay.data import package
from nkpay.evidence import UnknownRow, table_of

_IDS = re.compile(r"[A-Z]{1,2}\d{3,5}(?:, [A-Z]{1,2}\d{3,5})*")
_MARKED = re.compile(r'(?<=<a class="row-link" href=")row/([^"]+)(?=">)')


def marked(text: str) -> str:
    """The text of a cell, as HTML in which ids of rows are links still without an address."""
    if not _IDS.fullmatch(text.strip()):
        return html.escape(text)
    return ", ".join(
        f'<a class="row-link" href="row/{row}">{row}</a>' if _is_row(row) else row
        for row in text.strip().split(", ")
    )


def rows_of(node: nodes.raw) -> list[str]:
    """The rows that a table on a page leads to."""
    return list(node.get("rows", ()))


def _is_row(row: str) -> bool:
    try:
        return bool(table_of(row, package()))
    except UnknownRow:
        return False


class Addresses(SphinxPostTransform):
    """Say where each link leads, as seen from the page that is written."""

    default_priority = 100
    formats = ("html",)

    def run(self, **_: Any) -> None:
        """Called by Sphinx for each page, and for the single document of the print edition."""
        builder, page = self.app.builder, self.env.docname
        for table in self.document.findall(nodes.raw):
            text = table.astext()
            rows = _MARKED.findall(text)
            if not rows:
                continue
            table["rows"] = list(dict.fromkeys(rows))
            address = links.reference if links.is_print(builder) else partial(_in_register, page)
            parts = _MARKED.split(text)
            parts[1::2] = map(address, rows)
            table.children = [nodes.Text("".join(parts))]


def _in_register(page: str, row: str) -> str:
    return links.from_page(page, links.of_row(row))


def setup(app: Sphinx) -> None:
    """Resolve the links whenever a page is written."""
    app.add_post_transform(Addresses)
