"""Search and filters of the register: its rows, and its form.

A page holds the first rows as plain HTML; the rest arrives, as ``finder_scripts`` writes it, when
a reader first touches the form.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, Final, NamedTuple

from nkpay import dates
from nkpay.book import facets, glossary, links
from nkpay.book.records import Records

_FIRST: Final = 25

#: What the plain table shows of a row, and of an entry of the glossary.
_COLUMNS: Final = {
    "statement": "What it says",
    "date": "Date",
    "place": "Place",
    "evidence": "Evidence",
    "publisher": "Publisher",
}
_OF_NAMES: Final = {
    "statement": "Name",
    "more": "Other spellings",
    "topic": "Kind",
    "about": "What it is",
}


class Facet(NamedTuple):
    """A filter: its key in the script, its label, its choices."""

    key: str
    label: str
    choices: list[tuple[str, str]]


def overview(rows: Records) -> dict[str, Any]:
    """The form over all tables together."""
    names = searched(rows)
    return _form(rows, names, [Facet("table", "Table", [(t, facets.title(t)) for t in names])])


def of_table(rows: Records, table: str) -> dict[str, Any]:
    """The form of one table."""
    return _form(rows, [table], [])


def searched(rows: Records) -> list[str]:
    """What can be searched: the tables whose rows can be cited, and the glossary."""
    return [*rows.citable, links.GLOSSARY]


def _topic(tables: list[str]) -> str:
    """What the rows are sorted by: the column of one table, topics over all tables."""
    named = facets.of(tables[0]).topic if len(tables) == 1 else ""
    return facets.column(named).capitalize() if named else "Topic"


def _form(rows: Records, tables: list[str], first: list[Facet]) -> dict[str, Any]:
    found = [entry for table in tables for entry in entries(rows, table)]
    columns = _OF_NAMES if tables == [links.GLOSSARY] else _columns(tables, found)
    topics = _labelled((e.topic for e in found), facets.words, rows.labels)
    choices = [
        Facet("topic", _topic(tables), topics),
        Facet("place", "Place", _places(rows, {e.place for e in found})),
        Facet("evidence", "Evidence", [(k, label) for k, (label, _) in rows.kinds.items()]),
        Facet("publisher", "Publisher", _publishers(rows, found)),
        Facet("language", "Language of the source", _languages(rows, found)),
    ]
    if not any(e.evidence for e in found):
        choices = [facet for facet in choices if facet.key != "evidence"]
    return {
        "tables": tables,
        "columns": columns,
        "facets": first + [facet for facet in choices if len(facet.choices) > 1],
        "dated": any(e.date for e in found),
        "first": [_shown(rows, entry) for entry in found[:_FIRST]] if len(tables) == 1 else [],
        "total": len(found),
    }


def _columns(tables: list[str], found: list[Entry]) -> dict[str, str]:
    """The columns in which any of these rows has something: publishers have no date or place."""
    head = facets.of(tables[0]).head if len(tables) == 1 else _COLUMNS["statement"]
    filled = {
        "date": any(e.date for e in found),
        "place": any(e.place for e in found),
        "evidence": any(e.evidence for e in found),
        "publisher": any(e.sources for e in found),
    }
    named = {**_COLUMNS, "statement": head}
    return {key: label for key, label in named.items() if filled.get(key, True)}


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
    about: str = ""


@cache
def entries(rows: Records, table: str) -> list[Entry]:
    """The rows of a table, the latest first; the glossary and what has no date by the alphabet."""
    if table == links.GLOSSARY:
        return [_named(entry) for entry in glossary.entries(rows).values()]
    made = [_entry(rows, table, row) for row in rows.rows(table)]
    if not any(e.date for e in made):
        return sorted(made, key=lambda e: e.statement.casefold())
    return sorted(made, key=lambda e: days(e.date)[1], reverse=True)


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


def _named(entry: glossary.Entry) -> Entry:
    """An entry of the glossary as a row."""
    spellings = dict.fromkeys([entry.hangul, *(name.text for name in entry.spellings)])
    return Entry(
        *(links.GLOSSARY, entry.id, entry.label, "", entry.kind, "", "", (), ()),
        more=", ".join(text for text in spellings if text),
        about=entry.what,
    )


def days(date: str) -> tuple[int, int]:
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
    for place in named:
        above = place
        while above and above not in found:
            found.add(above)
            above = known[above]["parent_id"]
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
        "topic": facets.words(entry.topic),
        "more": entry.more,
        "about": entry.about,
    }
