"""Invariant 3: change the data and every number follows, rightly; nothing else moves."""

from __future__ import annotations

import random
import re
from collections import ChainMap, Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from nkpay import registry
from nkpay.data import Package
from nkpay.evidence import table_of
from nkpay.registry import Tables
from tests.changing import in_raw, in_tables, outcome, ways, with_rows
from tests.conftest import ROOT
from tests.recomputed import Raw, second_way

NAMES = sorted(registry.number)
PREDICATES = sorted(registry.predicate)
#: Rows tried of each number here; `make verify` tries every row (tests/mutations.py).
ROWS_TRIED = 1
#: A trial of all findings takes a second, and each change asks for one.
FEW_TRIED, FEW_CHANGES = 1, 2


NUMBERS_AGAIN, PREDICATES_AGAIN = second_way("NUMBERS"), second_way("PREDICATES")


def test_every_number_and_predicate_has_a_second_computation() -> None:
    assert sorted(NUMBERS_AGAIN) == NAMES
    assert sorted(PREDICATES_AGAIN) == PREDICATES


def test_the_second_computation_shares_no_code_with_the_first() -> None:
    for path in (ROOT / "tests" / "recomputed").rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        assert not re.search(r"(?m)^\s*(?:from|import) (?:pandas|nkpay\.(?!wording|dates))", code)


@pytest.mark.parametrize("name", NAMES)
def test_a_number_equals_its_second_computation(name: str, data: Package, raw: Raw) -> None:
    assert registry.number.compute(name, data).text == NUMBERS_AGAIN[name](raw)


@pytest.mark.parametrize("name", PREDICATES)
def test_a_predicate_equals_its_second_computation(name: str, data: Package, raw: Raw) -> None:
    assert registry.predicate.compute(name, data).holds == PREDICATES_AGAIN[name](raw)


def text_of(name: str, tables: Tables) -> Any:
    return registry.number.compute(name, tables).text


def holds(name: str, tables: Tables) -> Any:
    return registry.predicate.compute(name, tables).holds


@pytest.mark.parametrize("name", NAMES)
def test_a_number_follows_its_rows(name: str, data: Package, raw: Raw, tmp_path: Path) -> None:
    declared = registry.number.compute(name, data).rows
    assert declared, f"{name} declares no row"
    moved = follow(name, declared, text_of, NUMBERS_AGAIN[name], data, raw, tmp_path)
    assert moved, f"{name} printed the same whatever was done to {declared}: is it a constant?"


