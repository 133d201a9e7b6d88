"""Refugees: the surveys with a stated base, made by the Bank of Korea in Seoul."""

from __future__ import annotations

import re

import pandas as pd

from nkpay import wording
from nkpay.numbers.adoption.shares import FOREIGN_CARD, by_indicator, percent, share, when
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, only

FOREIGN_CASH, WON_CASH = "bok-payment-experience-foreign-cash", "bok-payment-experience-won-cash"


def _experience(claims: pd.DataFrame, indicator: str, period: str) -> pd.Series:
    rows = by_indicator(claims, indicator)
    return only(rows[rows["as_of"] == period], f"{indicator}, {period}")


@number
def card_experience_before(claims: pd.DataFrame) -> Number:
    """Refugees who had ever paid with a foreign-currency card, 2010 to 2014."""
    return percent(share(claims, FOREIGN_CARD, "dprk", "2010/2014"))


@number
def card_experience_after(claims: pd.DataFrame) -> Number:
    """Refugees who had ever paid with a foreign-currency card, 2015 to 2019."""
    return percent(share(claims, FOREIGN_CARD, "dprk", "2015/2019"))


@number
def card_period_before(claims: pd.DataFrame) -> Number:
    """The earlier period of which the refugees spoke."""
    return when(share(claims, FOREIGN_CARD, "dprk", "2010/2014"))


@number
def card_period_after(claims: pd.DataFrame) -> Number:
    """The later period of which the refugees spoke."""
    return when(share(claims, FOREIGN_CARD, "dprk", "2015/2019"))


@number
def card_experience_inland(claims: pd.DataFrame) -> Number:
    """Refugees from inland cities who had ever paid with such a card, 2015 to 2019."""
    return percent(share(claims, FOREIGN_CARD, "inland-cities", "2015/2019"))


@predicate
def card_experience_doubled(claims: pd.DataFrame) -> Verdict:
    """Experience of foreign-currency cards at least doubled between the periods, everywhere."""
    ratios, rows = [], []
    for place in ("dprk", "inland-cities"):
        early, late = (share(claims, FOREIGN_CARD, place, p) for p in ("2010/2014", "2015/2019"))
        ratios.append(late["value"] / early["value"])
        rows += [early, late]
    return Verdict(min(ratios) > 2, f"at least {min(ratios):.1f} times", ids(*rows))


@number
def won_cash_experience(claims: pd.DataFrame) -> Number:
    """Refugees who spoke of the 2010s and had ever paid in won cash."""
    return percent(_experience(claims, WON_CASH, "2010/2019"))


@number
def asked(claims: pd.DataFrame) -> Number:
    """Refugees asked in the survey of the Bank of Korea, as a relay prints their number."""
    claim = _experience(claims, FOREIGN_CASH, "2010/2019")
    n = int(re.findall(r"\d+", claim["population"])[0])
    return Number(n, wording.count(n), ids(claim), "refugees")
