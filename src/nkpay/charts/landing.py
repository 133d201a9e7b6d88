"""Figures of the landing page."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from nkpay import theme, wording
from nkpay.numbers.landing import judgements as landing
from nkpay.registry import Drawing, chart
from nkpay.select import ids

#: Group of aspects -> the aspects in it; an aspect named nowhere falls into the last group.
GROUPS = {
    "Systems: launch, maker, fees, functions": (
        "launch issuer developer currency function fee credit voucher"
    ),
    "Use: where, by whom, how many": "acceptance users share-of-people commerce",
    "What draws people or holds them back": "driver deterrent",
    "Why the state promotes it": "motive-stated motive-inferred promotion",
    "Law, duty and penalty": "law-date duty penalty mandatory",
    "What the state sees and does": "state-visibility use-against-people",
    "Wages": "wage-payment",
    "Around it: money, cash, networks, other": "",
}


def in_columns(marks: alt.Chart, columns: int) -> alt.Chart:
    """The same marks with their legend in that many columns, so that it fits a phone."""
    for channel in ("shape", "stroke", "fill"):
        marks.encoding[channel]["legend"]["columns"] = columns
    return marks


def of_judgement(claims: pd.DataFrame, key: str) -> pd.DataFrame:
    """One row an original behind a judgement, with its best kind of evidence, best first."""
    rows = landing.bearing(claims, key)
    ranks = {kind: rank for rank, kind in enumerate(theme.EVIDENCE_MARKS)}
    best = rows.assign(rank=rows["evidence"].map(ranks)).rename_axis("claim").reset_index()
    return (
        best.sort_values(["rank", "original", "claim"])
        .groupby("original", sort=False)
        .agg(evidence=("evidence", "first"), claims=("claim", "size"), claim=("claim", "first"))
        .reset_index()
        .assign(
            judgement=landing.JUDGEMENTS[key].label,
            word=landing.word(rows),
            place=lambda r: range(1, len(r) + 1),
        )
    )


def rows_of_originals(
    data: pd.DataFrame, width: int, labels: Mapping[str, str] = theme.EVIDENCE_LABELS
) -> alt.TopLevelMixin:
    """A row of marks a judgement under its label, with the count of originals at its end."""
    lines = {label: line for line, label in enumerate(data["label"].unique())}
    data = data.assign(line=data["label"].map(lines))
    ends = data.groupby("line").agg(label=("label", "first"), place=("place", "max")).reset_index()
    ends["originals"] = ends["place"].astype(str)
    x = alt.X("place:Q", axis=None).scale(domain=[0.5, data["place"].max() + 2])
    y = alt.Y("line:Q", axis=None).scale(domain=[-0.75, len(lines) - 0.7], reverse=True)
    marks = theme.evidence_marks(
        alt.Chart(data).encode(x=x, y=y),
        list(data["evidence"]),
        size=58 if width > 500 else 26,
        labels=labels,
    )
    text = alt.Chart(ends).encode(y=y)
    heads = text.mark_text(align="left", dy=-18, fontWeight=600).encode(
        x=alt.XValue(0), text=alt.Text("label:N")
    )
    counts = text.mark_text(align="left", dx=10, color=theme.MUTED).encode(
        x=x, text=alt.Text("originals:N")
    )
    return alt.layer(in_columns(marks, 3 if width > 500 else 2), heads, counts).properties(
        width=width - 20, height=46 * len(lines)
    )


@chart
def judgements(claims: pd.DataFrame, *, width: int) -> Drawing:
    """How each key judgement is supported: one mark an original, by its best evidence."""
    table = pd.concat([of_judgement(claims, key) for key in landing.JUDGEMENTS])
    data = table.assign(
        link="row/" + table["claim"],
        label=table["word"].str.capitalize() + ": " + table["judgement"],
    )
    return Drawing(
        chart=rows_of_originals(data, width),
        title="Only the law and the systems were inspected; the rest is what people say",
        asserts=("landing.only_law_and_systems_seen",),
        alt=(
            f"{wording.count(data['label'].nunique()).capitalize()} rows of marks, one a key"
            " judgement. "
            + "; ".join(_in_words(label, rows) for label, rows in data.groupby("label", sort=False))
            + "."
        ),
        caption=(
            "One mark an independent original, in the shape of the best evidence that it offers;"
            " the figure at the end of a row counts the originals. Pages that repeat an original"
            " add no mark."
        ),
        table=table[["judgement", "word", "original", "evidence", "claims", "claim"]],
        rows=ids(*(landing.bearing(claims, key) for key in landing.JUDGEMENTS)),
    )


def _in_words(label: str, rows: pd.DataFrame) -> str:
    kinds = rows["evidence"].value_counts(sort=False)
    listed = wording.listing(f"{n} {theme.EVIDENCE_LABELS[kind]}" for kind, n in kinds.items())
    return f"{label}: {listed}"


def by_group(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims in each group of aspects and kind of evidence, zeros included."""
    last = list(GROUPS)[-1]
    groups = {aspect: group for group, names in GROUPS.items() for aspect in names.split()}
    cells = pd.MultiIndex.from_product(
        [list(GROUPS), list(theme.EVIDENCE_MARKS)], names=["group", "evidence"]
    )
    return (
        claims.assign(group=claims["aspect"].map(groups).fillna(last))
        .groupby(["group", "evidence"])
        .size()
        .reindex(cells, fill_value=0)
        .rename("claims")
        .reset_index()
    )


