"""The scorecard: who is said to learn what of a payment, one mark an original."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import altair as alt
import pandas as pd

from nkpay import theme, wording
from nkpay.charts.surveillance.capabilities import marks
from nkpay.charts.surveillance.layout import Layout, Words
from nkpay.numbers.surveillance import scorecard
from nkpay.numbers.surveillance.scorecard import MEANS, QUESTIONS
from nkpay.registry import Drawing, chart

EMPTY: Final = "not reported"
ORDER: Final = {name: i for i, name in enumerate((*MEANS, *QUESTIONS, "no", "yes"))}


@chart
def scorecard_of_means(
    disclosures: pd.DataFrame, claims: pd.DataFrame, evidence_kinds: pd.DataFrame, *, width: int
) -> Drawing:
    """Who is said to learn what of a payment, by means of payment, here and elsewhere."""
    cells = scorecard.cells(disclosures, claims)
    table = _answers(cells, evidence_kinds)
    size = (128, 88, 6) if width > 400 else (93, 78, 3)
    return Drawing(
        chart=_chart(Layout(table, *size), width),
        title="Won cards and wallets are said to ask who the user is; what the seller learns, and"
        " who sees a payment in cash, we found said of no North Korean system",
        asserts=(
            "surveillance.identity_asked",
            "surveillance.seller_not_reported",
            "surveillance.cash_not_reported",
        ),
        alt=_in_words(table),
        caption=(
            "Marks on the left of a cell say no, on the right yes; both may be said. One mark an"
            " original, in its strongest kind of evidence. 'Not reported': no claim answers, which"
            " is no answer either way. The questions are those of Project Tourbillon, a test of"
            " electronic cash by the innovation hub of the Bank for International Settlements;"
            " answers are coded, each with its claim. Cash and"
            " cards as such: the ranking in its report. The Narae card is prepaid, in foreign"
            " currency. Bank transfer, state, yes: records that were asked for, which is not"
            " watching at all times."
        ),
        table=table,
        rows=scorecard.behind(cells),
    )


def _answers(cells: pd.DataFrame, evidence_kinds: pd.DataFrame) -> pd.DataFrame:
    """One row an original in a cell, with its strongest claim."""
    keys = ["means", "question", "answer"]
    return (
        cells.assign(rank=lambda c: c["evidence"].map(evidence_kinds["rank_order"]))
        .sort_values(["rank", "claim_id"])
        .drop_duplicates([*keys, "original"])
        .sort_values(keys, key=lambda c: c.map(ORDER), kind="stable")
        .reset_index(drop=True)[[*keys, "evidence", "statement", "claim_id"]]
    )


def _chart(layout: Layout, width: int) -> alt.TopLevelMixin:
    height = max(layout.tops.values())
    x = alt.X("x:Q").scale(domain=[0, width - 4], nice=False).axis(None)
    y = alt.Y("y:Q").scale(domain=[height, 0], nice=False).axis(None)
    data = layout.placed()
    points = alt.Chart(data.assign(link="row/" + data["claim_id"])).encode(
        x=x, y=y, tooltip=[alt.Tooltip("means"), alt.Tooltip("statement")]
    )
    rules = alt.Chart(layout.rules()).mark_rule(color=theme.RULE)
    texts = [
        _text(layout.labels(), {"color": theme.INK}),
        _text(layout.groups(), {"color": theme.INK, "fontWeight": 600, "fontSize": 13}),
        _text(layout.heads(), {"color": theme.INK}),
        _text(layout.sides(), {"color": theme.MUTED}),
        _text(layout.empty(EMPTY), {"color": theme.MUTED, "fontStyle": "italic"}),
    ]
    drawn = [
        rules.encode(x=x, y=y, x2="x2:Q", y2="y2:Q"),
        marks(points, data, width, size=75),
        *(text.encode(x=x, y=y, text="text:N") for text in texts),
    ]
    return alt.layer(*drawn).properties(width=width - 4, height=height)


def _text(words: Iterable[Words], style: dict[str, Any]) -> alt.Chart:
    frame = pd.DataFrame(list(words), columns=["x", "y", "text"])
    return alt.Chart(frame).mark_text(**{"align": "left", "fontSize": 12, **style})


def _in_words(table: pd.DataFrame) -> str:
    said = table.groupby(["means", "question"])["answer"].agg(
        lambda answers: " and ".join(sorted(set(answers)))
    )
    return " ".join(_row_in_words(name, said) for name in MEANS)


def _row_in_words(name: str, said: pd.Series) -> str:
    where = "" if MEANS[name].group == scorecard.HERE else " (for comparison)"
    found = [
        f"{question} {said[name, key]}."
        for key, question in QUESTIONS.items()
        if (name, key) in said
    ]
    silent = wording.count(len(QUESTIONS) - len(found))
    return " ".join([f"{name}{where}:", *found, f"Not reported: {silent}."])
