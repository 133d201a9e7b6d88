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
        f"{added:,} rows added, {corrected:,} corrected, {withdrawn:,} withdrawn;"
        f" {moved['number']:,} numbers of the text moved,"
        f" {moved['predicate'] + moved['finding']:,} predicates and findings changed"
    )


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
    by = f" ({move.by})" if move.by else ""
    return f"{move.name}: {move.before} -> {move.after or 'no longer computed'}{by}"
