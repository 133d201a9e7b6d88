"""Wages: what state pay buys, in kilograms of rice at the market price of Pyongyang."""

from __future__ import annotations

import pandas as pd

from nkpay import wording
from nkpay.numbers.adoption.economy import in_pyongyang, rice_price
from nkpay.numbers.adoption.shares import when
from nkpay.real_terms import real_terms
from nkpay.registry import Number, Rows, Verdict, number, predicate
from nkpay.select import NotOne, ids, used

WAGE, RISE, SINCE = "monthly-wage", "wage-rise", "2022"
MONTH = ("day", "month")


def wages_in_rice(
    claims: pd.DataFrame, series: pd.DataFrame, indicators: pd.DataFrame
) -> pd.DataFrame:
    """State wages dated to the month, each divided by the nearest price of rice in Pyongyang."""
    said = used(claims)[lambda c: (c["indicator_id"] == WAGE) & (c["as_of"] >= SINCE)]
    seen = series[(series["indicator_id"] == WAGE) & (series["period"] >= SINCE)]
    prices = in_pyongyang(rice_price(series)).drop(columns="middle")
    tables = {
        "claims": said[said["as_of_precision"].isin(MONTH)],
        "series": pd.concat([seen[seen["period_precision"].isin(MONTH)], prices]),
        "indicators": indicators,
    }
    return real_terms(tables).sort_values(["period", "base_row"], kind="stable")


def rise(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims of sources inside the country of how many times wages rose, in order of the month."""
    rows = used(claims)[lambda c: (c["indicator_id"] == RISE) & (c["as_of"] >= SINCE)]
    said = rows[(rows["evidence"] == "anonymous-source") & (rows["as_of_precision"] == "month")]
    return said.sort_values("as_of", kind="stable")


def _ordinary(claims: pd.DataFrame) -> pd.DataFrame:
    rows = used(claims)[lambda c: (c["indicator_id"] == WAGE) & (c["as_of"] >= SINCE)]
    return rows[rows["population"].str.startswith("ordinary workers")].sort_values("as_of")


def _kilograms(rows: pd.DataFrame) -> tuple[float, float, Rows]:
    if rows.empty:
        raise NotOne("wages in rice: none")
    low = rows["value_low"].fillna(rows["value"]).min()
    high = rows["value_high"].fillna(rows["value"]).max()
    return low, high, (*rows["base_row"], *dict.fromkeys(rows["price_row"]))


def _text(low: float, high: float) -> str:
    return f"{low:.1f} to {high:.1f} kilograms"


@number
def wage_rise(claims: pd.DataFrame) -> Number:
    """The least number of times by which sources say that state wages rose at once."""
    rows = rise(claims)
    factor = rows["value_low"].fillna(rows["value"]).min()
    return Number(factor, f"{wording.count(int(factor))} times", ids(rows), "times")


@number
def wage_rise_first(claims: pd.DataFrame) -> Number:
    """The earliest month that sources give for the rise."""
    return when(rise(claims).iloc[0])


@number
def wage_rise_last(claims: pd.DataFrame) -> Number:
    """The latest month that sources give for the rise."""
    return when(rise(claims).iloc[-1])


def before_rise(
    claims: pd.DataFrame, series: pd.DataFrame, indicators: pd.DataFrame
) -> pd.DataFrame:
    """Wages in rice before the first month given for the rise."""
    rows = wages_in_rice(claims, series, indicators)
    return rows[rows["period"] < rise(claims)["as_of"].iloc[0]]


@number
def wage_before_in_rice(
    claims: pd.DataFrame, series: pd.DataFrame, indicators: pd.DataFrame
) -> Number:
    """What monthly state wages bought in the two years before the rise, of all groups reported."""
    low, high, rows = _kilograms(before_rise(claims, series, indicators))
    return Number(high, _text(low, high), rows + ids(rise(claims)), "kilograms of rice")


def _of_ordinary(
    claims: pd.DataFrame, series: pd.DataFrame, indicators: pd.DataFrame, place: int
) -> tuple[float, float, Rows]:
    base = _ordinary(claims).index[place]
    rows = wages_in_rice(claims, series, indicators)
    return _kilograms(rows[rows["base_row"] == base])


@number
def wage_after_in_rice(
    claims: pd.DataFrame, series: pd.DataFrame, indicators: pd.DataFrame
) -> Number:
    """What the monthly state wage of ordinary workers in the north bought after the rise."""
    low, high, rows = _of_ordinary(claims, series, indicators, 0)
    return Number(high, _text(low, high), rows, "kilograms of rice")


@number
def wage_latest_in_rice(
    claims: pd.DataFrame, series: pd.DataFrame, indicators: pd.DataFrame
) -> Number:
    """What the latest reported state wage of ordinary workers in the north bought then."""
    low, high, rows = _of_ordinary(claims, series, indicators, -1)
    return Number(high, _text(low, high), rows, "kilograms of rice")


@number
def wage_latest(claims: pd.DataFrame) -> Number:
    """The latest reported monthly state wage of ordinary workers in the north, in won."""
    row = _ordinary(claims).iloc[-1]
    text = wording.between(row["value_low"], row["value_high"])
    return Number(row["value_high"], text, ids(row), "won a month")


@number
def wage_latest_when(claims: pd.DataFrame) -> Number:
    """The month of that wage."""
    return when(_ordinary(claims).iloc[-1])


@number
def wage_if_unchanged(claims: pd.DataFrame, series: pd.DataFrame) -> Number:
    """That wage at the latest price of rice in Pyongyang: arithmetic, not a report."""
    wage = _ordinary(claims).iloc[-1]
    rice = in_pyongyang(rice_price(series)).iloc[-1]
    low, high = (wage[column] / rice["value"] for column in ("value_low", "value_high"))
    return Number(high, _text(low, high), ids(wage, rice), "kilograms of rice")


@predicate
def wage_rice_gained(
    claims: pd.DataFrame, series: pd.DataFrame, indicators: pd.DataFrame
) -> Verdict:
    """After the rise ordinary wages bought more than twice what any wage had bought before."""
    low, _, after = _of_ordinary(claims, series, indicators, 0)
    _, high, before = _kilograms(before_rise(claims, series, indicators))
    margin = f"at least {low:.1f} against at most {high:.1f} kilograms"
    return Verdict(low > 2 * high, margin, after + before + ids(rise(claims)))


@predicate
def wage_rice_lost(claims: pd.DataFrame, series: pd.DataFrame, indicators: pd.DataFrame) -> Verdict:
    """The latest ordinary wage buys less than half of what it bought after the rise."""
    low, _, first = _of_ordinary(claims, series, indicators, 0)
    _, high, last = _of_ordinary(claims, series, indicators, -1)
    margin = f"at most {high:.1f} against at least {low:.1f} kilograms"
    return Verdict(high < low / 2, margin, first + last)
