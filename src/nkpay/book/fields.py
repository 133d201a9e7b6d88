"""One row of the data as readers see it: labels in words, ids as links, dates written out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from nkpay import dates
from nkpay.book import facets, glossary, links
from nkpay.book.records import Record, Records

#: Columns for whoever works with the CSV, and those that another field has already said.
_SILENT: Final = re.compile(
    r"^(coded_from|phrase_id|locator_status|link_policy|publisher_as_printed|quantity_language"
    r"|value|value_low|value_high|unit)$|_precision$|_basis$"
)
#: Values that say nothing.
_PLAIN: Final = ("normal", "active", "printed", "not-applicable")
_DATES: Final = {f.date for f in facets.FACETS.values()} - {""} | {"amended", "looked_on"}


class Part(NamedTuple):
    """A piece of a field: text, maybe a link, maybe in another language."""

    text: str
    href: str = ""
    lang: str = ""
    external: bool = False


class Fields:
    """Turns rows of one data package into labelled fields; ``root`` leads to the book's root."""

    def __init__(self, records: Records, root: str) -> None:
        self._records = records
        self._root = root
        self._targets = {name: self._references(name) for name in records.citable}
        self._enums = {name: self._enumerated(name) for name in records.citable}

    def of(self, table: str, row: str) -> list[tuple[str, list[Part]]]:
        """Label and parts of each field worth showing."""
        record, heading = self._records.rows(table)[row], self._records.statement(row)
        shown = []
        for column in record:
            value = record[column]
            # The heading has said the one, and an original repeats nobody.
            said = value == heading or (column == "original" and value == record["source_id"])
            empty = value != value or value in ("", *_PLAIN)
            if not (said or empty or _SILENT.search(column)):
                shown.append((facets.column(column), self._parts(table, row, column, record)))
        if table == "disclosures":
            pages = [source.id for source in self._records.sources_of(row)]
            shown.append((facets.column("source_id"), list(self._sources(pages))))
        if value := self._records.coded(row):
            shown.append(("coded as", [Part(value)]))
        return shown

    def _parts(self, table: str, row: str, column: str, record: Record) -> list[Part]:
        value = record[column]
        if isinstance(value, float):
            return [Part(f"{value:,.10g}")]
        if column in ("source_id", "source_ids") or (
            column in ("original", "original_id") and value in self._records.sources
        ):
            return list(self._sources(value.split(";")))
        if column == "row_ids":
            return _joined(self._row(row) for row in value.split(";"))
        if column in self._targets[table] or column in ("subject_id", "entity_id", "system_ids"):
            return _joined(self._reference(table, column, part) for part in value.split(";"))
        if column == "place_id" and value in glossary.entries(self._records):
            return [self._named(value)]
        if column == "evidence":
            label, meaning = self._records.kinds[value]
            return [Part(f"{label}. {meaning}")]
        if column == "url":
            live = self._records.sources[row].live
            return [Part(value, value if live else "", external=True)]
        return [self._text(table, column, record)]

    def _text(self, table: str, column: str, record: Record) -> Part:
        value = str(record[column])
        if column in _DATES or (column == "value" and record.get("date_precision")):
            inferred = record.get(f"{column}_basis") == "inferred"
            return Part(dates.in_words_if_date(value) + (" (inferred)" if inferred else ""))
        if column == "language":
            return Part(facets.language(value))
        if column == "country":
            return Part(facets.country(value))
        if column in ("name_native", "hangul"):
            return Part(value, lang="ko" if re.search("[\uac00-\ud7a3]", value) else "")
        if column == "quantity_printed":
            return Part(f"“{value}”", lang=record["quantity_language"])
        if column in self._enums[table] or column == "theme":
            return Part(facets.words(value))
        named = column.endswith("_id") or column == "original"
        return Part(self._records.labels.get(value, value) if named else value)

    def _sources(self, cited: list[str]) -> Iterator[Part]:
        for number, key in enumerate(cited):
            source = self._records.sources[key]
            address = self._root + links.in_table("sources", key)
            yield Part(("; " if number else "") + f"{source.publisher}, {source.date}: ")
            yield Part(source.title, address, source.language)
            if source.live:
                yield Part(" (")
                yield Part("its page", source.url, external=True)
                yield Part(")")

    def _row(self, row: str) -> Part:
        return Part(row, self._root + links.in_table(self._records.table(row), row))

    def _reference(self, table: str, column: str, part: str) -> Part:
        target = self._targets[table].get(column) or self._table_of(part)
        label = self._records.labels.get(part, part)
        return Part(label, self._root + links.in_table(target or links.GLOSSARY, part))

    def _named(self, thing: str) -> Part:
        """A thing without a page of its own, by its place in the glossary."""
        return Part(self._records.labels[thing], self._root + links.in_table(links.GLOSSARY, thing))

    def _table_of(self, entity: str) -> str:
        """The table with a page for a thing, or ""."""
        return next((t for t in ("systems", "laws") if entity in self._records.rows(t)), "")

    def _references(self, name: str) -> dict[str, str]:
        """Columns whose values are ids of another citable table: column -> table."""
        keys = self._records.package.resources[name]["schema"].get("foreignKeys", [])
        found = {_first(key["fields"]): key["reference"]["resource"] for key in keys}
        return {column: table for column, table in found.items() if table in self._records.citable}

    def _enumerated(self, name: str) -> set[str]:
        fields = self._records.package.fields(name)
        return {f["name"] for f in fields if "enum" in f.get("constraints", {})}


def _joined(parts: Iterable[Part]) -> list[Part]:
    return [piece for part in parts for piece in (Part("; "), part)][1:]


def _first(fields: Any) -> str:
    return str(fields[0] if isinstance(fields, list) else fields)
