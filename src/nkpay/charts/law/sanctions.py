"""Which bank or firm behind the payment systems was found on which sanctions list."""

from __future__ import annotations

import textwrap

import altair as alt
import pandas as pd

from nkpay import wording
from nkpay.charts.law.drawing import NOT_FOUND, matrix
from nkpay.numbers.law import sanctions as said
from nkpay.registry import Drawing, chart
from nkpay.select import ids

LISTS = {
    "un-1718": "UN",
    "us-ofac-sdn": "US",
    "eu": "EU",
    "uk": "UK",
    "australia": "Australia",
    "japan": "Japan",
    "south-korea": "S. Korea",
    "japan-end-users": "exports*",
}
VAIN = "looked for, not found"
#: How names are shortened in the drawing; the table has them whole.
SHORTER = ("Information Technology", "IT")
BANKS, OTHERS = "Banks named as issuers", "Other firms and bodies"


@chart
def sanction_lists(
    sanctions: pd.DataFrame,
    system_attributes: pd.DataFrame,
    entities: pd.DataFrame,
    evidence_kinds: pd.DataFrame,
    *,
    width: int,
) -> Drawing:
    """Banks and firms behind payment systems by list: found, looked for in vain, not looked for."""
    named = {
        group: said.behind(system_attributes, banks=banks)
        for group, banks in ((BANKS, True), (OTHERS, False))
    }
    rows = sanctions[sanctions["entity_id"].isin(pd.concat(named.values())["value"])]
    table = pd.DataFrame(
        _cell(group, entities.loc[name, "label"], name, key, rows, evidence_kinds)
        for group, part in named.items()
        for name in _in_order(part, rows)
        for key in LISTS
    )
    return Drawing(
        chart=_drawn(table, width),
        title=(
            "Most banks behind the cards were found on sanctions lists; of the firms and bodies"
            " behind them and the apps one was"
        ),
        asserts=("law.issuing_banks_mostly_listed", "law.bureau_alone"),
        alt=_read_out(table),
        caption=(
            "A mark: the name was found, with the evidence for that. A dash: it was looked for by"
            " name in the copy that we saw and not found, which does not show that it is not"
            " listed. Empty: not looked for; no list of South Korea was searched. *The"
            " Foreign End User List of Japan is an export control and freezes nothing. IT stands"
            " for Information Technology."
        ),
        table=table,
        rows=ids(*named.values(), rows),
    )


def _in_order(named: pd.DataFrame, rows: pd.DataFrame) -> list[str]:
    """Names found on most lists first."""
    found = said.listed(rows).groupby("entity_id")["list"].nunique()
    return sorted(named["value"].unique(), key=lambda name: (-int(found.get(name, 0)), name))


def _cell(
    group: str, label: str, name: str, key: str, rows: pd.DataFrame, kinds: pd.DataFrame
) -> dict[str, str]:
    """One cell: the best evidence of a listing, or that the name was looked for in vain."""
    ours = rows[(rows["entity_id"] == name) & (rows["list"] == key)]
    found = said.listed(ours)
    best = found.sort_values("evidence", key=lambda e: e.map(kinds["rank_order"]))
    state = "found" if len(found) else VAIN if len(ours) else "not looked for"
    return {
        "group": group,
        "name": label,
        "list": LISTS[key],
        "state": state,
        "evidence": best["evidence"].iloc[0] if len(best) else "",
        "rows": ";".join(ours.index),
    }


def _drawn(table: pd.DataFrame, width: int) -> alt.FacetChart:
    fold, margin = (44, 262) if width > 400 else (28, 186)
    data = table.assign(
        item=[textwrap.fill(name.replace(*SHORTER), fold) for name in table["name"]],
        column=table["list"],
        evidence=table["evidence"].mask(table["state"] == VAIN, NOT_FOUND),
    )
    return matrix(data, list(LISTS.values()), [BANKS, OTHERS], width, margin)


def _read_out(table: pd.DataFrame) -> str:
    def lists(part: pd.DataFrame) -> str:
        found = part.loc[part["state"] == "found", "list"]
        return wording.listing(found) if len(found) else "none"

    named = "; ".join(f"{name}: {lists(part)}" for name, part in table.groupby("name", sort=False))
    n = table["state"].value_counts()
    return (
        f"{len(table)} cells, a name by a list: {n.get('found', 0)} found,"
        f" {n.get(VAIN, 0)} looked for and not found,"
        f" {n.get('not looked for', 0)} not looked for. Found on: {named}."
    )
