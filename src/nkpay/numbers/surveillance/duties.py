"""What the law asks of banks, what was asked of people, and what was said in 2026."""

from __future__ import annotations

import pandas as pd

from nkpay import dates
from nkpay.registry import Number, number
from nkpay.select import ids, only, used

RULES = "anti-money-laundering-implementing-regulations"


def _hours(provisions: pd.DataFrame, what: str) -> Number:
    """The hours within which a bank must report, as the provision words them."""
    rows = provisions[provisions["law_id"] == RULES]
    hours = rows["obligation"].str.extract(rf"{what}.*within (\d+) hours", expand=False).dropna()
    row = only(rows.loc[hours.index], f"{what} transactions")
    return Number(int(hours.iloc[0]), hours.iloc[0], ids(row), "hours")


@number
def large_report_hours(provisions: pd.DataFrame) -> Number:
    """Hours within which institutions must report a large transaction."""
    return _hours(provisions, "large")


@number
def suspicious_report_hours(provisions: pd.DataFrame) -> Number:
    """Hours within which institutions must report a suspicious transaction."""
    return _hours(provisions, "suspicious")


@number
def reporting_rules_adopted(laws: pd.DataFrame) -> Number:
    """The day of the regulations on reports of large and suspicious transactions."""
    row = laws.loc[RULES]
    return Number(row["adopted"], dates.in_words(row["adopted"]), ids(row), "date")


@number
def speech_on_control(claims: pd.DataFrame) -> Number:
    """The day of the speech that asked for state control of services and trade in goods."""
    rows = used(claims)[lambda c: c["evidence"] == "state-claim"]
    rows = rows[rows["subject_id"] == "market-trade"]
    row = only(rows[rows["statement"].str.contains("leading role and control")], "policy speech")
    return Number(row["as_of"], dates.in_words(row["as_of"]), ids(row), "date")
