"""Change every row that the book uses, one at a time, and compare every number that rests on it.

Each row that a number or predicate declares is taken away, and given another quantity, another
date and other categories. After each change whatever declares the row must print what the second
computation (``tests.recomputed``) makes of the changed CSV rows; so must some that read the same
table and do not declare the row. A row that only figures or findings declare must change what
they show. Rows that move nothing, and rows that nothing declares, are listed for the authors.

``python -m tests.mutations`` prints the result and fails on a difference; ``--list`` names the
rows. ``make verify`` runs it.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from nkpay import registry
from nkpay.data import Package, package
from nkpay.evidence import CITABLE, table_of
from nkpay.findings import findings
from tests.changing import in_raw, in_tables, outcome, ways
from tests.conftest import rows as read_rows
from tests.recomputed import Raw, second_way

#: Of those that declare a row, so many are computed again after each change of it ...
DECLARING = 5
#: ... and so many of those that read its table and do not declare it.
OTHERS = 1
#: What puts every finding on trial takes seconds a change: it is computed again after the changes
#: of one row in so many.
ONE_IN = 20
#: Nothing else reads so many tables.
_TABLES_OF_A_TRIAL = 6

Item = tuple[str, str]


@dataclass
class Result:
    """What came of the changes of some rows."""

    compared: int = 0
    differences: list[str] = field(default_factory=list)
    still: list[str] = field(default_factory=list)


@cache
def raw() -> Raw:
    """Every table as rows of text."""
    folder = package().folder
    return {path.stem: read_rows(path) for path in sorted(folder.glob("*.csv"))}


@cache
def declared() -> dict[Item, tuple[str, ...]]:
    """Everything that the book can print or draw, with the rows that it declares."""
    found: dict[Item, tuple[str, ...]] = {}
    for kind in (registry.number, registry.predicate, findings):
        for name in kind:
            found[kind.kind, name] = kind.compute(name, package()).rows
    for name in registry.chart:
        found["figure", name] = registry.chart.compute(name, package(), width=660).rows
    return found


@cache
def users() -> dict[str, list[Item]]:
    """For each row that is declared by its id, what declares it."""
    found: dict[str, list[Item]] = defaultdict(list)
    for item, rows in declared().items():
        for row in rows:
            if not row.startswith("table:"):
                found[row].append(item)
    return dict(found)


@cache
def again() -> dict[Item, Callable[[Raw], Any]]:
    """The second computation of each number and predicate."""
    numbers = {("number", name): f for name, f in second_way("NUMBERS").items()}
    return numbers | {("predicate", name): f for name, f in second_way("PREDICATES").items()}


def shown(item: Item, tables: registry.Tables) -> Any:
    """What an item shows: its words, whether it holds, or the table and title of a figure."""
    kind, name = item
    if kind == "number":
        return registry.number.compute(name, tables).text
    if kind == "predicate":
        return registry.predicate.compute(name, tables).holds
    if kind == "finding":
        verdict = findings.compute(name, tables)
        return verdict.holds, verdict.margin, verdict.rows
    drawing = registry.chart.compute(name, tables, width=660)
    return drawing.title, drawing.table.to_json(), drawing.rows


@cache
def before(item: Item) -> Any:
    """What an item shows today."""
    return shown(item, package())


@cache
def pointed_at() -> set[tuple[str, str]]:
    """Table and key of each row that another row names: without it the data are not valid."""
    return {
        (target["resource"], record[field])
        for table, records in raw().items()
        for key in package().resources[table]["schema"].get("foreignKeys", [])
        if (target := key["reference"])["resource"]
        for field in key["fields"]
        for record in records
    }


def _tried(row: str, table: str) -> tuple[list[Item], list[Item]]:
    """What is computed again when a row changes: those that declare it, and some others."""
    rng = random.Random(row)
    slow_too = rng.randrange(ONE_IN) == 0
    can = [item for item in again() if slow_too or len(_tables(item)) < _TABLES_OF_A_TRIAL]
    ours = [item for item in can if item in users()[row]]
    mine = rng.sample(ours, min(DECLARING, len(ours)))
    reads = [i for i in can if i not in ours and table in _tables(i)]
    return mine, rng.sample(reads, min(OTHERS, len(reads)))


@cache
def _tables(item: Item) -> tuple[str, ...]:
    kind = registry.number if item[0] == "number" else registry.predicate
    return kind.tables(item[1])


def change(row: str, folder: Path) -> Result:
    """Change one row in every way; compare what rests on it."""
    data, result, moved = package(), Result(), False
    table = table_of(row, data)
    key = data.key(table)
    (record,) = (r for r in raw()[table] if r[key] == row)
    mine, others = _tried(row, table)
    # Only where nothing that can be computed twice rests on it: figures are slow to draw.
    drawn = [] if mine else users()[row][:DECLARING]
    for altered in ways(record, raw()[table]):
        if altered is None and (table, row) in pointed_at():
            continue
        tables = in_tables(data, table, row, altered, folder)
        other = in_raw(raw(), table, key, row, altered)
        for item in (*mine, *others):
            actual = outcome(lambda i=item, t=tables: shown(i, t))
            expected = outcome(lambda i=item, o=other: again()[i](o))
            result.compared += 1
            moved = moved or (item in mine and actual != before(item))
            if actual != expected:
                what = "gone" if altered is None else "altered"
                said = f"{row} {what}: {item[1]} is {actual!r}, expected {expected!r}"
                result.differences.append(said)
            tells = f"table:{table}" in declared()[item] or item in mine
            if not tells and altered is None and actual != before(item):
                result.differences.append(f"{row} gone: {item[1]} moved and does not declare it")
        for item in drawn:
            result.compared += 1
            moved = moved or outcome(lambda i=item, t=tables: shown(i, t)) != before(item)
    if not moved:
        result.still.append(row)
    return result


def change_all(rows: list[str]) -> Result:
    """Change each of these rows."""
    total = Result()
    with tempfile.TemporaryDirectory() as folder:
        for row in rows:
            result = change(row, Path(folder))
            total.compared += result.compared
            total.differences += result.differences
            total.still += result.still
    return total


def unused(data: Package) -> Iterator[str]:
    """Rows of the register that nothing declares by their id."""
    for table in CITABLE:
        yield from (row for row in data[table].index if row not in users())


def _by_table(rows: list[str], names: bool) -> str:
    if names:
        return " ".join(rows)
    counts = Counter(table_of(row, package()) for row in rows)
    return ", ".join(f"{table} {n:,}" for table, n in counts.most_common()) or "none"


def main(names: bool) -> int:
    """Change every used row and say what came of it; 1 if anything differed."""
    rows = sorted(users())
    workers = os.cpu_count() or 1
    parts = [rows[n :: workers * 16] for n in range(workers * 16)]
    results = []
    with ProcessPoolExecutor(workers) as pool:
        for done, result in enumerate(pool.map(change_all, parts), start=1):
            results.append(result)
            told = f"{len(result.differences)} differences"
            print(f"part {done} of {len(parts)}: {told}", file=sys.stderr, flush=True)
    differences = [line for result in results for line in result.differences]
    still = sorted(row for result in results for row in result.still)
    print(f"{len(rows):,} rows changed, {sum(r.compared for r in results):,} comparisons")
    print(f"rows whose change moved nothing: {len(still):,} ({_by_table(still, names)})")
    free = list(unused(package()))
    print(f"rows that nothing declares: {len(free):,} ({_by_table(free, names)})")
    print("\n".join([f"differences: {len(differences)}", *differences[:50]]))
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main("--list" in sys.argv))
