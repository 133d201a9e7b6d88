"""Bounds: what the words about capital and provinces allow for the whole country.

With a part ``w`` of the people in the capital, the share of all people is ``w`` times the
share there and the rest times the share elsewhere. No row gives ``w``, so it runs from none
to all. With a part ``s`` of the people known to whoever speaks, and nothing known of the
others, a share lies between ``s`` times the lowest reading and ``s`` times the highest plus
all the others: the bounds that need no assumption about who was asked.
"""

from __future__ import annotations

import pandas as pd

from nkpay import wording
from nkpay.numbers.adoption.shares import PHONE, PURCHASE, QR, share
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids

#: The two questions that were answered for the capital and for the provinces.
BOTH = (PHONE, QR)


def places(claims: pd.DataFrame, question: str) -> tuple[pd.Series, pd.Series]:
    """The claims on one question for the capital and for the provinces."""
    return share(claims, question, "pyongyang"), share(claims, question, "provinces")


def country(claims: pd.DataFrame, question: str) -> tuple[float, float]:
    """Lowest and highest share of all people, however many of them live in the capital."""
    both = places(claims, question)
    return min(c["value_low"] for c in both), max(c["value_high"] for c in both)


def later(claims: pd.DataFrame) -> pd.Series:
    """The later claim, on food and goods bought by electronic payment."""
    return share(claims, PURCHASE, "dprk")


def whole(value: float) -> str:
    """A share without decimals: ``67 per cent``."""
    return wording.percent(round(value))


def _country(claims: pd.DataFrame, question: str) -> Number:
    low, high = country(claims, question)
    text = wording.between(low, high, "per cent")
    return Number(high, text, ids(*places(claims, question)), "per cent of people")


@number
def country_phone(claims: pd.DataFrame) -> Number:
    """Phone buyers among all people: the bounds where the capital may hold none or all of them."""
    return _country(claims, PHONE)


@number
def country_qr(claims: pd.DataFrame) -> Number:
    """Payers by code among all people: the bounds where the capital may hold none or all."""
    return _country(claims, QR)


@number
def weight_for_no_fall(claims: pd.DataFrame) -> Number:
    """The largest part of the people that may live in the capital if payers by code in the whole
    country are to come down to the highest reading of the later share."""
    capital, rest = places(claims, QR)
    after = later(claims)
    room = after["value_high"] - rest["value_low"]
    part = 100 * room / (capital["value_low"] - rest["value_low"])
    return Number(part, whole(part), ids(capital, rest, after), "per cent of people")


@predicate
def weight_matters_more(claims: pd.DataFrame) -> Verdict:
    """For both questions capital and provinces are further apart than the widest range that the
    words for either allow."""
    pairs = [places(claims, question) for question in BOTH]
    gaps = [capital["value"] - rest["value"] for capital, rest in pairs]
    widths = [max(c["value_high"] - c["value_low"] for c in pair) for pair in pairs]
    spare = min(gap - width for gap, width in zip(gaps, widths, strict=True))
    rows = ids(*(claim for pair in pairs for claim in pair))
    return Verdict(spare > 0, f"by {spare:g} points at least", rows)


@predicate
def phone_above_later(claims: pd.DataFrame) -> Verdict:
    """The lowest share of phone buyers for either place is above the highest reading of the later
    share, so no part of the people in the capital brings them together."""
    margin = country(claims, PHONE)[0] - later(claims)["value_high"]
    rows = ids(*places(claims, PHONE), later(claims))
    return Verdict(margin > 0, f"{margin:g} points between them", rows)


# How many must be known to the speaker for the order of the places to be sure.


def _known(claims: pd.DataFrame, question: str) -> Number:
    capital, rest = places(claims, question)
    part = 100 / (1 + (capital["value_low"] - rest["value_high"]) / 100)
    return Number(part, whole(part), ids(capital, rest), "per cent of people")


@number
def known_for_phone(claims: pd.DataFrame) -> Number:
    """The part of the people, in both places, that the source must be able to speak for before
    phone buying is sure to be more common in the capital."""
    return _known(claims, PHONE)


@number
def known_for_qr(claims: pd.DataFrame) -> Number:
    """The part of the people, in both places, that the source must be able to speak for before
    paying by code is sure to be more common in the capital."""
    return _known(claims, QR)
