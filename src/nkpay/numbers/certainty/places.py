"""How far the evidence reaches in space: what part of the country the claims speak of, and when."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import pandas as pd

from nkpay import wording
from nkpay.registry import Number, Verdict, number, predicate

CLAIMS = ("table:claims",)
COUNTRY: Final = "dprk"
CAPITAL: Final = "pyongyang"
#: Areas that are no province and no city of the rank of one.
ACROSS: Final = "across"
OUTSIDE: Final = "outside"
_UNITS: Final = ("province", "special-city")
#: Years in which a period begins, after the first and before the claims without a date.
BREAKS: Final = (2010, 2015, 2020, 2023, 2024, 2025, 2026)
NO_DATE: Final = "no date"


def area_of(places: pd.DataFrame) -> dict[str, str]:
    """For each place the province or city of that rank that holds it, or what else it is."""
    kind, parent = places["kind"].to_dict(), places["parent_id"].to_dict()
    found = {}
    for place in parent:
        chain = [place]
        while parent.get(chain[-1]):
            chain.append(parent[chain[-1]])
        units = [at for at in chain if kind[at] in _UNITS]
        if COUNTRY not in chain:
            found[place] = OUTSIDE
        elif place == COUNTRY:
            found[place] = COUNTRY
        else:
            found[place] = units[-1] if units else ACROSS
    return found


def units(places: pd.DataFrame) -> list[str]:
    """The provinces and cities of that rank, whether a claim speaks of them or not."""
    return sorted(set(area_of(places).values()) - {COUNTRY, ACROSS, OUTSIDE})


def period_of(as_of: str) -> str:
    """The period in which a date begins: ``to 2009``, ``2023``."""
    if not as_of:
        return NO_DATE
    starts = [at for at in BREAKS if at <= int(as_of[:4])]
    return PERIODS[len(starts)]


def _named(first: int, following: int) -> str:
    last = following - 1
    return str(first) if first == last else f"{first}–{last % 100:02}"


PERIODS: Final = (
    f"to {BREAKS[0] - 1}",
    *(_named(one, two) for one, two in pairwise(BREAKS)),
    f"from {BREAKS[-1]}",
)


def placed(claims: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """All claims with the ``area`` and the ``period`` that they speak of."""
    return claims.assign(
        area=claims["place_id"].map(area_of(places)), period=claims["as_of"].map(period_of)
    )


def _speaking_of(claims: pd.DataFrame, places: pd.DataFrame, *areas: str) -> tuple[int, int]:
    """Originals that speak of one of these areas, and all originals."""
    rows = placed(claims, places)
    return rows.loc[rows["area"].isin(areas), "original"].nunique(), rows["original"].nunique()


def _originals(claims: pd.DataFrame, places: pd.DataFrame, *areas: str) -> Number:
    part, whole = _speaking_of(claims, places, *areas)
    return Number(part, f"{part:,} of {whole:,}", CLAIMS, "originals")


def _elsewhere(places: pd.DataFrame) -> list[str]:
    return [unit for unit in units(places) if unit != CAPITAL]


@number
def originals_of_country(claims: pd.DataFrame, places: pd.DataFrame) -> Number:
    """Of the originals of all claims, those that speak of North Korea as a whole."""
    return _originals(claims, places, COUNTRY)


@number
def originals_of_capital(claims: pd.DataFrame, places: pd.DataFrame) -> Number:
    """Of the originals of all claims, those that speak of Pyongyang or a part of it."""
    return _originals(claims, places, CAPITAL)


@number
def originals_of_provinces(claims: pd.DataFrame, places: pd.DataFrame) -> Number:
    """Of the originals of all claims, those that speak of one province or city of that rank other
    than Pyongyang, or of a place in it."""
    return _originals(claims, places, *_elsewhere(places))


@predicate
def capital_outweighs_provinces(claims: pd.DataFrame, places: pd.DataFrame) -> Verdict:
    """Of all originals, more speak of Pyongyang than of all provinces and other cities of that
    rank."""
    capital, whole = _speaking_of(claims, places, CAPITAL)
    others, _ = _speaking_of(claims, places, *_elsewhere(places))
    return Verdict(capital > others, f"{capital} then {others}, of {whole} originals", CLAIMS)


def without_claims(claims: pd.DataFrame, places: pd.DataFrame) -> list[str]:
    """Provinces and cities of that rank of which no claim speaks."""
    return sorted(set(units(places)) - set(placed(claims, places)["area"]))


@number
def places_without_claims(claims: pd.DataFrame, places: pd.DataFrame) -> Number:
    """Provinces and cities of that rank of which no claim speaks, of all claims."""
    empty = without_claims(claims, places)
    text = wording.listing(sorted(places.loc[empty, "name"])) or "no province"
    return Number(len(empty), text, CLAIMS, "provinces and cities")


@predicate
def some_places_without_claims(claims: pd.DataFrame, places: pd.DataFrame) -> Verdict:
    """Of all claims none speaks of some province or city of that rank."""
    empty = without_claims(claims, places)
    return Verdict(bool(empty), f"{len(empty)} of {len(units(places))} without a claim", CLAIMS)
