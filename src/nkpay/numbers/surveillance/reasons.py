"""What holds people back and draws them in; trust, cash, and where sources disagree."""

from __future__ import annotations

import pandas as pd

from nkpay import dates, wording
from nkpay.numbers.surveillance.scorecard import answered, behind
from nkpay.numbers.surveillance.selection import NO_PLACE, aspect, in_north, uses
from nkpay.registry import Number, Rows, Verdict, number, predicate
from nkpay.select import ids, only, used


def _themed(concerns: pd.DataFrame, theme: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Reports of one theme, and those of them that name a place."""
    rows = concerns[concerns["theme"] == theme]
    return rows, rows[rows["place_id"] != NO_PLACE]


@predicate
def arrest_fear_only_north(concerns: pd.DataFrame, places: pd.DataFrame) -> Verdict:
    """Where a place is named, fear of inspection and arrest is of the northern border alone."""
    rows, named = _themed(concerns, "inspection-and-arrest")
    north = in_north(named["place_id"], places)
    return Verdict(bool(len(north)) and bool(north.all()), f"{(~north).sum()} others", ids(rows))


@predicate
def watching_fear_wider(concerns: pd.DataFrame, places: pd.DataFrame) -> Verdict:
    """Fear of being watched is reported from a named place beyond the northern border too."""
    rows, named = _themed(concerns, "state-surveillance")
    further = ~in_north(named["place_id"], places)
    return Verdict(bool(further.any()), f"{further.sum()} further reports", ids(rows))


@number
def watching_fear_places(concerns: pd.DataFrame, places: pd.DataFrame) -> Number:
    """Named places from which fear of being watched is reported."""
    _, named = _themed(concerns, "state-surveillance")
    return _places(named, places)


@number
def watching_fear_further(concerns: pd.DataFrame, places: pd.DataFrame) -> Number:
    """Of these places, those beyond the northern border area."""
    _, named = _themed(concerns, "state-surveillance")
    return _places(named[~in_north(named["place_id"], places)], places)


def _places(reports: pd.DataFrame, places: pd.DataFrame) -> Number:
    names = sorted(set(reports["place_id"].map(places["name"])))
    text = wording.listing(name.replace("The ", "the ") for name in names)
    return Number(text, text, ids(reports), "places")


@predicate
def one_report_gives_both(concerns: pd.DataFrame) -> Verdict:
    """At least one report gives convenience as a driver and surveillance as a deterrent."""
    (fear, _), (ease, _) = (_themed(concerns, t) for t in ("state-surveillance", "convenience"))
    both = set(fear["source_id"]) & set(ease["source_id"])
    rows = ids(*(part[part["source_id"].isin(both)] for part in (fear, ease)))
    return Verdict(bool(both), f"{len(both)} reports", rows or ids(fear, ease))


def _held(claims: pd.DataFrame, subject: str) -> tuple[pd.Series, Rows]:
    """A sum in the survey of household assets, and the rows that tell which survey it is."""
    sums = used(claims)[lambda c: c["indicator_id"] == "usd-amount"]
    kept = sums[sums["subject_id"] == subject]
    survey = used(claims)[lambda c: c["indicator_id"] == "household-financial-assets"]
    claim = only(kept[kept["original"].isin(survey["original"])], f"household {subject}")
    return claim, ids(claim, survey[survey["original"] == claim["original"]])


@number
def cash_at_home(claims: pd.DataFrame) -> Number:
    """Mean cash kept at home by the households of refugees whom the Bank of Korea asked."""
    claim, rows = _held(claims, "cash")
    return Number(claim["value"], wording.quantity(claim["value"]), rows, "USD")


@number
def bank_deposits(claims: pd.DataFrame) -> Number:
    """Mean bank deposit of the same households."""
    claim, rows = _held(claims, "banking")
    return Number(claim["value"], wording.count(int(claim["value"])), rows, "USD")


@number
def refugees_asked(claims: pd.DataFrame) -> Number:
    """Refugees whom the Bank of Korea asked about the assets of their households."""
    claim, rows = _held(claims, "cash")
    asked = claim["population"].removeprefix("households of ").removesuffix(" refugees")
    return Number(int(asked), asked, rows, "refugees")


@number
def reform_date(events: pd.DataFrame) -> Number:
    """The day on which the won was exchanged for new notes."""
    exchanged = events["title"].str.startswith("Won exchanged")
    row = only(events[exchanged & (events["category"] == "currency")], "exchange of the won")
    return Number(row["date"], dates.in_words(row["date"]), ids(row), "date")


@predicate
def cash_dwarfs_deposits(claims: pd.DataFrame) -> Verdict:
    """Cash at home was more than a hundred times the deposit in banks."""
    (cash, rows), (deposit, more) = _held(claims, "cash"), _held(claims, "banking")
    ratio = cash["value"] / deposit["value"]
    return Verdict(bool(ratio > 100), wording.times(ratio), tuple(dict.fromkeys(rows + more)))


@predicate
def promise_and_practice(claims: pd.DataFrame) -> Verdict:
    """One original reports a promise of anonymity and that banks hand over records."""
    promise = aspect(claims, "state-visibility")[
        lambda c: c["statement"].str.contains("stay anonymous")
    ]
    practice = uses(claims)[lambda c: c["original"].isin(promise["original"])]
    return Verdict(len(practice) > 0, f"{len(practice)} claims", ids(promise, practice))


@predicate
def narae_read_both_ways(disclosures: pd.DataFrame, claims: pd.DataFrame) -> Verdict:
    """On the Narae card one claim says that the state sees all, one that it was anonymous."""
    sees = answered(disclosures, claims, "Narae card", "sum")[lambda c: c["answer"] == "yes"]
    hides = answered(disclosures, claims, "Narae card", "identity")[lambda c: c["answer"] == "no"]
    holds = len(sees) > 0 and len(hides) > 0
    return Verdict(holds, f"{len(sees)} against {len(hides)} claims", behind(sees, hides))
