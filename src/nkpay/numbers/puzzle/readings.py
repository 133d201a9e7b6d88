"""Readings: what one would have to believe for two published shares to be true together."""

from __future__ import annotations

import pandas as pd

from nkpay import wording
from nkpay.numbers.adoption.shares import (
    CONVENIENCE,
    FOREIGN_CARD,
    PHONE,
    QR,
    share,
)
from nkpay.numbers.adoption.uptake import card_use_claim
from nkpay.numbers.puzzle.bounds import BOTH, places, whole
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids

# Two acts of one person.


def in_hundred(n: float, *claims: pd.Series) -> Number:
    """So many people in a hundred."""
    return Number(n, f"{wording.quantity(n)} in a hundred", ids(*claims), "people in a hundred")


@number
def scan_without_buying(claims: pd.DataFrame) -> Number:
    """People in the capital who at the least must scan codes without buying by phone: the lowest
    reading of the one share less the highest of the other."""
    scan, buy = share(claims, QR, "pyongyang"), share(claims, PHONE, "pyongyang")
    return in_hundred(scan["value_low"] - buy["value_high"], scan, buy)


@number
def buy_without_scanning(claims: pd.DataFrame) -> Number:
    """People in the provinces who at the least must buy by phone without scanning codes."""
    buy, scan = share(claims, PHONE, "provinces"), share(claims, QR, "provinces")
    return in_hundred(buy["value_low"] - scan["value_high"], buy, scan)


@predicate
def order_reversed(claims: pd.DataFrame) -> Verdict:
    """In the capital more people are said to scan than to buy by phone, in the provinces fewer."""
    (buy, buy_out), (scan, scan_out) = (places(claims, question) for question in BOTH)
    margin = min(
        scan["value_low"] - buy["value_high"], buy_out["value_low"] - scan_out["value_high"]
    )
    rows = ids(buy, buy_out, scan, scan_out)
    return Verdict(margin > 0, f"{margin:g} points between the ranges at least", rows)


@number
def scan_unconvinced(claims: pd.DataFrame) -> Number:
    """People in the capital who at the least must scan codes without finding it more convenient,
    if those whom the Central Bank asked were like the people of the capital."""
    scan, like = share(claims, QR, "pyongyang"), share(claims, CONVENIENCE, "four-active-cities")
    return in_hundred(scan["value_low"] - like["value"], scan, like)


@number
def narae_weight(claims: pd.DataFrame) -> Number:
    """The largest part of the people that may live in the capital if the refugees of the later
    years were like the whole country and all users of the Narae card had paid with it."""
    capital, all_asked = card_use_claim(claims), share(claims, FOREIGN_CARD, "dprk", "2015/2019")
    part = 100 * all_asked["value"] / capital["value_low"]
    return Number(part, whole(part), ids(capital, all_asked), "per cent of people")
