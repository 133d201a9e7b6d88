"""The data package many times over, for measuring alone: never committed.

Every source, original, claim and observation gets copies under ids of their own, with links
that hold. Copies answer to indicators, a subject and an aspect of their own, so that the report's
numbers can still be computed; they go through loader, validator, selections and register like any
other row.
"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

Row = dict[str, str]
#: Ids have as many digits as the data needs; with more data they get more.
_LONGER = {"claims": ("claim_id", "C[0-9]{4,7}"), "series": ("observation_id", "O[0-9]{5,7}")}


def multiply(data: Path, times: int) -> None:
    """Make a data package ``times`` as large, in place."""
    _allow_longer_ids(data / "datapackage.json")
    sources, claims = _rows(data, "sources"), _rows(data, "claims")
    series, indicators = _rows(data, "series"), _rows(data, "indicators")
    used = sorted({row["indicator_id"] for row in series + claims} - {""})
    by_id = {row["indicator_id"]: row for row in indicators}
    copies = [{**by_id[name], "indicator_id": f"copy-{name}"} for name in used]
    originals = _rows(data, "originals")
    more_sources: list[Row] = []
    more_originals: list[Row] = []
    more_claims: list[Row] = []
    more_series: list[Row] = []
    for number in range(1, times):
        more_sources += [_source(row, number) for row in sources]
        more_originals += [
            {**row, "original_id": f"{row['original_id']}-copy-{number}"} for row in originals
        ]
        first = 10_000 + (number - 1) * len(claims)
        more_claims += [_claim(row, first + i, number) for i, row in enumerate(claims)]
        first = 100_000 + (number - 1) * len(series)
        more_series += [_observation(row, first + i, number) for i, row in enumerate(series)]
    _write(data, "indicators", indicators + copies)
    _write(data, "sources", sources + more_sources)
    _write(data, "originals", originals + more_originals)
    _write(data, "claims", claims + more_claims)
    _write(data, "series", series + more_series)


def _source(row: Row, number: int) -> Row:
    original = f"{row['original_id']}-copy-{number}" if row["original_id"] else ""
    return {
        **row,
        "source_id": f"{row['source_id']}-copy-{number}",
        "original_id": original,
        "published": _a_year_earlier(row["published"]),
    }


def _a_year_earlier(date: str) -> str:
    """No copy is the newest page: what the book says of that one stays true."""
    earlier = re.sub(r"\b\d{4}\b", lambda year: str(int(year[0]) - 1), date)
    return earlier.replace("-02-29", "-02-28")


def _claim(row: Row, new: int, number: int) -> Row:
    source, original = (f"{row[key]}-copy-{number}" for key in ("source_id", "original"))
    return {
        **row,
        "claim_id": f"C{new}",
        "source_id": source,
        "original": original,
        "subject_id": "electronic-payment",
        "aspect": "other",
        "position": "",
        "indicator_id": f"copy-{row['indicator_id']}" if row["indicator_id"] else "",
    }


def _observation(row: Row, new: int, number: int) -> Row:
    return {
        **row,
        "observation_id": f"O{new}",
        "indicator_id": f"copy-{row['indicator_id']}",
        "source_id": f"{row['source_id']}-copy-{number}",
    }


def _allow_longer_ids(descriptor: Path) -> None:
    package = json.loads(descriptor.read_text(encoding="utf-8"))
    for resource in package["resources"]:
        column, pattern = _LONGER.get(resource["name"], ("", ""))
        for field in resource["schema"]["fields"]:
            if field["name"] == column:
                field["constraints"]["pattern"] = pattern
    descriptor.write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")


def _rows(data: Path, table: str) -> list[Row]:
    with (data / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(data: Path, table: str, rows: list[Row]) -> None:
    with (data / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
