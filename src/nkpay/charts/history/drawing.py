"""How the figures of the history chapter place marks and labels."""

from __future__ import annotations

import re
import textwrap
from datetime import date
from typing import Any, Literal

import altair as alt
import pandas as pd

from nkpay import dates, theme

LETTER = 6.2
#: "100 to 1", which no line should part.
_RATIO = re.compile(r"\b(\d+) to (\d+)\b")


def years(days: pd.Series, *, end: bool = False) -> list[float]:
    """Days as decimal years; with ``end`` the day after, so that a year is a year wide."""

    def decimal(day: date) -> float:
        return day.year + (day.timetuple().tm_yday - (0 if end else 1)) / 365.25

    return [decimal(day) for day in days]


def middles(rows: pd.DataFrame) -> list[float]:
    """The decimal year halfway through each date."""
    ends = zip(years(rows["first"]), years(rows["last"], end=True), strict=True)
    return [(start + end) / 2 for start, end in ends]


def short(text: str) -> str:
    """A date in words with months of three letters."""
    words = dates.in_words(text)
    for month in dates.MONTHS:
        words = words.replace(month, month[:3])
    return words


def _domain(data: pd.DataFrame) -> tuple[float, float]:
    return data["value_low"].min() // 1 - 0.5, data["value_high"].max() // 1 + 1.5


def time(
    field: str, data: pd.DataFrame, width: int, orient: Literal["top", "bottom"] = "bottom"
) -> alt.X:
    """A time axis in years, over the span of the data."""
    count = 8 if width > 500 else 4
    ticks = alt.Axis(
        format=".0f",
        tickCount=count,
        tickMinStep=1,
        title=None,
        orient=orient,
        domain=orient == "bottom",
    )
    return alt.X(f"{field}:Q").scale(domain=_domain(data), zero=False, nice=False).axis(ticks)


def bars(base: alt.Chart, data: pd.DataFrame, width: int) -> alt.Chart:
    """The spans of dates, and the years above them too: a long figure has its axis twice."""
    return theme.range_bars(base).encode(x=time("value_low", data, width, "top"))


def placed(data: pd.DataFrame, words: list[str], panel: int) -> pd.DataFrame:
    """Put each label right of its bar if it fits there, else on the wider side, wrapped."""
    low, high = _domain(data)
    per_year = panel / (high - low)
    placed = []
    for word, start, end in zip(words, data["value_low"], data["value_high"], strict=True):
        room = {"right": (high - end) * per_year - 12, "left": (start - low) * per_year - 12}
        side = "right" if len(word) * LETTER <= room["right"] else max(room, key=room.__getitem__)
        kept = _RATIO.sub("\\1\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}\\2", word)
        lines = textwrap.wrap(kept, max(int(room[side] / LETTER), 8))
        placed.append({"side": side, "at": end if side == "right" else start, "words": lines})
    return data.reset_index(drop=True).join(pd.DataFrame(placed))


def texts(base: alt.Chart) -> list[alt.Chart]:
    """The placed labels, in one layer a side; several lines stand level with their mark."""
    middle = alt.expr("(1 - length(datum.words)) * 6.5")
    sides: dict[str, tuple[Literal["left", "right"], int]] = {
        "right": ("left", 10),
        "left": ("right", -10),
    }
    return [
        base.transform_filter(f"datum.side == '{side}'")
        .mark_text(align=align, dx=dx, dy=middle, baseline="middle", lineHeight=13)
        .encode(x=alt.X("at:Q").axis(None), text=alt.Text("words:N"))
        for side, (align, dx) in sides.items()
    ]


def marks(base: alt.Chart, evidence: pd.Series, width: int) -> alt.Chart:
    """Evidence marks with a legend that fits a phone."""
    marks = theme.evidence_marks(base, sorted(set(evidence)))
    if width < 500:
        for channel in ("shape", "stroke", "fill"):
            marks.encoding[channel]["legend"]["columns"] = 1
    return marks


def faceted(layers: Any, by: str, order: list[str], width: int) -> alt.FacetChart:
    """One panel a group, each with its own list of rows."""
    head = alt.Header(
        labelAngle=0,
        labelAlign="left",
        labelAnchor="start",
        labelOrient="top",
        labelLimit=width,
        labelPadding=0,
    )
    row = alt.Row(f"{by}:N").title(None).sort(order).header(head)
    return layers.facet(row=row, spacing=20).resolve_scale(y="independent")


def listed(names: pd.Series, when: pd.Series) -> str:
    """``Narae card, December 2010; ...`` for alt text."""
    return "; ".join(
        f"{name}, {dates.in_words(day)}" for name, day in zip(names, when, strict=True)
    )
