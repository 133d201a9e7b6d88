"""Search and filters of the register: its rows as classic scripts, and its form.

A page opened from disk may load scripts and nothing else, so the rows of each table lie in a
script of their own, with short lists of places, sources and names beside them. A page holds the
first rows as plain HTML; the rest arrives when a reader first touches the form.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from nkpay import dates
from nkpay.book import facets, links
from nkpay.book.records import Records

FOLDER: Final = "register/_data"
_FIRST: Final = 25


class Facet(NamedTuple):
    """A filter: its key in the script, its label, its choices."""

    key: str
    label: str
    choices: list[tuple[str, str]]


def overview(rows: Records) -> dict[str, Any]:
    """The form over all tables together."""
    tables = Facet("table", "Table", [(t, facets.title(t)) for t in rows.citable])
    return _form(rows, rows.citable, [tables])


def of_table(rows: Records, table: str) -> dict[str, Any]:
    """The form of one table."""
    return _form(rows, [table], [])


def _form(rows: Records, tables: list[str], first: list[Facet]) -> dict[str, Any]:
    found = [entry for table in tables for entry in _entries(rows, table)]
    choices = [
        Facet("topic", "Topic", _labelled((e.topic for e in found), facets.words, rows.labels)),
        Facet("place", "Place", _places(rows, {e.place for e in found})),
        Facet("evidence", "Evidence", [(k, label) for k, (label, _) in rows.kinds.items()]),
        Facet("publisher", "Publisher", _publishers(rows, found)),
        Facet("language", "Language of the source", _languages(rows, found)),
    ]
    if not any(e.evidence for e in found):
        choices = [facet for facet in choices if facet.key != "evidence"]
    return {
        "tables": tables,
        "facets": first + [facet for facet in choices if len(facet.choices) > 1],
        "dated": any(e.date for e in found),
        "first": [_shown(rows, entry) for entry in found[:_FIRST]] if len(tables) == 1 else [],
        "total": len(found),
    }


class Entry(NamedTuple):
    """What can be searched and filtered of one row."""

    table: str
    row: str
    statement: str
    date: str
    topic: str
    place: str
    evidence: str
    sources: tuple[str, ...]
    subjects: tuple[str, ...]
    more: str


@cache
def _entries(rows: Records, table: str) -> list[Entry]:
    """The rows of a table, the latest first."""
    made = [_entry(rows, table, row) for row in rows.rows(table)]
    return sorted(made, key=lambda e: _days(e.date)[1], reverse=True)


def _entry(rows: Records, table: str, row: str) -> Entry:
    record, named = rows.rows(table)[row], facets.of(table)
    more = (record.get(c, "") for c in ("cited", "population", "quantity_printed", "name_native"))
    return Entry(
        table,
        row,
        rows.statement(row),
        str(record.get(named.date, "")),
        str(record.get(named.topic, "")),
        str(record.get(named.place, "")),
        str(record.get("evidence", "")),
        tuple(source.id for source in rows.sources_of(row)),
        tuple(rows.subjects(table, row)),
        " ".join(part for part in more if part),
    )


def _days(date: str) -> tuple[int, int]:
    """First and last day that a date may mean, as numbers: 20251127; 0 where it is none."""
    try:
        span = dates.parse(date)
    except ValueError:
        return 0, 0
    return int(f"{span.first:%Y%m%d}"), int(f"{span.last:%Y%m%d}")


def _labelled(codes: Iterable[str], words: Any, labels: dict[str, str]) -> list[tuple[str, str]]:
    found = {code: labels.get(code) or words(code) for code in codes if code}
    return sorted(found.items(), key=lambda item: (item[1].lower(), item[0]))


def _places(rows: Records, named: set[str]) -> list[tuple[str, str]]:
    """Places that rows name, and those that these lie in."""
    known, found = rows.rows("places"), set()
    for place in named - {""}:
        while place and place not in found:
            found.add(place)
            place = known[place]["parent_id"]
    return sorted(((p, known[p]["name"]) for p in found), key=lambda item: (item[1], item[0]))


def _publishers(rows: Records, found: list[Entry]) -> list[tuple[str, str]]:
    sources = rows.rows("sources")
    return _labelled(
        {sources[s]["outlet_id"] for e in found for s in e.sources}, facets.words, rows.labels
    )


def _languages(rows: Records, found: list[Entry]) -> list[tuple[str, str]]:
    sources = rows.rows("sources")
    return _labelled(
        {sources[s]["language"] for e in found for s in e.sources}, facets.language, {}
    )


def shown(rows: Records, row: str) -> dict[str, str]:
    """What a table prints of one row."""
    return _shown(rows, _entry(rows, rows.table(row), row))


def _shown(rows: Records, entry: Entry) -> dict[str, str]:
    """A row of the plain table, as the script writes it."""
    return {
        "id": entry.row,
        "href": links.in_table(entry.table, entry.row),
        "statement": entry.statement,
        "date": dates.in_words_if_date(entry.date),
        "place": rows.labels.get(entry.place, ""),
        "evidence": rows.kinds[entry.evidence][0] if entry.evidence else "",
        "publisher": "; ".join(dict.fromkeys(rows.sources[s].publisher for s in entry.sources)),
    }


def write(out: Path, rows: Records) -> None:
    """Write the scripts that hold the rows."""
    folder = out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    lists = _lists(rows)
    at = {name: {key: n for n, key in enumerate(keys)} for name, keys in _keys(rows).items()}
    (folder / "common.js").write_text(_call("common", lists), encoding="utf-8")
    for table in rows.citable:
        packed = [_packed(entry, at) for entry in _entries(rows, table)]
        content = {"name": table, "alone": table in links.PAGES_OF_THEIR_OWN, "rows": packed}
        (folder / f"{table}.js").write_text(_call("table", content), encoding="utf-8")


def _keys(rows: Records) -> dict[str, list[str]]:
    return {
        "places": list(rows.rows("places")),
        "sources": list(rows.sources),
        "entities": list(rows.rows("entities")),
    }


def _lists(rows: Records) -> dict[str, Any]:
    """Short lists that rows point into by number."""
    keys, places = _keys(rows), rows.rows("places")
    number = {key: n for n, key in enumerate(keys["places"])}
    sources = rows.rows("sources")
    return {
        "places": [
            [p, r["name"], _in_any_spelling(rows, p, r["hangul"]), number.get(r["parent_id"], -1)]
            for p, r in places.items()
        ],
        "sources": [
            [sources[s]["outlet_id"], about.publisher, about.language, about.title]
            for s, about in rows.sources.items()
        ],
        "entities": [_in_any_spelling(rows, e, rows.labels[e]) for e in keys["entities"]],
        "evidence": {key: label for key, (label, _) in rows.kinds.items()},
        "topics": {r: record["label"] for r, record in rows.rows("indicators").items()},
    }


def _in_any_spelling(rows: Records, thing: str, first: str) -> str:
    """What a search may find a thing or a place by."""
    spellings = (name["spelling"] for name in rows.names.get(thing, []))
    return " | ".join(part for part in dict.fromkeys([first, *spellings]) if part)


def _packed(entry: Entry, at: dict[str, dict[str, int]]) -> list[Any]:
    """A row as short as it can be said; the script of the register knows the order."""
    first, last = _days(entry.date)
    return [
        entry.row,
        entry.statement,
        dates.in_words_if_date(entry.date),
        first,
        last,
        entry.topic,
        at["places"].get(entry.place, -1),
        entry.evidence,
        [at["sources"][source] for source in entry.sources],
        [at["entities"][subject] for subject in entry.subjects if subject in at["entities"]],
        entry.more,
    ]


def _call(function: str, content: Any) -> str:
    """A classic script; ``<`` is escaped, so that no text ends the script element."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"nkpayRegister.{function}({text});\n"
