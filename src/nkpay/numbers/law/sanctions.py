"""Sanctions: which banks and firms behind the payment systems stand on which list."""

from __future__ import annotations

import pandas as pd

from nkpay import wording
from nkpay.numbers.law.selection import date
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids

#: Roles that put a bank or firm behind a payment system.
ROLES = ("issuer", "developer", "operator", "partner")
#: Lists that freeze assets or bar dealings; an export control such as that of Japan does neither.
FREEZING = frozenset({"un-1718", "us-ofac-sdn", "eu", "uk", "australia", "japan", "south-korea"})
BUREAU = "pitb"
FTB = "foreign-trade-bank"


def behind(system_attributes: pd.DataFrame, *, banks: bool) -> pd.DataFrame:
    """Attributes that name who stands behind a system: the issuing banks, or all others."""
    roles = ("issuer",) if banks else ROLES
    named = system_attributes[system_attributes["attribute"].isin(roles)]
    return named[named["value"].str.contains(r"\bbank\b") == banks]


def freezes(sanctions: pd.DataFrame, named: pd.Series) -> pd.DataFrame:
    """Rows of these names on the lists that freeze assets, found or not."""
    ours = sanctions[sanctions["entity_id"].isin(named)]
    return ours[ours["list"].isin(FREEZING)]


def listed(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows that found the name on the list."""
    return rows[rows["status"] == "listed"]


def _named(rows: pd.DataFrame, *declared: pd.DataFrame) -> Number:
    n = rows[rows.columns.intersection(["entity_id", "value"])[0]].nunique()
    return Number(n, wording.count(n), ids(*declared, rows), "names")


@number
def issuing_banks(system_attributes: pd.DataFrame) -> Number:
    """Banks that a source names as issuer of a payment system."""
    return _named(behind(system_attributes, banks=True))


@number
def issuing_banks_listed(system_attributes: pd.DataFrame, sanctions: pd.DataFrame) -> Number:
    """Of these banks, those found on a list that freezes assets."""
    banks = behind(system_attributes, banks=True)
    return _named(listed(freezes(sanctions, banks["value"])), banks)


@number
def issuing_banks_un(system_attributes: pd.DataFrame, sanctions: pd.DataFrame) -> Number:
    """Of these banks, those found on the list of the United Nations."""
    banks = behind(system_attributes, banks=True)
    found = listed(freezes(sanctions, banks["value"]))
    return _named(found[found["list"] == "un-1718"], banks)


@number
def other_makers(system_attributes: pd.DataFrame) -> Number:
    """Firms and bodies, banks apart, that are named behind a payment system."""
    return _named(behind(system_attributes, banks=False))


def _on_lists(sanctions: pd.DataFrame, entity: str) -> pd.DataFrame:
    return listed(sanctions[sanctions["entity_id"] == entity])


@number
def trade_bank_lists(sanctions: pd.DataFrame) -> Number:
    """Lists that freeze assets and have the Foreign Trade Bank."""
    rows = listed(freezes(sanctions, pd.Series([FTB])))
    n = rows["list"].nunique()
    return Number(n, wording.count(n), ids(rows), "lists")


def _listing(sanctions: pd.DataFrame, entity: str, name: str) -> Number:
    rows = _on_lists(sanctions, entity)[lambda s: s["list"] == name].sort_values("listed")
    return date(rows.iloc[0], "listed")


@number
def trade_bank_us(sanctions: pd.DataFrame) -> Number:
    """The first day on which the United States listed the Foreign Trade Bank."""
    return _listing(sanctions, FTB, "us-ofac-sdn")


@number
def trade_bank_un(sanctions: pd.DataFrame) -> Number:
    """The day on which the United Nations listed the Foreign Trade Bank, by its list."""
    return _listing(sanctions, FTB, "un-1718")


@number
def triangle_us(sanctions: pd.DataFrame) -> Number:
    """The day on which the United States listed the Golden Triangle Bank."""
    return _listing(sanctions, "golden-triangle-bank", "us-ofac-sdn")


@number
def bureau_since(sanctions: pd.DataFrame) -> Number:
    """The day on which Japan listed the Pyongyang Information Technology Bureau."""
    return _listing(sanctions, BUREAU, "japan")


@predicate
def issuing_banks_mostly_listed(
    system_attributes: pd.DataFrame, sanctions: pd.DataFrame
) -> Verdict:
    """More than half of the banks named as issuers were found on a list that freezes assets."""
    banks = behind(system_attributes, banks=True)
    rows = freezes(sanctions, banks["value"])
    n, of = listed(rows)["entity_id"].nunique(), banks["value"].nunique()
    return Verdict(2 * n > of, f"{n} of {of} banks", ids(banks, rows))


@predicate
def all_listed_by_us(system_attributes: pd.DataFrame, sanctions: pd.DataFrame) -> Verdict:
    """Every issuing bank that was found on a list is on that of the United States."""
    banks = behind(system_attributes, banks=True)
    rows = listed(freezes(sanctions, banks["value"]))
    found, by_us = (set(part["entity_id"]) for part in (rows, rows[rows["list"] == "us-ofac-sdn"]))
    return Verdict(found == by_us != set(), f"{len(by_us)} of {len(found)} banks", ids(banks, rows))


@predicate
def bureau_alone(system_attributes: pd.DataFrame, sanctions: pd.DataFrame) -> Verdict:
    """Of the firms and bodies that are no banks, the bureau alone was found on any list."""
    others = behind(system_attributes, banks=False)
    rows = sanctions[sanctions["entity_id"].isin(others["value"])]
    found = sorted(listed(rows)["entity_id"].unique())
    return Verdict(found == [BUREAU], f"found: {', '.join(found) or 'none'}", ids(others, rows))


@predicate
def bureau_by_japan(sanctions: pd.DataFrame) -> Verdict:
    """Of the lists that freeze assets the bureau was found on that of Japan alone."""
    rows = sanctions[sanctions["entity_id"] == BUREAU]
    lists = set(listed(rows)["list"])
    found = ", ".join(sorted(lists))
    return Verdict(lists & FREEZING == {"japan"}, f"found on: {found}", ids(rows))


@predicate
def seoul_not_searched(sanctions: pd.DataFrame) -> Verdict:
    """No name has a search in vain for South Korea, whose list was not seen."""
    rows = sanctions[sanctions["list"] == "south-korea"]
    n = int((rows["status"] == "not-found").sum())
    return Verdict(n == 0 and len(rows) > 0, f"{n} of {len(rows)} rows", ids(rows))


@predicate
def unlisted_pair(system_attributes: pd.DataFrame, sanctions: pd.DataFrame) -> Verdict:
    """Of the issuing banks the Mirae Bank and the Geumbit Bank alone were found on no list."""
    banks = behind(system_attributes, banks=True)
    rows = sanctions[sanctions["entity_id"].isin(banks["value"])]
    left = sorted(set(banks["value"]) - set(listed(rows)["entity_id"]))
    return Verdict(left == ["geumbit-bank", "mirae-bank"], ", ".join(left), ids(banks, rows))
