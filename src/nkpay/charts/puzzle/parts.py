"""What turns a share of people into a share of purchases."""

from __future__ import annotations

import textwrap

import altair as alt
import pandas as pd

from nkpay import theme, wording
from nkpay.numbers.adoption.shares import PHONE, PURCHASE, QR, share
from nkpay.numbers.puzzle.bounds import later
from nkpay.numbers.puzzle.parts import part_of_purchases
from nkpay.registry import Drawing, chart
from nkpay.select import ids

CHARACTER = 5.3
LINE = 16
ACTS = {QR: ("A", "by code at stalls"), PHONE: ("B", "by phone")}


@chart
def part_of_what_they_buy(claims: pd.DataFrame, *, width: int) -> Drawing:
    """Which shares of payers and parts of their purchases give the later share of purchases."""
    table = _table(claims)
    bought = later(claims)
    span = wording.between(bought["value_low"], bought["value_high"], "per cent")
    return Drawing(
        chart=_region(table, bought, width),
        title="The later share fits the earlier ones if payers paid so for only part of what they"
        " bought",
        asserts=("puzzle.parts_fit",),
        alt=(
            f"A curved band of all pairs whose product is {span} of purchases: the fewer pay so,"
            " the larger the part of their purchases must be. "
            + " ".join(_sentence(question, table) for question in ACTS)
        ),
        caption=(
            "Share of purchases = share of people who pay so, times the part of their own"
            f" purchases for which they do. The band holds every pair that gives {span}, in"
            " strong colour where the earlier shares for the provinces cross it. It assumes that"
            " the later share"
            " is one of purchases in the provinces, that as many people paid so then as before, and"
            " that payers buy as often as others. Arithmetic, not evidence: no source gives either"
            " part."
        ),
        table=table,
        rows=ids(claims.loc[table["claim"]]),
    )


def _table(claims: pd.DataFrame) -> pd.DataFrame:
    questions = [*ACTS, PURCHASE]
    rows = [share(claims, question, "provinces") for question in ACTS] + [later(claims)]
    parts = [part_of_purchases(claims, question) for question in ACTS]
    ends = [*parts, (float("nan"), float("nan"))]
    return pd.DataFrame(
        {
            "question": questions,
            "value_low": [float(row["value_low"]) for row in rows],
            "value_high": [float(row["value_high"]) for row in rows],
            "part of purchases, lowest": [round(low, 1) for low, _ in ends],
            "part of purchases, highest": [round(high, 1) for _, high in ends],
            "claim": [row.name for row in rows],
        }
    )


def _of(question: str, table: pd.DataFrame) -> tuple[str, str]:
    """People who pay so, and the part of their purchases, as printed ranges."""
    row = table.set_index("question").loc[question]
    low, high = row["part of purchases, lowest"], row["part of purchases, highest"]
    return (
        wording.between(row["value_low"], row["value_high"]),
        wording.between(round(low), round(high)),
    )


def _sentence(question: str, table: pd.DataFrame) -> str:
    people, part = _of(question, table)
    _, act = ACTS[question]
    return f"If {people} per cent pay {act}, they do so for {part} per cent of purchases."


def _curve(bought: pd.Series, low: float, high: float) -> pd.DataFrame:
    """The band between two shares of people; no part is above all purchases."""
    steps = [low + (high - low) * step / 120 for step in range(121)]
    return pd.DataFrame(
        {
            "people": steps,
            "low": [min(100.0, 100 * bought["value_low"] / at) for at in steps],
            "high": [min(100.0, 100 * bought["value_high"] / at) for at in steps],
        }
    )


def _region(table: pd.DataFrame, bought: pd.Series, width: int) -> alt.LayerChart | alt.FacetChart:
    x = (
        alt.X("people:Q")
        .scale(domain=[0, 100], nice=False)
        .title("people in the provinces who pay so, per cent")
        .axis(tickCount=5, grid=False)
    )
    y = alt.Y("low:Q").scale(domain=[0, 100], nice=False).axis(tickCount=5)
    y = y.title("of their own purchases, per cent")
    everyone = _curve(bought, bought["value_low"], 100)
    band = alt.Chart(everyone).mark_area(**theme.BAND)
    layers: list[alt.Chart] = [band.encode(x=x, y=y, y2=alt.Y2("high:Q"))]
    heads: list[str] = []
    for question, (letter, act) in ACTS.items():
        low, high = table.set_index("question").loc[question, ["value_low", "value_high"]]
        people, part = _of(question, table)
        crossed = alt.Chart(_curve(bought, low, high)).mark_area(color=theme.ACCENT, opacity=0.75)
        layers += [*_bar(letter, low, high), crossed.encode(x=x, y=y, y2=alt.Y2("high:Q"))]
        words = f"{letter}: {people} per cent pay {act}: for {part} per cent of purchases"
        heads += textwrap.wrap(words, int((width - 60) / CHARACTER), subsequent_indent="    ")
    span = wording.between(bought["value_low"], bought["value_high"])
    named = pd.DataFrame({"at": [62], "up": [54], "words": [f"{span} per cent|of all purchases"]})
    name = alt.Chart(named).mark_text(align="left", lineBreak="|", lineHeight=LINE)
    layers.append(name.encode(x="at:Q", y="up:Q", text="words:N"))
    title = alt.TitleParams(
        heads, anchor="start", fontSize=12, fontWeight="normal", color=theme.INK, lineHeight=LINE
    )
    return alt.layer(*layers).properties(width=width - 66, height=270, title=title)


def _bar(letter: str, low: float, high: float) -> list[alt.Chart]:
    """The people who were said to pay so, over the whole height."""
    data = pd.DataFrame(
        {"low": [low], "high": [high], "middle": [(low + high) / 2], "letter": [letter]}
    )
    base = alt.Chart(data)
    bar = base.mark_rect(color=theme.ACCENT, opacity=0.12, stroke=theme.ACCENT, strokeWidth=0.8)
    words = base.mark_text(baseline="bottom", dy=-4, fontWeight=600, color=theme.ACCENT)
    return [
        bar.encode(x=alt.X("low:Q"), x2=alt.X2("high:Q"), y=alt.value(0), y2=alt.value(270)),
        words.encode(x=alt.X("middle:Q"), y=alt.value(270), text=alt.Text("letter:N")),
    ]
