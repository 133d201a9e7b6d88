"""An edition as plain text, for ``make diff`` and for the entries of the feed."""

from __future__ import annotations

from collections.abc import Iterator

from nkpay.editions.compare import Edition, Move, TableChange

#: So many corrected cells of a table are printed one by one.
_SHOWN = 40


def in_words(edition: Edition) -> str:
    """Everything that changed."""
    lines = [f"Data {edition.version} against {edition.against}", ""]
    for table in edition.tables:
        lines += [*_table(table), ""]
    for kind, title in (
        ("number", "Numbers of the text"),
        ("predicate", "Asserted words"),
        ("finding", "Findings"),
    ):
        moves = [move for move in edition.moves if move.kind == kind]
        if moves:
            lines += [f"{title}: {_counts(moves)}", *(f"  {_move(m)}" for m in moves), ""]
    if len(lines) == 2:
        lines += ["Nothing changed.", ""]
    return "\n".join(lines)


def summary(edition: Edition) -> str:
    """One sentence: what was added, corrected and withdrawn, and what moved."""
    added = sum(table.added for table in edition.tables)
    corrected = len({(t.table, c.row) for t in edition.tables for c in t.corrections})
    withdrawn = sum(len(table.withdrawn) for table in edition.tables)
    moved = {
        kind: sum(bool(m.before) for m in edition.moves if m.kind == kind)
        for kind in ("number", "predicate", "finding")
    }
    return (
        f"{_counted(added, 'row')} added, {corrected:,} corrected, {withdrawn:,} withdrawn;"
        f" {_counted(moved['number'], 'number')} of the text moved,"
        f" {_counted(moved['predicate'], 'asserted comparison')} and"
        f" {_counted(moved['finding'], 'verdict')} changed"
    )


def by_how_much(move: Move) -> str:
    """How far a number moved, as one says it: ``up by 1 claim``, ``down by 400 won a dollar``.

    The records of earlier editions have it with a sign and the unit in the plural.
    """
    if not move.by:
        return ""
    amount, _, unit = move.by[1:].partition(" ")
    unit = _singular(unit) if amount == "1" else unit
    return f"{'up' if move.by.startswith('+') else 'down'} by {amount} {unit}".strip()


def _singular(unit: str) -> str:
    return f"{unit.removesuffix('ies')}y" if unit.endswith("ies") else unit.removesuffix("s")


def _counted(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def _table(table: TableChange) -> Iterator[str]:
    parts = [f"{table.added:,} added"] if table.added else []
    if table.corrections:
        rows = len({cell.row for cell in table.corrections})
        parts.append(f"{len(table.corrections):,} cells of {rows:,} corrected")
    parts += [f"{len(table.withdrawn)} withdrawn"] if table.withdrawn else []
    parts += [f"{len(table.gone)} GONE without a trace"] if table.gone else []
    parts += [f"new columns {', '.join(table.columns)}"] if table.columns else []
    yield f"{table.table} ({table.rows:,} rows): {'; '.join(parts)}"
    for cell in table.corrections[:_SHOWN]:
        texts = f": {cell.before!r} -> {cell.after!r}" if cell.before != cell.after else ""
        yield f"  {cell.row} {cell.column}{texts}"
    if len(table.corrections) > _SHOWN:
        yield f"  and {len(table.corrections) - _SHOWN:,} more cells"
    if table.withdrawn or table.gone:
        yield f"  withdrawn or gone: {' '.join((*table.withdrawn, *table.gone))}"


def _counts(moves: list[Move]) -> str:
    new = sum(not move.before for move in moves)
    lost = sum(not move.after for move in moves)
    parts = [f"{len(moves) - new - lost} changed"]
    parts += [f"{new} new"] if new else []
    parts += [f"{lost} no longer computed"] if lost else []
    return ", ".join(parts)


def _move(move: Move) -> str:
    if not move.before:
        return f"{move.name}: new, {move.after}"
    by = f" ({said})" if (said := by_how_much(move)) else ""
    return f"{move.name}: {move.before} -> {move.after or 'no longer computed'}{by}"
