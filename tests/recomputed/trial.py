"""The trial of the findings from raw rows: each removal of evidence again."""

from __future__ import annotations

from contextlib import suppress
from typing import NamedTuple

from tests.recomputed import Finding, Raw, Row, houses
from tests.recomputed.findings import all_findings

#: Tables and their keys; an answer and an attribute, which carry the id of their claim too, first.
KEYS = {
    "disclosures": "disclosure_id",
    "system_attributes": "attribute_id",
    "claims": "claim_id",
    "provisions": "provision_id",
    "capabilities": "capability_id",
    "sanctions": "sanction_id",
}
UNTESTABLE = (ValueError, KeyError, IndexError, StopIteration, ZeroDivisionError)


def identity(row: Row) -> str:
    return next(row[key] for key in KEYS.values() if key in row)


class Ways(NamedTuple):
    """By which way rows come: outlets and originals of pages, and the claims by id."""

    outlets: dict[str, str]
    repeats: dict[str, str]
    claims: dict[str, Row]


def ways_of(raw: Raw) -> Ways:
    return Ways(
        houses(raw),
        {s["source_id"]: s["original_id"] for s in raw["sources"]},
        {c["claim_id"]: c for c in raw["claims"]},
    )


def origin(ways: Ways, row: Row) -> tuple[str, str]:
    """Original and kind of evidence of a row of any table."""
    if {"attribute_id", "disclosure_id"} & set(row) and row.get("claim_id") in ways.claims:
        row = ways.claims[row["claim_id"]]
    if "statement" in row:
        return row["original"], row["evidence"]
    page = row["source_id"]
    return ways.repeats.get(page) or page, row.get("evidence", "")


def marks(ways: Ways, row: Row) -> set[tuple[str, str]]:
    """Everything without which a row is gone: its original, its publishers, its kind."""
    original, kind = origin(ways, row)
    if "disclosure_id" in row:
        row = ways.claims[row["claim_id"]]
    houses = {ways.outlets.get(row["source_id"], ""), ways.outlets.get(original, "")} - {""}
    found = {("original", original)} | {("publisher", house) for house in houses}
    return found | ({("evidence", kind)} if kind else set())


def near(raw: Raw, rows: list[Row]) -> Raw:
    """The tables without claims on other matters, for speed."""
    aspects = {row["aspect"] for row in rows if "aspect" in row}
    indicators = {row["indicator_id"] for row in rows if row.get("indicator_id")}
    claims = [c for c in raw["claims"] if c["aspect"] in aspects or c["indicator_id"] in indicators]
    return {**raw, "claims": claims}


def tables_of(rows: list[Row]) -> set[str]:
    """The tables in which these rows stand; an attribute carries the id of its claim too, and so
    does the answer of a claim."""
    own = {"attribute_id", "disclosure_id"}
    ids = (own & set(row) or set(row) for row in rows)
    names = set().union(*ids)
    return {table for table, key in KEYS.items() if key in names}


def outcomes(raw: Raw, name: str) -> dict[tuple[str, str], bool]:
    """For each removal whether the finding stands; ValueError where it does not hold at all."""
    finding, ways = all_findings()[name], ways_of(raw)
    rows = finding.rows(raw)
    if not rows or not finding.holds(raw):
        raise ValueError(f"{name} does not hold")
    close = near(raw, rows)
    marked = {t: [(row, marks(ways, row)) for row in close[t]] for t in tables_of(rows)}
    found = {}
    for removed in sorted(set().union(*(marks(ways, row) for row in rows))):
        left = {t: [row for row, on in kept if removed not in on] for t, kept in marked.items()}
        found[removed] = stands(finding, {**close, **left})
    return found


def stands(finding: Finding, raw: Raw) -> bool:
    try:
        return bool(finding.rows(raw)) and finding.holds(raw)
    except UNTESTABLE:
        return False


def everything(raw: Raw) -> dict[str, dict[tuple[str, str], bool]]:
    """The removals of every finding that has rows."""
    found = {}
    for name in all_findings():
        with suppress(*UNTESTABLE):
            found[name] = outcomes(raw, name)
    return found


def falling(raw: Raw, way: str) -> list[set[str]]:
    """For each finding the parts of one way without which it falls."""
    return [
        {key for (by, key), stood in found.items() if by == way and not stood}
        for found in everything(raw).values()
    ]
