"""What holds people back and draws them in, by place."""

from __future__ import annotations

import altair as alt
import pandas as pd

from nkpay import theme, wording
from nkpay.charts.surveillance.capabilities import marks
from nkpay.numbers.surveillance import selection
from nkpay.registry import Drawing, chart
from nkpay.select import ids

COLUMNS = ("Pyongyang", "Pyongan", "Jagang", "North", "no one place")

COLUMN_OF = {
    "pyongyang": "Pyongyang",
    "south-pyongan": "Pyongan",
    "north-pyongan": "Pyongan",
    "jagang": "Jagang",
}

#: Themes whose name would mislead or lacks its comma.
NAMES = {
    ("driver", "digital-skills-and-age"): "state classes",
    ("driver", "patriotism-and-lectures"): "patriotic lectures",
    ("deterrent", "fraud-theft-and-errors"): "fraud, theft and errors",
}

DIRECTIONS = {"deterrent": "Holds people back", "driver": "Draws people in"}


@chart
def reasons_by_place(
    concerns: pd.DataFrame, places: pd.DataFrame, evidence_kinds: pd.DataFrame, *, width: int
) -> Drawing:
    """Which reasons for and against paying electronically are reported from where."""
    concerns = concerns[concerns["direction"].isin(DIRECTIONS)]
    table = _presence(concerns, places, evidence_kinds)
    return Drawing(
        chart=_panels(table, width),
        title="Where a place is named, fear of arrest is told from the northern border alone, fear"
        " of being watched from elsewhere too",
        asserts=("surveillance.arrest_fear_only_north", "surveillance.watching_fear_wider"),
        alt=_presence_in_words(table),
        caption=(
            "A mark means at least one report, drawn in its strongest kind of evidence; it says"
            " nothing of how many people share it. An empty cell means that we found no report,"
            " not that nobody feels so: outlets have sources in few places. North: Ryanggang, North"
            " Hamgyong, and 'the north' or 'the border' left unspecified; no one place: the whole"
            " country or several cities."
        ),
        table=table.drop(columns="order"),
        rows=ids(concerns),
    )


def _presence(
    concerns: pd.DataFrame, places: pd.DataFrame, evidence_kinds: pd.DataFrame
) -> pd.DataFrame:
    parent = concerns["place_id"].map(places["parent_id"])
    column = concerns["place_id"].map(COLUMN_OF).fillna(parent.map(COLUMN_OF))
    north = selection.in_north(concerns["place_id"], places)
    where = column.mask(north, "North").fillna("no one place")
    found = (
        concerns.assign(where=where, rank=concerns["evidence"].map(evidence_kinds["rank_order"]))
        .reset_index()
        .sort_values(["rank", "concern_id"])
        .groupby(["direction", "theme", "where"], as_index=False)
        .agg(
            evidence=("evidence", "first"),
            strongest=("concern_id", "first"),
            said_of=("holder", lambda holders: "; ".join(sorted(set(holders)))),
            concerns=("concern_id", lambda c: " ".join(sorted(c))),
        )
    )
    named = found[found["where"] != "no one place"].groupby("theme")["where"].nunique()
    order = -found["theme"].map(named).fillna(0)
    names = [
        NAMES.get((direction, theme), theme.replace("-", " "))
        for direction, theme in zip(found["direction"], found["theme"], strict=True)
    ]
    return found.assign(order=order, theme=names).sort_values(
        ["direction", "order", "theme"], ignore_index=True
    )


def _panels(table: pd.DataFrame, width: int) -> alt.VConcatChart:
    """A panel a direction, themes by places."""
    labels = 180
    base = alt.Chart(table.assign(link="row/" + table["strongest"])).encode(
        x=alt.X("where:N")
        .sort(list(COLUMNS))
        .scale(domain=list(COLUMNS))
        .title(None)
        .axis(orient="top", labelAngle=0 if width > 400 else -90, ticks=False, domain=False),
        y=alt.Y("theme:N")
        .sort(field="order")
        .title(None)
        .axis(grid=True, ticks=False, domain=False, labelLimit=labels, minExtent=labels),
        tooltip=[alt.Tooltip("theme"), alt.Tooltip("where"), alt.Tooltip("concerns")],
    )
    panels = [
        marks(base, table, width, legend=number == 0)
        .transform_filter(alt.datum.direction == direction)
        .properties(
            width=width - labels - 20,
            height={"step": 20},
            title=alt.TitleParams(words, anchor="start", fontSize=13, color=theme.INK),
        )
        for number, (direction, words) in enumerate(DIRECTIONS.items())
    ]
    return alt.vconcat(*panels, spacing=14)


def _presence_in_words(table: pd.DataFrame) -> str:
    parts = []
    for direction, words in DIRECTIONS.items():
        themes = table[table["direction"] == direction].groupby("theme", sort=False)["where"]
        listed = "; ".join(f"{t}: {wording.listing(sorted(w))}" for t, w in themes)
        parts.append(f"{words}. {listed}.")
    return " ".join(parts)
