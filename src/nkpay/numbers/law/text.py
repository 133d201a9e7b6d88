"""The Electronic Payment Law: its dates, its size, and how much of its text was read."""

from __future__ import annotations

import pandas as pd

from nkpay import wording
from nkpay.numbers.law.selection import EPL, date, provisions_of
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, only, used


@number
def adopted(laws: pd.DataFrame) -> Number:
    """The day on which the Electronic Payment Law was adopted."""
    return date(laws.loc[EPL], "adopted")


@number
def amended(laws: pd.DataFrame) -> Number:
    """The day on which the amendment of the Electronic Payment Law was reported."""
    return date(laws.loc[EPL], "amended")


def _size(claims: pd.DataFrame) -> pd.Series:
    about = used(claims)[lambda c: c["subject_id"] == EPL]
    return only(about[about["indicator_id"] == "law-articles"], "size of the law")


@number
def articles_said(claims: pd.DataFrame) -> Number:
    """Articles that the text of 2021 is said to have."""
    claim = _size(claims)
    return Number(claim["value"], wording.count(int(claim["value"])), ids(claim), "articles")


def read_articles(provisions: pd.DataFrame) -> pd.DataFrame:
    """Provisions of the law that were seen under the number of their article."""
    return provisions_of(provisions, EPL)[lambda p: p["text_seen"] == "article"]


def unnumbered(provisions: pd.DataFrame, laws: pd.DataFrame, *, amendment: bool) -> pd.DataFrame:
    """Provisions known only in summary: of the text of 2021, or of its amendment."""
    known = provisions_of(provisions, EPL)[lambda p: p["text_seen"] == "summary"]
    first = known["instrument_date"] == laws.loc[EPL, "adopted"]
    return known[~first if amendment else first]


@number
def articles_read(provisions: pd.DataFrame) -> Number:
    """Articles of the Electronic Payment Law whose content was seen under their number."""
    read = read_articles(provisions)
    return Number(len(read), wording.count(len(read)), ids(read), "articles")


@number
def duties_unnumbered(provisions: pd.DataFrame, laws: pd.DataFrame) -> Number:
    """Duties of the text of 2021 that were read out without the number of an article."""
    rows = unnumbered(provisions, laws, amendment=False)
    return Number(len(rows), wording.count(len(rows)), ids(rows, laws.loc[EPL]), "provisions")


@predicate
def mostly_unread(claims: pd.DataFrame, provisions: pd.DataFrame) -> Verdict:
    """Fewer than half of the articles of the Electronic Payment Law were seen."""
    size, read = _size(claims), read_articles(provisions)
    margin = f"{len(read)} of {size['value']:g} articles"
    return Verdict(bool(2 * len(read) < size["value"]), margin, ids(size, read))


@predicate
def amendment_unread(provisions: pd.DataFrame, laws: pd.DataFrame) -> Verdict:
    """No provision of the amended law was seen as an article."""
    rows = provisions_of(provisions, EPL)
    later = rows[rows["instrument_date"] != laws.loc[EPL, "adopted"]]
    n = int((later["text_seen"] == "article").sum())
    return Verdict(n == 0, f"{n} of {len(later)} accounts", ids(rows, laws.loc[EPL]))
