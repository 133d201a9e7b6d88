"""Measures on payment in order of time, and searches that ended without a find."""

from __future__ import annotations

import pandas as pd

from nkpay import dates, wording
from nkpay.numbers.law.selection import date
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, only, used

SINCE = "2019"
#: Kinds of event that are measures of the state.
KINDS = ("law", "policy", "enforcement", "wages")
#: A measure is on payment if its title has one of these words.
ON_PAYMENT = r"(?i)payment|\bcards?\b|\bQR\b|voucher|phone money"
#: Accounts that say of themselves, as we word them, that payment is not in them.
SILENT = r"(?i)\b(?:no|not mention)\b[^.;]*payment"


def measures(events: pd.DataFrame) -> pd.DataFrame:
    """Measures on payment of these years, in order of date."""
    recent = events[(events["date"] >= SINCE) & events["category"].isin(KINDS)]
    return recent[recent["title"].str.contains(ON_PAYMENT)].sort_values("date")


def silent(events: pd.DataFrame) -> pd.DataFrame:
    """Laws and accounts of policy of the latest year that do not speak of payment."""
    official = events[events["category"].isin(["law", "policy"])]
    latest = official[official["date"].str[:4] == official["date"].str[:4].max()]
    return latest[latest["description"].str.contains(SILENT)]


@number
def measures_count(events: pd.DataFrame) -> Number:
    """Measures on payment since the first year of the chronology."""
    rows = measures(events)
    return Number(len(rows), wording.count(len(rows)), ids(rows), "measures")


@number
def measures_last(events: pd.DataFrame) -> Number:
    """The date of the latest measure."""
    last = measures(events).iloc[-1]
    return date(last, "date")


@number
def silent_accounts(events: pd.DataFrame) -> Number:
    """Official accounts of the latest year in which payment does not occur, with that year."""
    rows = silent(events)
    text = f"{wording.count(len(rows))} official accounts of {rows['date'].str[:4].max()}"
    return Number(len(rows), text, ids(rows), "accounts")


@predicate
def law_before_policy(events: pd.DataFrame) -> Verdict:
    """Every directive, order or campaign on payment came after the law was adopted."""
    rows = measures(events)
    adopted = rows[(rows["category"] == "law")].iloc[:1]
    policy = rows[rows["category"] == "policy"]
    gap = (
        dates.parse(policy["date"].iloc[0]).first - dates.parse(adopted["date"].iloc[0]).last
    ).days
    return Verdict(gap > 0, f"the first came {gap} days after it", ids(adopted, policy))


@predicate
def no_measure_lately(events: pd.DataFrame) -> Verdict:
    """No measure on payment is dated in the year of the latest official accounts."""
    rows, quiet = measures(events), silent(events)
    year = quiet["date"].str[:4].max()
    n = int((rows["date"].str[:4] >= year).sum())
    return Verdict(n == 0, f"{n} of {len(rows)} measures are of {year} or later", ids(rows, quiet))


@number
def searches_in_vain(searches: pd.DataFrame) -> Number:
    """Searches for the text, fines, cases or rules of the law that found nothing."""
    about = searches[searches["question"].str.contains("Electronic Payment Law|implementing rules")]
    rows = about[about["outcome"] == "not-found"]
    return Number(len(rows), wording.count(len(rows)), ids(rows), "searches")


@number
def database_copy(claims: pd.DataFrame) -> Number:
    """The day on which a public copy of a database of North Korean laws was made."""
    rows = used(claims)[lambda c: c["source_id"] == "hf-2026-north-korea-laws"]
    return date(only(rows[rows["as_of_precision"] == "day"], "copy of the database"), "as_of")
