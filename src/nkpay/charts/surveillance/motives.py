"""Why the state wants it: each aim by who names it."""

from __future__ import annotations

import altair as alt
import pandas as pd

from nkpay import wording
from nkpay.charts.surveillance.grid import grid
from nkpay.numbers.surveillance import motives
from nkpay.registry import Drawing, chart
from nkpay.select import ids

#: Heads of the columns, with a break of line where they are drawn.
HEADS = {
    "own texts": "the state's|own texts",
    "insiders": "sources|inside",
    "analysts": "analysts|and outlets",
}


@chart
def motives_by_voice(claims: pd.DataFrame, evidence_kinds: pd.DataFrame, *, width: int) -> Drawing:
    """Each aim of electronic payment by who names it, one mark an original."""
    table = _aims(claims, evidence_kinds)
    return Drawing(
        chart=_chart(table, width),
        title="That the state wants to watch payments is inferred; its own texts ask for"
        " transparency and do not name watching",
        asserts=(
            "surveillance.watching_only_inferred",
            "surveillance.own_texts_transparent",
            "surveillance.own_texts_silent",
        ),
        alt=_in_words(table),
        caption=(
            "One mark an original in its strongest kind of evidence; one that names two aims stands"
            " in both. Aims are read from our wording of the claims by the rule in the code, and"
            " 'other' gathers the rest. The number of marks shows what was published, not what was"
            " decided. Sources inside tell or presume an aim; analysts and"
            " outlets infer it."
        ),
        table=table,
        rows=ids(motives.all_motives(claims)),
    )


def _aims(claims: pd.DataFrame, evidence_kinds: pd.DataFrame) -> pd.DataFrame:
    named = motives.by_aim(claims).rename_axis("id").reset_index()
    order = {aim: i for i, aim in enumerate((*motives.AIMS, motives.OTHER))}
    return (
        named.assign(
            rank=named["evidence"].map(evidence_kinds["rank_order"]), at=named["aim"].map(order)
        )
        .sort_values(["at", "voice", "rank", "id"])
        .drop_duplicates(["aim", "voice", "original"])
        .reset_index(drop=True)[["aim", "voice", "evidence", "statement", "id"]]
    )


def _chart(table: pd.DataFrame, width: int) -> alt.TopLevelMixin:
    data = table.assign(voice=table["voice"].map(HEADS))
    return grid(
        data,
        ("aim", "voice"),
        ([*motives.AIMS, motives.OTHER], list(HEADS.values())),
        width=width,
        labels=150 if width > 400 else 112,
    )


def _in_words(table: pd.DataFrame) -> str:
    def cell(aim: str, voice: str) -> str:
        n = int(((table["aim"] == aim) & (table["voice"] == voice)).sum())
        return f"{wording.count(n)} in {voice}" if voice == "own texts" else f"{n} by {voice}"

    parts = (
        f"{aim}: {wording.listing(cell(aim, voice) for voice in HEADS)}"
        for aim in (*motives.AIMS, motives.OTHER)
    )
    return "Originals that name each aim. " + "; ".join(parts) + "."
