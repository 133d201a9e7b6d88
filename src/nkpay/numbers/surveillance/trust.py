"""Trust: what households kept where, what banks were told, what people ask for."""

from __future__ import annotations

import pandas as pd

from nkpay import dates, wording
from nkpay.numbers.surveillance.motives import WATCHING
from nkpay.numbers.surveillance.selection import aspect
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, only, used


def _survey(claims: pd.DataFrame) -> str:
    """The original of the survey of household assets."""
    rows = used(claims)[lambda c: c["indicator_id"] == "household-financial-assets"]
    return str(only(rows, "survey of household assets")["original"])


def _cash_share(claims: pd.DataFrame) -> tuple[pd.Series, pd.DataFrame]:
    totals = used(claims)[lambda c: c["indicator_id"] == "household-financial-assets"]
    rows = used(claims)[
        lambda c: (
            (c["subject_id"] == "household-finance")
            & (c["indicator_id"] == "other-share")
            & (c["original"] == _survey(claims))
        )
    ]
    return only(rows, "share of cash"), totals


@number
def cash_share(claims: pd.DataFrame) -> Number:
    """Part of the financial assets of the refugees' households that was cash."""
    row, totals = _cash_share(claims)
    return Number(row["value"], wording.percent(row["value"]), ids(row, totals), "per cent")


@number
def cash_foreign(claims: pd.DataFrame) -> Number:
    """Part by value of the cash of those households that was foreign money."""
    rows = used(claims)[
        lambda c: (
            (c["indicator_id"] == "foreign-share-of-household-cash")
            & (c["original"] == _survey(claims))
        )
    ]
    row = only(rows, "foreign share of cash")
    totals = used(claims)[lambda c: c["indicator_id"] == "household-financial-assets"]
    return Number(row["value"], wording.percent(row["value"]), ids(row, totals), "per cent")


@number
def assets_period(claims: pd.DataFrame) -> Number:
    """The years of which the survey of household assets speaks."""
    row, totals = _cash_share(claims)
    return Number(row["as_of"], dates.in_words(row["as_of"]), ids(row, totals), "years")


def _one_date(rows: pd.DataFrame, words: str) -> Number:
    row = only(rows[rows["statement"].str.contains(words, regex=False)], words)
    return Number(row["as_of"], dates.in_words(row["as_of"]), ids(row), "date")


@number
def order_to_banks(claims: pd.DataFrame) -> Number:
    """The day of the reported order of the Central Bank on faults in the service of banks."""
    return _one_date(aspect(claims, "cash-access"), "Central Bank order")


@number
def guaranteed_deposits(claims: pd.DataFrame) -> Number:
    """The year from which deposits guaranteed by the state were reported; it is inferred."""
    return _one_date(aspect(claims, "economy"), "deposits guaranteed by the state")


@number
def branches_offered(claims: pd.DataFrame) -> Number:
    """The month of the report that branches in cities and counties brought users to the card."""
    return _one_date(aspect(claims, "driver"), "branches in cities and counties")


@number
def card_shunned(claims: pd.DataFrame) -> Number:
    """The month of the report that wealthy traders and money changers shunned the Jonsong card."""
    return _one_date(aspect(claims, "deterrent"), "above all wealthy traders")


@number
def stability_expected(claims: pd.DataFrame) -> Number:
    """The month in which a source expected more use if the state keeps the service stable."""
    return _one_date(aspect(claims, "driver"), "keeps electronic payment stable")


def _reasons(concerns: pd.DataFrame) -> pd.DataFrame:
    return concerns[concerns["direction"].isin(["deterrent", "driver"])]


@predicate
def reasons_unmeasured(concerns: pd.DataFrame) -> Verdict:
    """No reason for or against paying electronically rests on a survey."""
    rows = _reasons(concerns)
    n = int((rows["evidence"] == "measured").sum())
    return Verdict(len(rows) > 0 and n == 0, f"{n} of {len(rows)} measured", ids(rows))


def _fear(concerns: pd.DataFrame, evidence: str) -> Number:
    rows = concerns[
        (concerns["theme"] == "state-surveillance") & (concerns["evidence"] == evidence)
    ]
    return Number(len(rows), wording.count(len(rows)), ids(rows), "reports")


@number
def watching_told(concerns: pd.DataFrame) -> Number:
    """Reports of fear of being watched that come from an anonymous source."""
    return _fear(concerns, "anonymous-source")


@number
def watching_presumed(concerns: pd.DataFrame) -> Number:
    """Reports of that fear that an outlet or an analyst infers."""
    return _fear(concerns, "inference")


@predicate
def privacy_not_asked(claims: pd.DataFrame) -> Verdict:
    """No source inside who names what draws people in speaks of privacy or of being watched."""
    rows = aspect(claims, "driver")[lambda c: c["evidence"] == "anonymous-source"]
    n = int(rows["statement"].str.contains(rf"{WATCHING}|privacy|anonym", case=False).sum())
    return Verdict(len(rows) > 0 and n == 0, f"{n} of {len(rows)} do", ids(rows))
