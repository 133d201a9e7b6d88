"""What changed between two data packages, by row, by number and by finding.

The numbers and findings of both are computed by the library as it is now: what moved, moved
because of the data. What the old data cannot give, for want of a table or column, is new.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from nkpay import registry, trial, verdicts, wording
from nkpay.data import Package
from nkpay.findings import findings
from nkpay.registry import Tables, Uncomputable

Cells = dict[str, dict[str, str]]
#: Tables that describe columns and coding: their rows have no address of their own.
UNLISTED: Final = ("codings", "names")


@dataclass(frozen=True)
class Correction:
    """One cell of a row that both versions have; its texts are not kept on record."""

    row: str
    column: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class TableChange:
    """What happened to the rows of one table.

    ``gone`` rows break the rule that ids never vanish; ``columns`` are those that are new.
    """

    table: str
    rows: int
    added: int
    added_rows: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    withdrawn: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Move:
    """A number, predicate or finding that is not what it was; ``before`` is "" where it is new."""

    kind: str
    name: str
    before: str
    after: str
    by: str = ""


@dataclass(frozen=True)
class Edition:
    """One version of the data against an earlier one."""

    version: str
    against: str
    date: str
    digest: str
    tables: tuple[TableChange, ...] = ()
    moves: tuple[Move, ...] = ()


def compare(old: Package, new: Package) -> Edition:
    """All that changed from one data package to another."""
    return Edition(
        version=new.version,
        against=old.version,
        date=new.descriptor["created"],
        digest=new.digest,
        tables=tuple(_tables(old, new)),
        moves=tuple(_moves(old, new)),
    )


def _tables(old: Package, new: Package) -> Iterator[TableChange]:
    for name in new:
        before = _cells(old, name) if name in old else {}
        columns = [column["name"] for column in old.fields(name)] if name in old else []
        change = _table(name, before, _cells(new, name), columns)
        if change != TableChange(name, change.rows, 0):
            yield change


def _cells(package: Package, name: str) -> Cells:
    """Every row as it stands in the file, by its key."""
    with package.path(name).open(encoding="utf-8", newline="") as file:
        return {row[package.key(name)]: row for row in csv.DictReader(file)}


def _table(name: str, before: Cells, after: Cells, columns: list[str]) -> TableChange:
    both = [row for row in after if row in before]
    added = [row for row in after if row not in before]
    now = list(next(iter(after.values()), {}))
    kept = [column for column in now if column in columns]
    return TableChange(
        table=name,
        rows=len(after),
        added=len(added),
        added_rows=() if name in UNLISTED else tuple(added),
        corrections=tuple(
            Correction(row, column, before[row][column], after[row][column])
            for row in both
            for column in kept
            if before[row][column] != after[row][column]
        ),
        withdrawn=tuple(r for r in both if _withdrawn(after[r]) and not _withdrawn(before[r])),
        gone=tuple(row for row in before if row not in after),
        columns=tuple(column for column in now if columns and column not in columns),
    )


def _withdrawn(row: dict[str, str]) -> bool:
    return row.get("status") == "withdrawn"


def _moves(old: Package, new: Package) -> Iterator[Move]:
    kinds: tuple[tuple[str, Iterable[str], Callable[[str, Tables], str]], ...] = (
        ("number", registry.number, _text),
        ("predicate", registry.predicate, _holds),
        ("finding", findings, _verdict),
    )
    for kind, names, printed in kinds:
        for name in names:
            after = _try(printed, name, new)
            before = _try(printed, name, old)
            if before != after:
                both = kind == "number" and before and after
                yield Move(kind, name, before, after, _by(name, old, new) if both else "")


def _try(printed: Callable[[str, Tables], str], name: str, tables: Tables) -> str:
    """What is printed, or nothing where the data does not give it."""
    try:
        return printed(name, tables)
    except (Uncomputable, LookupError):
        return ""


def _text(name: str, tables: Tables) -> str:
    return registry.number.compute(name, tables).text


def _holds(name: str, tables: Tables) -> str:
    return "holds" if registry.predicate.compute(name, tables).holds else "does not hold"


def _verdict(name: str, tables: Tables) -> str:
    tried = trial.try_one(name, tables)
    return verdicts.in_words(tried, tables) if tried.verdict.holds else "does not hold"


def _by(name: str, old: Package, new: Package) -> str:
    """By how much a number moved, where both values are quantities."""
    before, after = (registry.number.compute(name, data) for data in (old, new))
    if not isinstance(before.value, int | float) or not isinstance(after.value, int | float):
        return ""
    change = after.value - before.value
    sign = "+" if change > 0 else "-"
    return f"{sign}{wording.quantity(abs(change))} {after.unit}".strip() if change else ""
