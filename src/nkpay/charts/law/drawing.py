"""How the figures of the law chapter place marks and labels in time."""

from __future__ import annotations

import altair as alt
import pandas as pd

from nkpay import dates, theme


def _year(text: str, end: str) -> float:
    """One end, or the middle, of a date of reduced precision as a decimal year."""
    day = getattr(dates.parse(text), end)
    return day.year + (day.timetuple().tm_yday - 1) / 365


def years() -> alt.X:
    """The time axis, in years."""
    axis = alt.Axis(format="d", tickMinStep=1, tickCount=6)
    return alt.X("year:Q").scale(zero=False, nice=False, padding=10).axis(axis).title(None)


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


def labels(base: alt.Chart) -> list[alt.Chart]:
    """Labels left of the rows, centred whether they have one line or several."""
    return [
        base.transform_filter(f"datum.lines == {n}")
        .mark_text(align="right", baseline="middle", lineBreak="\n", dy=7 - 7 * n, lineHeight=13)
        .encode(x=alt.XValue(-6), text=alt.Text("label:N"))
        for n in (1, 2, 3)
    ]


def over_time(
    data: pd.DataFrame, group: str, order: list[str], width: int, step: int
) -> alt.FacetChart:
    """A panel a group, a line a label in order of date; ``width`` is that of the time axis."""
    base = alt.Chart(data).encode(
        y=alt.Y("label:N")
        .title(None)
        .sort(field="year", op="min")
        .axis(labels=False, ticks=False, domain=False)
    )
    marks = theme.evidence_marks(base.encode(x=years()), sorted(set(data["evidence"])))
    if width < 200:
        for channel in (marks.encoding.shape, marks.encoding.stroke, marks.encoding.fill):
            channel["legend"]["columns"] = 1
    header = alt.Header(labelAnchor="start", labelOrient="top", labelPadding=2)
    return (
        alt.layer(theme.range_bars(base), *labels(base), marks)
        .properties(width=width, height={"step": step})
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
        .properties(width=width - margin, height={"step": 22 if max(lines) == 1 else 29})
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
