"""Changes of single rows, applied alike to the raw rows and to the library's typed tables."""

from __future__ import annotations

import csv
import re
import shutil
from collections import ChainMap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from nkpay.data import Package
from nkpay.registry import Tables
from tests.recomputed import Raw, Row

QUANTITIES = ("value", "value_low", "value_high")
DATES = ("as_of", "period", "date", "adopted", "instrument_date", "published")
CATEGORIES = (
    "evidence",
    "aspect",
    "position",
    "channel",
    "category",
    "layer",
    "status",
    "answer",
)


def ways(row: Row, rows: list[Row]) -> Iterator[Row | None]:
    """The row gone (None); with another quantity; with another date; with other categories."""
    yield None
    for alter in (another_quantity, another_date, another_category):
        altered = alter(row, rows)
        if altered != row:
            yield altered


def another_quantity(row: Row, _: list[Row]) -> Row:
    return with_quantities(row, lambda quantity: quantity * 2 + 3)


def with_quantities(row: Row, change: Callable[[float], float]) -> Row:
    """The row with its quantities changed; the value of an attribute may be a date or words."""
    numeric = [c for c in QUANTITIES if re.fullmatch(r"-?\d+(\.\d+)?", row.get(c) or "")]
    return {**row, **{c: f"{change(float(row[c])):.10g}" for c in numeric}}


def another_date(row: Row, _: list[Row]) -> Row:
    def later(date: str) -> str:
        return re.sub(r"\b(\d{4})\b", lambda m: str(int(m[1]) + 1), date).replace("-29", "-28")

    return {**row, **{c: later(row[c]) for c in DATES if row.get(c)}}


def another_category(row: Row, rows: list[Row]) -> Row:
    swapped = {}
    for column in (c for c in CATEGORIES if c in row):
        others = sorted({r[column] for r in rows} - {row[column]})
        if others:
            swapped[column] = others[0]
    return {**row, **swapped}


def in_raw(raw: Raw, table: str, key: str, row: str, altered: Row | None) -> Raw:
    """The raw rows with one of them replaced or gone."""
    replaced = (altered if r[key] == row else r for r in raw[table])
    return {**raw, table: [r for r in replaced if r is not None]}


def in_tables(data: Package, table: str, row: str, altered: Row | None, folder: Path) -> Tables:
    """The package with one row replaced or gone; the loader reads it from a real file."""
    frame = data[table]
    at = int(frame.index.get_indexer([row])[0])
    parts = [frame.iloc[:at], frame.iloc[at + 1 :]]
    if altered is not None:
        parts.insert(1, _read(data, table, [altered], folder))
    return ChainMap({table: pd.concat(parts)}, data)  # type: ignore[arg-type]


def with_rows(data: Package, table: str, rows: list[Row], folder: Path) -> Tables:
    """The package with one table replaced, read by the loader from a real file."""
    return ChainMap({table: _read(data, table, rows, folder)}, data)  # type: ignore[arg-type]


def _read(data: Package, table: str, rows: list[Row], folder: Path) -> pd.DataFrame:
    """Rows as the library reads them; many numbers ask for the same change."""
    made_from = data.folder, table, tuple(tuple(row.values()) for row in rows)
    if made_from not in _known:
        if len(_known) > 4000:
            _known.clear()
        _known[made_from] = _read_anew(data, table, rows, folder)
    return _known[made_from]


_known: dict[tuple[object, ...], pd.DataFrame] = {}


def _read_anew(data: Package, table: str, rows: list[Row], folder: Path) -> pd.DataFrame:
    shutil.copy(data.folder / "datapackage.json", folder)
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [f["name"] for f in data.fields(table)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return Package(folder)[table]


def outcome(compute: Callable[[], Any]) -> Any:
    """The value, or that there is none: both computations must give up on the same data."""
    try:
        return compute()
    except Exception:  # noqa: BLE001  the kind of error is the library's own affair
        return "no value"
