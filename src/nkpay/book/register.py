"""The evidence register: every row of the data at an address of its own, with its ways back.

Pages are collected at the end of the build rather than written as documents, which would take
a hundred times as long. Every row has its id as anchor, for ever; ``links`` knows the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from nkpay.book import (
    conflicting,
    downloads,
    facets,
    finder,
    finder_scripts,
    freshness,
    glossary,
    kept,
    links,
    register_findings,
    register_names,
    register_numbers,
    row_files,
    templates,
    uses,
)
from nkpay.book.conflicting import Conflict
from nkpay.book.fields import Fields
from nkpay.book.problems import report
from nkpay.book.records import Records, records
from nkpay.book.search import add_to_search
from nkpay.book.shell import Shell
from nkpay.book.uses import Use

_UP = "../../"


def setup(app: Sphinx) -> None:
    """Add the register to the pages of the HTML book."""
    app.connect("env-updated", _check, priority=400)
    app.connect("html-collect-pages", kept.unless_kept(_collect))
    app.connect("html-collect-pages", _search)


def _check(app: Sphinx, env: BuildEnvironment) -> None:
    """The register prints every number, used or not: what can't be computed stops the build."""
    if freshness.as_before(app):
        return
    for fault in register_numbers.faults():
        report(env, "data", None, fault)


def _collect(app: Sphinx) -> Iterable[Any]:
    """Write every page of the register (called by Sphinx when the chapters are written)."""
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder) and not links.is_print(builder):
        Register(builder, records(), uses.uses(app.env)).write()
    return []


def _search(app: Sphinx) -> Iterable[Any]:
    """Apart from the pages: Sphinx forgets at each build what it did not index itself."""
    if isinstance(app.builder, StandaloneHTMLBuilder) and not links.is_print(app.builder):
        add_to_search(app.builder, records())
    return []


