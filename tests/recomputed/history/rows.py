"""Rows of the history chapter that several numbers here rest on."""

from __future__ import annotations

from datetime import date

from nkpay import dates
from tests.recomputed import Raw, Row, used, where

DATED = {"stated", "announced", "rule"}


def first(text: str) -> date:
    return dates.parse(text).first


def last(text: str) -> date:
    return dates.parse(text).last


def launches(raw: Raw) -> list[Row]:
    basis = {
        (a["system_id"], a["source_id"]): a["basis"]
        for a in where(raw["system_attributes"], attribute="launch")
    }
    return [
        {**c, "basis": basis[c["subject_id"], c["source_id"]]}
        for c in where(used(raw["claims"]), aspect="launch")
        if c["as_of"] and (c["subject_id"], c["source_id"]) in basis
    ]


def earliest(rows: list[Row]) -> str:
    return min(
        (r["as_of"] for r in rows if r["as_of"]), key=lambda t: (last(t), -first(t).toordinal())
    )


def seen(raw: Raw, system: str, **wanted: str) -> str:
    return earliest(where(launches(raw), subject_id=system, **wanted))


def about(raw: Raw, subject: str, aspect: str) -> list[Row]:
    rows = where(used(raw["claims"]), subject_id=subject, aspect=aspect)
    return [r for r in rows if r["as_of"]]


def records(raw: Raw) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {
        s["system_id"]: [] for s in raw["systems"] if s["kind"] != "certificate"
    }
    for attribute in where(raw["system_attributes"], attribute="launch"):
        if attribute["system_id"] in groups:
            groups[attribute["system_id"]].append(attribute)
    return groups


def reform(raw: Raw) -> list[Row]:
    return about(raw, "currency-reform-2009", "currency-history")


def of(raw: Raw, subject: str, aspect: str, **wanted: str) -> list[Row]:
    return where(used(raw["claims"]), subject_id=subject, aspect=aspect, **wanted)


def day(rows: list[Row]) -> str:
    """The earliest date; an undated row stops it."""
    for row in rows:
        dates.parse(row["as_of"])
    return dates.in_words(earliest(rows))
