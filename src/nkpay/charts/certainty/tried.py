"""The findings on trial: what each survives and what it falls without."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from math import ceil
from typing import Final, Literal

import altair as alt
import pandas as pd

from nkpay import theme, wording
from nkpay.findings import findings
from nkpay.numbers.certainty.tried import Trials, on_trial, rows_of
from nkpay.registry import Drawing, chart
from nkpay.trial import Trial

#: What is taken away, a column each: the key in the table and the head over the column.
COLUMNS: Final = {
    "any original": "any one\noriginal",
    "largest publisher": "its largest\npublisher",
    "inspected": "what was\ninspected",
    "measured": "surveys,\nstatistics",
    "named-witness": "named\nwitnesses",
    "anonymous-source": "anonymous\nsources",
    "state-claim": "claims of\nthe state",
    "inference": "inference",
}
#: Room for the heads of the columns, and rows after which a phone shows them again at the latest.
_HEAD: Final = 74
_HEADS_EVERY: Final = 10
#: Pixels that a letter takes in the mean, with something to spare.
_LETTER: Final = 5.5
OUTCOMES: Final = {
    "stands": ("circle", theme.PAPER, theme.ACCENT, 50),
    "falls": ("cross", theme.WARM, theme.WARM, 130),
}


def _cells(tried: Trial) -> dict[str, bool]:
    """Column -> whether the finding stands; columns of which it has no evidence are missing."""
    kinds = {removal.key: removal.stands for removal in tried.by("evidence")}
    found = {"any original": not tried.falls("original"), **kinds}
    if publishers := tried.by("publisher"):
        found["largest publisher"] = publishers[0].stands
    return {column: found[column] for column in COLUMNS if column in found}


def _table(trials: Trials) -> pd.DataFrame:
    """One row a mark, the findings that fall least often first."""
    rows = [
        {
            "finding": tried.name,
            "statement": findings.about(tried.name).statement,
            "without": column,
            "outcome": "stands" if stands else "falls",
            "originals": len(tried.originals),
            "rows": len(tried.rows),
        }
        for tried in trials
        for column, stands in _cells(tried).items()
    ]
    table = pd.DataFrame(rows)
    falls = (table["outcome"] == "falls").groupby(table["finding"]).sum()
    return table.assign(falls=table["finding"].map(falls)).sort_values(
        ["falls", "finding"], kind="stable", ignore_index=True
    )


@chart
@on_trial
def findings_on_trial(trials: Trials, *, width: int) -> Drawing:
    """Each finding without any one original, its largest publisher, and each kind of evidence."""
    table = _table(trials)
    return Drawing(
        chart=_grid(table, width),
        title=(
            "Most findings survive the loss of any one report, but not of a whole kind of evidence"
        ),
        asserts=(
            "certainty.most_stand_without_an_original",
            "certainty.most_fall_without_a_kind",
        ),
        alt=_in_words(table),
        caption=(
            "A ring: the finding stands when this is taken away. A cross: it falls, or nothing is"
            " left to rest on. No mark: it has no such evidence. The largest publisher is the one"
            " with most originals of the finding; what others repeat from it goes with it."
        ),
        table=table.drop(columns="falls"),
        rows=rows_of(trials),
    )


def _in_words(table: pd.DataFrame) -> str:
    lines = []
    for statement, rows in table.groupby("statement", sort=False):
        fallen = rows.loc[rows["outcome"] == "falls", "without"]
        lost = [COLUMNS[column].replace("\n", " ") for column in fallen]
        fate = f"falls without {wording.listing(lost)}" if lost else "stands throughout"
        first = rows.iloc[0]
        basis = f"{first['rows']} rows, {first['originals']} originals"
        lines.append(f"{statement} ({basis}): {fate}")
    marks = f"{len(table)} marks in {table['finding'].nunique()} rows, one a finding"
    return f"{marks}. {'. '.join(lines)}."


def _grid(table: pd.DataFrame, width: int) -> alt.TopLevelMixin:
    """A row of marks a finding, its statement beside it or, on a phone, over it."""
    beside = width > 500
    made = _layout(table, width - 20, beside)
    x = alt.X("x:Q", axis=None).scale(domain=[0, width - 20], nice=False)
    y = alt.Y("y:Q", axis=None).scale(domain=[0, made.height], reverse=True, nice=False)
    layers = (_ticks(made, x, y), *_heads(made, x, y), _statements(made, x, y), _marks(made, x, y))
    return alt.layer(*layers).properties(width=width - 20, height=made.height)


@dataclass(frozen=True)
class _Layout:
    """Places in pixels: one row a mark, a statement, a head of a column."""

    marks: pd.DataFrame
    statements: pd.DataFrame
    heads: pd.DataFrame
    height: int


def _layout(table: pd.DataFrame, width: int, beside: bool) -> _Layout:
    """Rows as high as their statements need; heads at both ends and after every few rows."""
    left = width - len(COLUMNS) * 33 if beside else 0
    step = (width - left) / len(COLUMNS)
    findings_shown = table["finding"].nunique()
    every = findings_shown if beside else ceil(findings_shown / ceil(findings_shown / _HEADS_EVERY))
    over = 6 if beside else 13  # a statement on a phone begins right below the heads
    at, statements, heads = float(_HEAD), [], [(float(_HEAD - over), "left")]
    for index, (name, rows) in enumerate(table.groupby("finding", sort=False)):
        if index and index % every == 0:
            at += _HEAD
            heads.append((at - over, "left"))
        lines = textwrap.wrap(rows["statement"].iloc[0], int((left or width) / _LETTER))
        tall = 14 * len(lines)
        marks = at + tall / 2 + 1 if beside else at + tall + 13
        statements.append({"finding": name, "text": "\n".join(lines), "y": at, "marks": marks})
        at += tall + (8 if beside else 36)
    heads.append((at + 4, "right"))
    placed = pd.DataFrame(statements)
    middle = {column: left + (i + 0.5) * step for i, column in enumerate(COLUMNS)}
    marks_at = placed.set_index("finding")["marks"]
    return _Layout(
        table.assign(x=table["without"].map(middle), y=table["finding"].map(marks_at)),
        placed.assign(x=0),
        pd.DataFrame(
            {"x": middle[column], "y": y, "name": name, "align": align}
            for y, align in heads
            for column, name in COLUMNS.items()
        ),
        round(at) + _HEAD,
    )


def _ticks(made: _Layout, x: alt.X, y: alt.Y) -> alt.Chart:
    """Where marks can stand, so that a gap in a row is seen to be one."""
    places = made.statements[["marks"]].merge(
        pd.DataFrame({"x": made.heads["x"].unique()}), how="cross"
    )
    ends = places.assign(y=places["marks"] - 8, end=places["marks"] + 8)
    rule = alt.Chart(ends).mark_rule(color=theme.RULE, strokeWidth=1.5)
    return rule.encode(x=x, y=y, y2=alt.Y2("end:Q"))


def _statements(made: _Layout, x: alt.X, y: alt.Y) -> alt.Chart:
    return (
        alt.Chart(made.statements)
        .mark_text(align="left", baseline="top", lineBreak="\n", lineHeight=14)
        .encode(x=x, y=y, text="text:N")
    )


def _heads(made: _Layout, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The names of the columns, upright, over the first row and under the last."""
    aligns: tuple[Literal["left", "right"], ...] = ("left", "right")
    return [
        alt.Chart(made.heads[made.heads["align"] == align])
        .mark_text(
            angle=270,
            align=align,
            baseline="middle",
            lineBreak="\n",
            lineHeight=13,
            color=theme.MUTED,
        )
        .encode(x=x, y=y, text="name:N")
        for align in aligns
    ]


def _marks(made: _Layout, x: alt.X, y: alt.Y) -> alt.Chart:
    shapes, fills, strokes, sizes = zip(*OUTCOMES.values(), strict=True)
    domain = list(OUTCOMES)
    words = " : ".join(f"datum.value == '{k}' ? '{k}'" for k in domain) + " : ''"
    legend = alt.Legend(title=None, orient="top", labelExpr=words)
    return (
        alt.Chart(made.marks)
        .mark_point(strokeWidth=1.8, opacity=1)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape("outcome:N", legend=legend).scale(domain=domain, range=list(shapes)),
            fill=alt.Fill("outcome:N", legend=legend).scale(domain=domain, range=list(fills)),
            stroke=alt.Stroke("outcome:N", legend=legend).scale(domain=domain, range=list(strokes)),
            size=alt.Size("outcome:N", legend=legend).scale(domain=domain, range=list(sizes)),
            tooltip=["statement:N", "without:N", "outcome:N"],
        )
    )
