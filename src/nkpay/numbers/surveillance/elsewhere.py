"""Payment data and the fear of them in other countries, for comparison."""

from __future__ import annotations

import pandas as pd

from nkpay import dates, wording
from nkpay.registry import Number, number
from nkpay.select import ids, only, used


def _of(claims: pd.DataFrame, subject: str, indicator: str) -> pd.DataFrame:
    """Claims that count, with a figure of one kind on one subject."""
    rows = used(claims)
    return rows[(rows["subject_id"] == subject) & (rows["indicator_id"] == indicator)]


def _share(claims: pd.DataFrame, subject: str, words: str) -> Number:
    """The share of those asked in a survey whose claim has these words."""
    rows = _of(claims, subject, "respondent-share")
    row = only(rows[rows["statement"].str.contains(words, regex=False)], words)
    return Number(row["value"], wording.percent(row["value"]), ids(row), "per cent")


def _convictions(claims: pd.DataFrame) -> pd.Series:
    """The latest count of people convicted in Belarus for donations."""
    rows = _of(claims, "belarus-payments", "people-affected")
    return only(rows[rows["as_of"] == rows["as_of"].max()], "latest count of convictions")


@number
def belarus_convictions(claims: pd.DataFrame) -> Number:
    """Latest count of convictions for donations in Belarus, by the human rights group Viasna."""
    rows = _of(claims, "belarus-payments", "people-affected")
    row = _convictions(claims)
    return Number(row["value"], wording.count(int(row["value"])), ids(rows), "convictions")


@number
def belarus_when(claims: pd.DataFrame) -> Number:
    """The day of that count; its year is inferred."""
    rows = _of(claims, "belarus-payments", "people-affected")
    day = _convictions(claims)["as_of"]
    return Number(day, dates.in_words(day), ids(rows), "date")


@number
def myanmar_frozen(claims: pd.DataFrame) -> Number:
    """Accounts frozen in Myanmar after the coup, the least that the page gives."""
    row = only(_of(claims, "myanmar-payments", "accounts-blocked"), "accounts frozen in Myanmar")
    low = row["value_low"]
    return Number(low, f"more than {wording.quantity(low)}", ids(row), "accounts")


@number
def rouble_for_control(claims: pd.DataFrame) -> Number:
    """Share of Russians asked who think the digital rouble is mainly for tighter state control."""
    return _share(claims, "russia-digital-payment", "tighter state control")


@number
def euro_privacy_first(claims: pd.DataFrame) -> Number:
    """Share of responses on a digital euro that named privacy as the most important feature."""
    return _share(claims, "cbdc-privacy", "privacy as the most important")
