"""Uptake: sign-ups, outlets and sellers, and shares that are guesses or hearsay."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from nkpay import wording
from nkpay.numbers.adoption.shares import (
    CARD_USE,
    CONVENIENCE,
    amount,
    by_indicator,
    share,
    share_claims,
    when,
)
from nkpay.registry import Number, Rows, Verdict, number, predicate
from nkpay.select import ids, only, used

# The Central Bank's survey and statistics, through anonymous sources.


def _survey_growth(claims: pd.DataFrame) -> tuple[pd.Series, Rows]:
    """The growth that the survey found, and the rows that tell it from other growth."""
    survey = share(claims, CONVENIENCE, "four-active-cities")
    growth = by_indicator(claims, "point-change")
    found = only(growth[growth["original"] == survey["original"]], "growth in the survey")
    return found, ids(found, survey)


@number
def capital_growth(claims: pd.DataFrame) -> Number:
    """Rise of phone payment by code within a year in the capital region, in points."""
    claim, rows = _survey_growth(claims)
    text = f"{wording.quantity(claim['value'])} percentage points"
    return Number(claim["value"], text, rows, "percentage points")


@number
def capital_growth_when(claims: pd.DataFrame) -> Number:
    """The quarter up to which phone payment rose, its year inferred."""
    claim, rows = _survey_growth(claims)
    return replace(when(claim), rows=rows)


def _card_fall(claims: pd.DataFrame) -> pd.Series:
    cards = used(claims)[lambda c: (c["aspect"] == "users") & (c["subject_id"] == "payment-cards")]
    return only(cards[cards["cited"].str.startswith("Central Bank")], "fall in the use of cards")


@number
def card_fall_when(claims: pd.DataFrame) -> Number:
    """The month up to which the use of cards fell by the Central Bank's statistics."""
    return when(_card_fall(claims))


# Sign-ups, outlets and sellers.


def card_use_claim(claims: pd.DataFrame) -> pd.Series:
    """The share of people in Pyongyang that a press visit reports to use one card."""
    return share(claims, CARD_USE, "pyongyang")


@number
def visitor_share(claims: pd.DataFrame) -> Number:
    """Share of people in Pyongyang said to use the Narae card, in tenths as the source has it."""
    claim = card_use_claim(claims)
    text = f"{wording.count(round(claim['value'] / 10))} in ten"
    return Number(claim["value"], text, ids(claim), "per cent of people")


@number
def visitor_share_when(claims: pd.DataFrame) -> Number:
    """The month of which that share speaks."""
    return when(card_use_claim(claims))


@predicate
def no_question_repeated(claims: pd.DataFrame) -> Verdict:
    """No question about people inside the country was answered for one place at several dates."""
    shares = share_claims(claims)
    inside = shares[shares["evidence"] != "measured"]
    dates_of = inside.groupby(["indicator_id", "place_id"])["as_of"].nunique()
    again = int((dates_of > 1).sum())
    return Verdict(again == 0, f"{again} questions asked again", ids(shares))


