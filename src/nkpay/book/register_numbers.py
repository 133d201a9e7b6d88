"""The register's pages of numbers and predicates: words, rule, rows, and where the book says it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nkpay import registry
from nkpay.book import kept, links, templates
from nkpay.book.records import Records
from nkpay.book.shell import Shell
from nkpay.book.uses import Use
from nkpay.data import package

#: So many rows of an entry are printed; its file names all of them.
_SHOWN = 40


@dataclass(frozen=True)
class Entry:
    """A number or predicate with its result."""

    kind: str
    name: str
    words: str
    value: str
    rule: str
    place: str
    rows: registry.Rows


def entries() -> dict[str, Entry]:
    """Every registered number and predicate that the data lets us compute, by name."""
    return _computed()[0]


def faults() -> list[str]:
    """What is wrong with those that it does not."""
    return _computed()[1]


@cache
def _computed() -> tuple[dict[str, Entry], list[str]]:
    found: dict[str, Entry] = {}
    wrong: list[str] = []
    named = [(name, _number) for name in registry.number]
    named += [(name, _predicate) for name in registry.predicate]
    for name, compute in named:
        try:
            found[name] = compute(name)
        except registry.Uncomputable as error:
            wrong.append(str(error))
    return found, wrong


def _number(name: str) -> Entry:
    number = registry.number.compute(name, package())
    return _entry("number", name, number.text, _coded(number), number.rows)


def _predicate(name: str) -> Entry:
    verdict = registry.predicate.compute(name, package())
    words = "holds" if verdict.holds else "does not hold"
    return _entry("predicate", name, words, verdict.margin, verdict.rows)


def _entry(kind: str, name: str, words: str, value: str, rows: registry.Rows) -> Entry:
    function = (registry.number if kind == "number" else registry.predicate).function(name)
    rule = " ".join((function.__doc__ or "").split())
    return Entry(kind, name, words, value, rule, registry.place_of(function), rows)


def _coded(number: registry.Number) -> str:
    """The value behind the words, where the words are not the value itself."""
    value = number.value if number.unit != "date" else ""
    text = f"{value:,.10g}" if isinstance(value, int | float) else str(value or "")
    return f"{text} {number.unit}".strip() if text and text != number.text else ""


def write(shell: Shell, out: Path, rows: Records, used: list[Use]) -> None:
    """One page a chapter, one file an entry, and an overview."""
    ways: dict[str, list[Use]] = {}
    for use in used:
        for name in (use.name, *use.asserts):
            ways.setdefault(name, []).append(use)
    chapters: dict[str, list[Entry]] = {}
    for name, entry in entries().items():
        chapters.setdefault(name.partition(".")[0], []).append(entry)
    for chapter, found in chapters.items():
        title = f"Numbers: {chapter}"
        body = templates.render(
            "register_numbers.html",
            title=title,
            entries=[(e, _shown(e, rows), ways.get(e.name, [])) for e in found],
        )
        shell.write(f"register/numbers/{chapter}", title, body)
        for entry in found:
            content = {"data_version": rows.package.version, **entry.__dict__}
            text = json.dumps(content, ensure_ascii=False) + "\n"
            kept.put(out, f"register/numbers/{entry.name}.json", text)
    overview = templates.render("register_chapters.html", chapters=chapters)
    shell.write("register/numbers", "Numbers", overview)


def _shown(entry: Entry, rows: Records) -> list[tuple[str, str, str]]:
    """The first rows of an entry: id, address, statement."""
    return [(row, links.of_row(row), statement(row, rows)) for row in entry.rows[:_SHOWN]]


def statement(row: str, rows: Records) -> str:
    """What a row holds; a whole table is named by its link."""
    table = row.removeprefix("table:")
    return rows.statement(row) if table == row else f"every row of the table {table}"
