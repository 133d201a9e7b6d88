"""The page 'What changed' and the feed of corrections, from the records of the editions."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from nkpay import registry
from nkpay.book import citation, links, register_numbers, templates
from nkpay.book.kept import unless_kept
from nkpay.book.shell import Shell
from nkpay.editions import feed, record, report
from nkpay.editions.compare import Edition, Move
from nkpay.evidence import UnknownRow
from nkpay.findings import findings
from nkpay.verdicts import anchor

PAGE: Final = "changes"
FEED: Final = "changes.xml"


def setup(app: Sphinx) -> None:
    """Add page and feed to the HTML book."""
    app.connect("html-collect-pages", unless_kept(_collect))


def _collect(app: Sphinx) -> Iterable[Any]:
    """Write both (called by Sphinx when the chapters are written)."""
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder) and not links.is_print(builder):
        editions = record.read_all()
        body = templates.render("changes.html", editions=list(map(_edition, editions)), feed=FEED)
        Shell(builder).write(PAGE, "What changed", body)
        text = feed.atom(
            editions,
            title=app.config.html_title,
            author="; ".join(citation.authors()),
            page=f"{PAGE}.html",
            base=citation.base_url(app),
        )
        (Path(builder.outdir) / FEED).write_text(text, encoding="utf-8")
    return []


def _edition(edition: Edition) -> dict[str, Any]:
    return {
        "anchor": feed.anchor(edition),
        "edition": edition,
        "summary": report.summary(edition),
        "kinds": [
            (
                title,
                [_told(move) for move in edition.moves if test(move)],
            )
            for title, test in (
                ("Numbers of the text that moved", lambda m: m.kind == "number" and m.before),
                ("Asserted words that changed", lambda m: m.kind == "predicate" and m.before),
                ("Findings whose verdict changed", lambda m: m.kind == "finding" and m.before),
                ("New, or not to be had from the earlier data", lambda m: not m.before),
            )
        ],
        "columns": any(table.columns for table in edition.tables),
        "tables": [
            (
                table,
                _corrected(table.corrections),
                [(row, of_row(row)) for row in (*table.withdrawn, *table.gone)],
            )
            for table in edition.tables
        ],
    }


def _told(move: Move) -> tuple[Move, str, str, str]:
    """A move with its address, what it is in words, and by how much."""
    return move, _of_move(move.kind, move.name), _in_words(move), report.by_how_much(move)


def _in_words(move: Move) -> str:
    """What moved, where the book still has it; else its name."""
    if move.kind == "finding" and move.name in set(findings):
        return findings.about(move.name).statement
    entry = register_numbers.entries().get(move.name)
    return entry.rule.removesuffix(".") if entry and entry.rule else move.name


def _corrected(corrections: Iterable[Any]) -> list[tuple[str, str, str]]:
    """Each corrected row once: its id, its address, its columns."""
    columns: dict[str, list[str]] = {}
    for cell in corrections:
        columns.setdefault(cell.row, []).append(cell.column.replace("_", " "))
    return [(row, of_row(row), ", ".join(names)) for row, names in columns.items()]


def of_row(row: str) -> str:
    """Address of a row in the register; "" for one that has none, or none any more."""
    try:
        return links.of_row(row)
    except UnknownRow:
        return ""


def _of_move(kind: str, name: str) -> str:
    """Address of a number, predicate or finding that the book still has."""
    if kind == "finding":
        return f"chapters/certainty.html#{anchor(name)}" if name in set(findings) else ""
    known = registry.number if kind == "number" else registry.predicate
    return links.of_name(name) if name in set(known) else ""
