"""Steps of the sanctions on banks, and how old the copies of the lists are."""

from __future__ import annotations

import pandas as pd

from nkpay import dates, wording
from nkpay.numbers.law.sanctions import FTB, listed
from nkpay.numbers.law.selection import date
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, only, used


def told(claims: pd.DataFrame, subject: str, **cells: str) -> pd.DataFrame:
    """Claims on sanctions about a subject with these cells."""
    rows = used(claims)[lambda c: (c["aspect"] == "sanction") & (c["subject_id"] == subject)]
    for column, value in cells.items():
        rows = rows[rows[column] == value]
    return rows


@number
def trade_bank_un_disputed(claims: pd.DataFrame) -> Number:
    """The year in which a law firm has the United Nations list the Foreign Trade Bank."""
    return date(only(told(claims, FTB, source_id="conventus-2017-ofac-banks"), "firm"), "as_of")


def _counted(row: pd.Series, unit: str) -> Number:
    n = int(row["value"])
    return Number(n, wording.count(n), ids(row), unit)


@number
def banks_of_2017(claims: pd.DataFrame) -> Number:
    """Banks that the United States listed in one step beside the two central ones."""
    rows = told(claims, "us-executive-orders-13722-13810", unit="banks")
    return _counted(only(rows, "banks of the order"), "banks")


@number
def banks_of_2017_when(claims: pd.DataFrame) -> Number:
    """The day of that step."""
    rows = told(claims, "us-executive-orders-13722-13810", unit="banks")
    return date(only(rows, "banks of the order"), "as_of")


@number
def swift_last(claims: pd.DataFrame) -> Number:
    """Banks that were the last on SWIFT, and the month in which it cut them off."""
    row = only(told(claims, "swift-disconnection-2017", source_id="kyodo-2017-swift"), "SWIFT")
    text = f"{wording.count(int(row['value']))} North Korean banks in {dates.in_words(row.as_of)}"
    return Number(int(row["value"]), text, ids(row), "banks")


@number
def offices_days(claims: pd.DataFrame) -> Number:
    """Days within which resolution 2321 had bank offices and accounts closed."""
    return _counted(only(told(claims, "un-resolution-2321", unit="days"), "days"), "days")


@number
def offices_when(claims: pd.DataFrame) -> Number:
    """The day of that resolution."""
    return date(only(told(claims, "un-resolution-2321", unit="days"), "days"), "as_of")


@number
def concern_since(laws: pd.DataFrame) -> Number:
    """The day on which the US Treasury named North Korea a money-laundering concern."""
    return date(laws.loc["us-patriot-act-section-311"], "adopted")


@number
def ossetia_when(events: pd.DataFrame) -> Number:
    """The day on which the United States listed Russian banks that served the trade bank."""
    found = events[(events["category"] == "sanctions") & (events["place_id"] == "russia")]
    return date(only(found, "Russian banks"), "date")


def _newest(sanctions: pd.DataFrame) -> pd.Series:
    return listed(sanctions).sort_values("listed").iloc[-1]


def _copies(sanctions: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """The copies of the list of the United States in which names were looked for."""
    searched = sanctions[sanctions["status"] == "not-found"]
    pages = searched.loc[searched["list"] == "us-ofac-sdn", "source_id"]
    return sources.loc[sorted(set(pages))].sort_values("published")


@number
def newest_listing(sanctions: pd.DataFrame) -> Number:
    """The latest date of a listing in the data."""
    return date(_newest(sanctions), "listed")


@predicate
def newer_than_copy(sanctions: pd.DataFrame, sources: pd.DataFrame) -> Verdict:
    """The latest listing is one of the United States and later than our copy of its list."""
    newest, copies = _newest(sanctions), _copies(sanctions, sources)
    searched = sanctions[(sanctions["status"] == "not-found") & (sanctions["list"] == newest.list)]
    gap = (
        dates.parse(newest["listed"]).first - dates.parse(copies["published"].iloc[-1]).last
    ).days
    holds = newest["list"] == "us-ofac-sdn" and gap > 0
    return Verdict(holds, f"{gap} days", ids(newest, searched, copies))
