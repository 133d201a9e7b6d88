"""Economy: the won, rice, wages and power around electronic payment."""

from __future__ import annotations

import pandas as pd

from nkpay import dates, wording
from nkpay.numbers.adoption.shares import amount, by_indicator, when
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, only, used


def in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Observations by the middle of the time that they speak of, kept as ``middle``."""
    middles = [dates.parse(text).middle for text in rows["period"]]
    return rows.assign(middle=middles).sort_values(["middle", "indicator_id", "value"])


def period(row: pd.Series) -> Number:
    """The time that an observation speaks of, as prose prints it."""
    return Number(row["period"], dates.in_words(row["period"]), ids(row), "date")


def _value(row: pd.Series, unit: str) -> Number:
    return Number(row["value"], wording.quantity(row["value"]), ids(row), unit)


# Money and prices.


def market_rate(series: pd.DataFrame) -> pd.DataFrame:
    """New won a dollar on the market, where the month or day was printed, in date order."""
    rates = series[(series["indicator_id"] == "fx-usd") & (series["rate_kind"] == "market")]
    return _printed(rates)


def in_pyongyang(rows: pd.DataFrame) -> pd.DataFrame:
    """Of observations, those of the capital."""
    return rows[rows["place_id"] == "pyongyang"]


def rice_price(series: pd.DataFrame) -> pd.DataFrame:
    """New won a kilogram of rice on the market, where the month or day was printed."""
    return _printed(series[series["indicator_id"] == "rice-price"])


def _printed(rows: pd.DataFrame) -> pd.DataFrame:
    return in_order(
        rows[
            (rows["currency_basis"] == "new-won")
            & (rows["period_basis"] == "printed")
            & rows["period_precision"].isin(["day", "month"])
            & rows["value"].notna()
        ]
    )


def _rate_first(series: pd.DataFrame) -> pd.Series:
    return in_pyongyang(market_rate(series))[lambda r: r["period"] >= "2024"].iloc[0]


def _rate_last(series: pd.DataFrame) -> pd.Series:
    return in_pyongyang(market_rate(series)).iloc[-1]


@number
def rate_first(series: pd.DataFrame) -> Number:
    """The first market rate of the dollar printed for Pyongyang in 2024."""
    return _value(_rate_first(series), "won a dollar")


@number
def rate_first_date(series: pd.DataFrame) -> Number:
    """The date of the first market rate printed for Pyongyang in 2024."""
    return period(_rate_first(series))


@number
def rate_last(series: pd.DataFrame) -> Number:
    """The latest market rate of the dollar printed for Pyongyang."""
    return _value(_rate_last(series), "won a dollar")


@number
def rate_last_date(series: pd.DataFrame) -> Number:
    """The date of the latest market rate of the dollar printed for Pyongyang."""
    return period(_rate_last(series))


@number
def rate_ratio(series: pd.DataFrame) -> Number:
    """The latest market rate in Pyongyang over the first of 2024."""
    first, last = _rate_first(series), _rate_last(series)
    ratio = last["value"] / first["value"]
    return Number(ratio, wording.times(ratio), ids(first, last), "times")


@number
def rice_last(series: pd.DataFrame) -> Number:
    """The latest market price of a kilogram of rice printed for Pyongyang."""
    return _value(in_pyongyang(rice_price(series)).iloc[-1], "won a kilogram")


@predicate
def rate_rose(series: pd.DataFrame) -> Verdict:
    """The latest market rate in Pyongyang is more than twice the first of 2024."""
    first, last = _rate_first(series), _rate_last(series)
    ratio = last["value"] / first["value"]
    return Verdict(ratio > 2, wording.times(ratio), ids(first, last))


# Wages by card and power.


def _wages(claims: pd.DataFrame) -> pd.DataFrame:
    return used(claims)[lambda c: c["aspect"] == "wage-payment"].sort_values("as_of", kind="stable")


@number
def wage_originals(claims: pd.DataFrame) -> Number:
    """Independent originals on how wages and farm distributions are paid."""
    rows = _wages(claims)
    return amount(rows, rows["original"].nunique(), "originals")


@number
def wage_change_when(claims: pd.DataFrame) -> Number:
    """The date to which most claims put wages by card."""
    rows = _wages(claims)[lambda c: c["subject_id"] == "wage-cards"]
    common = rows[rows["as_of"] == rows["as_of"].mode().iloc[0]]
    return Number(common["as_of"].iloc[0], when(common.iloc[0]).text, ids(common), "date")


@number
def wage_order_when(claims: pd.DataFrame) -> Number:
    """The date of the instruction to pay wages by card in South Pyongan, its year inferred."""
    rows = _wages(claims)[lambda c: c["place_id"] == "south-pyongan"]
    return when(only(rows, "instruction on wages in South Pyongan"))


def _column(claims: pd.DataFrame) -> pd.DataFrame:
    """What the column says of wages by card, of a whole year."""
    rows = _wages(claims)[lambda c: c["subject_id"] == "wage-cards"]
    return rows[
        (rows["source_id"] == "news1global-2025-cards") & (rows["as_of_precision"] == "year")
    ]


@number
def farm_card_when(claims: pd.DataFrame) -> Number:
    """The year by whose end the column has farm workers paid by card, inferred."""
    return when(_column(claims).iloc[0])


@predicate
def wage_accounts_meet(claims: pd.DataFrame) -> Verdict:
    """The column's latest year for wages by card is that of the instruction to South Pyongan."""
    column, order = _column(claims), wage_order_when(claims)
    years = column["as_of"].max(), str(order.value)[:4]
    return Verdict(years[0] == years[1], " and ".join(years), ids(column) + order.rows)


