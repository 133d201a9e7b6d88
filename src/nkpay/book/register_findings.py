"""The register's page of findings: statement, rule, rows, verdict, what would overturn each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Final

from nkpay import registry, trial, verdicts
from nkpay.book import kept, links, templates
from nkpay.book.records import Records
from nkpay.book.register_numbers import statement
from nkpay.book.shell import Shell
from nkpay.book.uses import Use
from nkpay.data import package
from nkpay.findings import findings

#: So many rows of a finding are printed; its file names all of them.
_SHOWN: Final = 40


@dataclass(frozen=True)
class Entry:
    """A finding that holds, with what its trial showed."""

    name: str
    words: str
    rule: str
    margin: str
    verdict: str
    overturned_by: str
    originals: int
    publishers: int
    place: str
    rows: registry.Rows


@cache
def entries() -> dict[str, Entry]:
    """Every finding that holds in the data, by name."""
    return {tried.name: _entry(tried) for tried in trial.run(package())}


def _entry(tried: trial.Trial) -> Entry:
    about, function = findings.about(tried.name), findings.function(tried.name)
    return Entry(
        name=tried.name,
        words=about.statement,
        rule=about.rule,
        margin=tried.verdict.margin,
        verdict=verdicts.in_words(tried, package()),
        overturned_by=about.overturning,
        originals=len(tried.originals),
        publishers=len(tried.publishers),
        place=registry.place_of(function),
        rows=tried.verdict.rows,
    )


def write(shell: Shell, out: Path, rows: Records, used: list[Use]) -> None:
    """One page of all findings, and a file each."""
    ways: dict[str, list[Use]] = {}
    for use in used:
        if use.kind == "finding":
            ways.setdefault(use.name, []).append(use)
    found = [(e, list(_shown(e, rows)), ways.get(e.name, [])) for e in entries().values()]
    body = templates.render("register_findings.html", entries=found)
    shell.write("register/findings", "Findings", body)
    for entry in entries().values():
        content = {"data_version": rows.package.version, **asdict(entry)}
        text = json.dumps(content, ensure_ascii=False) + "\n"
        kept.put(out, f"register/findings/{entry.name}.json", text)


def _shown(entry: Entry, rows: Records) -> Iterator[tuple[str, str, str]]:
    """The first rows of a finding: id, address, statement."""
    for row in entry.rows[:_SHOWN]:
        yield row, links.of_row(row), statement(row, rows)
