"""The money before the cards."""

from __future__ import annotations

import altair as alt
import pandas as pd

from nkpay import dates, wording
from nkpay.charts.history.drawing import (
    bars,
    listed,
    marks,
    middles,
    placed,
    short,
    texts,
    time,
    years,
)
from nkpay.numbers.history import selection
from nkpay.numbers.history.exchanges import ratios
from nkpay.numbers.systems.selection import with_evidence
from nkpay.registry import Drawing, chart
from nkpay.select import ids


@chart
def money_events(
    events: pd.DataFrame,
    claims: pd.DataFrame,
    systems: pd.DataFrame,
    system_attributes: pd.DataFrame,
    entities: pd.DataFrame,
    *,
    width: int,
) -> Drawing:
    """What happened to the money, to the first card in won: what changes or reprices it."""
    told = events[events["category"] == "currency"]
    cards = _first_cards(systems, system_attributes, claims, entities)
    rows = pd.concat([_exchanges(claims, told), told, cards])
    rows = rows.assign(span=[dates.parse(text) for text in rows["date"]])
    rows = rows.assign(first=[s.first for s in rows["span"]], last=[s.last for s in rows["span"]])
    rows = rows.sort_values(["first", "last"])
    table = pd.DataFrame(
        {
            "date": rows["date"],
            "event": rows["title"],
            "evidence": rows["evidence"],
            "row": rows.index,
        }
    ).reset_index(drop=True)
    return Drawing(
        chart=_drawn(table, rows, width),
        title=(
            "Certificates had ended and notes been exchanged before any card in won alone is dated"
        ),
        asserts=("history.before_won_cards",),
        alt=f"{len(table)} events: {listed(table['event'], table['date'])}.",
        caption=(
            "One mark an event, an exchange of notes that only a claim reports, or the earliest"
            " date on record of a card in won alone; the bar is as wide as its date. The list is"
            " what sources in the data package report, and says nothing of how often the money"
            " changed."
        ),
        table=table,
        rows=ids(rows),
    )


def _drawn(table: pd.DataFrame, rows: pd.DataFrame, width: int) -> alt.LayerChart | alt.FacetChart:
    """A line a row in order of time, its date and words beside its mark."""
    low, high = years(rows["first"]), years(rows["last"], end=True)
    data = table.assign(value_low=low, value_high=high, middle=middles(rows))
    words = [f"{short(r.date)}: {r.event}" for r in table.itertuples()]
    words = [word[:1].upper() + word[1:] for word in words]
    data = placed(data.assign(link="row/" + table["row"]), words, width - 30)
    base = alt.Chart(data).encode(y=alt.Y("row:N").title(None).sort(list(table["row"])).axis(None))
    points = marks(base.encode(x=time("middle", data, width)), table["evidence"], width)
    layers = alt.layer(bars(base, data, width), points, *texts(base))
    step = 24 if width > 500 else 13 * data["words"].str.len().max() + 8
    return layers.properties(width=width - 30, height={"step": step})


def _exchanges(claims: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """Exchanges of notes before 2009 that no event tells, each by its most exact claim."""
    rows = ratios(claims)
    exact = rows.assign(length=rows["as_of"].str.len()).sort_values("length", ascending=False)
    first = exact.drop_duplicates("year")[lambda r: ~r["as_of"].isin(told["date"])]
    titles = [f"Notes exchanged at {wording.quantity(v)} to 1" for v in first["value"]]
    return first.assign(date=first["as_of"], title=titles)[["date", "title", "evidence"]]


def _first_cards(
    systems: pd.DataFrame,
    system_attributes: pd.DataFrame,
    claims: pd.DataFrame,
    entities: pd.DataFrame,
) -> pd.DataFrame:
    """The earliest date on record of a card in won alone."""
    dated = selection.won_cards(systems, system_attributes)
    earliest = dated[dated["first"] == dated["first"].min()]
    first = with_evidence(earliest, claims).drop_duplicates(["system_id", "value"])
    titles = ["First card in won alone, " + entities.at[s, "label"] for s in first["system_id"]]
    return first.assign(date=first["value"], title=titles)[["date", "title", "evidence"]]
