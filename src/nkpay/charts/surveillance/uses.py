"""What it is reported to have done with account data, channel by channel."""

from __future__ import annotations

import altair as alt
import pandas as pd

from nkpay import dates, theme, wording
from nkpay.charts.surveillance.capabilities import centred, marks
from nkpay.numbers.surveillance import selection
from nkpay.registry import Drawing, chart
from nkpay.select import ids

CHANNELS = {
    "bank-records": "bank records",
    "wallet": "wallet or QR",
    "device": "seized phone",
    "phone-network": "phone network",
    "inspection": "search or visit",
    "other": "other",
}


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


def _use_chart(table: pd.DataFrame, empty: list[str], width: int) -> alt.TopLevelMixin:
    plot = width - 120
    data = table[table["date"] != ""]
    data = data.assign(link="row/" + data["row"], lane=_lanes(data, plot))
    reach = data["lane"].max() + 0.5
    order = list(CHANNELS.values())
    years = [int(data["low"].min()), int(data["high"].max()) + 1]
    y = alt.Y("channel:N").sort(order).scale(domain=order).title(None)
    scale = alt.Scale(domain=years, nice=False, zero=False)
    base = alt.Chart(data).encode(
        y=y.axis(grid=True, tickBand="extent", ticks=False),
        yOffset=alt.YOffset("lane:Q").scale(domain=[-reach, reach]),
        tooltip=["date", "statement"],
    )
    axis = alt.Axis(format="d", values=list(range(years[0], years[1] + 1, 2)), grid=False)
    points = marks(
        base.encode(x=alt.X("middle:Q", scale=scale, axis=axis).title(None)), data, width
    )
    bars = theme.range_bars(base, "low", "high").encode(x=alt.X("low:Q", scale=scale))
    none = _words_at(plot / 2, y, dict.fromkeys(empty, "none found"))
    undated = table[table["date"] == ""].groupby("channel").size()
    counts = {str(channel): f"{wording.count(n)} undated" for channel, n in undated.items()}
    height = len(order) * max(34, 32 * reach)
    layers = (bars, points, none, _words_at(36, y, counts))
    return alt.layer(*layers).properties(width=plot, height=height)


def _words_at(x: float, y: alt.Y, words: dict[str, str]) -> alt.Chart:
    """Words in the rows of channels, at a place where no mark stands."""
    rows = pd.DataFrame({"channel": list(words), "text": list(words.values())})
    text = alt.Chart(rows).mark_text(color=theme.MUTED, fontStyle="italic")
    return text.encode(y=y, text=alt.Text("text:N"), x=alt.XValue(x))


def _reports(claims: pd.DataFrame, capabilities: pd.DataFrame) -> pd.DataFrame:
    """One row a report: claims where a channel has them, else the coded capability."""
    told = selection.uses(claims).drop_duplicates(["original", "as_of"])
    acted = selection.used_on_people(capabilities)
    acted = acted[~acted["channel"].isin(told["subject_id"])]
    names = {"subject_id": "channel", "as_of": "date"}
    others = {"first_reported": "date", "capability": "statement"}
    columns = ["channel", "date", "evidence", "statement"]
    both = pd.concat([told.rename(columns=names)[columns], acted.rename(columns=others)[columns]])
    spans = [dates.parse(date) if date else None for date in both["date"]]
    return (
        both.assign(
            channel=both["channel"].map(CHANNELS),
            low=[_year(span.first) if span else None for span in spans],
            middle=[_year(span.middle) if span else None for span in spans],
            high=[_year(span.last) if span else None for span in spans],
            row=both.index,
        )
        .astype({"low": float, "middle": float, "high": float})
        .sort_values(["middle", "row"])
        .reset_index(drop=True)
    )


def _year(day: object) -> float:
    moment = pd.Timestamp(day)
    return round(moment.year + (moment.day_of_year - 1) / 366, 3)


def _lanes(table: pd.DataFrame, plot: int) -> list[float]:
    """Lanes within a channel, so that points closer than their own width do not overlap."""
    gap = 13 * (table["high"].max() + 1 - table["low"].min()) / plot
    taken: dict[tuple[str, int], float] = {}
    lanes = []
    for channel, at in zip(table["channel"], table["middle"], strict=True):
        lane = 0
        while at - taken.get((channel, lane), -gap) < gap:
            lane += 1
        taken[channel, lane] = at
        lanes.append(lane)
    return centred(pd.Series(lanes), table["channel"])


def _when(date: str) -> str:
    return dates.in_words(date) if date else "undated"


def _uses_in_words(table: pd.DataFrame, empty: list[str]) -> str:
    parts = [
        f"{channel}: {wording.listing(_when(date) for date in rows['date'])}"
        for channel, rows in table.groupby("channel", sort=False)
    ]
    dated = table[table["date"] != ""]["date"]
    return (
        f"{len(table)} reports from {dates.in_words(dated.min())} to"
        f" {dates.in_words(dated.max())}. By channel, {'; '.join(parts)}."
        f" Nothing found for: {wording.listing(empty)}."
    )
