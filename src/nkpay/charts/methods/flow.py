"""What became of every coding: by kind, by reason where it was left out, by table where not."""

from __future__ import annotations

from typing import Final

import altair as alt
import pandas as pd

from nkpay import theme
from nkpay.numbers.methods import flow
from nkpay.registry import Drawing, chart

KINDS: Final = {
    "fact": "facts",
    "observation": "observations",
    "source": "sources",
    "event": "events",
    "provision": "provisions",
    "concern": "concerns",
    "capability": "capabilities",
    "system": "systems",
}
REASONS: Final = {
    "not-used": "source cited by no row",
    "coverage-only": "only an article's appearance",
    "no-statement": "states nothing",
    "out-of-scope": "out of scope",
    "unsafe": "unsafe",
    "not-an-observation": "not an observation",
    "no-source": "no source",
    "contradicts-its-source": "contradicts its source",
    "no-unit-or-base": "no unit or base",
    "repeats-another-row": "repeats another row",
}
OUTCOMES: Final = {"entered": "entered", "merged": "merged", "left-out": "left out"}
FROM, LATER = "from codings", "without one"
#: Part of a bar -> fill and outline.
PARTS: Final = {
    OUTCOMES["entered"]: (theme.ACCENT, theme.ACCENT),
    OUTCOMES["merged"]: (theme.PALE, theme.ACCENT),
    OUTCOMES["left-out"]: (theme.WARM, theme.WARM),
    FROM: (theme.ACCENT, theme.ACCENT),
    LATER: (theme.PAPER, theme.MUTED),
}


def _kinds(codings: pd.DataFrame) -> pd.DataFrame:
    counts = codings.groupby(["kind", "outcome"]).size()
    return pd.DataFrame(
        {"panel": "codings", "line": label, "part": part, "count": int(counts.get((kind, key), 0))}
        for kind, label in KINDS.items()
        for key, part in OUTCOMES.items()
    )


def _reasons(codings: pd.DataFrame) -> pd.DataFrame:
    counts = codings.loc[codings["outcome"] == "left-out", "reason"].value_counts()
    ordered = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))
    return pd.DataFrame(
        {"panel": "left out", "line": REASONS[str(key)], "part": OUTCOMES["left-out"], "count": n}
        for key, n in ordered
    )


