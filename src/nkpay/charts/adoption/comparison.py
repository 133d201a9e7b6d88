"""Figures of fees for sending money, and of other countries."""

from __future__ import annotations

import textwrap

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
    table = _fees(rows, entities, places)
    low, high = table["value"].min(), table["value"].max()
    return Drawing(
        chart=row_panels(table, "claim", "per cent of the sum sent", high * 1.1, width, 2),
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


def _fees(rows: pd.DataFrame, entities: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """One row a fee, with its range and the words beside its mark."""
    where = places.loc[rows["place_id"], "name"]
    said = zip(rows["as_of"], where, rows["statement"], strict=True)
    return pd.DataFrame(
        {
            "panel": entities.loc[rows["subject_id"], "label"].to_numpy(),
            "label": [
                f"{dates.in_words(when)}, {_inside(place)}. {statement.rstrip('.')}"
                for when, place, statement in said
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


def _inside(place: str) -> str:
    return place.replace("The ", "the ", 1)


#: Questions of the survey, by their words at the head of a column.
ASKED = {
    comparison.FINDEX: "any digital payment",
    "findex2025-account": "has an account",
    "findex2025-digital-merchant-payment": "digital in a shop",
    "findex2025-mobile-money-account": "mobile money",
    "findex2025-cash-on-delivery": "cash on delivery only",
}


@chart
def findex(series: pd.DataFrame, places: pd.DataFrame, *, width: int) -> Drawing:
    """Adults by question of the survey, with North Korea as an empty row."""
    rows = comparison.findex(series, places)
    year = comparison.findex_year(series, places).text
    asked = series["indicator_id"].isin(ASKED) & (series["period"] == year)
    shown = series[asked & series["place_id"].isin(rows["place_id"])]
    table = _answers(shown, places)
    missing = places.loc["dprk", "name"]
    countries = [*places.loc[rows["place_id"], "name"], missing]
    names = "; ".join(
        f"{country} {value:.0f}" for country, value in zip(countries, rows["value"], strict=False)
    )
    return Drawing(
        chart=_cells(table, countries, width),
        title=f"The survey that compares countries, last held in {year}, leaves North Korea empty",
        asserts=("adoption.findex_without_north_korea",),
        alt=(
            f"A table of {len(rows)} countries and {len(ASKED)} questions, {len(table)} cells, the"
            f" higher the share the darker. Adults who made or received a digital payment, in per"
            f" cent: {names}. {missing}: not surveyed."
        ),
        caption=(
            "Per cent of adults aged 15 and over, rounded; Global Findex,"
            f" {year}; an empty cell means no value in our data. Each column asks"
            " another question: any digital payment made or received in a year; an account at a"
            " bank or provider; a digital payment to a shop; a mobile-money account; goods bought"
            " online and paid in cash alone. North Korea is not in the survey, and no share"
            " reported from there may be read on this scale. Countries are those of our data."
        ),
        table=table,
        rows=ids(series[series["indicator_id"] == comparison.FINDEX], shown),
    )


def _answers(shown: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """One row a country and question."""
    return pd.DataFrame(
        {
            "country": places.loc[shown["place_id"], "name"].to_numpy(),
            "question": shown["indicator_id"].map(ASKED).to_numpy(),
            "per cent of adults": shown["value"].to_numpy(),
            "year": shown["period"].to_numpy(),
            "observation": shown.index,
        }
    )


def _cells(
    table: pd.DataFrame, countries: list[str], width: int
) -> alt.LayerChart | alt.FacetChart:
    """A cell a country and question, shaded by its share, with the share in figures."""
    data = table.assign(
        link="row/" + table["observation"],
        printed=[f"{value:.0f}" for value in table["per cent of adults"]],
    )
    questions = list(ASKED.values())
    heads = {q: textwrap.wrap(q, 8 if width < 500 else 20) for q in questions}
    above = 14 * (max(map(len, heads.values())) - 1) + 4
    y = alt.Y("country:N").sort(countries).scale(domain=countries).title(None)
    x = alt.X("question:N").sort(questions).title(None)
    head = x.axis(
        orient="top",
        ticks=False,
        domain=False,
        labelAngle=0,
        labelPadding=above,
        labelExpr=f"{heads}[datum.value]",
    )
    base = alt.Chart(data).encode(y=y.axis(ticks=False, domain=False))
    cells = base.mark_rect(stroke=theme.PAPER, strokeWidth=2).encode(
        x=head,
        color=alt.Color("per cent of adults:Q", legend=None).scale(
            domain=[0, 100], range=["#f1f5f8", "#8fbcd4"]
        ),
        href=alt.Href("link:N"),
    )
    figures = base.mark_text().encode(x=x, text=alt.Text("printed:N"))
    empty = (
        alt.Chart(pd.DataFrame({"country": [countries[-1]], "printed": ["not surveyed"]}))
        .mark_text(align="left", fontStyle="italic", color=theme.MUTED)
        .encode(y=y, x=alt.XValue(6), text=alt.Text("printed:N"))
    )
    return alt.layer(cells, figures, empty).properties(width=width - 90, height=22 * len(countries))
