"""Adoption: what share of whom is said to pay how, and how often that is repeated."""

from __future__ import annotations

import pandas as pd

from nkpay import dates, wording
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, only, used

PHONE, QR = "phone-purchase-share", "qr-payment-share"
PURCHASE, CONVENIENCE = "epayment-purchase-share", "epayment-convenience-share"
CARD_USE, FOREIGN_CARD = "card-use-share", "bok-payment-experience-foreign-card"

#: The questions that sources answer about shares of people, each asked in its own way.
SHARE_QUESTIONS = (PHONE, QR, PURCHASE, CONVENIENCE, CARD_USE, FOREIGN_CARD)


def nearest(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims that count, each once: the original's own where it was seen, else of a relay."""
    claims = used(claims)
    keys = ["original", "indicator_id", "subject_id"]
    own = claims["original"] == claims["source_id"]
    seen = own.groupby([claims[key] for key in keys]).transform("any")
    return claims[own | ~seen].drop_duplicates([*keys, "place_id", "as_of", "value"])


def share_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """One claim a question, place and date about the share of people who pay electronically."""
    return nearest(claims[claims["indicator_id"].isin(SHARE_QUESTIONS)])


def share(claims: pd.DataFrame, indicator: str, place: str, as_of: str = "") -> pd.Series:
    """The one claim about a share in a place, at a date where several are given."""
    shares = share_claims(claims)
    at = shares[(shares["indicator_id"] == indicator) & (shares["place_id"] == place)]
    return only(at[at["as_of"] == as_of] if as_of else at, f"{indicator} in {place} {as_of}")


def by_indicator(claims: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """The claims on one indicator that count, each once, in order of the date they speak of."""
    rows = nearest(claims[claims["indicator_id"] == indicator])
    return rows.sort_values(["as_of", "value"], kind="stable")


def said(claim: pd.Series, verbal_quantities: pd.DataFrame) -> Number:
    """The quantity in the words of the source: ``about six in ten``."""
    phrase = verbal_quantities.loc[claim["phrase_id"], "phrase"]
    text = f"about {phrase.replace('10', 'ten').replace('out of', 'in')}"
    return Number(claim["value"], text, ids(claim), "per cent of people")


def when(claim: pd.Series) -> Number:
    """The date that a claim speaks of, as prose prints it."""
    return Number(claim["as_of"], dates.in_words(claim["as_of"]), ids(claim), "date")


def percent(claim: pd.Series) -> Number:
    """The value of a claim in per cent."""
    return Number(claim["value"], wording.percent(claim["value"]), ids(claim), "per cent")


def amount(rows: pd.DataFrame, n: int, unit: str) -> Number:
    """A count that rests on these rows."""
    return Number(n, wording.count(n), ids(rows), unit)


# The shares of 2023 and their echo.


@number
def phone_buying_pyongyang(claims: pd.DataFrame, verbal_quantities: pd.DataFrame) -> Number:
    """Share of people in Pyongyang said to buy goods by mobile phone, in the source's words."""
    return said(share(claims, PHONE, "pyongyang"), verbal_quantities)


@number
def phone_buying_provinces(claims: pd.DataFrame, verbal_quantities: pd.DataFrame) -> Number:
    """Share of people in the provinces said to buy goods by mobile phone."""
    return said(share(claims, PHONE, "provinces"), verbal_quantities)


@number
def qr_share_pyongyang(claims: pd.DataFrame, verbal_quantities: pd.DataFrame) -> Number:
    """Share of people in Pyongyang said to pay at stalls by scanning a QR code."""
    return said(share(claims, QR, "pyongyang"), verbal_quantities)


@number
def qr_share_provinces(claims: pd.DataFrame, verbal_quantities: pd.DataFrame) -> Number:
    """Share of people in the provinces said to pay at stalls by scanning a QR code."""
    return said(share(claims, QR, "provinces"), verbal_quantities)


@number
def capital_shares_when(claims: pd.DataFrame) -> Number:
    """The year of which the shares for capital and provinces speak, inferred."""
    return when(share(claims, PHONE, "pyongyang"))


def echo(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims of other pages that repeat the shares for capital and provinces, altered or not."""
    first = share(claims, PHONE, "pyongyang")
    return claims[
        (claims["original"] == first["original"])
        & (claims["source_id"] != first["source_id"])
        & claims["indicator_id"].isin([PHONE, QR])
        & (claims["status"] == "active")
    ]


@predicate
def capital_above_provinces(claims: pd.DataFrame) -> Verdict:
    """In both questions of 2023 the share for Pyongyang exceeds the share for the provinces."""
    pairs = [(share(claims, q, "pyongyang"), share(claims, q, "provinces")) for q in (PHONE, QR)]
    gap = min(capital["value_low"] - rest["value_high"] for capital, rest in pairs)
    rows = ids(*(claim for pair in pairs for claim in pair))
    return Verdict(gap > 0, f"smallest gap between the ranges {gap:g} points", rows)


@predicate
def qr_wider_gap(claims: pd.DataFrame) -> Verdict:
    """The gap between capital and provinces is wider for QR codes than for buying by phone."""
    pairs = [(share(claims, q, "pyongyang"), share(claims, q, "provinces")) for q in (QR, PHONE)]
    gaps = [capital["value"] - rest["value"] for capital, rest in pairs]
    rows = ids(*(claim for pair in pairs for claim in pair))
    return Verdict(gaps[0] > gaps[1], f"{gaps[0]:g} against {gaps[1]:g} points", rows)


@predicate
def questions_not_nested(claims: pd.DataFrame) -> Verdict:
    """In Pyongyang more people are said to pay by QR code than to buy by phone at all."""
    scan, buy = share(claims, QR, "pyongyang"), share(claims, PHONE, "pyongyang")
    margin = scan["value_low"] - buy["value_high"]
    return Verdict(margin > 0, f"{margin:g} points between the ranges", ids(scan, buy))


# The other shares.


@number
def purchase_share(claims: pd.DataFrame, verbal_quantities: pd.DataFrame) -> Number:
    """Share of people last said to buy food or goods with electronic payment."""
    return said(share(claims, PURCHASE, "dprk"), verbal_quantities)


@number
def purchase_share_when(claims: pd.DataFrame) -> Number:
    """The month of which that share speaks."""
    return when(share(claims, PURCHASE, "dprk"))


@predicate
def base_disputed(claims: pd.DataFrame) -> Verdict:
    """A rewrite of the same original gives the same range for Pyongsong alone."""
    wide, all_used = share(claims, PURCHASE, "dprk"), used(claims)
    same = all_used[
        (all_used["original"] == wide["original"]) & (all_used["indicator_id"] == PURCHASE)
    ]
    narrow = same[(same["place_id"] == "pyongsong") & (same["value"] == wide["value"])]
    return Verdict(len(narrow) > 0, f"{len(narrow)} narrower claims", ids(wide, narrow))


@number
def convenience_share(claims: pd.DataFrame) -> Number:
    """Share of those asked in four active cities who find electronic payment more convenient."""
    return percent(share(claims, CONVENIENCE, "four-active-cities"))


@number
def convenience_when(claims: pd.DataFrame) -> Number:
    """The month in which the Central Bank's survey ended, its year inferred."""
    return when(share(claims, CONVENIENCE, "four-active-cities"))


@number
def share_claims_count(claims: pd.DataFrame) -> Number:
    """Claims about the share of people who pay electronically, each original counted once."""
    shares = share_claims(claims)
    return amount(shares, len(shares), "claims")


@number
def share_originals(claims: pd.DataFrame) -> Number:
    """Independent originals behind those claims: reports that repeat one count once."""
    shares = share_claims(claims)
    return amount(shares, shares["original"].nunique(), "originals")


@predicate
def no_question_shared(claims: pd.DataFrame) -> Verdict:
    """No question about shares of people is answered by more than one original."""
    shares = share_claims(claims)
    answered = shares.groupby("indicator_id")["original"].nunique()
    shared = int((answered > 1).sum())
    return Verdict(shared == 0, f"{shared} of {len(answered)} questions", ids(shares))


@predicate
def only_refugees_measured(claims: pd.DataFrame) -> Verdict:
    """Every share that a survey measured comes from the one survey of refugees."""
    shares = share_claims(claims)
    measured = shares[shares["evidence"] == "measured"]
    other = int((measured["indicator_id"] != FOREIGN_CARD).sum())
    holds = other == 0 and measured["original"].nunique() == 1
    return Verdict(holds, f"{other} measured by others", ids(shares))
