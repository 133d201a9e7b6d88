"""Who says that use is compulsory, and for whom."""

from __future__ import annotations

import textwrap

import pandas as pd

from nkpay import dates, wording
from nkpay.charts.law.drawing import over_time, placed
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
    outlet = outlets.loc[sources.loc[rows["source_id"], "outlet_id"], "name"]
    table = pd.DataFrame(
        {
            "answer": rows["position"].map(ANSWERS),
            "outlet": outlet.to_numpy(),
            "about": entities.loc[rows["subject_id"], "label"].to_numpy(),
            "date": rows["as_of"],
            "evidence": rows["evidence"],
            "id": rows.index,
        }
    ).sort_values(["answer", "date", "id"])
    wide = width > 400
    data = placed(table, _labels(table, wide=wide), ["answer"])
    return Drawing(
        chart=over_time(data, "answer", list(ANSWERS.values()), width, 240 if wide else 0),
        title="More originals bind businesses than everyone, and none is known to rest on the text",
        asserts=("law.businesses_lead", "law.none_cites_text"),
        alt=(
            f"{wording.count(len(table)).capitalize()} claims in"
            f" {wording.count(len(ANSWERS))} panels. {_in_words(table)}."
        ),
        caption=(
            "One mark a claim at the time of which it speaks; a bar spans the year or month where"
            " no day is given. Labels name the outlet and what the claim is about. Pages that"
            " repeat an original shown here are left out; two marks may still share one."
        ),
        table=table,
        rows=ids(rows),
    )


def _labels(table: pd.DataFrame, *, wide: bool) -> list[str]:
    """Who says it, and of what: one below the other beside a mark, or in a line above it."""
    pairs = zip(table["outlet"], table["about"], strict=True)
    if wide:
        return [f"{outlet}\n{about}" for outlet, about in pairs]
    return [textwrap.fill(f"{outlet}: {about}", 50) for outlet, about in pairs]


def _in_words(table: pd.DataFrame) -> str:
    said = [
        f"{label}: "
        + "; ".join(
            f"{r.outlet} on {r.about}, {dates.in_words(r.date)}, {r.evidence}"
            for r in table[table["answer"] == label].itertuples()
        )
        for label in ANSWERS.values()
    ]
    return ". ".join(said)
