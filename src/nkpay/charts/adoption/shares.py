"""Figures of the adoption chapter: shares of people, and the rows of panels that it draws with."""

from __future__ import annotations

import textwrap
from typing import Any

import altair as alt
import pandas as pd

from nkpay import dates, theme, wording
from nkpay.numbers.adoption import shares as said
from nkpay.registry import Drawing, chart
from nkpay.select import ids

CHARACTER = 6.3
LINE = 15


@chart
def usage_claims(
    claims: pd.DataFrame, indicators: pd.DataFrame, places: pd.DataFrame, *, width: int
) -> Drawing:
    """What share of whom is said to pay how: one panel a question, one mark a claim."""
    shares = _by_question(said.share_claims(claims))
    table = pd.DataFrame(
        {
            "panel": indicators.loc[shares["indicator_id"], "question"].to_numpy(),
            "label": _who(shares, places),
            "value": shares["value"].to_numpy(),
            "value_low": shares["value_low"].fillna(shares["value"]).to_numpy(),
            "value_high": shares["value_high"].fillna(shares["value"]).to_numpy(),
            "date basis": shares["as_of_basis"].to_numpy(),
            "evidence": shares["evidence"].to_numpy(),
            "claim": shares.index,
        }
    )
    low, high = table["value"].min(), table["value"].max()
    return Drawing(
        chart=row_panels(table, "claim", "per cent of the people meant", 100, width),
        title="Each question about who pays how is answered by one original alone",
        asserts=("adoption.no_question_shared",),
        alt=(
            f"{wording.count(len(table)).capitalize()} claims in"
            f" {wording.count(table['panel'].nunique())} panels, from {low:g} to {high:g} per"
            f" cent. {read_out(table)}"
        ),
        caption=(
            "One mark a claim, at the original where its page was seen, else at a page that relays"
            " it; the bar is the range that its words allow. Panels ask different questions of"
            " different people and do not form a series."
        ),
        table=table,
        rows=ids(shares),
    )


def _by_question(shares: pd.DataFrame) -> pd.DataFrame:
    """Claims in the order of the questions, then by date, the higher share first."""
    order = {question: place for place, question in enumerate(said.SHARE_QUESTIONS)}
    keyed = shares.assign(order=shares["indicator_id"].map(order))
    return keyed.sort_values(["order", "place_id", "as_of"]).sort_values(
        ["order", "as_of", "value"], ascending=[True, True, False], kind="stable"
    )


def _who(shares: pd.DataFrame, places: pd.DataFrame) -> list[str]:
    """Whom a claim speaks of and when; the place too where two claims would read alike."""
    alike = shares.duplicated(["indicator_id", "population", "as_of"], keep=False)
    labels = []
    for claim, ambiguous in zip(shares.itertuples(), alike, strict=True):
        who = f"{claim.population[:1].upper()}{claim.population[1:]}"
        if ambiguous:
            who = f"{places.loc[claim.place_id, 'name']}: {claim.population}"
        labels.append(f"{who}, {dates.in_words(claim.as_of)}")
    return labels


def read_out(table: pd.DataFrame, unit: str = "per cent") -> str:
    """The rows of all panels as sentences for readers who cannot see them."""
    printed = table.get("printed", pd.Series([_printed(r) for r in table.itertuples()]))
    words = table["label"] + ", " + printed + f" {unit}"
    by_panel = words.groupby(table["panel"], sort=False)
    return " ".join(f"{panel}: {'; '.join(rows)}." for panel, rows in by_panel).replace("?:", "?")


def _printed(row: Any) -> str:
    return wording.between(row.value_low, row.value_high)


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, int(width / CHARACTER))


def row_panels(
    table: pd.DataFrame, key: str, title: str, top: float, width: int, step: float = 20
) -> alt.VConcatChart:
    """One panel a question or channel, one row a claim: words above, mark and range below.

    Without a column ``evidence`` all marks are alike; a column ``printed`` replaces the range
    in figures beside the mark.
    """
    data = table.assign(
        link="row/" + table[key],
        words=["\n".join(_wrapped(text, width)) for text in table["label"]],
    )
    if "printed" not in table:
        data["printed"] = [_printed(row) for row in table.itertuples()]
    ticks = [step * n for n in range(int(top / step) + 1)]
    groups = list(data.groupby("panel", sort=False))
    panels = [
        _panel(
            rows.reset_index(drop=True),
            str(name),
            alt.X("value:Q")
            .scale(domain=[0, top])
            .title(title if number == len(groups) else None)
            .axis(
                labels=number == len(groups),
                ticks=False,
                domain=False,
                grid=False,
                values=ticks,
                format="~f",
            ),
            ticks,
            width - 16,
            sorted(set(table["evidence"])) if "evidence" in table else [],
        )
        for number, (name, rows) in enumerate(groups, start=1)
    ]
    return alt.vconcat(*panels, spacing=14)


def _panel(
    rows: pd.DataFrame, name: str, x: alt.X, ticks: list[float], width: int, kinds: list[str]
) -> alt.LayerChart | alt.FacetChart:
    lines = [text.count("\n") + 1 for text in rows["words"]]
    heights = [LINE * n + 22 for n in lines]
    ends = pd.Series(heights).cumsum()
    placed = rows.assign(above=ends - heights + 2, mark=ends - 12)
    base = alt.Chart(placed)
    down = alt.Scale(domain=[sum(heights), 0], nice=False)
    on_track = base.encode(y=alt.Y("mark:Q").scale(down).title(None).axis(None))
    words = base.mark_text(align="left", baseline="top", lineBreak="\n", lineHeight=LINE).encode(
        x=alt.XValue(0), y=alt.Y("above:Q").scale(down).axis(None), text=alt.Text("words:N")
    )
    value = on_track.mark_text(align="left", dx=9, color=theme.MUTED).encode(
        x=alt.X("value_high:Q"), text=alt.Text("printed:N")
    )
    title = alt.TitleParams(
        _wrapped(name, width - 24), anchor="start", fontSize=13, offset=2, color=theme.INK
    )
    marks = _marks(on_track.encode(x=x), kinds)
    layers = (_track(placed["mark"], ticks, down), theme.range_bars(on_track), marks, words, value)
    return alt.layer(*layers).properties(width=width, height=sum(heights), title=title)


def _track(marks: pd.Series, ticks: list[float], down: alt.Scale) -> alt.Chart:
    """A short rule at each tick behind each row, so that no line crosses words."""
    rules = pd.DataFrame(
        [{"tick": t, "from": mark - 9, "to": mark + 9} for mark in marks for t in ticks]
    )
    return (
        alt.Chart(rules)
        .mark_rule(color=theme.RULE)
        .encode(x=alt.X("tick:Q"), y=alt.Y("from:Q").scale(down).axis(None), y2="to:Q")
    )


def _marks(base: alt.Chart, kinds: list[str]) -> alt.Chart:
    if kinds:
        return theme.evidence_marks(base, kinds)
    return base.mark_point(filled=True, size=80, color=theme.ACCENT, opacity=1).encode(
        href=alt.Href("link:N")
    )
