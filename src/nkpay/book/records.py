"""Rows of the citable tables as plain dictionaries, each looked up in constant time.

pandas takes a tenth of a millisecond to take one row out of a table; the register needs every
row many times. The rules of ``nkpay.evidence`` stay where they are and read these records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from typing import Any, Final, NamedTuple, cast

from nkpay import dates, evidence
from nkpay.book import facets
from nkpay.data import Package, package
from nkpay.registry import Tables

#: Tables whose ids other rows hold, and the column that says what they stand for.
_LABELS: Final = {
    "originals": "description",
    "entities": "label",
    "places": "name",
    "indicators": "label",
    "outlets": "name",
}


class Record(dict[str, Any]):
    """One row; ``index`` names its columns, as that of a pandas row does."""

    @property
    def index(self) -> list[str]:
        """The names of the columns."""
        return list(self)


class _Rows:
    """A table that answers what ``nkpay.evidence`` asks of one: ``index`` and ``loc``."""

    def __init__(self, records: dict[str, Record]) -> None:
        self.index = records
        self.loc = _Locator(records)


class _Locator:
    def __init__(self, records: dict[str, Record]) -> None:
        self._records = records

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, tuple):
            return self._records[key[0]][key[1]]
        return self._records[key]


class _Tables(Mapping[str, _Rows]):
    def __init__(self, tables: Package) -> None:
        self._package = tables
        self._made: dict[str, _Rows] = {}

    def __getitem__(self, name: str) -> _Rows:
        if name not in self._made:
            table = self._package[name]
            rows = zip(table.index, table.to_dict("records"), strict=True)
            self._made[name] = _Rows({row: Record(record) for row, record in rows})
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._package

    def __iter__(self) -> Any:
        return iter(self._package)

    def __len__(self) -> int:
        return len(self._package)


class Source(NamedTuple):
    """What a card or a list says of a source."""

    id: str
    publisher: str
    title: str
    date: str
    language: str
    url: str
    live: bool


class Records:
    """Every row of a data package with what is said of it, by its id."""

    def __init__(self, tables: Package) -> None:
        self.package = tables
        self._quick = _Tables(tables)
        self._statements: dict[str, str] = {}

    @property
    def tables(self) -> Tables:
        """The tables, for rules that look up one row after another."""
        return cast(Tables, self._quick)

    def rows(self, table: str) -> dict[str, Record]:
        """All rows of a table."""
        return self._quick[table].index

    @cached_property
    def citable(self) -> list[str]:
        """The tables of this package whose rows can be cited."""
        return [name for name in evidence.CITABLE if name in self.package]

    def table(self, row: str) -> str:
        """The table that holds a row."""
        return evidence.table_of(row, self.tables)

    def record(self, row: str) -> Record:
        """One row of a citable table."""
        return self.rows(self.table(row))[row]

    def statement(self, row: str) -> str:
        """One plain sentence that says what a row holds."""
        if row not in self._statements:
            self._statements[row] = evidence.statement_of(row, self.tables)
        return self._statements[row]

    def kind(self, row: str) -> str:
        """The kind of evidence of a row, or ""."""
        return evidence.kind_of(row, self.tables)

    def mix(self, rows: Iterable[str]) -> dict[str, int]:
        """How many rows of each kind of evidence, the kind's label for its key."""
        mix = evidence.evidence_mix(rows, self.tables)
        return {self.kinds[kind][0]: count for kind, count in mix.items()}

    @cached_property
    def kinds(self) -> dict[str, tuple[str, str]]:
        """Kinds of evidence, best first: label and meaning."""
        ordered = sorted(self.rows("evidence_kinds").items(), key=lambda i: i[1]["rank_order"])
        return {key: (record["label"], record["meaning"]) for key, record in ordered}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """What is said of each source."""
        outlets = self.rows("outlets")
        return {
            row: Source(
                row,
                outlets[record["outlet_id"]]["name"],
                record["title"],
                dates.in_words(record["published"]) if record["published"] else "no date",
                record["language"],
                record["url"],
                _may_be_live(record),
            )
            for row, record in self.rows("sources").items()
        }

    def sources_of(self, row: str) -> list[Source]:
        """The sources that a row rests on."""
        return [self.sources[source] for source in evidence.sources_of(row, self.tables)]

    def date(self, row: str) -> str:
        """The date that a row speaks of, as it was coded; "" where it has none."""
        column = facets.of(self.table(row)).date
        return str(self.record(row)[column]) if column else ""

    def coded(self, row: str) -> str:
        """The value of a row as it is coded: ``80 (75 to 85) percent``; "" where it has none."""
        record = self.record(row)
        indicator = self.rows("indicators").get(str(record.get("indicator_id") or ""))
        unit = record.get("unit") or (indicator["unit"] if indicator else "")
        value, low, high = (_number(record.get(c)) for c in ("value", "value_low", "value_high"))
        around = f"{low} to {high}" if low and high else low and f"at least {low}"
        if value and around and not low == high == value:
            around = f"{value} ({around})"
        return f"{around or value} {unit}".strip() if value or low else ""

    @cached_property
    def labels(self) -> dict[str, str]:
        """Readable names of ids that rows refer to."""
        labels = {
            row: str(record[column])
            for table, column in _LABELS.items()
            if table in self.package
            for row, record in self.rows(table).items()
        }
        labels |= {row: f"{s.publisher}: {s.title}" for row, s in self.sources.items()}
        return labels | {key: label for key, (label, _) in self.kinds.items()}

    @cached_property
    def by_source(self) -> dict[str, dict[str, list[str]]]:
        """For each source the rows that rest on it, by table."""
        found: dict[str, dict[str, list[str]]] = {}
        for table in self.citable:
            if table != "sources":
                for row in self.rows(table):
                    for source in evidence.sources_of(row, self.tables):
                        found.setdefault(source, {}).setdefault(table, []).append(row)
        return found

    @cached_property
    def by_subject(self) -> dict[str, dict[str, list[str]]]:
        """For each thing the rows that speak of it, by table."""
        found: dict[str, dict[str, list[str]]] = {}
        for table in self.citable:
            for row in self.rows(table):
                for subject in self.subjects(table, row):
                    if subject != row:
                        found.setdefault(subject, {}).setdefault(table, []).append(row)
        return found

    @cached_property
    def names(self) -> dict[str, list[Record]]:
        """Every spelling of each thing."""
        found: dict[str, list[Record]] = {}
        for record in self.rows("names").values():
            found.setdefault(record["entity_id"], []).append(record)
        return found

    def subjects(self, table: str, row: str) -> list[str]:
        """The ids of the things that a row speaks of."""
        column = facets.of(table).subject
        # The subject of a system or a law is itself, and its id is not a column.
        cell = self.rows(table)[row].get(column, row) if column else ""
        return [part for part in cell.split(";") if part]


def _may_be_live(record: Record) -> bool:
    """Whether a source's address may be a link; others are printed as text."""
    return record["link_policy"] == "live" and record["url"].startswith(("http://", "https://"))


def _number(value: Any) -> str:
    """A number with commas; "" for a missing one and for text."""
    return f"{value:,.10g}" if isinstance(value, float) and value == value else ""


@cache
def records() -> Records:
    """The rows of this checkout's data package."""
    return Records(package())
