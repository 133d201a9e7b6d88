"""Rows of the surveillance chapter that several numbers here rest on."""

from __future__ import annotations

import re

from nkpay import dates, wording
from tests.recomputed import Raw, Row, used, where

WATCHING = re.compile(r"\b(monitor|watch|trace|track|tracing|surveil)", re.IGNORECASE)
NORTH = {"ryanggang", "north-hamgyong", "northern-provinces", "northern-border"}


def claims(raw: Raw, aspect: str) -> list[Row]:
    return where(used(raw["claims"]), aspect=aspect)


def uses(raw: Raw) -> list[Row]:
    return claims(raw, "use-against-people")


def originals(rows: list[Row]) -> str:
    return wording.count(len({row["original"] for row in rows}))


def northern(raw: Raw, place: str) -> bool:
    parents = {row["place_id"]: row["parent_id"] for row in raw["places"]}
    return place in NORTH or parents.get(place) in NORTH


def worded(rows: list[Row], words: str) -> Row:
    (row,) = (r for r in rows if words in r["statement"])
    return row


def day(rows: list[Row], words: str) -> str:
    return dates.in_words(worded(rows, words)["as_of"])


def abroad(raw: Raw, subject: str, indicator: str) -> list[Row]:
    return where(used(raw["claims"]), subject_id=subject, indicator_id=indicator)


def answers(raw: Raw, means: str, question: str) -> list[tuple[Row, Row]]:
    """The answers to a question for one means, each with the claim that gives it."""
    claims = {c["claim_id"]: c for c in used(raw["claims"])}
    return [
        (d, claims[d["claim_id"]])
        for d in raw["disclosures"]
        if (d["means"], d["question"]) == (means, question) and d["claim_id"] in claims
    ]


def said(raw: Raw, means: str, question: str) -> set[str]:
    return {d["answer"] for d, _ in answers(raw, means, question)}
