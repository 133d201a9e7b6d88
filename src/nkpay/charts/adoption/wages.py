"""Figure of what state wages buy."""

from __future__ import annotations

import pandas as pd

from nkpay import dates, wording
from nkpay.charts.adoption.shares import read_out, row_panels
from nkpay.numbers.adoption import wages
from nkpay.registry import Drawing, chart
from nkpay.select import ids


@chart
def wages_in_rice(
    claims: pd.DataFrame,
    series: pd.DataFrame,
    indicators: pd.DataFrame,
    sources: pd.DataFrame,
    outlets: pd.DataFrame,
    *,
    width: int,
) -> Drawing:
    """What a monthly state wage buys in rice: one panel a month, one mark a report."""
    rows = wages.wages_in_rice(claims, series, indicators)
    who = [_who(row, claims, series, sources, outlets) for row in rows["base_row"]]
    table = _table(rows, who, series)
    return Drawing(
        chart=row_panels(table, "wage", "kilograms of rice a month", 24, width, 4),
        title="The wage rise multiplied what state pay buys, and dearer rice took most of it back",
        asserts=("adoption.wage_rice_gained", "adoption.wage_rice_lost"),
        alt=(
            f"{wording.count(len(table)).capitalize()} monthly wages in kilograms of rice, by"
            f" month. {read_out(table, 'kilograms')}"
        ),
        caption=(
            "Reported state wages in new won, each divided by the nearest market price of a"
            " kilogram of rice printed for Pyongyang, at most half a year away: our arithmetic. The"
            " bar is the range of the wage. Groups and regions differ, so the marks are no series;"
            " rations and other income are not counted."
        ),
        table=table,
        rows=(
            *ids(series.loc[rows["price_row"].unique()]),
            *dict.fromkeys(rows["base_row"]),
            *ids(wages.rise(claims)),
        ),
    )


def _table(rows: pd.DataFrame, who: list[str], series: pd.DataFrame) -> pd.DataFrame:
    """One row a report: its range in kilograms, and the price that it was divided by."""
    low = rows["value_low"].fillna(rows["value"])
    high = rows["value_high"].fillna(rows["value"]).fillna(low)
    bound = rows["value_low"].notna() & rows["value_high"].isna()
    return pd.DataFrame(
        {
            "panel": [dates.in_words(period) for period in rows["period"]],
            "label": who,
            "value": ((low + high) / 2).to_numpy(),
            "value_low": low.to_numpy(),
            "value_high": high.to_numpy(),
            "printed": [
                f"{wording.between(round(a, 1), round(b, 1))}{' or more' if more else ''}"
                for a, b, more in zip(low, high, bound, strict=True)
            ],
            "price of rice": series.loc[rows["price_row"], "value"].to_numpy(),
            "date of price": series.loc[rows["price_row"], "period"].to_numpy(),
            "wage": rows["base_row"].to_numpy(),
            "price": rows["price_row"].to_numpy(),
        }
    )


def _who(
    row: str,
    claims: pd.DataFrame,
    series: pd.DataFrame,
    sources: pd.DataFrame,
    outlets: pd.DataFrame,
) -> str:
    """Whose wage, as the page describes them, and which outlet says so."""
    record = (claims if row in claims.index else series).loc[row]
    outlet = outlets.loc[sources.loc[record["source_id"], "outlet_id"], "name"]
    if row in claims.index:
        who = f"{record['population']}, the northern provinces"
    else:
        parts = record["note"].removesuffix(", more than").split("; ")
        who = ", ".join(p for p in parts if not p.startswith(("the page says", "over ")))
    return f"{who[:1].upper()}{who[1:]} ({outlet})"
