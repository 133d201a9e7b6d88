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

#: So many towns on one day make a comparison.
TOWNS = 3


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


def same_day(series: pd.DataFrame) -> pd.DataFrame:
    """Market rates of the latest date with a rate of three towns or more."""
    rows = market_rate(series)[lambda r: r["place_id"] != "dprk"]
    towns = rows.groupby("period")["place_id"].transform("nunique")
    several = rows[towns >= TOWNS]
    return several[several["period"] == several["period"].iloc[-1]]


@number
def rate_towns(series: pd.DataFrame) -> Number:
    """Market rates of several towns on the latest date that has three or more."""
    rows = same_day(series)
    text = wording.between(rows["value"].min(), rows["value"].max())
    return Number(rows["value"].max(), text, ids(rows), "won a dollar")


@number
def rate_towns_date(series: pd.DataFrame) -> Number:
    """That date."""
    rows = same_day(series)
    return Number(rows["period"].iloc[0], period(rows.iloc[0]).text, ids(rows), "date")


@predicate
def towns_alike(series: pd.DataFrame) -> Verdict:
    """On that date the dearest dollar cost at most a twentieth more than the cheapest."""
    rows = same_day(series)
    spread = 100 * (rows["value"].max() / rows["value"].min() - 1)
    return Verdict(bool(spread <= 5), f"{spread:.1f} per cent apart", ids(rows))


def _institute(series: pd.DataFrame) -> pd.Series:
    rows = market_rate(series)
    return rows[rows["original"].str.startswith("KDI") & (rows["place_id"] == "dprk")].iloc[-1]


@number
def rate_institute(series: pd.DataFrame) -> Number:
    """The latest market rate in the review of the Korea Development Institute."""
    return _won(_institute(series), "won a dollar")


@number
def rate_institute_date(series: pd.DataFrame) -> Number:
    """The month of that rate."""
    return period(_institute(series))


@number
def rate_beside(series: pd.DataFrame) -> Number:
    """The market rate printed for Pyongyang in the same month."""
    institute = _institute(series)
    rows = in_pyongyang(market_rate(series))
    row = rows[rows["period"].str.startswith(institute["period"])].iloc[0]
    return Number(row["value"], wording.quantity(row["value"]), ids(row, institute), "won a dollar")


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
