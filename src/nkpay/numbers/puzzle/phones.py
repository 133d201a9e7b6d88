"""Phones: whether there are enough of them for those who are said to buy by phone."""

from __future__ import annotations

import pandas as pd

from nkpay import dates, wording
from nkpay.numbers.adoption.phones import claimed_smartphones
from nkpay.numbers.adoption.shares import PHONE, by_indicator, when
from nkpay.numbers.puzzle.bounds import country, places
from nkpay.numbers.puzzle.readings import in_hundred
from nkpay.registry import Number, Rows, Verdict, number, predicate
from nkpay.select import ids, only, used

#: Phones, users or subscribers for every hundred people, as agencies and authors count them.
PER_HUNDRED = ("itu-mobile-per-100", "mobile-connections-per-100-gsma", "mobile-penetration")
MEN, WOMEN = "mics-mobile-ownership-men", "mics-mobile-ownership-women"
REFUGEES = "mobile-ownership-refugees"
OUTSIDE = ["northern-border", "non-border-provinces"]


def phones_per_hundred(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims of how many phones, users or subscribers the whole country has for every hundred
    people, with the highest reading of each."""
    rows = used(claims)[lambda c: c["indicator_id"].isin(PER_HUNDRED) & (c["place_id"] == "dprk")]
    return rows.assign(most=rows["value_high"].fillna(rows["value"]))


@number
def phones_most(claims: pd.DataFrame) -> Number:
    """The highest estimate of phones, users or subscribers for every hundred people."""
    rows = phones_per_hundred(claims)
    most = rows["most"].max()
    text = f"{wording.quantity(most)} for every hundred people"
    return Number(most, text, ids(rows), "per hundred people")


@number
def buyers_least(claims: pd.DataFrame) -> Number:
    """Phone buyers among a hundred people at the lowest reading for either place."""
    least = country(claims, PHONE)[0]
    return in_hundred(least, *places(claims, PHONE))


@number
def smartphones_per_hundred(claims: pd.DataFrame) -> Number:
    """Smartphone connections for every hundred people: all connections times the part that is by
    smartphone, as one industry analyst estimates both."""
    rows = by_indicator(claims, "mobile-connections-per-100-gsma")
    parts = by_indicator(claims, "smartphone-connection-share")
    smart = only(
        parts[parts["original"].isin(rows["original"])], "part of connections by smartphone"
    )
    every = only(rows[rows["original"] == smart["original"]], "connections per hundred people")
    n = every["value"] * smart["value"] / 100
    text = f"about {wording.quantity(round(n))} for every hundred"
    return Number(n, text, ids(every, smart), "per hundred people")


def more_buyers_than_phones(claims: pd.DataFrame) -> Verdict:
    """The lowest reading for phone buyers is above every estimate of phones per hundred people."""
    phones = phones_per_hundred(claims)
    margin = country(claims, PHONE)[0] - phones["most"].max()
    rows = ids(*places(claims, PHONE), phones)
    return Verdict(bool(margin > 0), f"{margin:.1f} points between them", rows)


@predicate
def too_few_phones(claims: pd.DataFrame) -> Verdict:
    """The lowest reading for phone buyers is above every estimate of phones per hundred people."""
    return more_buyers_than_phones(claims)


def _owners(series: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    women, men = (only(series[series["indicator_id"] == name], name) for name in (WOMEN, MEN))
    return women, men


@number
def phones_of_adults(series: pd.DataFrame, indicators: pd.DataFrame) -> Number:
    """Women and men with a phone of their own in the cluster survey of UNICEF and the state's
    statistics office, with the ages that it covered."""
    women, men = _owners(series)
    ages = indicators.loc[MEN, "unit"].partition(" aged ")[2].replace("-", " to ")
    text = (
        f"{wording.quantity(women['value'])} per cent of women and"
        f" {wording.quantity(men['value'])} per cent of men aged {ages}"
    )
    return Number(men["value"], text, ids(women, men), "per cent of men")


@number
def phones_of_adults_when(series: pd.DataFrame) -> Number:
    """The year of that survey."""
    women, men = _owners(series)
    return Number(men["period"], dates.in_words(men["period"]), ids(women, men), "date")


def _users(claims: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Women and men who had used a mobile phone within three months, by the same survey."""
    rows = used(claims)[lambda c: c["indicator_id"] == "respondent-share"]
    rows = rows[(rows["subject_id"] == "mobile-phones") & (rows["evidence"] == "measured")]
    women, men = (
        only(rows[rows["population"].str.startswith(f"{sex} aged ")], f"phone use of {sex}")
        for sex in ("women", "men")
    )
    return women, men


@number
def phone_users_of_adults(claims: pd.DataFrame) -> Number:
    """Women and men who had used a mobile phone within three months in that survey."""
    women, men = _users(claims)
    text = (
        f"{wording.quantity(women['value'])} per cent of the women and"
        f" {wording.quantity(men['value'])} of the men"
    )
    return Number(men["value"], text, ids(women, men), "per cent of men")


@predicate
def more_use_than_own(claims: pd.DataFrame, series: pd.DataFrame) -> Verdict:
    """Of women and of men in that survey more had used a mobile phone than had one."""
    users, owners = _users(claims), _owners(series)
    margin = min(u["value"] - o["value"] for u, o in zip(users, owners, strict=True))
    return Verdict(bool(margin > 0), f"by {margin:.1f} points at least", ids(*users, *owners))


@number
def smartphones_claimed(claims: pd.DataFrame) -> Number:
    """Smartphones in use by a paper close to the state."""
    row = claimed_smartphones(claims)
    text = f"{wording.between(row['value_low'] / 1e6, row['value_high'] / 1e6)} million"
    return Number(row["value_high"], text, ids(row), "smartphones")


@number
def smartphones_claimed_when(claims: pd.DataFrame) -> Number:
    """The year of that count."""
    return when(claimed_smartphones(claims))


def _claimed_per_hundred(claims: pd.DataFrame) -> tuple[float, float, Rows]:
    """That count for every hundred people, by the number of people that an industry analyst's
    connections, in all and for every hundred people, imply."""
    lines = used(claims)[lambda c: c["indicator_id"] == "operator-connections"]
    analyst = by_indicator(claims, "mobile-connections-per-100-gsma")
    each = only(analyst[analyst["original"].isin(lines["original"])], "connections per hundred")
    row, people = claimed_smartphones(claims), lines["value"].sum() / each["value"]
    return row["value_low"] / people, row["value_high"] / people, ids(row, lines, each)


@number
def smartphones_claimed_per_hundred(claims: pd.DataFrame) -> Number:
    """That count for every hundred people, by the number of people that an industry analyst's
    connections, in all and for every hundred people, imply."""
    low, high, rows = _claimed_per_hundred(claims)
    text = f"{wording.between(round(low), round(high))} for every hundred people"
    return Number(high, text, rows, "per hundred people")


@predicate
def claimed_enough_at_most(claims: pd.DataFrame) -> Verdict:
    """The upper end of that count is above the lowest reading for phone buyers, the lower end
    below it."""
    low, high, rows = _claimed_per_hundred(claims)
    least = country(claims, PHONE)[0]
    text = f"{low:.1f} to {high:.1f} against {least:g}"
    return Verdict(bool(low < least < high), text, (*rows, *ids(*places(claims, PHONE))))


def _refugee_phones(series: pd.DataFrame, of: list[str]) -> pd.DataFrame:
    return series[(series["indicator_id"] == REFUGEES) & series["place_id"].isin(of)]


@predicate
def phones_enough_in_capital_only(claims: pd.DataFrame, series: pd.DataFrame) -> Verdict:
    """Of refugees from the capital more had owned a phone than the highest reading for buyers
    there; of those from the provinces fewer had than are said to buy."""
    capital, rest = places(claims, PHONE)
    inside = only(_refugee_phones(series, ["pyongyang"]), "refugees from Pyongyang")
    outside = _refugee_phones(series, OUTSIDE)
    spare = inside["value"] - capital["value_high"]
    short = rest["value"] - outside["value"].max()
    text = f"{spare:.1f} points to spare, {short:.1f} short"
    rows = ids(capital, rest, inside, outside)
    return Verdict(bool(spare > 0 and short > 0), text, rows)
