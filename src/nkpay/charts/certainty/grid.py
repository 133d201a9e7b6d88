"""A grid of counts: a row a place or publisher, a column a period; every count is printed.

Shade repeats what the figure in the cell says, so that grey print loses nothing; an empty cell
keeps its outline, so that a gap is seen to be one.
"""

from __future__ import annotations

from math import log
from typing import Final

import altair as alt
import pandas as pd

from nkpay import theme

HEAD: Final = 62


def grid(table: pd.DataFrame, width: int, label: int) -> alt.TopLevelMixin:
    """Draw ``table``: columns ``row``, ``column`` and ``count``, every combination once.

    ``label`` is the width left of the cells for the name of a row; 0 puts it above them.
    """
    columns, rows = list(table["column"].unique()), list(table["row"].unique())
    cell = (width - 20 - label) / len(columns)
    step = 26 if label else 42
    top = pd.Series(range(len(rows)), index=rows) * step + HEAD + (0 if label else 16)
    most = max(2, int(table["count"].max()))
    data = table.assign(
        left=table["column"].map(columns.index) * cell + label + 1,
        right=(table["column"].map(columns.index) + 1) * cell + label - 1,
        above=table["row"].map(top),
        below=table["row"].map(top) + 22,
        shade=[log(n + 1) / log(most + 1) for n in table["count"]],
        printed=[f"{n:,}" if n else "" for n in table["count"]],
    )
    height = HEAD + step * len(rows)
    x, y = _scales(width - 20, height)
    layers = (*_cells(data, x, y), _heads(data, x, y), _names(data, x, y, label))
    return alt.layer(*layers).properties(width=width - 20, height=height)


def _scales(width: int, height: int) -> tuple[alt.X, alt.Y]:
    """Both axes in pixels."""
    x = alt.X("left:Q", axis=None).scale(domain=[0, width], nice=False)
    return x, alt.Y("above:Q", axis=None).scale(domain=[0, height], reverse=True, nice=False)


def _cells(data: pd.DataFrame, x: alt.X, y: alt.Y) -> tuple[alt.Chart, alt.Chart]:
    squares = (
        alt.Chart(data)
        .mark_rect(stroke=theme.RULE, strokeWidth=1)
        .encode(
            x=x,
            x2=alt.X2("right:Q"),
            y=y,
            y2=alt.Y2("below:Q"),
            fill=alt.Fill("shade:Q", legend=None).scale(
                domain=[0, 1], range=[theme.PAPER, theme.DEEPEST], interpolate="rgb"
            ),
            tooltip=[alt.Tooltip("row:N"), alt.Tooltip("column:N"), alt.Tooltip("count:Q")],
        )
    )
    middle = data.assign(
        left=(data["left"] + data["right"]) / 2,
        above=(data["above"] + data["below"]) / 2,
    )
    figures = (
        alt.Chart(middle)
        .mark_text(baseline="middle", color=theme.INK)
        .encode(x=x, y=y, text="printed:N")
    )
    return squares, figures


def _heads(data: pd.DataFrame, x: alt.X, y: alt.Y) -> alt.Chart:
    """The names of the columns, upright over the first row."""
    heads = data.drop_duplicates("column")
    heads = heads.assign(left=(heads["left"] + heads["right"]) / 2, above=HEAD - 5)
    return (
        alt.Chart(heads)
        .mark_text(angle=270, align="left", baseline="middle", color=theme.MUTED)
        .encode(x=x, y=y, text="column:N")
    )


def _names(data: pd.DataFrame, x: alt.X, y: alt.Y, label: int) -> alt.Chart:
    names = data.drop_duplicates("row")
    above = (names["above"] + names["below"]) / 2 if label else names["above"] - 10
    names = names.assign(left=label - 8 if label else 0, above=above)
    return (
        alt.Chart(names)
        .mark_text(align="right" if label else "left", baseline="middle")
        .encode(x=x, y=y, text="row:N")
    )