class Register:
    """Writes the register of one data package into one book."""

    def __init__(self, builder: StandaloneHTMLBuilder, rows: Records, used: list[Use]) -> None:
        self._out = Path(builder.outdir)
        self._records = rows
        self._uses = used
        self._by_row = uses.by_row(used)
        self._fields = Fields(rows, _UP)
        self._shell = Shell(builder)

    def write(self) -> None:
        """Write all pages and files."""
        for table in self._records.citable:
            self._table(table)
            for page, rows in _pages(table, self._records.rows(table)).items():
                self._rows(table, page, rows)
        row_files.write(self._out, self._records)
        self._conflicts()
        register_numbers.write(self._shell, self._out, self._records, self._uses)
        register_findings.write(self._shell, self._out, self._records, self._uses)
        register_names.write(self._shell, self._out, self._records, self._by_row)
        finder_scripts.write(self._out, self._records)
        self._overview()

    def _page(self, page: str, title: str, template: str, **values: Any) -> None:
        root = "../" * page.count("/")
        body = templates.render(template, title=title, root=root, **values)
        self._shell.write(page, title, body)

    def _overview(self) -> None:
        package = self._records.package
        tables = [(n, facets.title(n), len(self._records.rows(n))) for n in self._records.citable]
        self._page(
            "register/index",
            "Evidence register",
            "register_index.html",
            tables=tables,
            entries=len(register_numbers.entries()),
            names=len(glossary.entries(self._records)),
            findings=len(register_findings.entries()),
            conflicts=len(conflicting.conflicts()),
            version=package.version,
            closes=package.closes,
            finder=finder.overview(self._records),
        )

    def _table(self, table: str) -> None:
        self._page(
            f"register/{table}",
            facets.title(table),
            "register_table.html",
            table=table,
            description=self._records.package.resources[table]["description"],
            listed=self._plain_list(table),
            total=len(self._records.rows(table)),
            csv=downloads.of_table(table),
            finder=finder.of_table(self._records, table),
        )

    def _plain_list(self, table: str) -> list[tuple[str, str]]:
        """Ways to every row that need no script: address and words."""
        if table == "sources":
            # Thousands, but each on the page of its publisher too.
            table = "outlets"
        if table in links.PAGES_OF_THEIR_OWN:
            rows = self._records.rows(table)
            named = [(links.in_table(table, row), self._records.statement(row)) for row in rows]
            return sorted(named, key=lambda entry: entry[1].casefold())
        pages = _pages(table, self._records.rows(table))
        return [(f"{page}.html", f"{rows[0]} to {rows[-1]}") for page, rows in pages.items()]

    def _rows(self, table: str, page: str, rows: list[str]) -> None:
        alone = table in links.PAGES_OF_THEIR_OWN
        name = self._records.statement(rows[0]) if alone else f"{rows[0]} to {rows[-1]}"
        self._page(
            page,
            name if alone else f"{facets.title(table)} {name}",
            "register_thing.html" if alone else "register_rows.html",
            table=table,
            table_title=facets.title(table),
            entries=[self._entry(table, row) for row in rows],
            groups=list(self._groups(table, rows[0])) if alone else [],
            names=self._names(rows[0]) if alone else [],
        )

    def _entry(self, table: str, row: str) -> dict[str, Any]:
        """What a record prints."""
        return {
            "id": row,
            "heading": self._records.statement(row),
            "lang": self._records.record(row).get("language", "") if table == "sources" else "",
            "fields": self._fields.of(table, row),
            "conflicts": [
                (other, links.of_conflict(key), self._records.statement(other))
                for other, key in conflicting.of(row).items()
            ],
            "uses": uses.by_page(self._by_row.get(row, [])),
            "json": links.as_json(table, row) if table in row_files.TABLES else "",
            "version": self._records.package.version,
        }

    def _groups(self, table: str, thing: str) -> Iterator[tuple[str, list[Any]]]:
        """Rows that rest on a source or speak of a thing, by table."""
        if table == "outlets":
            sources = self._records.rows("sources")
            own = [s for s, record in sources.items() if record["outlet_id"] == thing]
            found = {"sources": own} if own else {}
        else:
            ways = self._records.by_source if table == "sources" else self._records.by_subject
            found = ways.get(thing, {})
        for name, rows in found.items():
            dated = sorted(rows, key=self._records.date)
            yield facets.title(name), [self._listed(name, row) for row in dated]

    def _listed(self, table: str, row: str) -> tuple[str, str, str, str]:
        """Address, statement, date and kind of evidence of a row in a list."""
        kind = self._records.kind(row)
        date = self._records.sources[row].date if table == "sources" else self._records.date(row)
        label = self._records.kinds[kind][0] if kind else ""
        return links.in_table(table, row), self._records.statement(row), date, label

    def _names(self, thing: str) -> list[tuple[str, str, str]]:
        """Every spelling of a thing but that of the heading: spelling, language, form."""
        return [
            (n["spelling"], n["language"], facets.words(n["form"]))
            for n in self._records.names.get(thing, [])
            if n["spelling"] != self._records.statement(thing)
        ]

    def _conflicts(self) -> None:
        titles = {c.key: self._question(c) for c in conflicting.conflicts()}
        found = sorted(
            conflicting.conflicts(), key=lambda c: (titles[c.key].casefold(), self._years(c))
        )
        listed = [
            (links.of_conflict(c.key), titles[c.key], self._years(c), len(c.rows)) for c in found
        ]
        self._page("register/conflicts", "Conflicts", "register_conflicts.html", listed=listed)
        for conflict in found:
            self._page(
                f"register/conflicts/{conflict.key}",
                f"Conflict: {titles[conflict.key]}",
                "register_conflict.html",
                conflict=conflict,
                sides=(sides := [finder.shown(self._records, row) for row in conflict.rows]),
                filled={column for side in sides for column, cell in side.items() if cell},
                entries=[self._entry(self._records.table(row), row) for row in conflict.rows],
            )

    def _question(self, conflict: Conflict) -> str:
        """What a conflict is about, in words: ``Jonsong card: launch``."""
        asked = facets.words(conflict.question.rpartition(".")[2])
        measured = {self._records.record(row).get("indicator_id") or "" for row in conflict.rows}
        if len(measured) == 1 and (indicator := measured.pop()):
            asked = str(self._records.rows("indicators")[indicator]["label"])
            asked = asked.lower() if conflict.subject else asked
        thing = self._records.labels.get(conflict.subject, "")
        return f"{thing}: {asked}" if thing else asked[:1].upper() + asked[1:]

    def _years(self, conflict: Conflict) -> str:
        """Of which years its rows speak: what tells two conflicts on one question apart."""
        dated = [date[:4] for row in conflict.rows if (date := self._records.date(row))]
        ends = dict.fromkeys([min(dated), max(dated)]) if dated else ()
        return " to ".join(ends)


def _pages(table: str, rows: Iterable[str]) -> dict[str, list[str]]:
    """Pages of a table with the rows that each holds."""
    pages: dict[str, list[str]] = {}
    for row in rows:
        pages.setdefault(links.page_of(table, row), []).append(row)
    return pages
