"""When the laws around payment were adopted and amended."""

from __future__ import annotations

import textwrap

import altair as alt
import pandas as pd

from nkpay import dates, theme, wording
from nkpay.charts.law.drawing import GAP, LINE, MARK, labels, lowered, placed, years
from nkpay.numbers.law import context, selection
from nkpay.registry import Drawing, chart
from nkpay.select import ids


@chart
def dated_steps(laws: pd.DataFrame, entities: pd.DataFrame, *, width: int) -> Drawing:
    """When DPRK laws around payment were adopted and amended, as far as sources give a date."""
    rows = selection.steps(laws)
    start, dense = context.densest(laws)
    span = f"{start} to {start + context.WINDOW - 1}"
    table = pd.DataFrame(
        {
            "law": entities.loc[rows.index, "label"].to_numpy(),
            "step": rows["step"],
            "date": rows["date"],
            "id": rows.index,
        }
    )
    said = [
        f"{name}: "
        + wording.listing(f"{r.step} {dates.in_words(r.date)}" for r in part.itertuples())
        for name, part in table.groupby("law", sort=False)
    ]
    short = table["law"].str.replace(" and Combating Financing of Terrorism", "")
    names = [textwrap.fill(name, 46 if width > 400 else 50) for name in short]
    return Drawing(
        chart=_marks_a_law(placed(table, names, []), start, width),
        title=f"Legal steps cluster in {span}, more than twice as many as in any span outside",
        asserts=("law.cluster",),
        alt=(
            f"{len(table)} steps of {table['law'].nunique()} laws, from"
            f" {dates.in_words(table['date'].iloc[0])} to {dates.in_words(table['date'].iloc[-1])};"
            f" {len(dense)} fall in the shaded years {span}. {'; '.join(said)}."
        ),
        caption=(
            "Every law of the DPRK in the data for which a source gives a date, by its first known"
            " step. Spans compared are of equal length. Bars show dates of which only the month or"
            " year is known. Recent steps are better reported, so the cluster may be partly one of"
            " attention."
        ),
        table=table,
        rows=ids(rows),
    )


def _marks_a_law(data: pd.DataFrame, start: int, width: int) -> alt.TopLevelMixin:
    """A row a law, a broad tick an adoption, a narrow one an amendment, over the densest years."""
    wide = width > 400
    margin, step = (275, 20) if wide else (0, LINE * int(data["lines"].max()) + MARK + GAP)
    down = 0 if wide else lowered(step)
    base = alt.Chart(data).encode(
        y=alt.Y("label:N")
        .title(None)
        .sort(list(dict.fromkeys(data["label"])))
        .axis(labels=False, ticks=False, domain=False, grid=wide)
    )
    shade = alt.Chart(pd.DataFrame({"low": [start], "high": [start + context.WINDOW]}))
    band = shade.mark_rect(
        color=theme.ACCENT, fillOpacity=0.1, stroke=theme.ACCENT, strokeOpacity=0.7, strokeWidth=0.8
    ).encode(x=years("low"), x2=alt.X2("high:Q"))
    steps = base.encode(
        x=years(),
        color=alt.Color("step:N")
        .scale(domain=["adopted", "amended"], range=[theme.ACCENT, theme.WARM])
        .legend(orient="top", title=None, symbolType="square"),
        href=alt.Href("link:N"),
        tooltip=[alt.Tooltip("law"), alt.Tooltip("step"), alt.Tooltip("date")],
    )
    marks = [
        steps.transform_filter(f"datum.step == '{kind}'").mark_tick(
            thickness=thick, size=size, opacity=1, yOffset=down
        )
        for kind, thick, size in (("adopted", 5, 13), ("amended", 2.5, 15))
    ]
    bars = theme.range_bars(base).encode(x=years("value_low", "top"))
    bars.mark.yOffset = down
    return alt.layer(band, bars, *labels(base, 0 if wide else step), *marks).properties(
        width=width - margin - 25, height={"step": step}
    )
