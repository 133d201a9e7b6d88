"""How the figures of the law chapter place marks and labels in time."""

from __future__ import annotations

from typing import Any, Literal

import altair as alt
import pandas as pd

from nkpay import dates, theme

#: Height of a line of type in labels and of a mark under them, and room below that.
LINE, MARK, GAP = 13, 20, 8


def _year(text: str, end: str) -> float:
    """One end, or the middle, of a date of reduced precision as a decimal year."""
    day = getattr(dates.parse(text), end)
    return day.year + (day.timetuple().tm_yday - 1) / 365


def years(field: str = "year", orient: Literal["top", "bottom"] = "bottom") -> alt.X:
    """The time axis, in years; a long figure has it at both ends."""
    axis = alt.Axis(format="d", tickMinStep=1, tickCount=6, orient=orient, domain=orient != "top")
    return alt.X(f"{field}:Q").scale(zero=False, nice=False, padding=10).axis(axis).title(None)


def placed(table: pd.DataFrame, label: list[str], panel: list[str]) -> pd.DataFrame:
    """The table with the place of each mark, and the label at the first mark of each row."""
    placed = table.assign(
        label=label,
        year=[_year(d, "middle") for d in table["date"]],
        value_low=[_year(d, "first") for d in table["date"]],
        value_high=[_year(d, "last") for d in table["date"]],
        link="row/" + table["id"],
    )
    repeated = placed.duplicated(["label", *panel])
    return placed.assign(lines=(placed["label"].str.count("\n") + 1).mask(repeated, 0))


def labels(base: alt.Chart, above: int = 0) -> list[alt.Chart]:
    """Labels left of the rows, centred whether they have one line or several.

    With ``above``, the height of a row in pixels, they stand over their marks, which the room of
    ``lowered`` leaves free.
    """
    lines: dict[str, Any] = {"lineBreak": "\n", "lineHeight": LINE}
    texts = {
        n: base.mark_text(
            align="left", baseline="top", dy=above / 2 - MARK - LINE * n, **lines
        ).encode(x=alt.XValue(0))
        if above
        else base.mark_text(align="right", baseline="middle", dy=7 - 7 * n, **lines).encode(
            x=alt.XValue(-6)
        )
        for n in (1, 2, 3)
    }
    return [
        text.transform_filter(f"datum.lines == {n}").encode(text=alt.Text("label:N"))
        for n, text in texts.items()
    ]


def lowered(step: int) -> float:
    """How far below the middle of its row a mark stands whose label is above it."""
    return (step - MARK) / 2


def over_time(
    data: pd.DataFrame, group: str, order: list[str], width: int, margin: int
) -> alt.FacetChart:
    """A panel a group, a line a label in order of date.

    Labels stand in a ``margin`` left of the time axis or, where that is nought, above the marks.
    """
    most = int(data["lines"].max())
    step = LINE * most + (8 if margin else MARK + GAP)
    down = 0 if margin else lowered(step)
    base = alt.Chart(data).encode(
        y=alt.Y("label:N")
        .title(None)
        .sort(field="year", op="min")
        .axis(labels=False, ticks=False, domain=False)
    )
    marks = theme.evidence_marks(base.encode(x=years()), sorted(set(data["evidence"])))
    bars = theme.range_bars(base).encode(x=years("value_low", "top"))
    for layer in (marks, bars):
        layer.mark.yOffset = down
    if not margin:
        for channel in (marks.encoding.shape, marks.encoding.stroke, marks.encoding.fill):
            channel["legend"]["columns"] = 2
    header = alt.Header(labelAnchor="start", labelOrient="top", labelPadding=2)
    return (
        alt.layer(bars, *labels(base, 0 if margin else step), marks)
        .properties(width=width - margin - 20, height={"step": step})
        .facet(row=alt.Row(f"{group}:N").title(None).sort(order).header(header), spacing=14)
        .resolve_scale(y="independent")
    )


#: Stands for a kind of evidence where a name was looked for and not found.
NOT_FOUND = "not-found"


def matrix(
    data: pd.DataFrame, columns: list[str], groups: list[str], width: int, margin: int
) -> alt.FacetChart:
    """A panel a group, a line an item, a cell a column; a mark where ``evidence`` is not empty.

    ``data`` has every cell: ``group``, ``item``, ``column``, ``evidence`` and ``rows``.
    """
    lines = data["item"].str.count("\n") + 1
    rows = data["rows"].str.partition(";")[0]
    data = data.assign(
        label=data["item"],
        lines=lines.mask(data.duplicated(["group", "item"]), 0),
        # Every datum needs a row to link to; an empty cell has no mark that could use it.
        link="row/" + rows.mask(rows == "").bfill().ffill(),
    )
    base = alt.Chart(data).encode(
        x=alt.X("column:N").title(None).scale(domain=columns).axis(_heads(width < 400)),
        y=alt.Y("item:N")
        .title(None)
        .sort(list(dict.fromkeys(data["item"])))
        .axis(labels=False, ticks=False, domain=False),
    )
    cells = base.mark_rect(stroke=theme.RULE, strokeWidth=1, fill=theme.PAPER, fillOpacity=0)
    header = alt.Header(labelAnchor="start", labelOrient="top", labelPadding=4)
    return (
        alt.layer(cells, *labels(base), _found(base, set(data["evidence"]) - {""}, width))
        .properties(width=width - margin, height={"step": 22 if max(lines) == 1 else 33})
        .facet(row=alt.Row("group:N").title(None).sort(groups).header(header), spacing=12)
        .resolve_scale(y="independent")
    )


def _heads(narrow: bool) -> alt.Axis:
    """Heads of columns above the panels, upright where they would not fit side by side."""
    return alt.Axis(
        orient="top",
        labelAngle=-90 if narrow else 0,
        labelAlign="left" if narrow else "center",
        labelBaseline="middle" if narrow else "bottom",
        labelPadding=10,
        ticks=False,
        domain=False,
        labelColor=theme.INK,
    )


def _found(base: alt.Chart, present: set[str], width: int) -> alt.Chart:
    """Marks of evidence, and a dash where a name was looked for and not found."""
    kinds = sorted(present - {NOT_FOUND})
    marks = theme.evidence_marks(base.transform_filter("datum.evidence != ''"), kinds, size=70)
    channels = (marks.encoding.shape, marks.encoding.stroke, marks.encoding.fill)
    for channel, dash in zip(channels, ("stroke", theme.MUTED, theme.PAPER), strict=True):
        legend, scale = channel["legend"], channel["scale"]
        legend["columns"] = 1 if width < 400 else 2
        if NOT_FOUND in present:
            scale["domain"] = [*scale["domain"], NOT_FOUND]
            scale["range"] = [*scale["range"], dash]
            words = f"datum.value == '{NOT_FOUND}' ? 'looked for, not found' : ''"
            legend["labelExpr"] = legend["labelExpr"].removesuffix("''") + words
    return marks
