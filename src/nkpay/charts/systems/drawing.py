"""How the figures of the chapter on systems set a grid of marks."""

from __future__ import annotations

import json
import textwrap
from typing import Any, Literal

import altair as alt
import pandas as pd

from nkpay import theme, wording

#: What stands where a page says so and nobody has coded on what evidence.
UNCODED = "?"


def marked(base: alt.Chart, evidence: pd.Series, width: int) -> Any:
    """Evidence marks, and a question mark where the kind is not coded."""
    coded = base.transform_filter("datum.evidence != ''")
    marks = theme.evidence_marks(coded, sorted(set(evidence) - {""}), size=80)
    if width < 500:
        for channel in ("shape", "stroke", "fill"):
            marks.encoding[channel]["legend"]["columns"] = 1
    rest = base.transform_filter("datum.evidence == ''")
    ground = rest.mark_point(shape="circle", filled=True, size=150, color=theme.PAPER, opacity=1)
    sign = rest.mark_text(text=UNCODED, color=theme.MUTED, fontWeight=600, fontSize=13)
    return alt.layer(ground, sign.encode(href=alt.Href("link:N")), marks)


def heads(
    columns: list[str], *, angle: int = 0, fold: int = 60, orient: Literal["top", "bottom"] = "top"
) -> alt.X:
    """Names of columns above a grid, or below it."""
    words = {column: textwrap.wrap(column, fold) for column in columns}
    away: dict[str, Any] = {"top": ("left", "bottom"), "bottom": ("right", "top")}
    align, baseline = away[orient]
    axis = alt.Axis(
        orient=orient,
        labelAngle=angle,
        labelAlign=align if angle else "center",
        labelBaseline="middle" if angle else baseline,
        labelExpr=f"{json.dumps(words)}[datum.value]",
        labelPadding=6,
        ticks=False,
        domain=False,
        grid=orient == "top",
    )
    return alt.X("column:N").sort(columns).scale(domain=columns).title(None).axis(axis)


def lines(rows: list[str], fold: int, titles: tuple[str, ...] = ()) -> alt.Y:
    """Names of lines left of a grid, folded to a width in letters; titles head groups of lines."""
    words = {row: textwrap.wrap(row, fold) for row in rows}
    titled = f"indexof({json.dumps(titles)}, datum.value) >= 0"

    def either(title: Any, line: Any) -> Any:
        return {"condition": {"test": titled, "value": title}, "value": line}

    axis = alt.Axis(
        labelExpr=f"{json.dumps(words)}[datum.value]",
        # Lines of text go downwards from the first: so two stand level with their marks.
        labelBaseline={
            "condition": {
                "test": f"length({json.dumps(words)}[datum.value]) == 2",
                "value": "bottom",
            },
            "value": "middle",
        },
        labelFontWeight=either(600, 400),
        labelColor=either(theme.INK, theme.MUTED),
        gridOpacity=either(0, 1),
        ticks=False,
        domain=False,
        grid=True,
    )
    return alt.Y("line:N").sort(rows).scale(domain=rows).title(None).axis(axis)


def told(evidence: str) -> str:
    """A kind of evidence in words, for alt text."""
    return theme.EVIDENCE_LABELS.get(evidence, "kind not coded")


def in_words(table: pd.DataFrame, by: str, what: str) -> str:
    """``Sili card: issuer (state claim), fee (anonymous source). ...``"""
    return " ".join(
        f"{name}: "
        + wording.listing(
            f"{cell} ({told(kind)})"
            for cell, kind in zip(group[what], group["evidence"], strict=True)
        )
        + "."
        for name, group in table.groupby(by, sort=False)
    )
