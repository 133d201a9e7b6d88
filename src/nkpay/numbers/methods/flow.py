"""What became of every coding: entered, merged or left out, and the rows that came of it."""

from __future__ import annotations

from typing import Final

import pandas as pd

from nkpay import wording
from nkpay.numbers.methods.shapes import most, part
from nkpay.registry import Number, Verdict, number, predicate

CODINGS = ("table:codings",)
#: The tables whose rows codings gave, in the order of the codebook.
GIVEN: Final = (
    *("sources", "claims", "series", "systems", "system_attributes"),
    *("events", "provisions", "concerns", "capabilities"),
)


def _outcome(codings: pd.DataFrame, outcome: str) -> Number:
    n = int((codings["outcome"] == outcome).sum())
    return Number(n, f"{n:,}", CODINGS, "codings")


@number
def codings_all(codings: pd.DataFrame) -> Number:
    """Rows of the research: every fact, observation, event, source and so on that was coded."""
    return Number(len(codings), f"{len(codings):,}", CODINGS, "codings")


@number
def codings_entered(codings: pd.DataFrame) -> Number:
    """Codings that gave a row of their own."""
    return _outcome(codings, "entered")


@number
def codings_merged(codings: pd.DataFrame) -> Number:
    """Codings that went into a row with others, because they say the same."""
    return _outcome(codings, "merged")


@number
def codings_left_out(codings: pd.DataFrame) -> Number:
    """Codings that were left out."""
    return _outcome(codings, "left-out")


@number
def coders(codings: pd.DataFrame) -> Number:
    """All codings, and the coders, each a language model, who made them."""
    n = codings["coder"].nunique()
    return Number(n, f"{len(codings):,} codings by {wording.count(n)} coders", CODINGS, "coders")


@number
def codings_unsafe(codings: pd.DataFrame) -> Number:
    """Codings that were left out for the safety of people, of all codings."""
    return part(codings["reason"] == "unsafe", "codings", "codings")


@predicate
def most_codings_entered(codings: pd.DataFrame) -> Verdict:
    """More than half of all codings gave a row of their own."""
    return most(codings["outcome"] == "entered", "codings")


@predicate
def few_left_out(codings: pd.DataFrame) -> Verdict:
    """Of all codings fewer than one in twenty were left out."""
    n = int((codings["outcome"] == "left-out").sum())
    return Verdict(20 * n < len(codings), f"{n:,} of {len(codings):,}", CODINGS)


def given(codings: pd.DataFrame) -> set[str]:
    """The ids of all rows that codings gave."""
    return set(codings["row_ids"].str.split(";").explode()) - {""}


@number
def rows_from_codings(
    codings: pd.DataFrame,
    sources: pd.DataFrame,
    claims: pd.DataFrame,
    series: pd.DataFrame,
    systems: pd.DataFrame,
    system_attributes: pd.DataFrame,
    events: pd.DataFrame,
    provisions: pd.DataFrame,
    concerns: pd.DataFrame,
    capabilities: pd.DataFrame,
) -> Number:
    """Rows of the tables of the research that came of a coding, of all their rows."""
    tables = [sources, claims, series, systems, system_attributes]
    tables += [events, provisions, concerns, capabilities]
    ids = given(codings)
    came = sum(int(table.index.isin(ids).sum()) for table in tables)
    whole = sum(map(len, tables))
    declared = CODINGS + tuple(f"table:{name}" for name in GIVEN)
    return Number(came, f"{came:,} of {whole:,}", declared, "rows")