@number
def farm_cash_when(claims: pd.DataFrame) -> Number:
    """The date at which farms in North Pyongan paid in notes or vouchers."""
    rows = used(claims)[lambda c: c["subject_id"] == "farm-distribution"]
    rows = rows[rows["aspect"] == "economy"]
    return when(only(rows, "farm distribution in cash"))


@predicate
def wages_uncounted(claims: pd.DataFrame) -> Verdict:
    """No claim about the payment of wages rests on a survey."""
    rows = _wages(claims)
    measured = int((rows["evidence"] == "measured").sum())
    return Verdict(measured == 0, f"{measured} of {len(rows)} measured", ids(rows))


@predicate
def wage_figure_by_state(claims: pd.DataFrame) -> Verdict:
    """One claim about the payment of wages gives a share of anybody, and it is the state's."""
    rows = _wages(claims)
    shares = rows[rows["value"].notna() & rows["unit"].str.startswith("%")]
    holds = list(shares["evidence"]) == ["state-claim"]
    return Verdict(holds, f"{len(shares)} of {len(rows)} with a share", ids(rows))


@number
def power_hours(claims: pd.DataFrame) -> Number:
    """Hours of mains power a day in homes of central Pyongyang, in the latest claim."""
    row = by_indicator(claims, "electricity-hours-per-day").iloc[-1]
    return Number(row["value"], wording.count(int(row["value"])), ids(row), "hours a day")


@number
def power_hours_when(claims: pd.DataFrame) -> Number:
    """The date of that claim."""
    return when(by_indicator(claims, "electricity-hours-per-day").iloc[-1])


def _power(series: pd.DataFrame) -> pd.Series:
    return in_order(series[series["indicator_id"] == "electricity-access"]).iloc[-1]


@number
def power_access(series: pd.DataFrame) -> Number:
    """Share of people with access to electricity by the World Bank's model, latest year."""
    row = _power(series)
    return Number(row["value"], wording.percent(row["value"]), ids(row), "per cent")


@number
def power_access_date(series: pd.DataFrame) -> Number:
    """The latest year of that model."""
    return period(_power(series))
