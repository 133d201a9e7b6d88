"""Systems: who stands behind them, what was seen of them, and how many use them."""

from __future__ import annotations

import pandas as pd

from nkpay.findings import changes, finding
from nkpay.numbers.systems import doing, known, selection, users
from nkpay.registry import Tables, Verdict
from nkpay.select import ids


def every_house_named(tables: Tables) -> Tables:
    """An issuer and a maker put on record for every system."""
    rows = tables["system_attributes"]
    maker = selection.about(rows, "developer").index[0]
    named = [
        {"system_id": system, "attribute": attribute}
        for system in rows["system_id"].unique()
        for attribute in ("issuer", "developer")
    ]
    return changes.add(tables, "system_attributes", maker, *named)


@finding(
    "For few systems is it on record both who issues and who made them",
    overturned_by=every_house_named,
)
def seldom_issuer_and_maker(claims: pd.DataFrame, system_attributes: pd.DataFrame) -> Verdict:
    """For fewer than one in four of the systems of which anything is recorded both an issuer or
    operator and a developer are."""
    verdict = known.seldom_both(system_attributes)
    # The trial finds the origin of an attribute in the claim that it names.
    named = claims[claims.index.isin(system_attributes["claim_id"])]
    return Verdict(verdict.holds, verdict.margin, verdict.rows + ids(named))


def all_functions_inspected(tables: Tables) -> Tables:
    """Every function that was told or inferred proves to have been inspected."""
    rows = selection.functions(tables["claims"], tables["system_attributes"])
    told = tables["claims"].index.intersection(rows["claim_id"])
    return changes.alter(tables, "claims", told, evidence="inspected")


@finding(
    "Most functions whose evidence is coded were told or inferred, not seen",
    overturned_by=all_functions_inspected,
)
def functions_mostly_told(claims: pd.DataFrame, system_attributes: pd.DataFrame) -> Verdict:
    """Of the functions of systems whose evidence is coded more than half were neither inspected
    nor measured nor seen by a named witness."""
    return doing.functions_mostly_told(claims, system_attributes)


def a_count_of_people_who_pay(tables: Tables) -> Tables:
    """A count of the people who paid with a wallet within a month."""
    like = users.user_counts(tables["claims"]).index[0]
    paid = {"indicator_id": "other-count", "original": "a-count", "source_id": "a-count"}
    return changes.add(tables, "claims", like, paid)


@finding(
    "We found no count of the active users of any system",
    overturned_by=a_count_of_people_who_pay,
    absence=True,
)
def no_active_users(claims: pd.DataFrame) -> Verdict:
    """Every claim that counts users of a system counts sign-ups, members or visits."""
    return users.no_active_users(claims)
