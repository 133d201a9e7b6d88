"""Figures of the methods chapter."""

from __future__ import annotations

import altair as alt
import pandas as pd

from nkpay import theme, wording
from nkpay.numbers.methods import pages as methods
from nkpay.registry import Drawing, chart

LANGUAGES = {"ko": "Korean", "en": "English", "ja": "Japanese"}


def _bars(table: pd.DataFrame, heads: dict[str, str], width: int) -> alt.TopLevelMixin:
    """A row of bars a language, one bar a year."""
    data = table.assign(head=table["language"].map(heads))
    return (
        alt.Chart(data)
        .mark_bar(color=theme.ACCENT, width=max(4, width // 60))
        .encode(
            x=alt.X("year:Q")
            .scale(domain=[int(table["year"].min()) - 1, int(table["year"].max()) + 1], nice=False)
            .title(None)
            .axis(format="d", tickCount=6, grid=False),
            y=alt.Y("sources:Q").title("sources").axis(tickCount=3),
            tooltip=[alt.Tooltip("language:N"), alt.Tooltip("year:N"), alt.Tooltip("sources:Q")],
        )
        .properties(width=width - 60, height=70)
        .facet(
            row=alt.Row("head:N")
            .sort(list(heads.values()))
            .title(None)
            .header(
                labelAngle=0,
                labelAlign="left",
                labelAnchor="start",
                labelOrient="top",
                labelPadding=2,
            ),
            spacing=14,
        )
    )


@chart
def sources_by_year(sources: pd.DataFrame, *, width: int) -> Drawing:
    """Sources by year of publication, one row of bars a language."""
    dated = sources[sources["published"] != ""]
    table = (
        dated.assign(
            language=dated["language"].map(LANGUAGES).fillna("other languages"),
            year=dated["published"].str[:4],
        )
        .groupby(["language", "year"])
        .size()
        .rename("sources")
        .reset_index()
        .assign(rows="table:sources")
    )
    order = [*LANGUAGES.values(), "other languages"]
    totals = table.groupby("language")["sources"].sum().reindex(order, fill_value=0)
    heads = {name: f"{name[0].upper()}{name[1:]}, {n}" for name, n in totals.items()}
    years = methods.by_year(sources)
    undated = len(sources) - len(dated)
    return Drawing(
        chart=_bars(table, heads, width),
        title=f"Most sources are in Korean or English, and no year has as many as {years.index[0]}",
        asserts=("methods.mostly_korean_or_english", "methods.one_year_leads"),
        alt=(
            f"Bars for {len(dated)} sources from {table['year'].min()} to {table['year'].max()}: "
            + wording.listing(heads.values())
            + f". The tallest year is {years.index[0]} with {years.iloc[0]} sources, then"
            f" {years.index[1]} with {years.iloc[1]}."
        ),
        caption=(
            "A count of the pages behind the data set by year of publication. It shows what was"
            f" found and kept, not how much happened. {undated} sources without a date are left"
            " out."
        ),
        table=table,
        rows=methods.SOURCES,
    )


def _in_grid(rows: pd.DataFrame, across: int) -> pd.DataFrame:
    """Places in a grid filled line by line, the sources that were read whole first."""
    ordered = rows.sort_values(["seen", "source"], ascending=[False, True])
    at = pd.RangeIndex(len(ordered)).to_numpy()
    return ordered.assign(column=at % across, line=at // across)


def _squares(table: pd.DataFrame, heads: dict[str, str], width: int) -> alt.TopLevelMixin:
    """A block of squares a kind of publication, one square a source."""
    across = (width - 20) // 11
    placed = pd.concat([_in_grid(table[table["kind"] == kind], across) for kind in heads])
    lines = placed.groupby("kind")["line"].max().reindex(list(heads)) + 1
    start = (lines + 2.4).cumsum() - lines - 2.4
    data = placed.assign(line=placed["line"] + placed["kind"].map(start))
    bottom = float(start.iloc[-1] + lines.iloc[-1])
    y = alt.Y("line:Q", axis=None).scale(domain=[-2.2, bottom], reverse=True, nice=False)
    x = alt.X("column:Q", axis=None).scale(domain=[-0.6, across], nice=False)
    marks = (
        alt.Chart(data)
        .mark_square(size=52, strokeWidth=1.3, opacity=1, stroke=theme.ACCENT)
        .encode(
            x=x,
            y=y,
            fill=alt.Fill("seen:N", legend=None).scale(
                domain=["full", "excerpt"], range=[theme.ACCENT, theme.PAPER]
            ),
            tooltip=[alt.Tooltip("source:N"), alt.Tooltip("seen:N")],
        )
    )
    labels = (
        alt.Chart(pd.DataFrame({"head": heads.values(), "line": start.to_numpy() - 1.3}))
        .mark_text(align="left", fontWeight=600)
        .encode(x=alt.XValue(0), y=y, text=alt.Text("head:N"))
    )
    return alt.layer(marks, labels).properties(width=width - 20, height=round(11 * (bottom + 2.2)))


@chart
def read_whole_or_in_part(sources: pd.DataFrame, *, width: int) -> Drawing:
    """One mark a source by kind of publication, filled where it was read whole."""
    table = sources[["kind", "seen"]].rename_axis("source").reset_index()
    kinds = table["kind"].value_counts()
    whole = table[table["seen"] == "full"].groupby("kind").size().reindex(kinds.index, fill_value=0)
    heads = {k: f"{_printed(k)}: {whole[k]} of {kinds[k]} read whole" for k in kinds.index}
    return Drawing(
        chart=_squares(table, heads, width),
        title=f"Of {len(table):,} sources only {whole.sum()} were read whole",
        asserts=("methods.mostly_excerpts",),
        alt=f"Squares, one a source, filled where it was read whole. {'; '.join(heads.values())}.",
        caption=(
            "One square a source: filled, the whole page was read; hollow, an excerpt. A count of"
            " what we read, which says nothing on how good a publication is."
        ),
        table=table,
        rows=methods.SOURCES,
    )


def _printed(kind: str) -> str:
    return {
        "news-report": "News reports",
        "reference": "Reference pages",
        "think-tank": "Think tanks",
        "law-text": "Legal texts",
        "academic": "Academic works",
        "ngo": "Non-governmental organisations",
        "government": "Governments",
        "state-media": "State media",
        "opinion": "Opinion columns",
    }.get(kind, kind)
