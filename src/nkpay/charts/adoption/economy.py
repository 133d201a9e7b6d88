"""Figure of the won and of rice."""

from __future__ import annotations

import altair as alt
import pandas as pd

from nkpay import theme
from nkpay.charts.adoption.phones import keyed_points
from nkpay.numbers.adoption import economy
from nkpay.registry import Drawing, chart
from nkpay.select import ids

DOLLAR, RICE = "one US dollar", "one kilogram of rice"


@chart
def exchange_rate_and_rice(series: pd.DataFrame, *, width: int) -> Drawing:
    """The market price of a dollar and of a kilogram of rice in Pyongyang, in new won."""
    dollar = economy.in_pyongyang(economy.market_rate(series))
    rice = economy.in_pyongyang(economy.rice_price(series))
    rows = pd.concat([dollar.assign(what=DOLLAR), rice.assign(what=RICE)])
    table = _table(rows)
    first, last = economy.rate_first(series), economy.rate_last(series)
    start, end = economy.rate_first_date(series).text, economy.rate_last_date(series).text
    ratio = economy.rate_ratio(series).text
    return Drawing(
        chart=_points(table, width),
        title=f"In Pyongyang a dollar cost {ratio} as many won on {end} as on {start}",
        asserts=("adoption.rate_rose",),
        alt=(
            f"{len(dollar)} market rates of the dollar from {dollar['value'].min():,.0f} to"
            f" {dollar['value'].max():,.0f} won, and {len(rice)} prices of rice from"
            f" {rice['value'].min():,.0f} to {rice['value'].max():,.0f} won, in Pyongyang,"
            f" {table['date'].min()} to {table['date'].max()}. The dollar goes from {first.text}"
            f" won on {start} to {last.text} won on {end}."
        ),
        caption=(
            "Market prices in Pyongyang as outlets printed them, in won of after the reform of"
            " November 2009. Reports whose date was inferred are left out; no line joins sparse"
            " reports."
        ),
        table=table.drop(columns="middle"),
        rows=ids(rows),
    )


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    """One row an observation."""
    return pd.DataFrame(
        {
            "what": rows["what"],
            "date": rows["period"],
            "middle": rows["middle"].astype(str),
            "won": rows["value"],
            "obtained": rows["obtained"],
            "reported by": rows["original"],
            "observation": rows.index,
        }
    ).reset_index(drop=True)


def _points(table: pd.DataFrame, width: int) -> alt.LayerChart | alt.FacetChart:
    """Both prices on one logarithmic axis, where equal heights are equal ratios."""
    least, most = table["won"].min(), table["won"].max()
    won = (
        alt.Y("won:Q")
        .scale(type="log", domain=[0.8 * least, 1.6 * most], nice=False)
        .title("won, logarithmic scale")
        .axis(values=[50, 100, 500, 1000, 5000, 10000, 50000], format=",.0f", domain=False)
    )
    styles = {DOLLAR: (theme.ACCENT, "circle"), RICE: (theme.WARM, "diamond")}
    points = keyed_points(table, "won", won, styles, width)
    return points.properties(width=width - 75, height=280)
