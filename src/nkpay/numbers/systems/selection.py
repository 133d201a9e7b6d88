"""Rows of the chapter on systems that several numbers, tables and figures use."""

from __future__ import annotations

from typing import Final, TypeAlias

import pandas as pd

from nkpay import dates, wording
from nkpay.numbers.landing.judgements import SEEN
from nkpay.registry import Number, Rows
from nkpay.select import ids, used
from nkpay.theme import EVIDENCE_MARKS

Table: TypeAlias = pd.DataFrame

#: Bases of a launch that date a beginning; the others date a sight or a plan.
STATED: Final = ("announced", "stated", "rule")
ISSUING: Final = ("issuer", "operator")
MAKING: Final = ("developer", "partner")
#: Kinds of evidence from inspected to inferred, and last what nobody has coded.
RANK: Final = {kind: place for place, kind in enumerate([*EVIDENCE_MARKS, ""])}


def about(system_attributes: Table, *attributes: str) -> Table:
    """What is recorded of some attributes."""
    return system_attributes[system_attributes["attribute"].isin(attributes)]


def with_evidence(rows: Table, claims: Table) -> Table:
    """Attributes with the kind of evidence of the claim they name, "" where none is coded."""
    kinds = used(claims)["evidence"]
    return rows.assign(evidence=rows["claim_id"].map(kinds).fillna(""))


def best(kinds: pd.Series) -> str:
    """The best of several kinds of evidence."""
    return str(min(kinds, key=RANK.__getitem__))


def functions(claims: Table, system_attributes: Table) -> Table:
    """What each system is said to do, a row an attribute, with its evidence."""
    return with_evidence(about(system_attributes, "function"), claims)


def each_function(rows: Table) -> Table:
    """One row a system and function, with the best evidence and the attributes behind it."""
    best_first = rows.reset_index().sort_values(
        "evidence", key=lambda kinds: kinds.map(RANK), kind="stable"
    )
    found = best_first.drop_duplicates(["system_id", "value"])  # keeps the first of each
    return found.rename(columns={"attribute_id": "row"})[["system_id", "value", "evidence", "row"]]


def seen(pairs: Table) -> Table:
    """Functions that somebody inspected, measured or witnessed."""
    return pairs[pairs["evidence"].isin(SEEN)]


def both_ids(rows: Table) -> Rows:
    """The attributes, and the claims that they name."""
    return ids(rows) + tuple(dict.fromkeys(claim for claim in rows["claim_id"] if claim))


def of_kind(systems: Table, *kinds: str) -> Table:
    """The systems of some kinds."""
    return systems[systems["kind"].isin(kinds)]


def labels(entities: Table, things: set[str]) -> str:
    """Things as the book prints them, in a list; "none" where there is none."""
    return wording.listing(sorted(entities.loc[sorted(things), "label"])) or "none"


def stated_years(system_attributes: Table, system: str) -> Number:
    """First and last year in which a system is said to have begun."""
    rows = about(system_attributes, "launch")
    rows = rows[(rows["system_id"] == system) & rows["basis"].isin(STATED)]
    spans = [dates.parse(text) for text in rows["value"]]
    low, high = min(s.first.year for s in spans), max(s.last.year for s in spans)
    text = str(low) if low == high else f"{low} to {high}"
    return Number(text, text, ids(rows), "years")


def dated(rows: Table) -> Number:
    """The earliest date of some claims, in words."""
    text = min(text for text in rows["as_of"] if text)
    return Number(text, dates.in_words(text), ids(rows[rows["as_of"] == text]), "date")
