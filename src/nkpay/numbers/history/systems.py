"""Systems on record, by the earliest date in their launch attributes."""

from __future__ import annotations

from nkpay import dates, wording
from nkpay.numbers.history.selection import (
    Table,
    only_reported,
    records,
    with_systems,
)
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids


@number
def reported_share(systems: Table, system_attributes: Table) -> Number:
    """Systems with a first report or plan alone, of those with a launch row; paper left out."""
    rows = records(systems, system_attributes)
    n, of = len(only_reported(rows)), rows["system_id"].nunique()
    return Number(n, f"{wording.count(n)} of {wording.count(of)}", with_systems(rows), "systems")


@number
def undated_systems(systems: Table, system_attributes: Table, entities: Table) -> Number:
    """Systems for which no launch or first report is coded as an attribute."""
    rows = records(systems, system_attributes)
    undated = systems[(systems["kind"] != "certificate") & ~systems.index.isin(rows["system_id"])]
    names = sorted(entities.loc[undated.index, "label"])
    single = rows[~rows["system_id"].duplicated(keep=False)]
    return Number(len(names), wording.listing(names), ids(undated, single), "systems")


@predicate
def many_only_first_reported(systems: Table, system_attributes: Table) -> Verdict:
    """For a third of the systems or more no source dates the launch."""
    rows = records(systems, system_attributes)
    n, of = len(only_reported(rows)), rows["system_id"].nunique()
    return Verdict(3 * n >= of, f"{n} of {of}", with_systems(rows))


@number
def basis_linked(system_attributes: Table) -> Number:
    """Launch attributes that name the claim that they rest on, of all launch attributes."""
    rows = system_attributes[system_attributes["attribute"] == "launch"]
    n = int((rows["claim_id"] != "").sum())
    return Number(n, f"{n} of {len(rows)}", ids(rows), "launch attributes")


@number
def narae_phone_seen(system_attributes: Table) -> Number:
    """The date by which payment from a Narae balance by phone was first reported."""
    launch = system_attributes[system_attributes["attribute"] == "launch"]
    row = launch[launch["system_id"] == "narae-app"].sort_values("value").iloc[0]
    return Number(row["value"], dates.in_words(row["value"]), ids(row), "date")
