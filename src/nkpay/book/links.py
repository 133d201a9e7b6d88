"""Addresses in the evidence register: the one place that knows them.

They are stable: a row of a table is ``register/<table>.html#<id>``, a number or predicate
``register/numbers.html#<name>``.
"""

from __future__ import annotations

from collections.abc import Sequence

from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

from nkpay.data import package
from nkpay.evidence import table_of


def of_row(row: str) -> str:
    """Address of a row, from the root of the book."""
    if row.startswith("table:"):
        return f"register/{row.removeprefix('table:')}.html"
    return f"register/{table_of(row, package())}.html#{row}"


def of_name(name: str) -> str:
    """Address of the entry of a number or predicate, from the root of the book."""
    return f"register/numbers.html#{name}"


def reference(row: str) -> str:
    """Anchor of a row among the references of the print edition."""
    return f"#ref-{row.replace(':', '-')}"


def is_print(builder: Builder) -> bool:
    """Whether one document is being made, for paper."""
    return builder.name == "singlehtml"


def from_page(builder: Builder, docname: str, target: str) -> str:
    """The way from a page to an address given from the root."""
    return "../" * docname.count("/") + target


def evidence(builder: StandaloneHTMLBuilder, kind: str, name: str, rows: Sequence[str]) -> str:
    """Where a computed number leads: its entry on screen, its first reference on paper."""
    if is_print(builder):
        return reference(rows[0]) if rows else "#references"
    return from_page(builder, builder.current_docname, of_name(name))
