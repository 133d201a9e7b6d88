"""Phones: subscribers and smartphones, as each counter has them."""

from __future__ import annotations

import pandas as pd

from nkpay import wording
from nkpay.numbers.adoption.economy import in_order, period
from nkpay.numbers.adoption.picking import matching
from nkpay.numbers.adoption.uptake import sign_ups
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, only, used

KORYOLINK, ESTIMATE = "koryolink-subscribers", "mobile-subscribers-estimate"


def subscribers(series: pd.DataFrame) -> pd.DataFrame:
    """Observations of mobile subscribers in the country, whoever counted, in date order."""
    of_phones = series["indicator_id"].isin([KORYOLINK, ESTIMATE])
    return in_order(series[(series["scope"] == "dprk") & of_phones])


def _last(series: pd.DataFrame, indicator: str) -> pd.Series:
    lines = subscribers(series)
    return lines[lines["indicator_id"] == indicator].iloc[-1]


def last_estimate(series: pd.DataFrame) -> pd.Series:
    """The latest estimate of mobile subscribers on all networks of the country."""
    return _last(series, ESTIMATE)


def _millions(row: pd.Series) -> Number:
    low, high = row["value_low"], row["value_high"]
    ends = (row["value"], row["value"]) if pd.isna(low) or pd.isna(high) else (low, high)
    text = f"{wording.between(ends[0] / 1e6, ends[1] / 1e6)} million"
    return Number(row["value"], text, ids(row), "subscribers")


@number
def subscribers_latest(series: pd.DataFrame) -> Number:
    """The latest estimate of mobile subscribers on all networks of North Korea."""
    return _millions(_last(series, ESTIMATE))


@number
def subscribers_latest_date(series: pd.DataFrame) -> Number:
    """The date of the latest estimate of mobile subscribers."""
    return period(_last(series, ESTIMATE))


@number
def operator_last(series: pd.DataFrame) -> Number:
    """The last count of subscribers of Koryolink in the data."""
    return _millions(_last(series, KORYOLINK))


@number
def operator_last_date(series: pd.DataFrame) -> Number:
    """The date of the last count of subscribers of Koryolink."""
    return period(_last(series, KORYOLINK))


@predicate
def subscribers_above_last_count(series: pd.DataFrame) -> Verdict:
    """The low end of the latest estimate is at least one and a half times the last count."""
    last, latest = _last(series, KORYOLINK), _last(series, ESTIMATE)
    floor = latest["value"] if pd.isna(latest["value_low"]) else latest["value_low"]
    ratio = floor / last["value"]
    return Verdict(ratio >= 1.5, wording.times(ratio), ids(last, latest))


def _smartphones(series: pd.DataFrame) -> pd.Series:
    return in_order(series[series["indicator_id"] == "smartphone-connections"]).iloc[-1]


@number
def smartphones(series: pd.DataFrame) -> Number:
    """The latest estimate of active smartphone connections."""
    return _millions(_smartphones(series))


@number
def smartphones_date(series: pd.DataFrame) -> Number:
    """The date of the latest estimate of smartphone connections."""
    return period(_smartphones(series))


@predicate
def sign_ups_exceed_smartphones(claims: pd.DataFrame, series: pd.DataFrame) -> Verdict:
    """The least that the claimed sign-ups can mean exceeds the latest smartphone connections."""
    claimed, phones = sign_ups(claims), _smartphones(series)
    least = claimed["value_low"].min()
    margin = f"{least:,.0f} against {phones['value']:,.0f}"
    return Verdict(least > phones["value"], margin, ids(claimed, phones))


def claimed_smartphones(claims: pd.DataFrame) -> pd.Series:
    """Smartphones in use as a paper close to the state counts them, where it gives both ends."""
    rows = matching(used(claims), {"subject_id": "smartphones", "evidence": "state-claim"})
    return only(rows[rows["value_low"].notna()], "smartphones by a paper close to the state")


@predicate
def smartphones_disputed(claims: pd.DataFrame, series: pd.DataFrame) -> Verdict:
    """The lower end of that count is more than twice the estimated connections and more than twice
    the least that the claimed sign-ups can mean."""
    row, phones = claimed_smartphones(claims), _smartphones(series)
    claimed = sign_ups(claims)
    least = claimed["value_low"].min()
    ratio = row["value_low"] / max(least, phones["value"])
    return Verdict(bool(ratio > 2), wording.times(ratio), ids(row, phones, claimed))


def _adults(series: pd.DataFrame) -> pd.Series:
    return only(series[series["indicator_id"] == "smartphone-ownership-adults"], "smartphones")


@number
def adults_with_smartphone_date(series: pd.DataFrame) -> Number:
    """The date of the share of adults with a smartphone."""
    return period(_adults(series))


@number
def adults_with_smartphone(series: pd.DataFrame) -> Number:
    """Adults with a smartphone, as the persons whom 38 North asked put it."""
    row = _adults(series)
    text = wording.between(row["value_low"], row["value_high"], "per cent")
    return Number(row["value_high"], text, ids(row), "per cent")
