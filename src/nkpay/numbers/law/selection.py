"""Rows of the law chapter that several numbers and figures use."""

from __future__ import annotations

import pandas as pd

from nkpay import dates
from nkpay.registry import Number
from nkpay.select import ids, used

EPL = "electronic-payment-law"


def mandatory(claims: pd.DataFrame, *positions: str) -> pd.DataFrame:
    """Claims on whether use is mandatory, on every page; of these positions if any are named."""
    answers = used(claims)[lambda c: c["aspect"] == "mandatory"]
    return answers[answers["position"].isin(positions)] if positions else answers


def each_original(claims: pd.DataFrame) -> pd.DataFrame:
    """The same claims without pages that repeat an original which is itself coded."""
    answers = mandatory(claims)
    repeats = answers["source_id"] != answers["original"]
    return answers[~(repeats & answers["original"].isin(answers["source_id"]))]


def provisions_of(provisions: pd.DataFrame, *laws: str) -> pd.DataFrame:
    """Provisions of these laws."""
    return provisions[provisions["law_id"].isin(laws)]


def steps(laws: pd.DataFrame) -> pd.DataFrame:
    """Adoptions and amendments with a date of all DPRK laws, one row a step, in date order."""
    own = laws[(laws["country"] == "KP") & (laws["kind"] == "law")]
    adopted = own[["adopted"]].rename(columns={"adopted": "date"}).assign(step="adopted")
    amended = own["amended"].str.split(";").explode().to_frame("date").assign(step="amended")
    both = pd.concat([adopted, amended])[lambda s: s["date"] != ""]
    return both.assign(year=both["date"].str[:4].astype(int)).sort_values("date")


def date(row: pd.Series, column: str) -> Number:
    """The last date in a column of a row, in words."""
    text = row[column].split(";")[-1]
    return Number(text, dates.in_words(text), ids(row), "date")
