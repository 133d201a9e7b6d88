"""Figures of fees for sending money, and of other countries."""

from __future__ import annotations

import altair as alt
import pandas as pd

from nkpay import dates, theme, wording
from nkpay.charts.adoption.shares import read_out, row_panels
from nkpay.numbers.adoption import comparison
from nkpay.registry import Drawing, chart
from nkpay.select import ids


@chart
def transfer_fees(
    claims: pd.DataFrame, entities: pd.DataFrame, places: pd.DataFrame, *, width: int
) -> Drawing:
    """Fees for sending money: one panel a channel, one mark a claim, in order of date."""
    rows = comparison.fees(claims)
    first = rows.groupby("subject_id")["as_of"].transform("min")
    rows = rows.assign(first=first).sort_values(["first", "subject_id", "as_of"])
    where = places.loc[rows["place_id"], "name"]
    table = pd.DataFrame(
        {
            "panel": entities.loc[rows["subject_id"], "label"].to_numpy(),
            "label": [
                f"{dates.in_words(when)}, {_inside(place)}. {statement.rstrip('.')}"
                for when, place, statement in zip(
                    rows["as_of"], where, rows["statement"], strict=True
                )
            ],
            "value": rows["value"].to_numpy(),
            "value_low": rows["value_low"].fillna(rows["value"]).to_numpy(),
            "value_high": rows["value_high"].fillna(rows["value"]).to_numpy(),
            "date basis": rows["as_of_basis"].to_numpy(),
            "evidence": rows["evidence"].to_numpy(),
            "original": rows["original"].to_numpy(),
            "claim": rows.index,
        }
    )
    low, high = table["value"].min(), table["value"].max()
    return Drawing(
        chart=row_panels(table, "claim", "per cent of the sum sent", high * 1.1, width),
        title=(
            f"Reported fees for sending money lie far apart: {low:g} to {high:g} per cent, by"
            " channel and date"
        ),
        asserts=("adoption.fees_far_apart",),
        alt=f"{wording.count(len(table)).capitalize()} fees by channel. {read_out(table)}",
        caption=(
            "One mark a claim, grouped by channel. Channels, sums and towns differ, so the marks"
            " are not one series; dates that no page prints are inferred and marked so in the data."
        ),
        table=table,
        rows=ids(rows),
    )


def _inside(place: str) -> str:
    return place.replace("The ", "the ", 1)


@chart
def findex(series: pd.DataFrame, places: pd.DataFrame, *, width: int) -> Drawing:
    """Adults who made or received a digital payment, with North Korea as an empty row."""
    rows = comparison.findex(series, places)
    year = comparison.findex_year(series, places).text
    table = pd.DataFrame(
        {
            "country": places.loc[rows["place_id"], "name"].to_numpy(),
            "per cent of adults": rows["value"].to_numpy(),
            "year": rows["period"].to_numpy(),
            "observation": rows.index,
        }
    )
    missing = places.loc["dprk", "name"]
    order = [*table["country"], missing]
    data = table.assign(
        link="row/" + table["observation"], printed=[f"{v:.0f}" for v in rows["value"]]
    )
    y = alt.Y("country:N").sort(order).scale(domain=order).title(None)
    x = alt.X("per cent of adults:Q").scale(domain=[0, 100]).axis(tickCount=5, domain=False)
    base = alt.Chart(data).encode(y=y.axis(ticks=False, domain=False), x=x)
    points = base.mark_point(filled=True, size=70, color=theme.ACCENT, opacity=1).encode(
        href=alt.Href("link:N")
    )
    values = base.mark_text(align="left", dx=8, color=theme.MUTED).encode(
        text=alt.Text("printed:N")
    )
    empty = (
        alt.Chart(pd.DataFrame({"country": [missing], "printed": ["not surveyed"]}))
        .mark_text(align="left", fontStyle="italic", color=theme.MUTED)
        .encode(y=y, x=alt.XValue(4), text=alt.Text("printed:N"))
    )
    names = "; ".join(f"{r.country} {r[2]:.0f}" for r in table.itertuples())
    return Drawing(
        chart=alt.layer(points, values, empty).properties(width=width - 90, height=21 * len(order)),
        title=f"The survey that compares countries, last held in {year}, leaves North Korea empty",
        asserts=("adoption.findex_without_north_korea",),
        alt=(
            f"{wording.count(len(table)).capitalize()} countries by share of adults, in per cent:"
            f" {names}. {missing}: not surveyed."
        ),
        caption=(
            "Adults aged 15 and over who made or received a digital payment in the past year,"
            f" Global Findex, {year}. North Korea is not in that survey. No share reported from"
            " North Korea may be read on this scale: the survey asks a random sample about a whole"
            " year and counts pay and transfers received; the reports are impressions of who buys"
            " by phone or code. Countries are those of our data, not a sample of the world."
        ),
        table=table,
        rows=ids(series[series["indicator_id"] == comparison.FINDEX]),
    )
