"""The money before the cards."""

from __future__ import annotations

import altair as alt
import pandas as pd

from nkpay import dates, theme, wording
from nkpay.charts.history.drawing import listed, marks, middles, placed, short, texts, time, years
from nkpay.numbers.history.exchanges import ratios
from nkpay.registry import Drawing, chart
from nkpay.select import ids


@chart
def money_events(events: pd.DataFrame, claims: pd.DataFrame, *, width: int) -> Drawing:
    """What happened to the money: events on record that change or reprice it."""
    rows = pd.concat([_exchanges(claims), events[events["category"] == "currency"]])
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
    low, high = years(rows["first"]), years(rows["last"], end=True)
    data = table.assign(value_low=low, value_high=high, middle=middles(rows))
    words = [f"{short(r.date)}: {r.event}" for r in table.itertuples()]
    data = placed(data.assign(link="row/" + table["row"]), words, width - 30)
    base = alt.Chart(data).encode(y=alt.Y("row:N").title(None).sort(list(table["row"])).axis(None))
    points = marks(base.encode(x=time("middle", data, width)), table["evidence"], width)
    layers = alt.layer(theme.range_bars(base), points, *texts(base))
    return Drawing(
        chart=layers.properties(width=width - 30, height={"step": 24 if width > 500 else 40}),
        title=(
            "Certificates had ended and notes been exchanged before any card in won alone is dated"
        ),
        asserts=("history.before_won_cards",),
        alt=f"{len(table)} events: {listed(table['event'], table['date'])}.",
        caption=(
            "One mark an event, or an exchange of notes as one source gives it; the bar"
            " is as wide as its date. The list is what sources in the data package report, and says"
            " nothing of how often the money changed."
        ),
        table=table,
        rows=ids(rows),
    )


def _exchanges(claims: pd.DataFrame) -> pd.DataFrame:
    """Exchanges of notes before 2009, each by the claim that dates it most exactly."""
    rows = ratios(claims)
    exact = rows.assign(length=rows["as_of"].str.len()).sort_values("length", ascending=False)
    first = exact.drop_duplicates("year")
    titles = [f"Notes exchanged at {wording.quantity(v)} to 1" for v in first["value"]]
    return first.assign(date=first["as_of"], title=titles)[["date", "title", "evidence"]]
