"""How far the evidence reaches in space: what part of the country the claims speak of, and when."""

from __future__ import annotations

from collections.abc import Callable

from nkpay import wording
from tests.recomputed import Numbers, Predicates, Raw, Row

CAPITAL = "pyongyang"
COUNTRY = "dprk"


def upward(places: dict[str, Row], place: str) -> list[str]:
    """A place and all that it lies in, the widest first."""
    above = places[place]["parent_id"]
    return [*(upward(places, above) if above else []), place]


def unit(places: dict[str, Row], place: str) -> str:
    """The province or city of that rank, ``dprk`` for the country itself, or nothing."""
    way = upward(places, place)
    if COUNTRY not in way or place == COUNTRY:
        return COUNTRY if place == COUNTRY else ""
    return next((at for at in way if places[at]["kind"] in {"province", "special-city"}), "")


def by_unit(raw: Raw) -> dict[str, set[str]]:
    """For each province and city of that rank, and the country, the originals that name it."""
    places = {p["place_id"]: p for p in raw["places"]}
    found: dict[str, set[str]] = {unit(places, place): set() for place in places}
    for claim in raw["claims"]:
        found[unit(places, claim["place_id"])].add(claim["original"])
    del found[""]
    return found


def provinces(raw: Raw) -> set[str]:
    found = by_unit(raw)
    return set().union(*(found[at] for at in found if at not in {COUNTRY, CAPITAL}))


def of_originals(select: Callable[[Raw], set[str]]) -> Callable[[Raw], str]:
    return lambda raw: f"{len(select(raw)):,} of {len({c['original'] for c in raw['claims']}):,}"


def empty(raw: Raw) -> list[str]:
    names = {p["place_id"]: p["name"] for p in raw["places"]}
    return sorted(names[at] for at, originals in by_unit(raw).items() if not originals)


NUMBERS: Numbers = {
    "certainty.originals_of_country": of_originals(lambda r: by_unit(r)[COUNTRY]),
    "certainty.originals_of_capital": of_originals(lambda r: by_unit(r)[CAPITAL]),
    "certainty.originals_of_provinces": of_originals(provinces),
    "certainty.places_without_claims": lambda r: wording.listing(empty(r)) or "no province",
}

PREDICATES: Predicates = {
    "certainty.capital_outweighs_provinces": lambda r: len(by_unit(r)[CAPITAL]) > len(provinces(r)),
    "certainty.some_places_without_claims": lambda r: bool(empty(r)),
}