@pytest.mark.parametrize("name", PREDICATES)
def test_a_predicate_follows_its_rows(name: str, data: Package, raw: Raw, tmp_path: Path) -> None:
    declared = registry.predicate.compute(name, data).rows
    assert declared, f"{name} declares no row"
    follow(name, declared, holds, PREDICATES_AGAIN[name], data, raw, tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_a_number_rests_on_the_rows_that_it_declares_alone(name: str, data: Package) -> None:
    """Without all other rows of the tables it cites it prints the same."""
    number = registry.number.compute(name, data)
    kept = declared_alone(number.rows, data)
    assert text_of(name, ChainMap(kept, data)) == number.text  # type: ignore[arg-type]


@pytest.mark.parametrize("name", PREDICATES)
def test_a_predicate_rests_on_the_rows_that_it_declares_alone(name: str, data: Package) -> None:
    verdict = registry.predicate.compute(name, data)
    kept = declared_alone(verdict.rows, data)
    assert holds(name, ChainMap(kept, data)) == verdict.holds  # type: ignore[arg-type]


def declared_alone(rows: registry.Rows, data: Package) -> dict[str, pd.DataFrame]:
    """The cited tables cut down to the cited rows; tables cited whole stay whole."""
    cited: dict[str, list[str]] = {}
    for row in rows:
        if not row.startswith("table:"):
            cited.setdefault(table_of(row, data), []).append(row)
    return {table: data[table].loc[data[table].index.isin(ids)] for table, ids in cited.items()}


@pytest.mark.parametrize("name", PREDICATES)
def test_a_predicate_can_become_false(name: str, data: Package) -> None:
    """Some change of the rows that it reads flips it: what can't fail asserts nothing."""
    verdict = registry.predicate.compute(name, data)
    assert verdict.holds, f"{name} does not hold today"
    tables = {*registry.predicate.tables(name), *(table_of(r, data) for r in verdict.rows)}
    # What most rows stand in decides most often.
    rows = Counter(table_of(row, data) for row in verdict.rows)
    for changed in upheavals(sorted(tables, key=lambda t: (-rows[t], t)), verdict.rows, data):
        if outcome(lambda t=changed: bool(holds(name, t))) is False:
            return
    pytest.fail(f"{name} held whatever was done to its tables")


def upheavals(tables: list[str], rows: registry.Rows, data: Package) -> Iterator[Tables]:
    """Changes of whole columns first, then of single rows, one at a time."""
    for table in tables:
        frame = data[table]
        yield ChainMap({table: frame.iloc[:2]}, data)  # type: ignore[arg-type]
        ours = declared(frame, rows)
        every_other = ours & (frame.index.to_series().rank() % 2 == 0).to_numpy()
        for part in (ours, every_other):
            yield from altered(table, part, data)
    for table in tables:
        index = data[table].index
        for row in index[declared(data[table], rows)][:40]:
            yield from altered(table, index == row, data)


def declared(frame: pd.DataFrame, rows: registry.Rows) -> Any:
    """Which rows of a table are named; all of them where none is."""
    named = frame.index.isin(rows)
    return named if named.any() else frame.index.notna()


def altered(table: str, part: Any, data: Package) -> Iterator[Tables]:
    """A table without some rows, and with another value in each of their columns in turn."""
    frame = data[table]
    yield ChainMap({table: frame[~part]}, data)  # type: ignore[arg-type]
    # Quantities first: they decide most comparisons.
    for field in sorted(data.fields(table)[1:], key=lambda field: field["type"] == "string"):
        for value in other_values(field, frame):
            other = frame.copy()
            other.loc[part, field["name"]] = value
            yield ChainMap({table: other}, data)  # type: ignore[arg-type]


def other_values(field: dict[str, Any], frame: pd.DataFrame) -> list[Any]:
    """Values that a cell of a column could hold instead."""
    column = frame[field["name"]]
    if field["type"] != "string":
        return [0.0, 1e12, float("nan")]
    if field.get("rule", {}).get("kind") == "date":
        return ["1950", "2049-12-31", "1950/2049"]
    if "enum" in field.get("constraints", {}):
        return list(field["constraints"]["enum"])
    used = sorted(set(column) - {""})
    uncounted = ["terminal-count"] if field["name"] == "indicator_id" else []
    few = used if len(used) < 30 else [used[0], used[-1]]
    return [*few, *uncounted, "1950", "surveillance; trace, monitor, 1 won"]


def follow(
    name: str,
    declared: registry.Rows,
    first: Callable[[str, Tables], Any],
    second: Callable[[Raw], Any],
    data: Package,
    raw: Raw,
    folder: Path,
) -> bool:
    """Change declared rows one way at a time; both computations agree. True if any moved."""
    before = first(name, data)
    moved = False
    few = name.startswith("certainty.")
    tried = FEW_TRIED if few else ROWS_TRIED
    for row in random.Random(name).sample(declared, min(tried, len(declared))):
        for made, (tables, other) in enumerate(changes(row, data, raw, folder)):
            # A number must move once, a predicate need not.
            if few and made >= FEW_CHANGES and (moved or isinstance(before, bool)):
                break
            actual = outcome(lambda t=tables: first(name, t))
            assert actual == outcome(lambda o=other: second(o)), f"{name}, after a change to {row}"
            moved = moved or actual != before
    return moved or outcome(lambda: first(name, without(declared, data))) != before


def changes(row: str, data: Package, raw: Raw, folder: Path) -> Iterator[tuple[Tables, Raw]]:
    """Each change of a row, twice: in typed tables and in raw rows. For a whole table: without
    its last row, half of its rows or most of them."""
    table = table_of(row, data)
    if row.startswith("table:"):
        rows = raw[table]
        for part in (rows[:-1], rows[::2], rows[: len(rows) // 2], rows[: len(rows) // 8]):
            yield with_rows(data, table, part, folder), {**raw, table: part}
        return
    key = data.key(table)
    (record,) = (r for r in raw[table] if r[key] == row)
    for altered in ways(record, raw[table]):
        tables = in_tables(data, table, row, altered, folder)
        yield tables, in_raw(raw, table, key, row, altered)


def without(declared: registry.Rows, data: Package) -> Tables:
    """The data without any row that a number declares: where several tie, one alone moves
    nothing."""
    cited = {table_of(row, data) for row in declared}
    kept = {table: data[table].loc[~data[table].index.isin(declared)] for table in cited}
    return ChainMap(kept, data)  # type: ignore[arg-type]
