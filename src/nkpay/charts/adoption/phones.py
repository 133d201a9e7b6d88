"""Figure of mobile subscribers, and points over time with their key."""

from __future__ import annotations

import altair as alt
import pandas as pd

from nkpay import theme
from nkpay.numbers.adoption import phones
from nkpay.registry import Drawing, chart
from nkpay.select import ids

COUNTED = {
    phones.KORYOLINK: "Koryolink alone",
    phones.ESTIMATE: "all networks, estimates",
}


@chart
def mobile_subscribers(series: pd.DataFrame, *, width: int) -> Drawing:
    """Mobile subscribers in the country, as each counter reported them."""
    lines = phones.subscribers(series)
    low, high = lines["value_low"] / 1e6, lines["value_high"] / 1e6
    table = pd.DataFrame(
        {
            "what": lines["indicator_id"].map(COUNTED),
            "date": lines["period"],
            "middle": lines["middle"].astype(str),
            "million": (lines["value"] / 1e6).fillna((low + high) / 2),
            "low": low.fillna(lines["value"] / 1e6),
            "high": high.fillna(lines["value"] / 1e6),
            "reported by": lines["original"],
            "observation": lines.index,
        }
    ).reset_index(drop=True)
    marks = keyed_points(
        table,
        "million",
        alt.Y("million:Q").title("million subscribers").axis(tickCount=5, domain=False),
        {
            COUNTED[phones.KORYOLINK]: (theme.ACCENT, "circle"),
            COUNTED[phones.ESTIMATE]: (theme.WARM, "diamond"),
        },
        width,
    )
    last, latest = phones.operator_last(series), phones.subscribers_latest(series)
    return Drawing(
        chart=marks.properties(width=width - 55, height=240),
        title="The latest estimate of mobile lines lies well above the last figure for Koryolink",
        asserts=("adoption.subscribers_above_last_count",),
        alt=(
            f"{len(table)} observations, {table['date'].min()} to {table['date'].max()}. Koryolink"
            f" rises to {last.text} in {phones.operator_last_date(series).text}; estimates of all"
            f" networks run from {table['low'].where(_estimated(table)).min():g} to"
            f" {table['high'].max():g} million, the latest {latest.text}."
        ),
        caption=(
            "Circles are subscribers of Koryolink, the operator founded with Orascom of Egypt, as"
            " printed; diamonds are estimates for all networks by statistics offices and outside"
            " analysts, with a bar where a range was given. One person may hold more than one line."
        ),
        table=table.drop(columns="middle"),
        rows=ids(lines),
    )


def _estimated(table: pd.DataFrame) -> pd.Series:
    return table["what"] == COUNTED[phones.ESTIMATE]


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
                base.mark_rule(strokeWidth=5, opacity=0.28, color=theme.MUTED, strokeCap="round")
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
