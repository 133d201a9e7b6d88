"""The glossary: everything that has a name, every spelling of it, and what the data say it is.

The table of names has no column for the page on which a spelling was met. Where a title or an
entry of a sanctions list prints it, that is found here from the rows about the thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from nkpay import dates
from nkpay.book import facets, links
from nkpay.book.records import Record, Records

#: So many of the rows that print a spelling are named.
_SEEN: Final = 3
#: Kinds as readers call them.
_KINDS: Final = {"system": "payment-system"}


@dataclass(frozen=True)
class Spelling:
    """One spelling; ``seen`` are rows that print it."""

    id: str
    text: str
    language: str
    form: str
    seen: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """A thing; ``page`` is the address of its own page, or "", ``rows`` are those about it.

    ``told_apart`` is what the data say of things of similar name, ``distinct_from`` their ids.
    """

    id: str
    label: str
    hangul: str
    kind: str
    what: str
    page: str
    distinct_from: tuple[str, ...]
    told_apart: str
    spellings: tuple[Spelling, ...]
    rows: dict[str, list[str]]


@cache
def entries(rows: Records) -> dict[str, Entry]:
    """Every entry by the id of its thing, in the order of the alphabet."""
    made = [_entity(rows, thing) for thing in rows.rows("entities")]
    made += [_place(rows, place) for place in rows.rows("places") if _has_names(rows, place)]
    return {entry.id: entry for entry in sorted(made, key=lambda e: (e.label.lower(), e.id))}


@cache
def _names(rows: Records) -> dict[str, dict[str, Record]]:
    """The spellings of each thing, by their ids."""
    found: dict[str, dict[str, Record]] = {}
    for key, record in rows.rows("names").items():
        found.setdefault(record["entity_id"], {})[key] = record
    return found


@cache
def _by_place(rows: Records) -> dict[str, dict[str, list[str]]]:
    """For each place the rows about it, by table."""
    found: dict[str, dict[str, list[str]]] = {}
    for table in rows.citable:
        if column := facets.of(table).place:
            for row, record in rows.rows(table).items():
                found.setdefault(record[column], {}).setdefault(table, []).append(row)
    return found


def _has_names(rows: Records, place: str) -> bool:
    """Whether readers may meet a place under more than its English name."""
    return bool(rows.rows("places")[place]["hangul"]) or len(_names(rows).get(place, {})) > 1


def _entity(rows: Records, thing: str) -> Entry:
    record = rows.rows("entities")[thing]
    apart, note = record["distinct_from"], _sentences(record["note"])
    table = next((t for t in ("systems", "laws") if thing in rows.rows(t)), "")
    found = rows.by_subject.get(thing, {})
    return Entry(
        *(thing, record["label"], record["hangul"], _KINDS.get(record["kind"], record["kind"])),
        what=_what(rows, table, thing, "" if apart else note),
        page=links.in_table(table, thing) if table else "",
        distinct_from=tuple(part for part in apart.split(";") if part),
        told_apart=note if apart else "",
        spellings=tuple(_spellings(rows, thing, record["label"], record["hangul"], found)),
        rows=found,
    )


def _place(rows: Records, place: str) -> Entry:
    record = rows.rows("places")[place]
    within = rows.labels.get(record["parent_id"], "")
    kind = facets.words(record["kind"]).capitalize()
    what = f"{kind} in {within}" if within and record["kind"] != "country" else kind
    found = _by_place(rows).get(place, {})
    return Entry(
        *(place, record["name"], record["hangul"], "place", _sentences(what, record["note"])),
        page="",
        distinct_from=(),
        told_apart="",
        spellings=tuple(_spellings(rows, place, record["name"], record["hangul"], found)),
        rows=found,
    )


def _what(rows: Records, table: str, thing: str, note: str) -> str:
    """One line of the data on what a thing is; "" where they only name it."""
    if table == "systems":
        return _sentences(rows.rows(table)[thing]["summary"], note)
    if table == "laws":
        record = rows.rows(table)[thing]
        adopted = f", adopted {dates.in_words(record['adopted'])}" if record["adopted"] else ""
        kind = facets.words(record["kind"]).capitalize()
        country = facets.country(record["country"])
        return _sentences(f"{kind}, {country}{adopted}", note, record["note"])
    return note


def _sentences(*parts: str) -> str:
    """Parts as sentences, each once."""
    said = dict.fromkeys(part.strip().rstrip(".") for part in parts)
    return " ".join(f"{part}." for part in said if part)


def _spellings(
    rows: Records, thing: str, label: str, hangul: str, about: dict[str, list[str]]
) -> Iterator[Spelling]:
    printed = list(_printed(rows, about))
    for key, name in _names(rows).get(thing, {}).items():
        text = name["spelling"]
        if text not in (label, hangul):
            seen = dict.fromkeys(row for row, words in printed if _prints(words, text))
            yield Spelling(key, text, name["language"], name["form"], tuple(seen)[:_SEEN])


def _printed(rows: Records, about: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Rows with words that they copy from a page: names on a list, titles of sources."""
    for row in about.get("sanctions", []):
        yield row, rows.rows("sanctions")[row]["name_on_list"]
    cited = (source.id for found in about.values() for r in found for source in rows.sources_of(r))
    for source in dict.fromkeys(cited):
        yield source, rows.sources[source].title


def _prints(words: str, spelling: str) -> bool:
    """Whether words hold a spelling; a particle may follow a word in Hangul, not in Latin."""
    end = r"(?!\w)" if spelling.isascii() else ""
    return re.search(rf"(?<!\w){re.escape(spelling)}{end}", words) is not None
