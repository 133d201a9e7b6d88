"""Who says that use is compulsory, and for whom."""

from __future__ import annotations

import textwrap

import altair as alt
import pandas as pd

from nkpay import dates, theme, wording
from nkpay.charts.law.drawing import labels, placed, years
from nkpay.numbers.law import selection
from nkpay.registry import Drawing, chart
from nkpay.select import ids

ANSWERS = {
    "not-mandatory": "Not compulsory, or taken freely",
    "businesses": "Compulsory for businesses",
    "all": "Compulsory for everyone",
    "de-facto": "Pressure in practice",
}


@chart
def mandatory_for_whom(
    claims: pd.DataFrame,
    sources: pd.DataFrame,
    outlets: pd.DataFrame,
    entities: pd.DataFrame,
    *,
    width: int,
) -> Drawing:
    """Who says that electronic payment is compulsory, and for whom: one mark a claim."""
    rows = selection.each_original(claims)
    outlet = outlets.loc[sources.loc[rows["source_id"], "outlet_id"], "name"].to_numpy()
    table = pd.DataFrame(
        {
            "answer": rows["position"].map(ANSWERS),
            "outlet": outlet,
            "about": entities.loc[rows["subject_id"], "label"].to_numpy(),
            "date": rows["as_of"],
            "evidence": rows["evidence"],
            "id": rows.index,
        }
    ).sort_values(["answer", "date", "id"])
    fold = 60 if width > 400 else 24
    who = [f"{textwrap.fill(r.outlet, fold)}\n{r.about}" for r in table.itertuples()]
    said = [
        f"{label}: "
        + "; ".join(
            f"{r.outlet} on {r.about}, {dates.in_words(r.date)}, {r.evidence}"
            for r in table[table["answer"] == label].itertuples()
        )
        for label in ANSWERS.values()
    ]
    return Drawing(
        chart=_answers(placed(table, who, ["answer"]), width),
        title="More originals bind businesses than everyone, and none is known to rest on the text",
        asserts=("law.businesses_lead", "law.none_cites_text"),
        alt=(
            f"{wording.count(len(table)).capitalize()} claims in"
            f" {wording.count(len(ANSWERS))} panels. {'. '.join(said)}."
        ),
        caption=(
            "One mark a claim at the time of which it speaks; a bar spans the year or month where"
            " no day is given. Labels name the outlet and what the claim is about. Pages that"
            " repeat an original shown here are left out; two marks may still share one."
        ),
        table=table,
        rows=ids(rows),
    )


def _answers(data: pd.DataFrame, width: int) -> alt.FacetChart:
    """A panel an answer, a line an outlet and subject."""
    margin, step = (235, 33) if width > 400 else (155, 42)
    base = alt.Chart(data).encode(
        y=alt.Y("label:N")
        .title(None)
        .sort(field="year", op="min")
        .axis(labels=False, ticks=False, domain=False)
    )
    marks = theme.evidence_marks(base.encode(x=years()), sorted(set(data["evidence"])))
    header = alt.Header(labelAnchor="start", labelOrient="top", labelPadding=2)
    return (
        alt.layer(theme.range_bars(base), *labels(base), marks)
        .properties(width=width - margin - 25, height={"step": step})
        .facet(
            row=alt.Row("answer:N").title(None).sort(list(ANSWERS.values())).header(header),
            spacing=14,
        )
        .resolve_scale(y="independent")
    )
