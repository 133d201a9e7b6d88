"""A grid of evidence marks: rows by columns, marks in lines within a cell."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from nkpay.charts.surveillance.capabilities import centred, marks

#: Room between the centres of two marks.
STEP = 13


def grid(
    table: pd.DataFrame,
    keys: tuple[str, str],
    orders: tuple[Sequence[str], Sequence[str]],
    *,
    width: int,
    labels: int,
) -> alt.Chart:
    """One mark a row of ``table``; ``keys`` are its columns for the row and the column of a cell.

    ``table`` has ``evidence``, ``statement`` and ``id``; rows and columns come in ``orders``.
    """
    (down, across), (rows, columns) = keys, orders
    cell = (width - labels) / len(columns)
    per_line = max(1, int(cell // STEP))
    place = table.groupby([down, across]).cumcount()
    data = table.assign(
        slot=place % per_line,
        line=centred(place // per_line, table[down] + table[across]),
        link="row/" + table["id"],
    )
    most = int(2 * data["line"].max()) + 1
    reach = data["line"].max() + 0.5
    base = alt.Chart(data).encode(
        x=_heads(across, columns, cell),
        xOffset=alt.XOffset("slot:O").scale(domain=list(range(per_line))),
        y=_sides(down, rows, labels),
        yOffset=alt.YOffset("line:Q").scale(domain=[-reach, reach]),
        tooltip=[alt.Tooltip("statement")],
    )
    height = len(rows) * max(32, 17 * most)
    return marks(base, table, width, size=60).properties(width=width - labels - 6, height=height)


def _sides(down: str, rows: Sequence[str], labels: int) -> alt.Y:
    """The rows, each named beside its band."""
    axis = alt.Axis(
        grid=True,
        tickBand="extent",
        ticks=False,
        domain=False,
        minExtent=labels,
        maxExtent=labels,
        labelPadding=6,
    )
    return alt.Y(f"{down}:N").sort(list(rows)).title(None).scale(domain=list(rows)).axis(axis)


def _heads(across: str, columns: Sequence[str], cell: float) -> alt.X:
    """The columns, each named at the left of its head; ``|`` breaks a name into lines."""
    return (
        alt.X(f"{across}:N")
        .sort(list(columns))
        .title(None)
        .axis(
            orient="top",
            labelAlign="left",
            labelAngle=0,
            labelOffset=3 - cell / 2,
            labelExpr="split(datum.label, '|')",
            labelPadding=19 if any("|" in column for column in columns) else 4,
            ticks=False,
            domain=False,
        )
        .scale(domain=list(columns), paddingInner=0.06, paddingOuter=6 / cell)
    )