def _tables(codings: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    ids = flow.given(codings)
    came = {name: int(frame.index.isin(ids).sum()) for name, frame in tables.items()}
    return pd.DataFrame(
        {"panel": "rows", "line": name.replace("_", " "), "part": part, "count": n}
        for name, frame in tables.items()
        for part, n in ((FROM, came[name]), (LATER, len(frame) - came[name]))
    )


def _heads(codings: pd.DataFrame, given: pd.DataFrame) -> dict[str, str]:
    """What stands over each panel."""
    rows = int(given.loc[given["part"] == FROM, "count"].sum())
    left = int((codings["outcome"] == "left-out").sum())
    return {
        "codings": f"{len(codings):,} codings, by kind",
        "left out": f"The {left:,} that were left out, by reason",
        "rows": f"The {rows:,} rows that the others gave, by table",
    }


@chart
def codings_flow(
    codings: pd.DataFrame,
    sources: pd.DataFrame,
    claims: pd.DataFrame,
    series: pd.DataFrame,
    systems: pd.DataFrame,
    system_attributes: pd.DataFrame,
    events: pd.DataFrame,
    provisions: pd.DataFrame,
    concerns: pd.DataFrame,
    capabilities: pd.DataFrame,
    *,
    width: int,
) -> Drawing:
    """What became of every coding, and how many rows of each table came of one."""
    frames = [sources, claims, series, systems, system_attributes]
    frames += [events, provisions, concerns, capabilities]
    given = _tables(codings, dict(zip(flow.GIVEN, frames, strict=True)))
    table = pd.concat([_kinds(codings), _reasons(codings), given], ignore_index=True)
    table["rows"] = ["table:codings"] * len(table)
    heads = _heads(codings, given)
    return Drawing(
        chart=_panels(table, heads, width),
        title="Most codings became a row of their own, and few were left out",
        asserts=("methods.most_codings_entered", "methods.few_left_out"),
        alt=". ".join(
            f"{head}: {_in_words(table[table['panel'] == panel])}" for panel, head in heads.items()
        )
        + ".",
        caption=(
            "From top to bottom: what the coders coded; why some of it was left out; what the rest"
            " gave. The parts of a bar stand in the order of the words beside it. Each panel has a"
            " scale of its own. One coding may give several rows, and several one. Rows without a"
            " coding were entered after the codings had been compared."
        ),
        table=table,
        rows=(*flow.CODINGS, *(f"table:{name}" for name in flow.GIVEN)),
    )


def _in_words(part: pd.DataFrame) -> str:
    return "; ".join(f"{line} {_counts(rows)}" for line, rows in part.groupby("line", sort=False))


def _counts(rows: pd.DataFrame) -> str:
    """The parts of a line that are not empty: ``66 entered``."""
    some = rows[rows["count"] > 0]
    if set(rows["panel"]) == {"left out"}:
        return f"{some['count'].sum():,}"
    return ", ".join(f"{n:,} {part}" for n, part in zip(some["count"], some["part"], strict=True))


def _panels(table: pd.DataFrame, heads: dict[str, str], width: int) -> alt.TopLevelMixin:
    """Three panels under each other; on a phone the words stand over their bar."""
    beside = width > 500
    across, step = width - 20, 22 if beside else 36
    left, room = (186, 214) if beside else (0, across)
    at, titles, lines, bars = 0.0, [], [], []
    for panel, head in heads.items():
        part = table[table["panel"] == panel]
        longest = part.groupby("line")["count"].sum().max()
        titles.append({"x": 0, "y": at + 8, "text": head})
        at += 30
        for line, rows in part.groupby("line", sort=False):
            words = _counts(rows)
            if beside:
                lines.append({"x": left - 8, "y": at, "text": line, "align": "right"})
                lines.append({"x": left + room + 8, "y": at, "text": words, "align": "left"})
            else:
                lines.append({"x": 0, "y": at, "text": f"{line}: {words}", "align": "left"})
            top = at - 7 if beside else at + 9
            ends = rows["count"].cumsum() * room / longest + left
            begins = ends - rows["count"] * room / longest
            bars.append(rows.assign(x=begins, end=ends, y=top, below=top + (14 if beside else 11)))
            at += step
        at += 14
    return _drawn(pd.concat(bars), pd.DataFrame(titles), pd.DataFrame(lines), across, round(at))


def _drawn(
    bars: pd.DataFrame, titles: pd.DataFrame, lines: pd.DataFrame, width: int, height: int
) -> alt.TopLevelMixin:
    x = alt.X("x:Q", axis=None).scale(domain=[0, width], nice=False)
    y = alt.Y("y:Q", axis=None).scale(domain=[0, height], reverse=True, nice=False)
    fills, strokes = zip(*PARTS.values(), strict=True)
    shown = bars[bars["count"] > 0]
    marks = (
        alt.Chart(shown)
        .mark_rect(strokeWidth=1)
        .encode(
            x=x,
            x2=alt.X2("end:Q"),
            y=y,
            y2=alt.Y2("below:Q"),
            fill=alt.Fill("part:N", legend=None).scale(domain=list(PARTS), range=list(fills)),
            stroke=alt.Stroke("part:N", legend=None).scale(domain=list(PARTS), range=list(strokes)),
            tooltip=["line:N", "part:N", "count:Q"],
        )
    )
    heads = (
        alt.Chart(titles)
        .mark_text(align="left", baseline="middle", fontWeight=600)
        .encode(x=x, y=y, text="text:N")
    )
    words = [
        alt.Chart(rows).mark_text(align=align, baseline="middle").encode(x=x, y=y, text="text:N")
        for align, rows in lines.groupby("align")
    ]
    return alt.layer(marks, heads, *words).properties(width=width, height=height)
