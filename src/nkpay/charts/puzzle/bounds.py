"""What capital and provinces allow for the whole country."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import altair as alt
import pandas as pd

from nkpay import theme, wording
from nkpay.numbers.puzzle import bounds as numbers
from nkpay.numbers.puzzle.bounds import BOTH, census, country, places
from nkpay.registry import Drawing, chart
from nkpay.select import ids

#: Where a place stands on the axis: none or all of the people live in the capital.
ENDS = {"provinces": 0, "pyongyang": 100}


@dataclass(frozen=True)
class Words:
    """What the drawing says beside its data, and the width of a letter of its titles."""

    across: str = "people in the capital, per cent of all"
    up: str = "per cent of all people"
    character: float = 6.2
    evidence: Mapping[str, str] = field(default_factory=lambda: theme.EVIDENCE_LABELS)
    between: Callable[[float, float], str] = wording.between
    counted: str = "counted {year}"


@chart
def whole_country(
    claims: pd.DataFrame,
    indicators: pd.DataFrame,
    places: pd.DataFrame,
    series: pd.DataFrame,
    *,
    width: int,
) -> Drawing:
    """Share of all people by the part of them that lives in the capital, a panel a question."""
    table = bounds(claims, indicators, places)
    spans = {question: country(claims, question) for question in BOTH}
    phone, qr = (wording.between(*spans[question], "per cent") for question in BOTH)
    counts, part = census(series), numbers.capital_part(series).text
    by_phone = numbers.phone_at_census(claims, series).text
    by_code = numbers.qr_at_census(claims, series).text.removesuffix(" per cent")
    year = numbers.capital_part_when(series).text
    return Drawing(
        chart=panels(table, counts, width),
        title=f"By the capital's part in {year}, the whole country is near the provinces:"
        f" {by_phone} by phone, {by_code} by code",
        asserts=("puzzle.census_near_provinces",),
        alt=(
            f"{wording.count(len(spans)).capitalize()} panels with a band that rises from the"
            " share in the provinces, where nobody lives in the capital, to the share in the"
            f" capital, where everybody does; a line marks {part}, counted in {year}. "
            + " ".join(_in_words(question, rows) for question, rows in table.groupby("question"))
        ),
        caption=(
            "The band is what the words allow for all people, by the part of them that lives in"
            f" the capital; provinces are all that is not capital. The line marks {part}, the only"
            f" count in our data, of {year}, and the band there gives the figures of the title."
            f" With nothing known of that part the bounds are {phone} for buying by phone and {qr}"
            " for codes. Each panel asks its own question. Arithmetic on claims of one unnamed"
            " source, not a measurement."
        ),
        table=table.drop(columns="end"),
        rows=ids(claims.loc[table["claim"]], counts),
    )


def bounds(claims: pd.DataFrame, indicators: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    """One row a question and place: the range of its words, and where it stands on the axis."""
    rows = pd.DataFrame([row for question in BOTH for row in reversed(places(claims, question))])
    return pd.DataFrame(
        {
            "question": indicators.loc[rows["indicator_id"], "question"].to_numpy(),
            "place": names.loc[rows["place_id"], "name"].to_numpy(),
            "value": rows["value"].to_numpy(float),
            "value_low": rows["value_low"].to_numpy(float),
            "value_high": rows["value_high"].to_numpy(float),
            "evidence": rows["evidence"].to_numpy(),
            "claim": rows.index,
            "end": rows["place_id"].map(ENDS).to_numpy(),
        }
    )


def _in_words(question: object, rows: pd.DataFrame) -> str:
    ends = (
        f"{row.place} {wording.between(row.value_low, row.value_high)}" for row in rows.itertuples()
    )
    return f"{question} {'; '.join(ends)} per cent."


def panels(
    table: pd.DataFrame, counts: pd.DataFrame, width: int, words: Words | None = None
) -> alt.HConcatChart | alt.VConcatChart:
    """A band from provinces to capital for each question."""
    words = words or Words()
    wide = width > 400
    across = (width - 130) // 2 if wide else width - 66
    panels = [
        _panel(rows.reset_index(drop=True), counts, str(question), across, words, first=number == 0)
        for number, (question, rows) in enumerate(table.groupby("question", sort=False))
    ]
    both = alt.hconcat(*panels, spacing=24) if wide else alt.vconcat(*panels, spacing=22)
    return both.resolve_scale(shape="shared", stroke="shared", fill="shared")


def _panel(
    rows: pd.DataFrame,
    counts: pd.DataFrame,
    question: str,
    width: int,
    words: Words,
    *,
    first: bool,
) -> alt.LayerChart | alt.FacetChart:
    data = rows.assign(
        link="row/" + rows["claim"],
        words=[f"{r.place}: {words.between(r.value_low, r.value_high)}" for r in rows.itertuples()],
    )
    base = alt.Chart(data).encode(
        x=alt.X("end:Q")
        .scale(domain=[0, 100], nice=False, padding=7)
        .title(words.across)
        .axis(tickCount=5, grid=False)
    )
    y = alt.Y("value:Q").scale(domain=[0, 100]).title(words.up).axis(tickCount=5)
    band = base.mark_area(**theme.BAND).encode(y=alt.Y("value_low:Q"), y2=alt.Y2("value_high:Q"))
    ranges = base.mark_rule(**theme.BAR).encode(y=alt.Y("value_low:Q"), y2=alt.Y2("value_high:Q"))
    marks = theme.evidence_marks(
        base.encode(y=y), sorted(set(rows["evidence"])), legend=first, labels=words.evidence
    )
    left = _label(base, 0, "value_low", 14, "left")
    right = _label(base, 100, "value_high", -12, "right")
    title = alt.TitleParams(
        textwrap.wrap(question, int(width / words.character)),
        anchor="start",
        fontSize=13,
        color=theme.INK,
    )
    return alt.layer(band, ranges, *_counted(rows, counts, words), marks, left, right).properties(
        width=width, height=200, title=title
    )


def _counted(rows: pd.DataFrame, counts: pd.DataFrame, words: Words) -> tuple[alt.Chart, alt.Chart]:
    """A line down to the foot of the band, at the part of the people counted in the capital."""
    part, year = counts["value"].mean(), counts["period"].str[:4].max()
    lows = rows.set_index("end")["value_low"]
    foot = lows[0] + part / 100 * (lows[100] - lows[0])
    data = pd.DataFrame({"part": [part], "foot": [foot], "says": [words.counted.format(year=year)]})
    base = alt.Chart(data).encode(x=alt.X("part:Q"))
    line = base.mark_rule(strokeDash=[4, 3], color=theme.INK)
    says = base.mark_text(align="left", dx=4, baseline="top", color=theme.INK)
    return (
        line.encode(y=alt.Y("foot:Q"), y2=alt.Y2Value(0)),
        says.encode(y=alt.YValue(2), text=alt.Text("says:N")),
    )


def _label(base: alt.Chart, end: int, at: str, dy: int, align: str) -> alt.Chart:
    words = base.mark_text(align="left" if align == "left" else "right", dy=dy)
    return words.transform_filter(f"datum.end == {end}").encode(
        y=alt.Y(f"{at}:Q"), text=alt.Text("words:N")
    )
