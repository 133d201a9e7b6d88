"""Figures of the adoption chapter."""

from __future__ import annotations

import altair as alt
import pandas as pd

from nkpay import dates, theme, wording
from nkpay.numbers import adoption
from nkpay.registry import Drawing, chart
from nkpay.select import ids


@chart
def usage_claims(
    claims: pd.DataFrame, indicators: pd.DataFrame, places: pd.DataFrame, *, width: int
) -> Drawing:
    """What share of whom is said to pay how: one panel a question, one mark a claim."""
    shares = adoption.share_claims(claims)
    table = pd.DataFrame(
        {
            "question": indicators.loc[shares["indicator_id"], "label"].to_numpy(),
            "who": [
                f"{places.loc[place, 'name']}, {dates.in_words(when)}"
                for place, when in zip(shares["place_id"], shares["as_of"], strict=True)
            ],
            "value": shares["value"].to_numpy(),
            "value_low": shares["value_low"].fillna(shares["value"]).to_numpy(),
            "value_high": shares["value_high"].fillna(shares["value"]).to_numpy(),
            "evidence": shares["evidence"].to_numpy(),
            "claim": shares.index,
        }
    )
    data = table.assign(link="row/" + table["claim"])
    base = alt.Chart(data).encode(
        y=alt.Y("who:N")
        .title(None)
        .sort("-x")
        .axis(labelLimit=width // 2, ticks=False, domain=False)
    )
    x = alt.X("value:Q").scale(domain=[0, 100]).title("per cent of the people meant")
    panel = alt.layer(
        theme.range_bars(base),
        theme.evidence_marks(base.encode(x=x), sorted(set(table["evidence"]))),
    ).properties(width=width - width // 3 - 20, height={"step": 30})
    faceted = panel.facet(
        row=alt.Row("question:N")
        .title(None)
        .header(
            labelAngle=0,
            labelAlign="left",
            labelAnchor="start",
            labelOrient="top",
            labelLimit=width,
        ),
        spacing=8,
    ).resolve_scale(y="independent")
    low, high = table["value"].min(), table["value"].max()
    return Drawing(
        chart=faceted,
        title="Shares of people said to pay electronically disagree, and each answers another question",
        asserts=("adoption.shares_disagree",),
        alt=(
            f"{wording.count(len(table)).capitalize()} claims in"
            f" {wording.count(table['question'].nunique())} panels, from {low:g} to {high:g} per"
            " cent. "
            + "; ".join(f"{r.question}: {r.who}, {r.value:g} per cent" for r in table.itertuples())
            + "."
        ),
        caption=(
            "One mark a claim by the source that first made it; the bar is the range that its"
            " words allow. Panels ask different questions of different people and do not form a"
            " series."
        ),
        table=table,
        rows=ids(shares),
    )


@chart
def exchange_rate_and_rice(series: pd.DataFrame, *, width: int) -> Drawing:
    """The market price of a dollar and of a kilogram of rice in Pyongyang, in new won."""
    parts = {
        "One US dollar": adoption.market_rate(series),
        "One kilogram of rice": adoption.rice_price(series),
    }
    rows = pd.concat([part.assign(what=what) for what, part in parts.items()])
    table = pd.DataFrame(
        {
            "what": rows["what"],
            "date": rows["period"],
            "middle": rows["middle"].astype(str),
            "won": rows["value"],
            "reported by": rows["original"],
            "observation": rows.index,
        }
    ).reset_index(drop=True)
    data = table.assign(link="row/" + table["observation"])
    points = (
        alt.Chart(data)
        .mark_point(filled=True, size=34, opacity=0.85)
        .encode(
            x=alt.X("middle:T").title(None).axis(format="%Y", tickCount=6),
            y=alt.Y("won:Q").scale(type="log").title("won, logarithmic scale").axis(format=",.0f"),
            color=alt.Color("what:N").legend(orient="top", title=None),
            shape=alt.Shape("what:N").legend(orient="top", title=None),
            href="link:N",
            tooltip=["what", "date", alt.Tooltip("won", format=",.0f"), "reported by"],
        )
        .properties(width=width - 70, height=280)
    )
    first, last = adoption.rate_early_2024(series), adoption.rate_latest(series)
    return Drawing(
        chart=points,
        title="The won lost more than two thirds of its dollar value within two years from early 2024",
        asserts=("adoption.rate_tripled", "adoption.rate_fall_within_two_years"),
        alt=(
            f"{len(parts['One US dollar'])} market rates of the dollar and"
            f" {len(parts['One kilogram of rice'])} rice prices in Pyongyang, {data['date'].min()}"
            f" to {data['date'].max()}. The dollar goes from {first.text} won at the start of 2024"
            f" to {last.text} won in the latest report."
        ),
        caption=(
            "Market prices in Pyongyang as outlets printed them, in won of after the reform of"
            " November 2009. Reports whose date was inferred are left out; no line joins sparse"
            " reports."
        ),
        table=table.drop(columns="middle"),
        rows=ids(rows),
    )


@chart
def mobile_subscribers(series: pd.DataFrame, *, width: int) -> Drawing:
    """Mobile subscribers in the country, as each counter reported them."""
    lines = adoption.subscribers(series)
    table = pd.DataFrame(
        {
            "counted as": lines["indicator_id"].map(
                {
                    "koryolink-subscribers": "Koryolink, by its owner",
                    "mobile-subscribers-estimate": "all networks, estimates",
                }
            ),
            "date": lines["period"],
            "middle": lines["middle"].astype(str),
            "million": lines["value"] / 1e6,
            "low": lines["value_low"].fillna(lines["value"]) / 1e6,
            "high": lines["value_high"].fillna(lines["value"]) / 1e6,
            "reported by": lines["original"],
            "observation": lines.index,
        }
    ).reset_index(drop=True)
    table["million"] = table["million"].fillna((table["low"] + table["high"]) / 2)
    data = table.assign(link="row/" + table["observation"])
    base = alt.Chart(data).encode(
        x=alt.X("middle:T").title(None).axis(format="%Y", tickCount=6),
        color=alt.Color("counted as:N").legend(orient="top", title=None),
    )
    bars = base.mark_rule(strokeWidth=4, opacity=0.3, strokeCap="round").encode(
        y=alt.Y("low:Q").title("million subscribers"), y2="high:Q"
    )
    points = base.mark_point(filled=True, size=46, opacity=0.9).encode(
        y="million:Q",
        shape=alt.Shape("counted as:N").legend(orient="top", title=None),
        href="link:N",
        tooltip=["counted as", "date", "million", "reported by"],
    )
    latest = adoption.subscribers_latest(series)
    return Drawing(
        chart=(bars + points).properties(width=width - 60, height=240),
        title="Estimates of mobile subscribers rose severalfold after the operator stopped counting",
        asserts=("adoption.subscribers_rose",),
        alt=(
            f"{len(table)} observations from {data['date'].min()} to {data['date'].max()}; the"
            f" latest is {latest.text} subscribers."
        ),
        caption=(
            "Counts by the part-owner of Koryolink end in the middle of the decade; later points"
            " are estimates by others, with their range where they gave one."
        ),
        table=table.drop(columns="middle"),
        rows=ids(lines),
    )
