"""What the state gave for a dollar as a share of the market rate."""

from __future__ import annotations

import json
import textwrap

import altair as alt
import pandas as pd

from nkpay import dates, theme, wording
from nkpay.charts.history.drawing import faceted, short
from nkpay.numbers.history import rates
from nkpay.registry import Drawing, chart

PANELS = {
    rates.OFFICIAL: "Official rate",
    rates.CARD: "Loaded onto a Narae card",
    rates.POINTS: "State exchange points",
}


@chart
def state_rate_share(
    series: pd.DataFrame,
    claims: pd.DataFrame,
    sources: pd.DataFrame,
    outlets: pd.DataFrame,
    *,
    width: int,
) -> Drawing:
    """State rates of the dollar in per cent of the market rate of the same date and place."""
    rows = rates.pairs(series, claims)
    outlet = outlets.loc[sources.loc[rows["source_id"], "outlet_id"], "name"]
    table = _table(rows, outlet)
    return Drawing(
        chart=_panels(table, width),
        title=(
            "The official rate stayed below a tenth of the market rate; state exchange points"
            " gave more than half"
        ),
        asserts=("history.official_below_tenth", "history.points_above_half"),
        alt=(
            f"{len(table)} state rates of the dollar in per cent of the market rate. "
            + " ".join(
                f"{kind}: {_listed(group)}."
                for kind, group in table.groupby("state rate", sort=False)
            )
        ),
        caption=(
            "A state rate stands beside the market rates that a page dates within the same day,"
            " month or quarter and gives for the same place; a rate for the whole country is set"
            " against any market in it. The bar spans the cheapest and the dearest market dollar."
            " Dates that were inferred and rates for a whole year are left out. The marks do not"
            " show evidence, which observations of rates are not coded with. No line joins them:"
            " they are rates for different people and purposes."
        ),
        table=table,
        rows=rates.pair_ids(rows),
    )


def _table(rows: pd.DataFrame, outlet: pd.Series) -> pd.DataFrame:
    """One row a state rate, with the market dollars it is set against."""
    return pd.DataFrame(
        {
            "state rate": rows["indicator_id"].map(PANELS),
            "date": rows["at"],
            "reported by": outlet.to_numpy(),
            "state, won": rows["value"],
            "market from, won": rows["cheapest"],
            "market to, won": rows["dearest"],
            "least, per cent": rows["least"].round(1),
            "most, per cent": rows["most"].round(1),
            "row": rows.index,
            "market rows": [";".join(market) for market in rows["market"]],
        }
    ).reset_index(drop=True)


def _when(period: str) -> str:
    year, _, quarter = period.partition("-Q")
    return f"{year}, quarter {quarter}" if quarter else short(period)


def _printed(table: pd.DataFrame) -> list[str]:
    ends = zip(table["least, per cent"], table["most, per cent"], strict=True)
    return [wording.between(rates.rounded(low), rates.rounded(high)) for low, high in ends]


def _listed(group: pd.DataFrame) -> str:
    shares = zip(group["date"], _printed(group), strict=True)
    return "; ".join(f"{dates.in_words(day)}, {share}" for day, share in shares)


def _panels(table: pd.DataFrame, width: int) -> alt.FacetChart:
    wide = width > 500
    panel = width - (235 if wide else 165)
    data = table.assign(
        value_low=table["least, per cent"],
        value_high=table["most, per cent"],
        middle=(table["least, per cent"] + table["most, per cent"]) / 2,
        link="row/" + table["row"],
        printed=[f"{share} %" for share in _printed(table)],
    )
    names = {
        r.row: textwrap.wrap(f"{_when(r.date)}, {r.said}", 60 if wide else 22)
        for r in table.rename(columns={"reported by": "said"}).itertuples()
    }
    axis = alt.Axis(
        labelExpr=f"{json.dumps(names)}[datum.value]", ticks=False, domain=False, labelPadding=8
    )
    y = alt.Y("row:N").title(None).sort(list(table["row"])).axis(axis)
    layers = _layers(data, y).properties(width=panel, height={"step": 21 if wide else 36})
    return faceted(layers, "state rate", list(PANELS.values()), width)


def _layers(data: pd.DataFrame, y: alt.Y) -> alt.LayerChart | alt.FacetChart:
    base = alt.Chart(data).encode(y=y)
    ticks = alt.Axis(values=[0, 25, 50, 75, 100], title="per cent of the market rate")
    x = alt.X("middle:Q").scale(domain=[0, 108], nice=False).axis(ticks)
    dots = base.mark_point(filled=True, size=75, opacity=1, color=theme.ACCENT)
    par = alt.Chart(data).mark_rule(strokeDash=[4, 3], color=theme.RULE)
    text = alt.Text("printed:N")
    right = base.transform_filter("datum.value_high <= 60").mark_text(align="left", dx=9)
    left = base.transform_filter("datum.value_high > 60").mark_text(align="right", dx=-9)
    return alt.layer(
        par.encode(x=alt.datum(100)),
        theme.range_bars(base),
        dots.encode(x=x, href=alt.Href("link:N")),
        right.encode(x=alt.X("value_high:Q"), text=text),
        left.encode(x=alt.X("value_low:Q"), text=text),
    )
