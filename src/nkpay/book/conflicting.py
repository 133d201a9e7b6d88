"""Rows that contradict each other, as ``nkpay.conflicts`` finds them, kept for one build."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import nkpay.conflicts
from nkpay.data import package
from nkpay.registry import Rows


@dataclass(frozen=True)
class Conflict:
    """A group of rows that exclude each other, and which of them the report uses."""

    key: str
    question: str
    subject: str
    rows: Rows
    pairs: tuple[tuple[str, str], ...]
    differs: tuple[str, ...]
    originals: int
    standing: str
    rule: str


@cache
def conflicts() -> tuple[Conflict, ...]:
    """Every conflict of the data, in the order of its key."""
    return tuple(
        Conflict(
            *(found.key, found.question, found.subject),
            *(tuple(found.rows), tuple(found.pairs), tuple(found.differs)),
            found.originals,
            *nkpay.conflicts.standing(found, package()),
        )
        for found in nkpay.conflicts.find(package())
    )


@cache
def _against() -> dict[str, dict[str, str]]:
    """For each row in a conflict the rows that it excludes, with the key of the conflict."""
    found: dict[str, dict[str, str]] = {}
    for conflict in conflicts():
        for one, two in conflict.pairs:
            found.setdefault(one, {})[two] = conflict.key
            found.setdefault(two, {})[one] = conflict.key
    return found


def of(row: str) -> dict[str, str]:
    """The rows that contradict a row, each with the key of their conflict."""
    return _against().get(row, {})
