"""Addresses in the evidence register: the one place that knows them.

They are stable, since they follow from the id alone. A row of a long table lies with its
neighbours, a hundred to a page: claim ``C0083`` is ``register/claims/C00.html#C0083``. A source,
publisher, law or payment system has a page of its own; whatever has a name stands in the
glossary: ``register/names.html#jonsong-card``. A number or predicate lies with those of
its chapter: ``register/numbers/adoption.html#adoption.qr_share_pyongyang``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

from nkpay.data import package
from nkpay.evidence import CITABLE, table_of

#: Tables whose rows have a page each.
PAGES_OF_THEIR_OWN: Final = ("sources", "outlets", "systems", "laws")

#: The glossary: one page for all that has a name.
GLOSSARY: Final = "names"


def of_row(row: str) -> str:
    """Address of a row, from the root of the book."""
    if row.startswith("table:"):
        table = row.removeprefix("table:")
        # Tables about our own work, codings for instance, are in the data and not in the register.
        return f"register/{table if table in CITABLE else 'index'}.html"
    return in_table(table_of(row, package()), row)


def in_table(table: str, row: str) -> str:
    """Address of a row whose table is known."""
    return f"{page_of(table, row)}.html#{row}"


def page_of(table: str, row: str) -> str:
    """The page that holds a row: its own, or that of the hundred ids that share its beginning."""
    if table == GLOSSARY:
        return f"register/{GLOSSARY}"
    return f"register/{table}/{row if table in PAGES_OF_THEIR_OWN else row[:-2]}"


def of_name(name: str) -> str:
    """Address of the entry of a number or predicate, from the root of the book."""
    return f"register/numbers/{name.partition('.')[0]}.html#{name}"


def of_finding(name: str) -> str:
    """Address of a finding, from the root of the book."""
    return f"register/findings.html#{name}"


def of_conflict(key: str) -> str:
    """Address of a conflict, from the root of the book."""
    return f"register/conflicts/{key}.html#{key}"


def as_json(table: str, row: str) -> str:
    """Address of a row as one small file."""
    return f"register/{table}/{row}.json"


def reference(row: str) -> str:
    """Anchor of a row among the references of the print edition."""
    return f"#ref-{row.replace(':', '-')}"


def is_print(builder: Builder) -> bool:
    """Whether one document is being made, for paper."""
    return builder.name == "singlehtml"


def from_page(docname: str, target: str) -> str:
    """The way from a page to an address given from the root."""
    return "../" * docname.count("/") + target


def evidence(builder: StandaloneHTMLBuilder, entry: str, rows: Sequence[str]) -> str:
    """Where computed words lead: to their entry on screen, to their first reference on paper."""
    if is_print(builder):
        return reference(rows[0]) if rows else "#references"
    return from_page(builder.current_docname, entry)
