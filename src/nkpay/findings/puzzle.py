"""The adoption puzzle: what the published shares allow, and what they exclude."""

from __future__ import annotations

import pandas as pd

from nkpay.findings import changes, finding
from nkpay.numbers.adoption.shares import QR, share
from nkpay.numbers.puzzle import bounds, echo, parts, phones
from nkpay.registry import Tables, Verdict


def a_second_answer(tables: Tables) -> Tables:
    """Another original that gives a share of payers by code in the capital, whatever it says."""
    like = share(tables["claims"], QR, "pyongyang").name
    other = {"original": "a-survey", "source_id": "a-survey", "value": 30.0}
    return changes.add(tables, "claims", like, other)


@finding(
    "No published share of payers can be checked against a second original",
    overturned_by=a_second_answer,
    absence=True,
)
def no_share_checked(claims: pd.DataFrame) -> Verdict:
    """No two originals give a share for the same act and the same place."""
    return echo.checked(claims)


def a_repeat_that_differs(tables: Tables) -> Tables:
    """A page that repeats a share proves to print a figure that the original does not have."""
    page = echo.repeats(tables["claims"]).index[:1]
    return changes.alter(tables, "claims", page, value=33.0, value_low=31.0, value_high=35.0)


@finding(
    "Pages that repeat a share of payers add no figure of their own",
    overturned_by=a_repeat_that_differs,
)
def echo_adds_nothing(claims: pd.DataFrame) -> Verdict:
    """Every share of payers on a page that repeats another stands in the original with the same
    range."""
    return echo.adds_nothing(claims)


def a_phone_for_half_of_all(tables: Tables) -> Tables:
    """An estimate by which there is a phone for every second person."""
    like = phones.phones_per_hundred(tables["claims"]).index[0]
    half = {"value": 50.0, "value_low": None, "value_high": None, "original": "an-estimate"}
    return changes.add(tables, "claims", like, half)


@finding(
    "Taken as shares of all people, the figures mean more buyers by phone than any estimate of"
    " phones per head allows",
    overturned_by=a_phone_for_half_of_all,
)
def more_buyers_than_phones(claims: pd.DataFrame) -> Verdict:
    """The lowest reading for phone buyers, of capital or provinces, is above every estimate of
    phones, users or subscribers for every hundred people of the country."""
    return phones.more_buyers_than_phones(claims)


def a_later_share_of_half(tables: Tables) -> Tables:
    """The later share corrected to half of all, more than paid by code in the provinces before."""
    later = pd.Index([bounds.later(tables["claims"]).name])
    half = {"value": 50.0, "value_low": 45.0, "value_high": 55.0}
    return changes.alter(tables, "claims", later, **half)


@finding(
    "The later share fits the earlier ones if payers in the provinces paid so for only part of"
    " what they bought",
    overturned_by=a_later_share_of_half,
)
def ranges_fit(claims: pd.DataFrame) -> Verdict:
    """If the later share is one of purchases and as many people paid so as before, some part of
    their purchases, short of all, turns either earlier share into the later one."""
    return parts.parts_fit(claims)
