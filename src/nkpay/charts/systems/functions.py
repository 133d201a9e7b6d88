"""What systems are said to do, a mark by the best evidence for each function."""

from __future__ import annotations

import altair as alt
import pandas as pd

from nkpay.charts.systems.drawing import heads, in_words, lines, marked
from nkpay.code_words import FUNCTIONS
from nkpay.numbers.systems.selection import both_ids, each_function, functions
from nkpay.registry import Drawing, Rows, chart
from nkpay.select import ids

APPS = ("payment-app", "shopping-platform")
TELLERS = ("card", "transit-card", "bank-service", "telephone-money")
CAPTION = (
    "A mark says that a source names the function, by the best evidence for it; a question mark,"
    " that the data name a page and no kind of evidence. An empty place means not reported, which"
    " is not the same as not offered."
)


@chart
def functions_of_apps(
    claims: pd.DataFrame,
    systems: pd.DataFrame,
    system_attributes: pd.DataFrame,
    entities: pd.DataFrame,
    *,
    width: int,
) -> Drawing:
    """What payment apps, and the shops with three functions or more, are said to do."""
    kept = systems[systems["kind"].isin(APPS)]
    rows = functions(claims, system_attributes)
    table = _grid(rows[rows["system_id"].isin(kept.index)], entities)
    apps = set(entities.loc[systems.index[systems["kind"] == "payment-app"], "label"])
    many = table.groupby("system")["function"].transform("size") > 2
    table = table[table["system"].isin(apps) | many]
    return Drawing(
        chart=_drawn(table, width),
        title="The Samhung wallet has the most functions on record, and most of those of apps that"
        " somebody saw",
        asserts=("systems.samhung_leads", "systems.samhung_most_seen"),
        alt=f"A grid of payment apps and functions. {in_words(table, 'system', 'function')}",
        caption=CAPTION + " Online shops with fewer than three functions are left out.",
        table=table,
        rows=_behind(rows, table, kept),
    )


@chart
def functions_of_cards(
    claims: pd.DataFrame,
    systems: pd.DataFrame,
    system_attributes: pd.DataFrame,
    entities: pd.DataFrame,
    *,
    width: int,
) -> Drawing:
    """What cards, bank services and phone credit with two functions or more are said to do."""
    kept = systems[systems["kind"].isin(TELLERS)]
    rows = functions(claims, system_attributes)
    table = _grid(rows[rows["system_id"].isin(kept.index)], entities)
    table = table[table.groupby("system")["function"].transform("size") > 1]
    return Drawing(
        chart=_drawn(table, width),
        title="Of cards only those called Koryo and Narae have more than one function that somebody"
        " saw",
        asserts=("systems.two_cards_seen",),
        alt=f"A grid of cards and functions. {in_words(table, 'system', 'function')}",
        caption=CAPTION + " Systems with a single function, or none, are left out.",
        table=table,
        rows=_behind(rows, table, kept),
    )


def _grid(rows: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """One row a system and function; systems and functions with most marks come first."""
    pairs = each_function(rows)
    table = pd.DataFrame(
        {
            "system": entities.loc[pairs["system_id"], "label"].to_numpy(),
            "function": pairs["value"].map(FUNCTIONS),
            "evidence": pairs["evidence"],
            "attribute": pairs["row"],
        }
    )
    size = table.groupby("system")["function"].transform("size")
    order = {name: place for place, name in enumerate(FUNCTIONS.values())}
    return (
        table.assign(size=-size, place=table["function"].map(order))
        .sort_values(["size", "system", "place"])
        .drop(columns=["size", "place"])
        .reset_index(drop=True)
    )


def _behind(rows: pd.DataFrame, table: pd.DataFrame, kept: pd.DataFrame) -> Rows:
    ours = rows[rows["system_id"].isin(kept.index)]
    drawn = set(ours.loc[ours.index.isin(table["attribute"]), "system_id"])
    return both_ids(ours[ours["system_id"].isin(drawn)]) + ids(kept[kept.index.isin(drawn)])


def _drawn(table: pd.DataFrame, width: int) -> alt.TopLevelMixin:
    wide = width > 500
    systems = list(dict.fromkeys(table["system"]))
    done = table["function"].value_counts()
    order = [f for f in FUNCTIONS.values() if f in done.index]
    data = table.assign(
        column=table["system"],
        line=table["function"],
        evidence=table["evidence"],
        link="row/" + table["attribute"],
    )
    base = alt.Chart(data).encode(
        x=heads(systems, angle=-90),
        y=lines(order, 40 if wide else 20),
        tooltip=["system", "function"],
    )
    margin = 190 if wide else 135
    return marked(base, data["evidence"], width).properties(
        width=width - margin - 10, height={"step": 22 if wide else 34}
    )
