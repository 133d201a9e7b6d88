"""Adoption: who is said to pay electronically, and at what price."""

from __future__ import annotations

import pandas as pd

from nkpay.findings import changes, finding
from nkpay.numbers.adoption import comparison, shares, uptake
from nkpay.numbers.landing.evidence import plural
from nkpay.numbers.landing.judgements import UNJUDGED, bearing, word
from nkpay.registry import Tables, Verdict
from nkpay.select import ids


def a_survey_that_counts_payers(tables: Tables) -> Tables:
    """A survey that measured what share of people pay by code."""
    coded = shares.share_claims(tables["claims"])[lambda c: c["indicator_id"] == shares.QR]
    survey = {"evidence": "measured", "original": "a-survey", "source_id": "a-survey"}
    return changes.add(tables, "claims", coded.index[0], survey)


@finding(
    "What share of people pay electronically is not known",
    overturned_by=a_survey_that_counts_payers,
)
def share_not_known(claims: pd.DataFrame) -> Verdict:
    """No published share was measured, and those published answer different questions or exclude
    each other."""
    rows = bearing(claims, "share")
    asked = plural(rows["indicator_id"].nunique(), "question")
    return Verdict(len(rows) > 0 and word(rows) == UNJUDGED, f"{asked} asked", ids(rows))


@finding(
    "No survey inside the country is known to have measured who pays electronically",
    overturned_by=a_survey_that_counts_payers,
    absence=True,
)
def no_count_inside(claims: pd.DataFrame) -> Verdict:
    """Of the shares of people that we found none is measured, save by surveys of refugees in the
    South."""
    rows = shares.share_claims(claims)
    inside = rows[rows["indicator_id"] != shares.FOREIGN_CARD]
    n = int((inside["evidence"] == "measured").sum())
    return Verdict(n == 0, f"{n} of {len(inside)} shares measured", ids(rows))


def an_equal_share_in_the_provinces(tables: Tables) -> Tables:
    """The share of the provinces corrected to that of the capital."""
    capital, rest = (
        shares.share(tables["claims"], shares.QR, place) for place in ("pyongyang", "provinces")
    )
    columns = ["value", "value_low", "value_high"]
    corrected = capital[columns].to_dict()
    return changes.alter(tables, "claims", pd.Index([rest.name]), **corrected)


@finding(
    "Electronic payment is said to be more common in Pyongyang than in the provinces",
    overturned_by=an_equal_share_in_the_provinces,
)
def capital_ahead(claims: pd.DataFrame) -> Verdict:
    """For both questions that were asked of both, the lowest reading for the capital is above the
    highest for the provinces."""
    return shares.capital_above_provinces(claims)


def a_count_by_somebody_else(tables: Tables) -> Tables:
    """A count of sign-ups that does not go back to the state newspaper."""
    like = uptake.sign_ups(tables["claims"]).index[0]
    return changes.add(tables, "claims", like, {"original": "a-count", "source_id": "a-count"})


@finding(
    "Every count of sign-ups to a wallet goes back to one original",
    overturned_by=a_count_by_somebody_else,
)
def sign_ups_of_one_original(claims: pd.DataFrame) -> Verdict:
    """All claims that count the users of a North Korean wallet name the same original."""
    return uptake.wallet_one_original(claims)


def fees_all_alike(tables: Tables) -> Tables:
    """Every fee corrected to the lowest."""
    fees = comparison.fees(tables["claims"])
    return changes.alter(tables, "claims", fees.index, value=fees["value"].min())


@finding(
    "Reported fees for sending money differ by more than ten times",
    overturned_by=fees_all_alike,
)
def fees_far_apart(claims: pd.DataFrame) -> Verdict:
    """The highest fee that is reported, of whatever channel and date, is more than ten times the
    lowest."""
    return comparison.fees_far_apart(claims)


@finding(
    "Wages are reported to be moving from cash to cards",
    overturned_by=changes.one_original(lambda claims: bearing(claims, "wages")),
)
def wages_move_to_cards(claims: pd.DataFrame) -> Verdict:
    """More than one original reports wages or farm shares paid onto cards."""
    rows = bearing(claims, "wages")
    onto_cards = rows[rows["subject_id"] == "wage-cards"]
    n = int(onto_cards["original"].nunique())
    return Verdict(n > 1, plural(n, "original"), ids(rows))
