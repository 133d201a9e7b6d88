"""Figures of the surveillance chapter."""

from __future__ import annotations

import altair as alt
import pandas as pd

from nkpay import dates, theme, wording
from nkpay.numbers.surveillance import selection
from nkpay.registry import Drawing, chart
from nkpay.select import ids

LAYERS = ("identity", "device", "network", "wallet", "bank", "market", "physical")
CHANNELS = {
    "bank-records": "bank records",
    "wallet": "wallet or QR",
    "device": "seized phone",
    "phone-network": "phone network",
    "inspection": "search or visit",
    "other": "other",
}
COLUMNS = ("Pyongyang", "Pyongan", "Jagang", "North-east", "no one place")
COLUMN_OF = {
    "pyongyang": "Pyongyang",
    "south-pyongan": "Pyongan",
    "north-pyongan": "Pyongan",
    "jagang": "Jagang",
}
DIRECTIONS = {"deterrent": "Holds people back", "driver": "Draws people in"}


@chart
def capability_levels(capabilities: pd.DataFrame, *, width: int) -> Drawing:
    """What the state can see at each layer, by level of evidence: one mark a capability."""
    rows = selection.levelled(capabilities).sort_values(["evidence", "first_reported"])
    table = rows.reset_index()[
        ["layer", "level", "evidence", "capability", "reveals", "first_reported", "capability_id"]
    ]
    lowered = int((rows["level"] != rows["evidence_level"]).sum())
    return Drawing(
        chart=_levels_chart(table, width),
        title="Handsets were mostly inspected; what banks and markets let the state see is mostly"
        " told by unnamed sources",
        asserts=(
            "surveillance.device_mostly_inspected",
            "surveillance.bank_and_market_mostly_told",
        ),
        alt=f"{len(table)} capabilities in {wording.count(len(LAYERS))} layers. "
        + _levels_in_words(rows),
        caption=(
            "One mark a capability; the number of marks shows how finely we coded, not how much"
            " the state sees. Inferred: an author concludes or asserts it and names no source."
            f" {wording.count(lowered).capitalize()} rows coded as reported rest on such"
            " assertions; here the weaker reading counts."
        ),
        table=table,
        rows=ids(rows),
    )


