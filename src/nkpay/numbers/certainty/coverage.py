"""How far the evidence reaches: years, languages and publishers of the claims."""

from __future__ import annotations

import pandas as pd

from nkpay import wording
from nkpay.registry import Number, number

RECENT = "2020"
WHOLE = ("table:claims",)


@number
def recent_claims(claims: pd.DataFrame) -> Number:
    """Of the claims that speak of a date, those that speak of one from 2020 on."""
    dated = claims.loc[claims["as_of"] != "", "as_of"]
    n = int((dated.str[:4] >= RECENT).sum())
    text = f"{n:,} of {len(dated):,} dated claims speak of {RECENT} or later"
    return Number(n, text, WHOLE, "claims")


@number
def claims_in_korean(claims: pd.DataFrame, sources: pd.DataFrame) -> Number:
    """Of all claims, those coded from a page in Korean."""
    language = claims["source_id"].map(sources["language"])
    n = int((language == "ko").sum())
    return Number(n, f"{n:,} of {len(claims):,}", WHOLE, "claims")


@number
def claims_of_leading_publishers(
    claims: pd.DataFrame, sources: pd.DataFrame, outlets: pd.DataFrame
) -> Number:
    """The publishers from whose pages most claims were coded, as many as give a third of all."""
    pages = claims["source_id"].map(sources["outlet_id"]).map(outlets["name"])
    counts = pages.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    leading = counts[counts.cumsum().shift(fill_value=0) < len(claims) / 3]
    named = wording.listing(f"{name} ({n:,})" for name, n in leading.items())
    return Number(len(leading), f"{named} of {len(claims):,} claims", WHOLE, "publishers")
