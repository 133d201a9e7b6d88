"""What the state can see, layer by layer."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from nkpay import theme, wording
from nkpay.numbers.surveillance import selection
from nkpay.registry import Drawing, chart
from nkpay.select import ids

LAYERS = ("identity", "device", "network", "wallet", "bank", "market", "physical")


@chart
def capability_levels(capabilities: pd.DataFrame, *, width: int) -> Drawing:
    """What the state can see at each layer, by level of evidence: one mark a capability."""
    rows = selection.levelled(capabilities).sort_values(["evidence", "first_reported"])
    table = rows.reset_index()[
        ["layer", "level", "evidence", "capability", "reveals", "first_reported", "capability_id"]
    ]
    lowered = int((rows["level"] != rows["evidence_level"]).sum())
    return Drawing(
        chart=_levels_chart(table, width),
        title="What handsets show the state was mostly inspected; what banks and markets show it"
        " is mostly told by unnamed sources",
        asserts=(
            "surveillance.device_mostly_inspected",
            "surveillance.bank_and_market_mostly_told",
        ),
        alt=f"{len(table)} capabilities in {wording.count(len(LAYERS))} layers. "
        + _levels_in_words(rows),
        caption=(
            "One mark a capability; the number of marks shows how finely we coded, not how much"
            " the state sees. Inferred: an author concludes or asserts it and names no source."
            + _lowered_in_words(lowered)
        ),
        table=table,
        rows=ids(rows),
    )


def _levels_chart(table: pd.DataFrame, width: int) -> alt.Chart:
    per_line = (width - 90) // 3 // 15
    place = table.groupby(["layer", "level"]).cumcount()
    data = table.assign(
        slot=place % per_line,
        line=centred(place // per_line, table["layer"] + table["level"]),
        link="row/" + table["capability_id"],
    )
    bare: dict[str, Any] = {"domain": False, "ticks": False}
    x = alt.X("level:N").sort(list(selection.LEVELS)).title(None)
    header = x.axis(
        orient="top", labelAlign="left", labelAngle=0, labelOffset=5 - (width - 90) / 6, **bare
    )
    lines, reach = int(2 * data["line"].max()) + 1, data["line"].max() + 0.5
    base = alt.Chart(data).encode(
        x=header.scale(paddingInner=0.08, paddingOuter=0),
        xOffset=alt.XOffset("slot:O").scale(domain=list(range(per_line))),
        y=alt.Y("layer:N")
        .sort(list(LAYERS))
        .title(None)
        .axis(grid=True, tickBand="extent", labelPadding=8, **bare),
        yOffset=alt.YOffset("line:Q").scale(domain=[-reach, reach]),
        tooltip=[alt.Tooltip("capability"), alt.Tooltip("reveals"), alt.Tooltip("first_reported")],
    )
    points = marks(base, table, width, size=55)
    return points.properties(width=width - 90, height=len(LAYERS) * max(30, 17 * lines))


def marks(
    base: alt.Chart, table: pd.DataFrame, width: int, *, legend: bool = True, size: int = 90
) -> alt.Chart:
    """Evidence marks whose legend stands in one column where three would be too wide."""
    marks = theme.evidence_marks(base, sorted(set(table["evidence"])), legend=legend, size=size)
    if legend and width < 400:
        for channel in (marks.encoding.shape, marks.encoding.stroke, marks.encoding.fill):
            channel["legend"]["columns"] = 1
    return marks


def centred(lines: pd.Series, cells: pd.Series) -> list[float]:
    """Lines of marks in a cell, counted from its middle."""
    return (lines - lines.groupby(cells).transform("max") / 2).tolist()


def _lowered_in_words(n: int) -> str:
    if not n:
        return ""
    rows = f"{wording.count(n).capitalize()} row{'' if n == 1 else 's'}"
    return f" {rows} coded at a higher level than the evidence allows: the weaker reading counts."


def _levels_in_words(rows: pd.DataFrame) -> str:
    def cell(layer: str, level: str) -> str:
        n = int(((rows["layer"] == layer) & (rows["level"] == level)).sum())
        return f"{wording.count(n)} {level}"

    parts = (
        f"{layer}: {wording.listing(cell(layer, level) for level in selection.LEVELS)}"
        for layer in LAYERS
    )
    return "; ".join(parts) + "."
