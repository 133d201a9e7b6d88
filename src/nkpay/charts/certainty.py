"""The findings on trial: what each survives and what it falls without."""

from __future__ import annotations

import textwrap
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
    "any original": "any one original",
    "largest publisher": "its largest publisher",
    "inspected": "what was inspected",
    "measured": "surveys, statistics",
    "named-witness": "named witnesses",
    "anonymous-source": "anonymous sources",
    "state-claim": "claims of the state",
    "inference": "inference",
}
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
        lost = [COLUMNS[column] for column in rows.loc[rows["outcome"] == "falls", "without"]]
        fate = f"falls without {wording.listing(lost)}" if lost else "stands throughout"
        first = rows.iloc[0]
        basis = f"{first['rows']} rows, {first['originals']} originals"
        lines.append(f"{statement} ({basis}): {fate}")
    marks = f"{len(table)} marks in {table['finding'].nunique()} rows, one a finding"
    return f"{marks}. {'. '.join(lines)}."


def _grid(table: pd.DataFrame, width: int) -> alt.TopLevelMixin:
    """Statements in lines of their own, each over its row of marks; heads above and below."""
    order = {name: at for at, name in enumerate(table["finding"].unique())}
    data = table.assign(
        line=table["finding"].map(order), column=table["without"].map(list(COLUMNS).index)
    )
    # A phone has room for half a statement in a line.
    letters, step = (100, 50) if width > 500 else (44, 66)
    above, below = 125 / step, 135 / step
    x = alt.X("column:Q", axis=None).scale(domain=[-0.5, len(COLUMNS) - 0.5], nice=False)
    y = alt.Y("line:Q", axis=None).scale(
        domain=[-1 - above, len(order) - 0.5 + below], reverse=True, nice=False
    )
    layers = (
        _ticks(data, x, y, step),
        *_column_heads((-1, "left"), (len(order) - 0.5, "right"), x, y),
        _statements(data, letters, step, y),
        _marks(data, x, y),
    )
    height = round(step * (len(order) + 0.5 + above + below))
    return alt.layer(*layers).properties(width=width - 20, height=height)


def _ticks(data: pd.DataFrame, x: alt.X, y: alt.Y, step: int) -> alt.Chart:
    """Where marks can stand, so that a gap in a row is seen to be one."""
    lines, columns = data[["line"]].drop_duplicates(), range(len(COLUMNS))
    places = lines.merge(pd.DataFrame({"column": columns}), how="cross")
    ends = places.assign(end=places["line"] + 9 / step, line=places["line"] - 9 / step)
    rule = alt.Chart(ends).mark_rule(color=theme.RULE, strokeWidth=1.5)
    return rule.encode(x=x, y=y, y2=alt.Y2("end:Q"))


def _statements(data: pd.DataFrame, letters: int, step: int, y: alt.Y) -> alt.Chart:
    heads = data.drop_duplicates("line")[["line", "statement"]]
    wrapped = [textwrap.wrap(words, letters) for words in heads["statement"]]
    heads = heads.assign(
        text=["\n".join(lines) for lines in wrapped],
        line=heads["line"] - [(12 + 14 * len(lines)) / step for lines in wrapped],
    )
    return (
        alt.Chart(heads)
        .mark_text(align="left", baseline="top", fontWeight=600, lineBreak="\n", lineHeight=14)
        .encode(x=alt.value(0), y=y, text="text:N")
    )


End = tuple[float, Literal["left", "right"]]


def _column_heads(top: End, bottom: End, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The names of the columns, upright, over the first row and under the last."""
    names = pd.DataFrame({"column": range(len(COLUMNS)), "name": list(COLUMNS.values())})
    return [
        alt.Chart(names.assign(line=line))
        .mark_text(angle=270, align=align, baseline="middle", color=theme.MUTED)
        .encode(x=x, y=y, text="name:N")
        for line, align in (top, bottom)
    ]


def _marks(data: pd.DataFrame, x: alt.X, y: alt.Y) -> alt.Chart:
    shapes, fills, strokes, sizes = zip(*OUTCOMES.values(), strict=True)
    domain = list(OUTCOMES)
    words = " : ".join(f"datum.value == '{k}' ? '{k}'" for k in domain) + " : ''"
    legend = alt.Legend(title=None, orient="top", labelExpr=words)
    return (
        alt.Chart(data)
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