def sign_ups(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims that count sign-ups of a North Korean wallet, with those that repeat another page."""
    counted = used(claims)[lambda c: c["indicator_id"] == "wallet-users"]
    return counted[counted["aspect"] != "comparison"].sort_index()


def _state_paper(claims: pd.DataFrame) -> pd.Series:
    """The count in English words that names the state newspaper."""
    rows = sign_ups(claims)[lambda c: c["quantity_language"] == "en"]
    return only(rows[rows["evidence"] == "state-claim"], "sign-ups in the state newspaper")


@number
def wallet_sign_ups(claims: pd.DataFrame, verbal_quantities: pd.DataFrame) -> Number:
    """Sign-ups of the Samhung wallet, in the words that a page gives of the state newspaper."""
    claim = _state_paper(claims)
    phrase = verbal_quantities.loc[claim["phrase_id"], "phrase"]
    return Number(None, phrase, ids(claim), "people")


@number
def wallet_sign_ups_least(claims: pd.DataFrame) -> Number:
    """The least that those words can mean, by the rule for such words."""
    least = _state_paper(claims)["value_low"]
    text = f"{wording.quantity(least / 1e6)} million"
    return Number(least, text, ids(_state_paper(claims)), "people")


@number
def wallet_sign_ups_when(claims: pd.DataFrame) -> Number:
    """The day of the state newspaper with that count."""
    return when(_state_paper(claims))


@number
def wallet_pages(claims: pd.DataFrame) -> Number:
    """Pages with a count of sign-ups of a wallet."""
    rows = sign_ups(claims)
    return amount(rows, rows["source_id"].nunique(), "pages")


@predicate
def wallet_one_original(claims: pd.DataFrame) -> Verdict:
    """Every count of sign-ups of a wallet is taken to go back to one original."""
    rows = sign_ups(claims)
    n = rows["original"].nunique()
    return Verdict(n == 1, f"{n} original{'s' if n != 1 else ''}", ids(rows))


def _outlets(claims: pd.DataFrame) -> pd.DataFrame:
    """Counts of accepting outlets in a whole town, not in one district of it."""
    return by_indicator(claims, "accepting-outlets")[lambda c: c["population"] == ""]


def _latest_outlets(claims: pd.DataFrame) -> pd.DataFrame:
    rows = _outlets(claims)
    return rows[rows["as_of"] == rows["as_of"].max()]


@number
def outlets_latest(claims: pd.DataFrame) -> Number:
    """Outlets in the latest count of those that take a means of payment, as pages relay it."""
    rows = _latest_outlets(claims)
    low, high = rows["value"].min(), rows["value"].max()
    return Number(high, wording.between(low, high), ids(_outlets(claims)), "outlets")


@number
def outlets_latest_when(claims: pd.DataFrame) -> Number:
    """The date of the latest count of accepting outlets."""
    first = _latest_outlets(claims).iloc[0]
    return Number(first["as_of"], when(first).text, ids(_outlets(claims)), "date")


@number
def sellers_first(claims: pd.DataFrame) -> Number:
    """Companies on Manmulsang in the earliest count."""
    row = by_indicator(claims, "manmulsang-companies").iloc[0]
    return Number(row["value"], wording.quantity(row["value"]), ids(row), "companies")


@number
def sellers_first_when(claims: pd.DataFrame) -> Number:
    """The date of the earliest count of companies on Manmulsang."""
    return when(by_indicator(claims, "manmulsang-companies").iloc[0])


@number
def sellers_latest(claims: pd.DataFrame) -> Number:
    """Companies on Manmulsang in the latest count."""
    row = by_indicator(claims, "manmulsang-companies").iloc[-1]
    return Number(row["value"], wording.quantity(row["value"]), ids(row), "companies")


@number
def sellers_latest_when(claims: pd.DataFrame) -> Number:
    """The date of the latest count of companies on Manmulsang."""
    return when(by_indicator(claims, "manmulsang-companies").iloc[-1])


@number
def sellers_latest_since(claims: pd.DataFrame) -> Number:
    """The earliest date for which the latest count of companies on Manmulsang was given."""
    rows = by_indicator(claims, "manmulsang-companies")
    same = rows[rows["value"] == rows["value"].iloc[-1]]
    return Number(same["as_of"].iloc[0], when(same.iloc[0]).text, ids(same), "date")


@predicate
def sellers_by_state_only(claims: pd.DataFrame) -> Verdict:
    """Every claim that counts companies or goods on Manmulsang rests on the state's word."""
    kinds = ["manmulsang-companies", "manmulsang-products", "manmulsang-members"]
    rows = used(claims)[lambda c: c["indicator_id"].isin(kinds)]
    other = int((rows["evidence"] != "state-claim").sum())
    return Verdict(other == 0 and len(rows) > 0, f"{other} of {len(rows)} from others", ids(rows))


@number
def holding_when(claims: pd.DataFrame) -> Number:
    """The date of the claim that nearly every adult holds a Jonsong card, though few use it."""
    held = used(claims)[lambda c: (c["aspect"] == "users") & (c["subject_id"] == "jonsong-card")]
    held = held[(held["evidence"] == "anonymous-source") & (held["place_id"] == "dprk")]
    return when(only(held, "holding of Jonsong cards"))


@predicate
def holders_uncounted(claims: pd.DataFrame, series: pd.DataFrame) -> Verdict:
    """No row on North Korea counts terminals, holders of cards or holders of accounts."""
    sought = ["terminal-count", "card-holding-share", "account-holding-share"]
    inside = claims[claims["aspect"] != "comparison"], series[series["scope"] == "dprk"]
    found = sum(int(table["indicator_id"].isin(sought).sum()) for table in inside)
    return Verdict(found == 0, f"{found} rows", ("table:claims", "table:series"))
