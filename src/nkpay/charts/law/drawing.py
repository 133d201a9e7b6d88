"""How the figures of the law chapter place marks and labels in time."""

from __future__ import annotations

import altair as alt
import pandas as pd

from nkpay import dates


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
