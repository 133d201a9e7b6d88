"""What sources say of their own work: whom they asked, when, and what they could not see."""

from __future__ import annotations

import pandas as pd

from nkpay import dates, wording
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, only, used


def reporting(claims: pd.DataFrame, subject: str, words: str) -> pd.Series:
    """The single claim on how a source came to know that holds these words."""
    rows = used(claims)[
        lambda c: (
            (c["aspect"] == "reporting")
            & (c["subject_id"] == subject)
            & c["statement"].str.contains(words, regex=False)
        )
    ]
    return only(rows, f"claims on the work of {subject} with the words '{words}'")


def _value(row: pd.Series, text: str, unit: str) -> Number:
    return Number(row["value"], text, ids(row), unit)


@number
def refugees_from_border(claims: pd.DataFrame) -> Number:
    """The share of refugees asked by the Ministry of Unification who came from border areas."""
    row = reporting(claims, "refugee-surveys", "came from border areas")
    return _value(row, wording.percent(row["value"]), "per cent")


@number
def refugees_from_capital(claims: pd.DataFrame) -> Number:
    """The share of refugees asked by the Ministry of Unification who came from Pyongyang."""
    row = reporting(claims, "refugee-surveys", "came from Pyongyang")
    return _value(row, wording.percent(row["value"]), "per cent")


@predicate
def refugees_mostly_from_border(claims: pd.DataFrame) -> Verdict:
    """More than half of the refugees asked by the Ministry of Unification came from the border."""
    row = reporting(claims, "refugee-surveys", "came from border areas")
    return Verdict(row["value"] > 50, f"{row['value']} per cent", ids(row))


@number
def payment_survey_interviews(claims: pd.DataFrame) -> Number:
    """When refugees were asked for the Bank of Korea survey of means of payment."""
    row = reporting(claims, "refugee-surveys", "survey of means of payment ran")
    return Number(row["as_of"], dates.in_words(row["as_of"]), ids(row), "date")


@number
def residents_asked(claims: pd.DataFrame) -> Number:
    """People in North Korea whom the Stimson study of surveillance says that it asked."""
    row = reporting(claims, "surveillance", "residents of North Korea")
    return _value(row, f"{wording.count(int(row['value']))} residents", "people")


@number
def refugees_interviewed(claims: pd.DataFrame) -> Number:
    """Refugees interviewed for the Stimson study of surveillance."""
    row = reporting(claims, "surveillance", "refugees were interviewed")
    return _value(row, f"{wording.count(int(row['value']))} refugees", "people")
