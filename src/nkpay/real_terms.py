"""Money made comparable: wages and fees also in kilograms of rice and in dollars of the day.

A sum in won says little across years: the won of 2009 was exchanged at a hundred to one, and
prices multiplied after 2020. Each sum is divided by a market price of rice and by a market rate
of the dollar: of the same won (old or new), at the same place or else in Pyongyang or else
anywhere in the country, the nearest in time and at most half a year away. Of prices at the same
distance (several may fall into the time that a sum speaks of) it is the one whose middle lies
nearest to the middle of that time, so that a price of the month goes before an average of the
year; then the one of the shorter period; then the one that was entered first. The price used and
its distance in days stand in the row, so that a reader can redo or refuse the division. Sums
whose date or price is inferred are divided too, and say so.
"""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from nkpay import dates
from nkpay.registry import Tables
from nkpay.select import used

#: Days that may lie between a sum and the price by which it is divided.
NEAR: Final = 183
#: Indicators of sums in won, and what their price and rate are called.
PRICES: Final = {"kilograms of rice": "rice-price", "dollars at the market rate": "fx-usd"}
COLUMNS: Final = (
    *("derived_id", "base_row", "indicator_id", "place_id", "period", "unit"),
    *("value", "value_low", "value_high", "price_row", "price_gap_days", "basis"),
)


def real_terms(tables: Tables) -> pd.DataFrame:
    """Every sum in won, divided by the price of rice and the dollar of its day.

    Columns: ``derived_id``, ``base_row`` (claim or observation), ``indicator_id``,
    ``place_id``, ``period``, ``unit`` (kilograms of rice, dollars at the market rate),
    ``value``, ``value_low``, ``value_high`` (in ``unit``), ``price_row`` (the observation it
    is divided by), ``price_gap_days``, ``basis`` (printed, or inferred where a date is).
    """
    sums = _sums(tables)
    prices = {unit: _prices(tables["series"], name) for unit, name in PRICES.items()}
    rows = [
        row
        for base, record in sums.items()
        for unit, candidates in prices.items()
        if (row := _divide(base, record, unit, candidates)) is not None
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _sums(tables: Tables) -> dict[str, dict[str, Any]]:
    """Wages, fees and other sums in won from claims and observations, by row id."""
    won = tables["indicators"]
    won = won[won["scale"].isin(["fee", "currency-amount"]) & won["unit"].str.startswith("won")]
    claims = used(tables["claims"]).rename(
        columns={"as_of": "period", "as_of_basis": "period_basis"}
    )
    claims = claims[claims["indicator_id"].isin(won.index) & (claims["period"] != "")]
    series = tables["series"]
    series = series[series["indicator_id"].isin(won.index) & (series["obtained"] != "derived")]
    found = {**claims.to_dict("index"), **series.to_dict("index")}
    return {str(row): record for row, record in found.items()}


def _prices(series: pd.DataFrame, indicator: str) -> list[dict[str, Any]]:
    rows = series[(series["indicator_id"] == indicator) & series["value"].notna()]
    return [
        record | {"row": row, "span": dates.parse(record["period"])}
        for row, record in rows.to_dict("index").items()
    ]


def _divide(
    base: str, record: dict[str, Any], unit: str, prices: list[dict[str, Any]]
) -> dict[str, Any] | None:
    span = dates.parse(record["period"])
    same_won = [p for p in prices if p["currency_basis"] == record["currency_basis"]]
    usable = [p for p in same_won if _gap(span, p["span"]) <= NEAR]
    if not usable:
        return None
    place = {record["place_id"]: 0, "pyongyang": 1}
    price = min(usable, key=lambda p: (place.get(p["place_id"], 2), *_nearness(span, p)))
    sums = {
        column: record[column] / price["value"] for column in ("value", "value_low", "value_high")
    }
    inferred = "inferred" in (record["period_basis"], price["period_basis"])
    return {
        "derived_id": f"{base}-{PRICES[unit]}",
        "base_row": base,
        "indicator_id": record["indicator_id"],
        "place_id": record["place_id"],
        "period": record["period"],
        "unit": unit,
        **{column: float(f"{amount:.4g}") for column, amount in sums.items()},
        "price_row": price["row"],
        "price_gap_days": _gap(span, price["span"]),
        "basis": "inferred" if inferred else "printed",
    }


def _nearness(span: dates.Span, price: dict[str, Any]) -> tuple[int, int, int, str]:
    """Smaller is nearer: days between, days between twice the middles, days covered, row."""
    first, last = price["span"].first, price["span"].last
    middles = abs((first - span.first).days + (last - span.last).days)
    return _gap(span, price["span"]), middles, (last - first).days, str(price["row"])


def _gap(one: dates.Span, two: dates.Span) -> int:
    """Days between two spans; none where they overlap."""
    return max(0, (two.first - one.last).days, (one.first - two.last).days)
