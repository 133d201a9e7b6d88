"""Every registered number and predicate, computed a second time from the raw CSV rows.

A folder or module a chapter, as in ``nkpay.numbers``; ``findings`` and ``trial`` are about all of
them. These functions share no code with ``nkpay.numbers`` and use no pandas:
they read rows of text, so that a fault in the library's selection shows as a difference.
``nkpay.wording`` and ``nkpay.dates`` may be used to print a value, never to find it.

Each module defines ``NUMBERS`` (name -> function that gives the printed text), ``PREDICATES``
(name -> function that gives True or False) and, where its chapter has findings, ``FINDINGS``.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any, NamedTuple

Row = dict[str, str]
Raw = dict[str, list[Row]]
Numbers = dict[str, Callable[[Raw], str]]
Predicates = dict[str, Callable[[Raw], bool]]


class Finding(NamedTuple):
    """The rows that a finding rests on, and whether it holds."""

    rows: Callable[[Raw], list[Row]]
    holds: Callable[[Raw], bool]


Findings = dict[str, Finding]


def where(rows: list[Row], **wanted: str) -> list[Row]:
    """Rows whose columns have exactly these values."""
    for column, value in wanted.items():
        rows = [row for row in rows if row[column] == value]
    return list(rows)


def one(rows: list[Row], **wanted: str) -> Row:
    """The single such row; ValueError otherwise."""
    (row,) = where(rows, **wanted)
    return row


def used(claims: list[Row]) -> list[Row]:
    """Claims that are active and not deprecated."""
    return [c for c in claims if c["status"] == "active" and c["rank"] != "deprecated"]


def half(part: list[Row], whole: list[Row]) -> bool:
    """Whether a part is more than half of the whole."""
    return 2 * len(part) > len(whole)


def houses(raw: Raw) -> dict[str, str]:
    """The outlet of each source, and of each original not seen that has one."""
    named = {o["original_id"]: o["outlet_id"] for o in raw["originals"] if o["outlet_id"]}
    return named | {s["source_id"]: s["outlet_id"] for s in raw["sources"]}


def second_way(kind: str) -> dict[str, Callable[[Raw], Any]]:
    """What all modules here define under that name: ``NUMBERS``, ``PREDICATES``, ``FINDINGS``."""
    found: dict[str, Callable[[Raw], Any]] = {}
    for module in pkgutil.walk_packages(__path__, f"{__name__}."):
        found |= getattr(importlib.import_module(module.name), kind, {})
    return found
