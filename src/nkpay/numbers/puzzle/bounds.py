"""Bounds: what the words about capital and provinces allow for the whole country.

With a part ``w`` of the people in the capital, the share of all people is ``w`` times the
share there and the rest times the share elsewhere. The rows give ``w`` by an old census alone,
so it is tried at that part and from none to all. With a part ``s`` of the people known to whoever
speaks, and nothing known of the others, a share lies between ``s`` times the lowest reading and
``s`` times the highest plus all the others: the bounds that need no assumption about who was asked.
"""

from __future__ import annotations

import pandas as pd

from nkpay import dates, wording
from nkpay.numbers.adoption.shares import PHONE, PURCHASE, QR, share
from nkpay.registry import Number, Rows, Verdict, number, predicate
from nkpay.select import ids

#: The two questions that were answered for the capital and for the provinces.
BOTH = (PHONE, QR)


def places(claims: pd.DataFrame, question: str) -> tuple[pd.Series, pd.Series]:
    """The claims on one question for the capital and for the provinces."""
    return share(claims, question, "pyongyang"), share(claims, question, "provinces")


def country(claims: pd.DataFrame, question: str) -> tuple[float, float]:
    """Lowest and highest share of all people, however many of them live in the capital."""
    both = places(claims, question)
    return min(c["value_low"] for c in both), max(c["value_high"] for c in both)


def later(claims: pd.DataFrame) -> pd.Series:
    """The later claim, on food and goods bought by electronic payment."""
    return share(claims, PURCHASE, "dprk")


def whole(value: float) -> str:
    """A share without decimals: ``67 per cent``."""
    return wording.percent(round(value))


def _country(claims: pd.DataFrame, question: str) -> Number:
    low, high = country(claims, question)
    text = wording.between(low, high, "per cent")
    return Number(high, text, ids(*places(claims, question)), "per cent of people")


def census(series: pd.DataFrame) -> pd.DataFrame:
    """What counts say of the part of the people in the capital, for the latest year counted."""
    rows = series[series["indicator_id"] == "population-share-of-capital"]
    year = rows["period"].str[:4]
    return rows[year == year.max()]


def at_census(
    claims: pd.DataFrame, series: pd.DataFrame, question: str
) -> tuple[float, float, Rows]:
    """Lowest and highest share of all people if the capital has the part that counts gave it."""
    (capital, rest), counts = places(claims, question), census(series)

    def share_at(part: float, end: str) -> float:
        return rest[end] + part / 100 * (capital[end] - rest[end])

    parts = counts["value"].min(), counts["value"].max()
    low = min(share_at(part, "value_low") for part in parts)
    high = max(share_at(part, "value_high") for part in parts)
    return low, high, ids(capital, rest, counts)


@number
def capital_part(series: pd.DataFrame) -> Number:
    """The part of the people that counts of the latest year counted put in the capital."""
    rows = census(series)
    low, high = rows["value"].min(), rows["value"].max()
    text = wording.between(round(low, 1), round(high, 1), "per cent")
    return Number(high, text, ids(rows), "per cent of people")


@number
def capital_part_when(series: pd.DataFrame) -> Number:
    """The year of those counts."""
    rows = census(series)
    year = rows["period"].str[:4].max()
    return Number(year, dates.in_words(year), ids(rows), "date")


def _at_census(claims: pd.DataFrame, series: pd.DataFrame, question: str) -> Number:
    low, high, rows = at_census(claims, series, question)
    text = wording.between(round(low), round(high), "per cent")
    return Number(high, text, rows, "per cent of people")


@number
def phone_at_census(claims: pd.DataFrame, series: pd.DataFrame) -> Number:
    """Phone buyers among all people if the capital has the part that counts gave it."""
    return _at_census(claims, series, PHONE)


@number
def qr_at_census(claims: pd.DataFrame, series: pd.DataFrame) -> Number:
    """Payers by code among all people if the capital has the part that counts gave it."""
    return _at_census(claims, series, QR)


@predicate
def census_near_provinces(claims: pd.DataFrame, series: pd.DataFrame) -> Verdict:
    """At the counted part of the capital, both shares of all people lie nearer to what is said of
    the provinces than to what is said of the capital."""
    spare: list[float] = []
    rows: list[str] = []
    for question in BOTH:
        low, high, behind = at_census(claims, series, question)
        capital, rest = places(claims, question)
        middle = (low + high) / 2
        spare.append(abs(capital["value"] - middle) - abs(middle - rest["value"]))
        rows += behind
    return Verdict(min(spare) > 0, f"by {min(spare):.0f} points", tuple(dict.fromkeys(rows)))


@predicate
def qr_above_later_at_census(claims: pd.DataFrame, series: pd.DataFrame) -> Verdict:
    """At the counted part of the capital, the lowest share of payers by code is above the highest
    reading of the later share."""
    low, _, rows = at_census(claims, series, QR)
    after = later(claims)
    margin = low - after["value_high"]
    return Verdict(bool(margin > 0), f"by {margin:.0f} points", (*rows, *ids(after)))


@number
def country_phone(claims: pd.DataFrame) -> Number:
    """Phone buyers among all people: the bounds where the capital may hold none or all of them."""
    return _country(claims, PHONE)


@number
def country_qr(claims: pd.DataFrame) -> Number:
    """Payers by code among all people: the bounds where the capital may hold none or all."""
    return _country(claims, QR)


@number
def weight_for_no_fall(claims: pd.DataFrame) -> Number:
    """The largest part of the people that may live in the capital if payers by code in the whole
    country are to come down to the highest reading of the later share."""
    capital, rest = places(claims, QR)
    after = later(claims)
    room = after["value_high"] - rest["value_low"]
    part = 100 * room / (capital["value_low"] - rest["value_low"])
    return Number(part, whole(part), ids(capital, rest, after), "per cent of people")


@predicate
def weight_matters_more(claims: pd.DataFrame) -> Verdict:
    """For both questions capital and provinces are further apart than the widest range that the
    words for either allow."""
    pairs = [places(claims, question) for question in BOTH]
    gaps = [capital["value"] - rest["value"] for capital, rest in pairs]
    widths = [max(c["value_high"] - c["value_low"] for c in pair) for pair in pairs]
    spare = min(gap - width for gap, width in zip(gaps, widths, strict=True))
    rows = ids(*(claim for pair in pairs for claim in pair))
    return Verdict(spare > 0, f"by {spare:g} points at least", rows)


@predicate
def phone_above_later(claims: pd.DataFrame) -> Verdict:
    """The lowest share of phone buyers for either place is above the highest reading of the later
    share, so no part of the people in the capital brings them together."""
    margin = country(claims, PHONE)[0] - later(claims)["value_high"]
    rows = ids(*places(claims, PHONE), later(claims))
    return Verdict(margin > 0, f"{margin:g} points between them", rows)


# How many must be known to the speaker for the order of the places to be sure.


def _known(claims: pd.DataFrame, question: str) -> Number:
    capital, rest = places(claims, question)
    part = 100 / (1 + (capital["value_low"] - rest["value_high"]) / 100)
    return Number(part, whole(part), ids(capital, rest), "per cent of people")


@number
def known_for_phone(claims: pd.DataFrame) -> Number:
    """The part of the people, in both places, that the source must be able to speak for before
    phone buying is sure to be more common in the capital."""
    return _known(claims, PHONE)


@number
def known_for_qr(claims: pd.DataFrame) -> Number:
    """The part of the people, in both places, that the source must be able to speak for before
    paying by code is sure to be more common in the capital."""
    return _known(claims, QR)
