"""Rows of the history chapter that several numbers and figures use."""

from __future__ import annotations

from typing import TypeAlias

import pandas as pd

from nkpay import dates
from nkpay.registry import Number, Rows, Verdict
from nkpay.select import ids, used

Table: TypeAlias = pd.DataFrame

DATED = ("stated", "announced", "rule")


def spans(rows: Table, column: str) -> Table:
    """Rows with the first and last day that their date may mean."""
    parsed = [dates.parse(text) for text in rows[column]]
    return rows.assign(first=[s.first for s in parsed], last=[s.last for s in parsed])


def about(claims: Table, subject: str, aspect: str) -> Table:
    """Dated claims that count on one aspect of one subject."""
    dated = used(claims)[lambda c: (c["subject_id"] == subject) & (c["as_of"] != "")]
    return spans(dated[dated["aspect"] == aspect], "as_of")


def launches(claims: Table, system_attributes: Table) -> Table:
    """Claims that date a system and whose basis the attributes record, with both ids."""
    basis = (
        system_attributes[system_attributes["attribute"] == "launch"]
        .reset_index()[["attribute_id", "system_id", "source_id", "basis"]]
        .rename(columns={"system_id": "subject_id"})
    )
    dated = used(claims)[lambda c: (c["aspect"] == "launch") & (c["as_of"] != "")]
    joined = dated.reset_index().merge(basis, on=["subject_id", "source_id"])
    return spans(joined, "as_of").set_index("claim_id")


def both_ids(rows: Table) -> Rows:
    """The claims, and the attributes that give their basis."""
    return ids(rows) + tuple(dict.fromkeys(rows["attribute_id"]))


def well_dated(claims: Table, system_attributes: Table) -> Table:
    """Stated launch dates of the systems that two or more originals date."""
    stated = launches(claims, system_attributes)[lambda r: r["basis"].isin(DATED)]
    return stated[stated.groupby("subject_id")["original"].transform("nunique") > 1]


def disputed(rows: Table) -> list[str]:
    """Of systems with stated dates, those with two dates that share no day."""
    systems = rows.groupby("subject_id")
    return [system for system, s in systems if s["first"].max() > s["last"].min()]


def more_than_half(n: int, of: int, rows: Rows) -> Verdict:
    """Whether n of a number of rows are more than half of them."""
    return Verdict(2 * n > of, f"{n} of {of}", rows)


def earliest(rows: Table) -> Number:
    """The date that ends first, the more exact where two end together."""
    text = rows.sort_values(["last", "first"], ascending=[True, False])["as_of"].iloc[0]
    at = rows[rows["as_of"] == text]
    basis = both_ids(at) if "attribute_id" in at else ids(at)
    return Number(text, dates.in_words(text), basis, "date")


def seen(claims: Table, system_attributes: Table, system: str, **wanted: str) -> Number:
    """The earliest such launch row of a system, as a date in words."""
    rows = launches(claims, system_attributes)[lambda r: r["subject_id"] == system]
    for column, value in wanted.items():
        rows = rows[rows[column] == value]
    return earliest(rows)


def jonsong(claims: Table, system_attributes: Table) -> Table:
    """Well-dated launches of the Jonsong card."""
    return well_dated(claims, system_attributes)[lambda r: r["subject_id"] == "jonsong-card"]


def records(systems: Table, system_attributes: Table) -> Table:
    """Every date on record for the launch of a system other than paper certificates."""
    kinds = systems.loc[systems["kind"] != "certificate", "kind"]
    launch = system_attributes[system_attributes["attribute"] == "launch"]
    rows = launch[launch["system_id"].isin(kinds.index)]
    return spans(rows.assign(kind=rows["system_id"].map(kinds)), "value")


def won_cards(systems: Table, system_attributes: Table) -> Table:
    """Every date on record for the launch of a card in won alone."""
    won = systems.index[(systems["kind"] == "card") & (systems["currency"] == "won")]
    return records(systems, system_attributes)[lambda r: r["system_id"].isin(won)]


def only_reported(rows: Table) -> set[str]:
    """Systems that no source dates: each date is a first report or a plan."""
    return set(rows["system_id"]) - set(rows.loc[rows["basis"].isin(DATED), "system_id"])


def with_systems(rows: Table) -> Rows:
    """The attributes, and the systems that they speak of."""
    return ids(rows) + tuple(sorted(set(rows["system_id"])))
