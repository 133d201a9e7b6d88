"""Figure of mobile subscribers, and points over time with their key."""

from __future__ import annotations

import altair as alt
import pandas as pd

from nkpay import theme
from nkpay.numbers.adoption import networks, phones
from nkpay.registry import Drawing, chart
from nkpay.select import ids

COUNTED = {
    phones.KORYOLINK: "Koryolink alone",
    phones.ESTIMATE: "all networks, estimates",
}
STYLES = {
    COUNTED[phones.KORYOLINK]: (theme.ACCENT, "circle"),
    COUNTED[phones.ESTIMATE]: (theme.WARM, "diamond"),
}


@chart
def mobile_subscribers(series: pd.DataFrame, *, width: int) -> Drawing:
    """Mobile subscribers in the country, as each counter reported them."""
    lines = phones.subscribers(series)
    table = _in_millions(lines)
    million = alt.Y("million:Q").title("million subscribers").axis(tickCount=5, domain=False)
    marks = keyed_points(table, "million", million, STYLES, width)
    last, latest = phones.operator_last(series), phones.subscribers_latest(series)
    return Drawing(
        chart=marks.properties(width=width - 55, height=240),
        title="Lines on all networks are put far above the last count that Koryolink’s owner gave",
        asserts=("adoption.subscribers_above_last_count",),
        alt=(
            f"{len(table)} observations, {table['date'].min()} to {table['date'].max()}. Koryolink"
            f" rises to {last.text} in {phones.operator_last_date(series).text}; estimates of all"
            f" networks run from {table['low'].where(_estimated(table)).min():g} to"
            f" {table['high'].max():g} million, the latest {latest.text}."
        ),
        caption=(
            "Circles are subscribers of Koryolink, the operator founded with Orascom of Egypt, as"
            " its owner printed them; diamonds are estimates for all networks by statistics offices"
            " and outside analysts, with a bar where a range was given. One person may hold more"
            " than one line."
        ),
        table=table.drop(columns="middle"),
        rows=ids(lines),
    )


def _in_millions(lines: pd.DataFrame) -> pd.DataFrame:
    """One row an observation; where only a range is printed, its middle stands for it."""
    value, low, high = (lines[end] / 1e6 for end in ("value", "value_low", "value_high"))
    return pd.DataFrame(
        {
            "what": lines["indicator_id"].map(COUNTED),
            "date": lines["period"],
            "middle": lines["middle"].astype(str),
            "million": value.fillna((low + high) / 2),
            "low": low.fillna(value),
            "high": high.fillna(value),
            "reported by": lines["original"],
            "observation": lines.index,
        }
    ).reset_index(drop=True)


def _estimated(table: pd.DataFrame) -> pd.Series:
    return table["what"] == COUNTED[phones.ESTIMATE]


@chart
def lines_per_hundred(series: pd.DataFrame, places: pd.DataFrame, *, width: int) -> Drawing:
    """Mobile lines for a hundred people, a year at a time, beside other countries."""
    rows = networks.lines(series, places)
    table = pd.DataFrame(
        {
            "country": places.loc[rows["place_id"], "name"].to_numpy(),
            "year": rows["period"].astype(int).to_numpy(),
            "lines": rows["value"].to_numpy(),
            "observation": rows.index,
        }
    )
    ends = table.groupby("country").tail(1)
    order = ends.sort_values("lines", ascending=False)
    last = networks.lines_latest(series)
    return Drawing(
        chart=_yearly(table, places.loc["dprk", "name"], width),
        title="North Korea has fewer mobile lines a head than any of the countries compared",
        asserts=("adoption.lines_lowest",),
        alt=(
            f"{len(table)} yearly values of {len(ends)} countries, {table['year'].min()} to"
            f" {table['year'].max()}. Latest lines for a hundred people: "
            + "; ".join(f"{r.country} {r.lines:.0f} in {r.year}" for r in order.itertuples())
            + f". North Korea has {last.text}."
        ),
        caption=(
            "Mobile subscriptions for a hundred people, International Telecommunication Union, as"
            " the World Bank prints them. A line joins consecutive years only. Lines are not"
            " people: where many hold two, the number passes a hundred."
        ),
        table=table,
        rows=ids(rows, series.loc[list(last.rows)]),
    )


def _yearly(table: pd.DataFrame, ours: str, width: int) -> alt.LayerChart | alt.FacetChart:
    run = (table["year"].diff() != 1) | (table["country"] != table["country"].shift())
    data = table.assign(link="row/" + table["observation"], run=run.cumsum())
    own = alt.condition(f"datum.country == '{ours}'", alt.value(theme.WARM), alt.value(theme.MUTED))
    step = 5 if width > 400 else 10
    first, last = -(-int(data["year"].min()) // step) * step, int(data["year"].max())
    years = alt.Axis(format="d", values=list(range(first, last + 1, step)), grid=False)
    base = alt.Chart(data).encode(
        x=alt.X("year:Q").scale(nice=False).title(None).axis(years),
        y=alt.Y("lines:Q").title("lines for a hundred people").axis(tickCount=5, domain=False),
        color=own,
    )
    ends = alt.Chart(data.groupby("country").tail(1)).encode(
        x="year:Q", y="lines:Q", text="country:N", color=own
    )
    return alt.layer(
        base.mark_line(strokeWidth=1.5).encode(detail="run:N"),
        base.mark_point(filled=True, size=22, opacity=1).encode(href=alt.Href("link:N")),
        ends.mark_text(align="left", dx=7, fontWeight=600),
    ).properties(width=width - 145, height=260)


def keyed_points(
    table: pd.DataFrame, value: str, y: alt.Y, styles: dict[str, tuple[str, str]], width: int
) -> alt.LayerChart | alt.FacetChart:
    """Points over time, a colour and shape a kind, each named once in the empty top left."""
    data = table.assign(link="row/" + table["observation"])
    # In UTC: the local time zone of whoever builds must not move a mark.
    years = alt.Axis(format="%Y", tickCount=6 if width > 400 else 4)
    x = alt.X("middle:T").scale(type="utc").title(None).axis(years)
    layers: list[alt.Chart] = []
    for place, (name, (colour, shape)) in enumerate(styles.items()):
        base = alt.Chart(data[data["what"] == name]).encode(x=x)
        if "low" in data:
            layers.append(
                base.mark_rule(**theme.BAR)
                .transform_filter("datum.high > datum.low")
                .encode(y=alt.Y("low:Q"), y2=alt.Y2("high:Q"))
            )
        layers.append(
            base.mark_point(filled=True, size=44, opacity=0.85, color=colour, shape=shape).encode(
                y=y,
                href=alt.Href("link:N"),
                tooltip=[
                    alt.Tooltip("what"),
                    alt.Tooltip("date"),
                    alt.Tooltip(value),
                    alt.Tooltip("reported by"),
                ],
            )
        )
        layers += _key(name, colour, shape, 8 + 19 * place)
    return alt.layer(*layers)


def _key(name: str, colour: str, shape: str, down: int) -> list[alt.Chart]:
    base = alt.Chart(pd.DataFrame({"what": [name]})).encode(y=alt.YValue(down))
    return [
        base.mark_point(filled=True, size=60, color=colour, shape=shape, opacity=1).encode(
            x=alt.XValue(12)
        ),
        base.mark_text(align="left", color=colour, fontWeight=600).encode(
            x=alt.XValue(22), text=alt.Text("what:N")
        ),
    ]
