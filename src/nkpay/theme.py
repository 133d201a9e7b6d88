"""One look for all figures: colour, type, and the drawing of evidence and uncertainty.

The six kinds of evidence have one mark each, the same in every chapter; shape alone tells
them apart, so that grey print and colour-blind readers lose nothing. Filled marks were seen
or counted by someone who says so; hollow ones rest on trust in a speaker. Uncertainty is a
bar from low to high.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

INK: Final = "#1f2933"
MUTED: Final = "#5b6770"
RULE: Final = "#d9dee3"
ACCENT: Final = "#0b5c84"
WARM: Final = "#a8480f"
#: A part of what is drawn in the accent: the style sheet has its counterpart for the dark.
PALE: Final = "#b9d3e2"
PAPER: Final = "#ffffff"
#: The far end of a scale of shades: the deepest that figures in ink can be read on.
DEEPEST: Final = "#6397b0"
SANS: Final = "NKPay Sans, Noto Sans KR, sans-serif"

#: Kind of evidence -> (Vega symbol, filled, colour). Order runs from inspected to inferred.
EVIDENCE_MARKS: Final[dict[str, tuple[str, bool, str]]] = {
    "inspected": ("square", True, "#0b5c84"),
    "measured": ("circle", True, "#0b5c84"),
    "named-witness": ("diamond", True, "#3f7f4f"),
    "anonymous-source": ("circle", False, "#a8480f"),
    "state-claim": ("triangle-up", False, "#8a3b6b"),
    "inference": ("cross", False, "#5b6770"),
}

EVIDENCE_LABELS: Final[dict[str, str]] = {
    "inspected": "text or device inspected",
    "measured": "survey or official statistic",
    "named-witness": "named witness",
    "anonymous-source": "anonymous source",
    "state-claim": "state claim",
    "inference": "inference",
}

EVIDENCE_LABELS_KO: Final[dict[str, str]] = {
    "inspected": "원문·기기 직접 확인",
    "measured": "조사·공식 통계",
    "named-witness": "실명 증언",
    "anonymous-source": "익명 소식통",
    "state-claim": "북한 당국의 주장",
    "inference": "추론",
}


def evidence_marks(
    base: alt.Chart,
    present: list[str],
    *,
    legend: bool = True,
    size: int = 90,
    labels: Mapping[str, str] = EVIDENCE_LABELS,
) -> alt.Chart:
    """Draw one mark a row in the shape of its kind of evidence.

    ``base`` has an ``evidence`` column with the keys of ``evidence_kinds`` and a ``link``
    column with ``row/<id>``; ``present`` lists the kinds to show in the legend, in order, and
    ``labels`` names them there.
    """
    import altair as alt  # late: the pages need the labels of this module and draw nothing

    kinds = [kind for kind in EVIDENCE_MARKS if kind in present]
    outline = 1.8 if size >= 50 else 1.2  # or a small hollow mark would look filled
    shapes, filled, colours = zip(*(EVIDENCE_MARKS[kind] for kind in kinds), strict=True)
    words = " : ".join([f"datum.value == '{kind}' ? '{labels[kind]}'" for kind in kinds] + ["''"])
    style = alt.Legend(title=None, orient="top", labelExpr=words, columns=3) if legend else None
    fills = [colour if solid else PAPER for colour, solid in zip(colours, filled, strict=True)]
    return base.mark_point(size=size, strokeWidth=outline, opacity=1).encode(
        shape=alt.Shape("evidence:N", legend=style).scale(domain=kinds, range=list(shapes)),
        stroke=alt.Stroke("evidence:N", legend=style).scale(domain=kinds, range=list(colours)),
        fill=alt.Fill("evidence:N", legend=style).scale(domain=kinds, range=fills),
        href=alt.Href("link:N"),
    )


#: The bar of a range, and the band of many: against the ground as clear as a mark must be, three
#: to one.
BAR: Final[dict[str, Any]] = {
    "strokeWidth": 4,
    "opacity": 0.7,
    "color": MUTED,
    "strokeCap": "round",
}
BAND: Final[dict[str, Any]] = {
    "color": MUTED,
    "fillOpacity": 0.28,
    "stroke": MUTED,
    "strokeOpacity": 0.7,
}


def range_bars(base: alt.Chart, low: str = "value_low", high: str = "value_high") -> alt.Chart:
    """The bar from low to high that stands behind a mark; horizontal, on the x axis."""
    import altair as alt

    return base.mark_rule(**BAR).encode(x=alt.X(f"{low}:Q"), x2=alt.X2(f"{high}:Q"))


#: Labels are never cut short. To see whether they must be, the renderer would measure each
#: again and again, which took a third of its time.
_UNLIMITED: Final = {"labelLimit": 0, "titleLimit": 0}


def _config() -> Any:
    axis = {
        "labelColor": MUTED,
        "labelFontSize": 12,
        "titleColor": MUTED,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "gridColor": RULE,
        "domainColor": MUTED,
        "tickColor": RULE,
        **_UNLIMITED,
    }
    return {
        "background": "transparent",
        "font": SANS,
        "padding": 4,
        "view": {"stroke": None},
        "axis": axis,
        "legend": {
            "labelColor": INK,
            "labelFontSize": 12,
            "titleColor": MUTED,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            **_UNLIMITED,
            "symbolSize": 80,
        },
        "header": {
            "labelColor": INK,
            "labelFontSize": 13,
            "title": None,
            "labelFontWeight": 600,
            **_UNLIMITED,
        },
        "title": {"limit": 0},
        "text": {"color": INK, "fontSize": 12},
        "range": {"category": [ACCENT, WARM, "#3f7f4f", "#8a3b6b", "#8c6d00", MUTED]},
    }


@cache
def enable() -> None:
    """Make the theme Altair's default."""
    import altair as alt

    @alt.theme.register("nkpay", enable=True)
    def nkpay() -> alt.theme.ThemeConfig:
        return alt.theme.ThemeConfig(config=_config())

    # A figure may have a mark for each source; what a notebook can bear is not our limit. And what
    # Altair does for columns of every kind takes longer than the rest of a chart.
    alt.data_transformers.register("nkpay", values)
    alt.data_transformers.enable("nkpay")


def values(frame: pd.DataFrame) -> dict[str, Any]:
    """The rows of a frame as Vega-Lite reads them: plain JSON, dates as text, no NaN."""
    columns = {str(name): map(_plain, column.tolist()) for name, column in frame.items()}
    rows = zip(*columns.values(), strict=True)
    return {"values": [dict(zip(columns, row, strict=True)) for row in rows]}


def _plain(cell: Any) -> Any:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else None
    if isinstance(cell, date):
        return None if cell != cell else cell.isoformat()  # "not a time" is a date, unlike itself
    return cell
