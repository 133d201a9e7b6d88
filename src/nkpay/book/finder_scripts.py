"""The rows of the register as classic scripts, for its search.

A page opened from disk may load scripts and nothing else, so the rows of each table lie in a
script of their own, with short lists of places, sources and names beside them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from nkpay import dates
from nkpay.book import finder, kept, links
from nkpay.book.records import Records

FOLDER: Final = "register/_data"


def write(out: Path, rows: Records) -> None:
    """Write the scripts that hold the rows."""
    lists = _lists(rows)
    at = {name: {key: n for n, key in enumerate(keys)} for name, keys in _keys(rows).items()}
    kept.put(out, f"{FOLDER}/common.js", _call("common", lists))
    for table in finder.searched(rows):
        packed = [_packed(entry, at) for entry in finder.entries(rows, table)]
        content = {"name": table, "alone": table in links.PAGES_OF_THEIR_OWN, "rows": packed}
        content["together"] = table == links.GLOSSARY
        kept.put(out, f"{FOLDER}/{table}.js", _call("table", content))


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


def _packed(entry: finder.Entry, at: dict[str, dict[str, int]]) -> list[Any]:
    """A row as short as it can be said; the script of the register knows the order."""
    first, last = finder.days(entry.date)
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
        *([entry.about] if entry.about else []),
    ]


def _call(function: str, content: Any) -> str:
    """A classic script; ``<`` is escaped, so that no text ends the script element."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"nkpayRegister.{function}({text});\n"
