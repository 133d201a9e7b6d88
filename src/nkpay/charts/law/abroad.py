"""Whom payment rules bind, here and abroad."""

from __future__ import annotations

import textwrap

import altair as alt
import pandas as pd

from nkpay import wording
from nkpay.charts.law.drawing import matrix
from nkpay.numbers.law import abroad
from nkpay.numbers.law.abroad import COUNTRIES, ELECTRONIC
from nkpay.registry import Drawing, chart
from nkpay.select import ids

MUST, CASH, STATED = "Must take or use electronic payment", "Other duties", "Stated with it"


@chart
def bound_by_country(
    provisions: pd.DataFrame,
    claims: pd.DataFrame,
    evidence_kinds: pd.DataFrame,
    *,
    width: int,
) -> Drawing:
    """Who is bound to what, and what is stated with it: one mark the best evidence of a cell."""
    rows = pd.concat([abroad.own(provisions), abroad.abroad(provisions)])
    cases = abroad.counted(claims)
    cases = cases.assign(country=cases["place_id"])
    table = pd.DataFrame(
        _cell(group, item, code, part[part["country"] == code], evidence_kinds)
        for (group, item), part in _items(rows, cases).items()
        for code in COUNTRIES
    )
    return Drawing(
        chart=_drawn(table, width),
        title="No rule seen abroad makes residents pay electronically; some accounts say so of"
        " North Korea",
        asserts=(
            "law.buyers_nowhere_bound",
            "law.residents_said_here",
            "law.abroad_in_summary",
        ),
        alt=_read_out(table),
        caption=(
            "A mark is the best evidence among the provisions in a cell; an empty cell means that"
            " none in the data says so, not that the country has no such rule. Provisions are"
            " sorted by the words of their coded duty. For North Korea: the Electronic Payment Law,"
            " the market order and the licensing practice. Laws differ in rank, date and reach, and"
            " most were seen in summary: the columns show what is named, not how strict a country"
            " is."
        ),
        table=table,
        rows=ids(rows, cases),
    )


def _items(rows: pd.DataFrame, cases: pd.DataFrame) -> dict[tuple[str, str], pd.DataFrame]:
    """The lines of the figure and the rows that belong to each."""
    electronic = abroad.wants(rows, ELECTRONIC)
    others = rows.drop(index=electronic.index)
    lines = {(MUST, party): abroad.binds(electronic, party) for party in abroad.PARTIES}
    return lines | {
        (CASH, "use less cash"): abroad.wants(rows, "use less cash"),
        (CASH, "take cash"): abroad.wants(rows, "take cash"),
        (CASH, "rules for banks, providers"): abroad.binds(others, "banks and providers"),
        (STATED, "a penalty or loss"): rows[rows["sanction"] != ""],
        (STATED, "its amount"): rows[rows["sanction_amount"] != ""],
        (STATED, "cases counted"): cases,
    }


def _cell(
    group: str, item: str, code: str, part: pd.DataFrame, kinds: pd.DataFrame
) -> dict[str, str]:
    best = part.sort_values("evidence", key=lambda e: e.map(kinds["rank_order"]))
    return {
        "group": group,
        "what": item,
        "country": COUNTRIES[code],
        "evidence": best["evidence"].iloc[0] if len(best) else "",
        "rows": ";".join(best.index),
    }


def _drawn(table: pd.DataFrame, width: int) -> alt.FacetChart:
    fold, margin = (40, 190) if width > 400 else (20, 150)
    data = table.assign(
        item=table["what"].map(lambda what: textwrap.fill(what, fold)),
        column=table["country"],
    )
    return matrix(data, list(COUNTRIES.values()), [MUST, CASH, STATED], width, margin)


def _read_out(table: pd.DataFrame) -> str:
    found = table[table["evidence"] != ""]
    lines = "; ".join(
        f"{group.lower()}, {what}: {wording.listing(part['country'])}"
        for (group, what), part in found.groupby(["group", "what"], sort=False)
    )
    return f"{len(table)} cells, {len(found)} with a mark. {lines}."
