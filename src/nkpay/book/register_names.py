"""The register's glossary: every thing with its spellings, what it is, and the ways to its rows."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from nkpay.book import facets, finder, glossary, kept, links, templates
from nkpay.book.records import Records
from nkpay.book.shell import Shell
from nkpay.book.uses import Use

#: So many rows about a thing are named, of each table; its file names all of them.
_SHOWN: Final = 8


def write(shell: Shell, out: Path, rows: Records, used: dict[str, list[Use]]) -> None:
    """One page of all entries, and a file each."""
    entries = glossary.entries(rows)
    table = links.GLOSSARY
    body = templates.render(
        "register_names.html",
        title=facets.title(table),
        root="../",
        entries=[_printed(entry, rows, used) for entry in entries.values()],
        finder=finder.of_table(rows, table),
    )
    shell.write(f"register/{table}", facets.title(table), body)
    for entry in entries.values():
        content = {"data_version": rows.package.version, **asdict(entry)}
        text = json.dumps(content, ensure_ascii=False) + "\n"
        kept.put(out, f"register/{table}/{entry.id}.json", text)


def _printed(entry: glossary.Entry, rows: Records, used: dict[str, list[Use]]) -> dict[str, Any]:
    """What the page prints of an entry."""
    behind = [row for found in entry.rows.values() for row in found]
    return {
        "entry": entry,
        "spellings": [(name, _remark(name), _seen(name)) for name in entry.spellings],
        "apart": [(links.in_table(links.GLOSSARY, e), rows.labels[e]) for e in entry.distinct_from],
        "rows": [
            (
                facets.title(table),
                len(found),
                [(links.in_table(table, r), r) for r in found[:_SHOWN]],
            )
            for table, found in entry.rows.items()
        ],
        "uses": _first_uses(entry.id, behind, used),
    }


def _remark(name: glossary.Spelling) -> str:
    """Language and form of a spelling, so far as they say more than the spelling itself."""
    said = [facets.language(name.language)] if name.language != "en" else []
    said += [facets.words(name.form)] if name.form not in ("label", "variant", "hangul") else []
    return ", ".join(said)


def _seen(name: glossary.Spelling) -> list[tuple[str, str]]:
    return [(links.of_row(row), row) for row in name.seen]


def _first_uses(thing: str, rows: list[str], used: dict[str, list[Use]]) -> list[Use]:
    """The first place on each page of the book that rests on rows about a thing."""
    found: dict[str, Use] = {}
    for row in (thing, *rows):
        for use in used.get(row, []):
            found.setdefault(use.page, use)
    return [found[page] for page in sorted(found)]
