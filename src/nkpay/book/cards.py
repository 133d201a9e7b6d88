"""What the cards say: a script of data beside each page, fetched when a reader first asks.

A card answers, for a number, for words that the data must bear out, for a finding, for the title
of a figure or for one of its marks: what is coded, who said it and when, on what kind of
evidence, and what contradicts it. It names a few rows; the register has them all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from sphinx.application import Sphinx

from nkpay import dates, wording
from nkpay.book import (
    conflicting,
    facets,
    kept,
    links,
    register_findings,
    register_numbers,
    uses,
)
from nkpay.book.records import Records, records
from nkpay.book.uses import Use

FOLDER: Final = "_cards"
#: So many rows stand in a card; the register shows the others.
_SHOWN: Final = 4


def setup(app: Sphinx) -> None:
    """Write the cards when all pages have been read and written."""
    app.connect("html-page-context", _load)
    app.connect("html-collect-pages", kept.unless_kept(_collect))


def _load(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    if doctree is not None and not links.is_print(app.builder):
        source = links.from_page(page, f"{FOLDER}/{page}.js")
        # Sphinx takes further attributes of the element, which its types do not say.
        attributes: dict[str, Any] = {"data-cards": source}
        app.add_js_file("cards.js", loading_method="defer", **attributes)


def _collect(app: Sphinx) -> Iterable[Any]:
    if not links.is_print(app.builder):
        write(Path(app.outdir), records(), uses.uses(app.env))
    return []


def write(out: Path, rows: Records, used: list[Use]) -> None:
    """One script a page."""
    pages: dict[str, list[Use]] = {}
    for use in used:
        pages.setdefault(use.page, []).append(use)
    for page, found in pages.items():
        target = out / FOLDER / f"{page}.js"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_script(of_page(rows, found)), encoding="utf-8")


def of_page(rows: Records, used: list[Use]) -> dict[str, Any]:
    """All that the cards of a page need."""
    cards = {f"{use.kind}:{use.name}": _card(rows, use) for use in used}
    marks = {row for use in used for row in use.marks}
    shown = marks | {row for card in cards.values() for row in card["rows"]}
    about = {row: of_row(rows, row) for row in sorted(shown) if not row.startswith("table:")}
    return {
        "cards": cards,
        "rows": about,
        "evidence": {key: list(texts) for key, texts in rows.kinds.items()},
    }


def _card(rows: Records, use: Use) -> dict[str, Any]:
    names = use.asserts if use.kind == "figure" else (use.name,)
    found = use.kind == "finding"
    return {
        "rules": [_of_finding(use.name)] if found else list(_rules(names)),
        "basis": _basis(rows, use.rows),
        "rows": list(use.rows[:_SHOWN]),
        "total": len(use.rows),
        "href": links.of_finding(use.name) if found else _entry_of(names),
    }


def _basis(rows: Records, behind: tuple[str, ...]) -> str:
    """How many rows of which kinds of evidence."""
    whole = [facets.title(row[6:]).lower() for row in behind if row.startswith("table:")]
    mix = [f"{label.lower()} {n:,}" for label, n in rows.mix(behind).items()]
    if whole:
        return f"Counts every row of the table of {wording.listing(whole)}"
    if len(behind) == 1:
        return "Rests on one row"
    return f"Rests on {len(behind):,} rows" + (f": {wording.listing(mix)}" if mix else "")


def _entry_of(names: tuple[str, ...]) -> str:
    return links.of_name(names[0]) if names else "register/index.html"


def _of_finding(name: str) -> dict[str, str]:
    """The rule of a finding, its margin, its verdict and what would overturn it."""
    entry = register_findings.entries()[name]
    return {
        "rule": entry.rule,
        "value": entry.margin,
        "kind": "finding",
        "verdict": entry.verdict,
        "overturned": entry.overturned_by,
    }


def _rules(names: Iterable[str]) -> Iterator[dict[str, str]]:
    """For each name its rule, and the coded value of a number or the margin of a predicate."""
    for name in names:
        entry = register_numbers.entries()[name]
        yield {"rule": entry.rule, "value": entry.value, "kind": entry.kind}


def of_row(rows: Records, row: str) -> dict[str, Any]:
    """What a card says of one row."""
    table, record = rows.table(row), rows.record(row)
    printed = record.get("quantity_printed", "")
    return {
        "says": rows.statement(row),
        "printed": printed,
        "language": record.get("quantity_language", "") if printed else "",
        "coded": rows.coded(row),
        "date": _when(rows, table, row),
        "cited": record.get("cited", ""),
        "sources": [
            [s.publisher, s.title, s.date, s.language, links.in_table("sources", s.id)]
            for s in rows.sources_of(row)
        ],
        "evidence": rows.kind(row),
        "against": [
            [other, rows.statement(other), links.of_conflict(key)]
            for other, key in conflicting.of(row).items()
        ],
        "href": links.in_table(table, row),
    }


def _when(rows: Records, table: str, row: str) -> str:
    """The date that a row speaks of; a source has its own date beside its title."""
    if table == "sources":
        return ""
    inferred = rows.record(row).get(f"{facets.of(table).date}_basis") == "inferred"
    return dates.in_words_if_date(rows.date(row)) + (" (inferred)" if inferred else "")


def _script(content: dict[str, Any]) -> str:
    """A classic script; ``<`` is escaped, so that no text ends the script element."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"nkpayCards({text.replace('<', chr(92) + 'u003c')});\n"