def grid_of_counts(
    table: pd.DataFrame, width: int, labels: Mapping[str, str] = theme.EVIDENCE_LABELS
) -> alt.TopLevelMixin:
    """A mark a cell, the larger the more claims, with their count beside it."""
    data = table.assign(printed=table["claims"].astype(str), head=table["group"])
    column = width // 6 - 4
    base = alt.Chart(data).encode(
        x=alt.X("evidence:N", axis=None).sort(list(theme.EVIDENCE_MARKS)),
        y=alt.Y("group:N", axis=None).sort(list(table["group"].unique())),
    )
    marks = in_columns(
        theme.evidence_marks(
            base.transform_filter("datum.claims > 0"), list(theme.EVIDENCE_MARKS), labels=labels
        ).encode(
            size=alt.Size("claims:Q", legend=None).scale(range=[40, 300 if width > 500 else 220]),
        ),
        3 if width > 500 else 2,
    )
    marks.encoding.href = alt.Undefined  # a count of many rows leads to no single one
    counts = base.mark_text(align="left", dx=13, color=theme.INK).encode(text=alt.Text("printed:N"))
    heads = (
        base.transform_filter(f"datum.evidence == '{next(iter(theme.EVIDENCE_MARKS))}'")
        .mark_text(align="left", dy=-21, fontWeight=600)
        .encode(x=alt.XValue(0), text=alt.Text("head:N"))
    )
    return alt.layer(marks, counts, heads).properties(width=6 * column, height=54 * len(GROUPS))


@chart
def body_of_evidence(claims: pd.DataFrame, *, width: int) -> Drawing:
    """All claims by what they speak of and by kind of evidence."""
    table = by_group(claims)
    totals = table.groupby("evidence", sort=False)["claims"].sum()
    return Drawing(
        chart=grid_of_counts(table, width),
        title="Most of the evidence is an unnamed voice or the inference of an author",
        asserts=("methods.mostly_unseen",),
        alt=(
            f"A grid of counts, {len(GROUPS)} subjects by {len(totals)} kinds of evidence. Over"
            f" all {len(claims)} claims: "
            + wording.listing(f"{n} {theme.EVIDENCE_LABELS[kind]}" for kind, n in totals.items())
            + ". "
            + "; ".join(_group_in_words(g, rows) for g, rows in table.groupby("group", sort=False))
            + "."
        ),
        caption=(
            "A count of all claims of the data, by what they speak of; the more claims, the larger"
            " the mark. It shows what sources cover and how they know it, not how much of anything"
            " happens in the country."
        ),
        table=table.assign(rows="table:claims"),
        rows=("table:claims",),
    )


def _group_in_words(group: str, rows: pd.DataFrame) -> str:
    seen = rows.loc[rows["evidence"].isin(landing.SEEN), "claims"].sum()
    return f"{group}, {rows['claims'].sum()} claims, of which {seen} seen or counted"