def _levels_chart(table: pd.DataFrame, width: int) -> alt.Chart:
    per_line = (width - 90) // 3 // 15
    place = table.groupby(["layer", "level"]).cumcount()
    data = table.assign(
        slot=place % per_line,
        line=_centred(place // per_line, table["layer"] + table["level"]),
        link="row/" + table["capability_id"],
    )
    x = alt.X("level:N").sort(list(selection.LEVELS)).title(None)
    header = x.axis(
        orient="top", labelAlign="left", labelAngle=0, labelOffset=5 - (width - 90) / 6, ticks=False
    )
    lines, reach = int(2 * data["line"].max()) + 1, data["line"].max() + 0.5
    base = alt.Chart(data).encode(
        x=header.scale(paddingInner=0.08, paddingOuter=0),
        xOffset=alt.XOffset("slot:O").scale(domain=list(range(per_line))),
        y=alt.Y("layer:N").sort(list(LAYERS)).title(None).axis(grid=True, tickBand="extent"),
        yOffset=alt.YOffset("line:Q").scale(domain=[-reach, reach]),
        tooltip=["capability", "reveals", "first_reported"],
    )
    marks = _marks(base, table, width, size=55)
    return marks.properties(width=width - 90, height=len(LAYERS) * max(30, 17 * lines))


def _marks(
    base: alt.Chart, table: pd.DataFrame, width: int, *, legend: bool = True, size: int = 90
) -> alt.Chart:
    """Evidence marks whose legend stands in one column where three would be too wide."""
    marks = theme.evidence_marks(base, sorted(set(table["evidence"])), legend=legend, size=size)
    if legend and width < 400:
        for channel in (marks.encoding.shape, marks.encoding.stroke, marks.encoding.fill):
            channel["legend"]["columns"] = 1
    return marks


def _centred(lines: pd.Series, cells: pd.Series) -> list[float]:
    """Lines of marks in a cell, counted from its middle."""
    return (lines - lines.groupby(cells).transform("max") / 2).tolist()


def _levels_in_words(rows: pd.DataFrame) -> str:
    def cell(layer: str, level: str) -> str:
        n = int(((rows["layer"] == layer) & (rows["level"] == level)).sum())
        return f"{wording.count(n)} {level}"

    parts = (
        f"{layer}: {wording.listing(cell(layer, level) for level in selection.LEVELS)}"
        for layer in LAYERS
    )
    return "; ".join(parts) + "."


@chart
def use_by_channel(claims: pd.DataFrame, capabilities: pd.DataFrame, *, width: int) -> Drawing:
    """What was reported used against people, by channel and date; empty channels stay empty."""
    table = _reports(claims, capabilities)
    empty = [c for c in CHANNELS.values() if c not in set(table["channel"])]
    return Drawing(
        chart=_use_chart(table, empty, width),
        title="Of payment and account data only bank records are reported used against people;"
        " for wallets and QR codes we found nothing",
        asserts=("surveillance.only_bank_records", "surveillance.no_wallet_use"),
        alt=_uses_in_words(table, empty),
        caption=(
            "One mark a report, by the month or year that it speaks of; a bar spans a year where"
            " no month is given. Only the first two rows are payment or account data. The rows"
            " below show other means by which people were pursued; 'other' gathers cameras,"
            " identity registers and trading rules."
        ),
        table=table.drop(columns=["low", "middle", "high"]),
        rows=ids(selection.used_on_people(capabilities), selection.uses(claims)),
    )


def _use_chart(table: pd.DataFrame, empty: list[str], width: int) -> alt.LayerChart:
    plot = width - 120
    data = table.assign(link="row/" + table["row"], lane=_lanes(table, plot))
    reach = data["lane"].max() + 0.5
    order = list(CHANNELS.values())
    years = [int(table["low"].min()), int(table["high"].max()) + 1]
    y = alt.Y("channel:N").sort(order).scale(domain=order).title(None)
    scale = alt.Scale(domain=years, nice=False, zero=False)
    base = alt.Chart(data).encode(
        y=y.axis(grid=True, tickBand="extent", ticks=False),
        yOffset=alt.YOffset("lane:Q").scale(domain=[-reach, reach]),
        tooltip=["date", "statement"],
    )
    axis = alt.Axis(format="d", values=list(range(years[0], years[1] + 1, 2)), grid=False)
    marks = _marks(
        base.encode(x=alt.X("middle:Q", scale=scale, axis=axis).title(None)), table, width
    )
    bars = theme.range_bars(base, "low", "high").encode(x=alt.X("low:Q", scale=scale))
    none = (
        alt.Chart(pd.DataFrame({"channel": empty, "text": "none found"}))
        .mark_text(color=theme.MUTED, fontStyle="italic")
        .encode(y=y, text="text:N", x=alt.value(plot / 2))
    )
    height = len(order) * max(34, 32 * reach)
    return (bars + marks + none).properties(width=plot, height=height)


def _reports(claims: pd.DataFrame, capabilities: pd.DataFrame) -> pd.DataFrame:
    """One row a report: claims where a channel has them, else the coded capability."""
    told = selection.uses(claims).drop_duplicates(["original", "as_of"])
    acted = selection.used_on_people(capabilities)
    acted = acted[~acted["channel"].isin(told["subject_id"])]
    names = {"subject_id": "channel", "as_of": "date"}
    others = {"first_reported": "date", "capability": "statement"}
    columns = ["channel", "date", "evidence", "statement"]
    both = pd.concat([told.rename(columns=names)[columns], acted.rename(columns=others)[columns]])
    spans = [dates.parse(date) for date in both["date"]]
    return (
        both.assign(
            channel=both["channel"].map(CHANNELS),
            low=[_year(span.first) for span in spans],
            middle=[_year(span.middle) for span in spans],
            high=[_year(span.last) for span in spans],
            row=both.index,
        )
        .sort_values(["middle", "row"])
        .reset_index(drop=True)
    )


def _year(day: object) -> float:
    moment = pd.Timestamp(day)
    return round(moment.year + (moment.dayofyear - 1) / 366, 3)


def _lanes(table: pd.DataFrame, plot: int) -> list[float]:
    """Lanes within a channel, so that marks closer than their own width do not overlap."""
    gap = 13 * (table["high"].max() + 1 - table["low"].min()) / plot
    taken: dict[tuple[str, int], float] = {}
    lanes = []
    for channel, at in zip(table["channel"], table["middle"], strict=True):
        lane = 0
        while at - taken.get((channel, lane), -gap) < gap:
            lane += 1
        taken[channel, lane] = at
        lanes.append(lane)
    return _centred(pd.Series(lanes), table["channel"])


def _uses_in_words(table: pd.DataFrame, empty: list[str]) -> str:
    parts = [
        f"{channel}: {wording.listing(dates.in_words(date) for date in rows['date'])}"
        for channel, rows in table.groupby("channel", sort=False)
    ]
    return (
        f"{len(table)} reports from {dates.in_words(table['date'].min())} to"
        f" {dates.in_words(table['date'].max())}. By channel, {'; '.join(parts)}."
        f" Nothing found for: {wording.listing(empty)}."
    )


@chart
def reasons_by_place(
    concerns: pd.DataFrame, places: pd.DataFrame, evidence_kinds: pd.DataFrame, *, width: int
) -> Drawing:
    """Which reasons for and against paying electronically are reported from where."""
    table = _presence(concerns, places, evidence_kinds)
    data = table.assign(link="row/" + table["strongest"])
    labels = 180
    base = alt.Chart(data).encode(
        x=alt.X("where:N")
        .sort(list(COLUMNS))
        .scale(domain=list(COLUMNS))
        .title(None)
        .axis(orient="top", labelAngle=0 if width > 400 else -90, ticks=False, domain=False),
        y=alt.Y("theme:N")
        .sort(field="order")
        .title(None)
        .axis(grid=True, ticks=False, domain=False, labelLimit=labels, minExtent=labels),
        tooltip=["theme", "where", "concerns"],
    )
    panels = [
        _marks(base, table, width, legend=number == 0)
        .transform_filter(alt.datum.direction == direction)
        .properties(
            width=width - labels - 20,
            height={"step": 20},
            title=alt.TitleParams(words, anchor="start", fontSize=13, color=theme.INK),
        )
        for number, (direction, words) in enumerate(DIRECTIONS.items())
    ]
    return Drawing(
        chart=alt.vconcat(*panels, spacing=14),
        title="Where a place is named, fear of arrest is told from the north-east alone, fear of"
        " being watched from elsewhere too",
        asserts=("surveillance.arrest_fear_only_north", "surveillance.watching_fear_wider"),
        alt=_presence_in_words(table),
        caption=(
            "A mark means at least one report, drawn in its strongest kind of evidence; it says"
            " nothing of how many people share it. An empty cell means that we found no report,"
            " not that nobody feels so: outlets have sources in few places. North-east: Ryanggang,"
            " North Hamgyong and 'the border'; no one place: the whole country or several cities."
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
    where = column.mask(north, "North-east").fillna("no one place")
    found = (
        concerns.assign(where=where, rank=concerns["evidence"].map(evidence_kinds["rank_order"]))
        .reset_index()
        .sort_values(["rank", "concern_id"])
        .groupby(["direction", "theme", "where"], as_index=False)
        .agg(
            evidence=("evidence", "first"),
            strongest=("concern_id", "first"),
            concerns=("concern_id", lambda c: " ".join(sorted(c))),
        )
    )
    named = found[found["where"] != "no one place"].groupby("theme")["where"].nunique()
    order = -found["theme"].map(named).fillna(0)
    return found.assign(order=order, theme=found["theme"].str.replace("-", " ")).sort_values(
        ["direction", "order", "theme"], ignore_index=True
    )


def _presence_in_words(table: pd.DataFrame) -> str:
    parts = []
    for direction, words in DIRECTIONS.items():
        themes = table[table["direction"] == direction].groupby("theme", sort=False)["where"]
        listed = "; ".join(f"{t}: {wording.listing(sorted(w))}" for t, w in themes)
        parts.append(f"{words}. {listed}.")
    return " ".join(parts)
