"""Prices: the peak of the dollar, other towns and sources, and food."""

from __future__ import annotations

import pandas as pd

from nkpay import dates, wording
from nkpay.numbers.adoption.economy import (
    in_pyongyang,
    market_rate,
    period,
    rate_ratio,
    rice_price,
)
from nkpay.numbers.adoption.picking import claim
from nkpay.numbers.adoption.shares import when
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, used


def _won(row: pd.Series, unit: str) -> Number:
    return Number(row["value"], wording.quantity(row["value"]), ids(row), unit)


def _peak(series: pd.DataFrame) -> pd.Series:
    rows = in_pyongyang(market_rate(series))
    return rows.loc[rows["value"].idxmax()]


@number
def rate_peak(series: pd.DataFrame) -> Number:
    """The highest market rate of the dollar printed for Pyongyang, in new won."""
    return _won(_peak(series), "won a dollar")


@number
def rate_peak_date(series: pd.DataFrame) -> Number:
    """The date of that rate."""
    return period(_peak(series))


#: What a report on payment may be about.
PAYMENT = ("users", "share-of-people", "fee", "acceptance", "wage-payment", "cash-access")


@predicate
def no_payment_report_at_peak(claims: pd.DataFrame, series: pd.DataFrame) -> Verdict:
    """No claim on users, shares, fees, acceptance, pay or cash speaks of the year of the highest
    rate or a later one."""
    rows = used(claims)[lambda c: c["aspect"].isin(PAYMENT) & (c["as_of"] != "")]
    year = dates.parse(_peak(series)["period"]).first.year
    n = sum(dates.parse(text).last.year >= year for text in rows["as_of"])
    return Verdict(n == 0 < len(rows), f"{n} of {len(rows)} claims", ids(rows, _peak(series)))


def _rice_ends(series: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    rows = in_pyongyang(rice_price(series))
    return rows[rows["period"] >= "2024"].iloc[0], rows.iloc[-1]


@number
def rice_ratio(series: pd.DataFrame) -> Number:
    """The latest price of rice in Pyongyang over the first of 2024."""
    first, last = _rice_ends(series)
    ratio = last["value"] / first["value"]
    return Number(ratio, wording.times(ratio), ids(first, last), "times")


@predicate
def rice_kept_pace(series: pd.DataFrame) -> Verdict:
    """Since the start of 2024 rice and the dollar rose by factors within a tenth of each other."""
    first, last = _rice_ends(series)
    rice = last["value"] / first["value"]
    dollar = rate_ratio(series)
    apart = abs(rice / float(dollar.value or 0) - 1)
    return Verdict(apart < 0.1, f"{100 * apart:.0f} per cent apart", ids(first, last) + dollar.rows)


@number
def maize_price(claims: pd.DataFrame) -> Number:
    """The price of a kilogram of maize in Pyongyang in the latest survey that names one."""
    return _won(claim(claims, indicator_id="corn-price", place_id="pyongyang"), "won a kilogram")


@number
def maize_when(claims: pd.DataFrame) -> Number:
    """The day of that survey."""
    return when(claim(claims, indicator_id="corn-price", place_id="pyongyang"))
