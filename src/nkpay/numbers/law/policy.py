"""Measures on payment in order of time, and searches that ended without a find."""

from __future__ import annotations

import pandas as pd

from nkpay import dates, wording
from nkpay.numbers.law.selection import EPL, date
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, only, used

#: Kinds of event that are measures of the state.
KINDS = ("law", "policy", "enforcement", "wages")
#: A measure is on payment if its title has one of these words.
ON_PAYMENT = r"(?i)payment|\bcards?\b|\bQR\b|voucher|phone money"
#: Words of titles that tell how cards were pushed.
FOR_CARDS = r"(?i)\b(?:promotes|pressed|makes)\b.*\bcards?\b"
#: Accounts that say of themselves, as we word them, that payment is not in them.
SILENT = r"(?i)\b(?:no|not mention)\b[^.;]*payment"


def measures(events: pd.DataFrame) -> pd.DataFrame:
    """Measures on payment, in order of date."""
    of_state = events[events["category"].isin(KINDS)]
    return of_state[of_state["title"].str.contains(ON_PAYMENT)].sort_values("date")


def silent(events: pd.DataFrame) -> pd.DataFrame:
    """Laws and accounts of policy of the latest year that do not speak of payment."""
    official = events[events["category"].isin(["law", "policy"])]
    latest = official[official["date"].str[:4] == official["date"].str[:4].max()]
    return latest[latest["description"].str.contains(SILENT)]


@number
def measures_count(events: pd.DataFrame) -> Number:
    """Measures on payment in the chronology."""
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
    text = f"{wording.count(len(rows))} official accounts of {max(rows['date'])[:4]}"
    return Number(len(rows), text, ids(rows), "accounts")


def _after_law(rows: pd.DataFrame, laws: pd.DataFrame) -> pd.Series:
    """Whether each measure is dated after the day on which the law was adopted."""
    adopted = dates.parse(laws.loc[EPL, "adopted"]).last
    return rows["date"].map(lambda date: dates.parse(date).first > adopted)


@predicate
def policy_after_law(events: pd.DataFrame, laws: pd.DataFrame) -> Verdict:
    """Most directives, orders and campaigns on payment are dated after the law was adopted."""
    rows = measures(events)[lambda e: e["category"] == "policy"]
    n = int(_after_law(rows, laws).sum())
    return Verdict(2 * n > len(rows), f"{n} of {len(rows)}", ids(rows, laws.loc[EPL]))


@predicate
def cards_before_law(events: pd.DataFrame, laws: pd.DataFrame) -> Verdict:
    """Measures that promote cards or press them on people are dated before the law too."""
    rows = measures(events)[lambda e: e["title"].str.contains(FOR_CARDS)]
    n = int((~_after_law(rows, laws)).sum())
    return Verdict(n > 0, f"{n} of {len(rows)}", ids(rows, laws.loc[EPL]))


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
