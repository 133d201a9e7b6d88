"""Figure of what is taken where: claims of acceptance over time, by means."""

from __future__ import annotations

from itertools import count

import altair as alt
import pandas as pd

from nkpay import dates, theme, wording
from nkpay.charts.history.drawing import marks
from nkpay.numbers.adoption import acceptance as taken
from nkpay.numbers.adoption import uptake
from nkpay.registry import Drawing, chart
from nkpay.select import ids

HEAD, STEP, FIRST_TICK = 34, 15, 2005


@chart
def acceptance(
    claims: pd.DataFrame, entities: pd.DataFrame, places: pd.DataFrame, *, width: int
) -> Drawing:
    """Claims of where payment is taken, by means and date; a figure stands where one was given."""
    rows = taken.acceptance(claims)
    table = _table(rows, entities, places)
    order = list(dict.fromkeys(taken.MEANS.values()))
    last = uptake.outlets_latest_when(claims).text
    return Drawing(
        chart=_strips(table, order, width),
        title=(
            f"Places that take payment were last counted in {last}; those that take codes or apps,"
            " never"
        ),
        asserts=("adoption.codes_never_counted",),
        alt=(
            f"{len(table)} claims, {table['date'].min()} to {table['date'].max()}. "
            + " ".join(_strip_in_words(table[table["means"] == means]) for means in order)
        ),
        caption=(
            "One mark a dated claim of where a means of payment is taken or refused, at the"
            " original where its page was seen. A figure beside a mark is the number of places"
            " that the claim counts; all other marks describe and do not count. Marks of one date"
            " are set apart in height, which says nothing. How many claims there are is not how"
            " many places."
        ),
        table=table.drop(columns="middle"),
        rows=ids(rows),
    )


def _table(rows: pd.DataFrame, entities: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """One row a claim, by means and date."""
    counted = rows["indicator_id"] == taken.COUNTED
    spans = [dates.parse(text) for text in rows["as_of"]]
    return pd.DataFrame(
        {
            "means": rows["means"].to_numpy(),
            "what": entities.loc[rows["subject_id"], "label"].to_numpy(),
            "place": places.loc[rows["place_id"], "name"].to_numpy(),
            "date": rows["as_of"].to_numpy(),
            "middle": [span.middle.isoformat() for span in spans],
            "places counted": rows["value"].where(counted).to_numpy(),
            "evidence": rows["evidence"].to_numpy(),
            "claim": rows.index,
        }
    ).sort_values(["means", "middle", "claim"], ignore_index=True)


def _strip_in_words(strip: pd.DataFrame) -> str:
    counts = [
        f"{wording.quantity(row.count)} places in {row.date}"
        for row in strip.rename(columns={"places counted": "count"}).itertuples()
        if pd.notna(row.count)
    ]
    named = f", among them {wording.listing(counts)}" if counts else ", none with a count"
    return f"{strip['means'].iloc[0]}: {wording.count(len(strip))} claims{named}."


def _strips(table: pd.DataFrame, order: list[str], width: int) -> alt.LayerChart | alt.FacetChart:
    """A strip a means, marks at their date, a little apart where they would touch."""
    middle = pd.to_datetime(table["middle"])
    days = pd.Series(200 if width > 400 else 400, index=table.index)
    counted = table["places counted"].notna()
    lanes = _lanes(table["means"], middle, days.where(~counted, 4 * days))
    tall = (lanes + 1).groupby(table["means"]).max().reindex(order) * STEP + HEAD
    top = tall.cumsum() - tall
    data = table.assign(
        link="row/" + table["claim"],
        y=table["means"].map(top) + HEAD - 4 + STEP * lanes,
        printed=table["places counted"].map(lambda n: f"{n:,.0f}").where(counted, ""),
    )
    height = int(tall.sum())
    down = alt.Scale(domain=[height, 0], nice=False)
    ticks = list(range(FIRST_TICK, int(middle.dt.year.max()) + 1, 5))
    starts = [alt.DateTime(year=year, utc=True) for year in ticks]
    years = alt.Axis(format="%Y", values=starts, grid=False)
    x = alt.X("middle:T").scale(type="utc").title(None)
    base = alt.Chart(data).encode(
        x=x.axis(years),
        y=alt.Y("y:Q").scale(down).title(None).axis(None),
        tooltip=["what", "place", "date"],
    )
    heads = (
        alt.Chart(pd.DataFrame({"means": order, "y": top + 8}))
        .mark_text(align="left", fontWeight=600, fontSize=13)
        .encode(x=alt.XValue(0), y=alt.Y("y:Q").scale(down).axis(None), text="means:N")
    )
    figures = base.mark_text(align="left", dx=8, color=theme.INK).encode(text="printed:N")
    points = marks(base, table["evidence"], width)
    layers = (_grid(ticks, top, tall, x, down), heads, points, figures)
    return alt.layer(*layers).properties(width=width - 30, height=height)


def _grid(
    ticks: list[int], top: pd.Series, tall: pd.Series, x: alt.X, down: alt.Scale
) -> alt.Chart:
    """A rule at each tick of the axis in each strip, clear of the words above it."""
    rules = pd.DataFrame(
        [
            {"middle": f"{year}-01-01", "from": start + 18, "to": start + size - 6}
            for year in ticks
            for start, size in zip(top, tall, strict=True)
        ]
    )
    return (
        alt.Chart(rules)
        .mark_rule(color=theme.RULE)
        .encode(x=x, y=alt.Y("from:Q").scale(down).axis(None), y2="to:Q")
    )


def _lanes(means: pd.Series, middle: pd.Series, days: pd.Series) -> pd.Series:
    """The first lane of each strip in which a mark touches no other."""
    ends: dict[tuple[str, int], pd.Timestamp] = {}
    lanes = []
    for strip, at, room in zip(means, middle, days, strict=True):
        lane = next(n for n in count() if at >= ends.get((strip, n), pd.Timestamp.min))
        ends[strip, lane] = at + pd.Timedelta(days=int(room))
        lanes.append(lane)
    return pd.Series(lanes, index=means.index)
