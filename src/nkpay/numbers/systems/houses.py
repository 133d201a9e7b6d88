"""Who stands behind the systems, and who of them stands on a sanctions list."""

from __future__ import annotations

from nkpay import wording
from nkpay.numbers.law.sanctions import FREEZING
from nkpay.numbers.systems.selection import ISSUING, MAKING, Table, about
from nkpay.registry import Number, Rows, Verdict, number, predicate
from nkpay.select import ids


def _banks(entities: Table) -> set[str]:
    return set(entities.index[entities["kind"] == "bank"])


def _issued(system_attributes: Table, entities: Table) -> tuple[int, int, Rows]:
    """Systems issued by a bank, all with an issuer or operator, and the rows behind them."""
    rows = about(system_attributes, *ISSUING)
    by_bank = rows[rows["value"].isin(_banks(entities))]
    return by_bank["system_id"].nunique(), rows["system_id"].nunique(), ids(rows)


@number
def banks_issue(system_attributes: Table, entities: Table) -> Number:
    """Systems that a bank issues, of those with an issuer or operator on record."""
    n, of, rows = _issued(system_attributes, entities)
    return Number(n, f"{wording.count(n)} of {of}", rows, "systems")


@predicate
def banks_issue_most(system_attributes: Table, entities: Table) -> Verdict:
    """More than half of the systems with an issuer or operator on record are issued by banks."""
    n, of, rows = _issued(system_attributes, entities)
    return Verdict(2 * n > of, f"{n} of {of}", rows)


def _issuing_banks(system_attributes: Table, entities: Table) -> Table:
    rows = about(system_attributes, *ISSUING)
    return rows[rows["value"].isin(_banks(entities))]


def _looked_up(sanctions: Table, houses: set[str]) -> Table:
    """What was found or not found of houses on lists that freeze assets or ban dealings."""
    ours = sanctions["entity_id"].isin(houses) & sanctions["list"].isin(FREEZING)
    return sanctions[ours]


def _listed(rows: Table) -> set[str]:
    return set(rows.loc[rows["status"] == "listed", "entity_id"])


@number
def issuing_banks_listed(system_attributes: Table, entities: Table, sanctions: Table) -> Number:
    """Banks that issue a system and were found on a sanctions list, of all that issue one."""
    issue = _issuing_banks(system_attributes, entities)
    houses = set(issue["value"])
    rows = _looked_up(sanctions, houses)
    n = len(_listed(rows))
    text = f"{wording.count(n)} of {wording.count(len(houses))}"
    return Number(n, text, ids(issue, rows), "banks")


@predicate
def most_issuing_banks_listed(
    system_attributes: Table, entities: Table, sanctions: Table
) -> Verdict:
    """More than half of the banks that issue a system were found on a sanctions list."""
    listed = issuing_banks_listed(system_attributes, entities, sanctions)
    of = _issuing_banks(system_attributes, entities)["value"].nunique()
    return Verdict(2 * int(listed.value or 0) > of, listed.text, listed.rows)


def _firms(system_attributes: Table, entities: Table) -> Table:
    rows = about(system_attributes, *ISSUING, *MAKING)
    return rows[~rows["value"].isin(_banks(entities))]


@number
def firms_looked_up(system_attributes: Table, entities: Table, sanctions: Table) -> Number:
    """Houses other than banks behind a system that were looked for on sanctions lists."""
    houses = _firms(system_attributes, entities)
    rows = _looked_up(sanctions, set(houses["value"]))
    n = rows["entity_id"].nunique()
    return Number(n, wording.count(n), ids(houses, rows), "houses")


@predicate
def one_firm_by_japan_alone(system_attributes: Table, entities: Table, sanctions: Table) -> Verdict:
    """One house other than a bank was found on a sanctions list, and that of Japan."""
    houses = _firms(system_attributes, entities)
    rows = _looked_up(sanctions, set(houses["value"]))
    listed = rows[rows["status"] == "listed"]
    n, others = listed["entity_id"].nunique(), int((listed["list"] != "japan").sum())
    margin = f"{n} listed, {others} entries of others"
    return Verdict(n == 1 and others == 0, margin, ids(houses, rows))
