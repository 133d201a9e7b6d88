"""How far the evidence reaches, from raw rows: places, publishers, the work of sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, certainty, one, used, where

CAPITAL, COUNTRY, BROADCASTER = "pyongyang", "dprk", "radio-free-asia"


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


def houses(raw: Raw) -> list[str]:
    counts = Counter(s["outlet_id"] for s in raw["sources"])
    return sorted(counts, key=lambda house: (-counts[house], house))[:12]


def newest_year(raw: Raw) -> str:
    return max(s["published"][:4] for s in raw["sources"])


def silent(raw: Raw) -> int:
    year = newest_year(raw)
    heard = {s["outlet_id"] for s in raw["sources"] if s["published"].startswith(year)}
    return sum(house not in heard for house in houses(raw))


def silent_in_words(raw: Raw) -> str:
    return (
        f"{wording.count(silent(raw))} of the {wording.count(len(houses(raw)))} publishers with"
        f" most sources have none of {newest_year(raw)}"
    )


def second(raw: Raw) -> bool:
    counts = Counter(s["outlet_id"] for s in raw["sources"])
    ours = counts.pop(BROADCASTER, 0)
    return sum(n >= ours for n in counts.values()) == 1 and ours not in counts.values()


def last_heard(raw: Raw) -> str:
    rows = where(raw["sources"], outlet_id=BROADCASTER, published_precision="day")
    return dates.in_words(max(s["published"] for s in rows))


def on_itself(raw: Raw, source: str) -> str:
    rows = where(used(raw["claims"]), aspect="reporting", source_id=source)
    return one(rows, as_of_precision="day")["as_of"]


def back(raw: Raw) -> bool:
    pages = "dhakatribune-2025-rfa-halt", "straitstimes-2026-rfa-korean"
    stop, again = (dates.parse(on_itself(raw, page)) for page in pages)
    return again.first > stop.last


def lost_with_broadcaster(raw: Raw) -> str:
    falling = certainty.falling(raw, "publisher")
    lost = sum(BROADCASTER in parts for parts in falling)
    return f"{wording.count(lost)} of {wording.count(len(falling))} findings"


def told(raw: Raw, subject: str, words: str) -> Row:
    rows = [c for c in used(raw["claims"]) if words in c["statement"]]
    return one(rows, aspect="reporting", subject_id=subject)


def share(words: str) -> Callable[[Raw], str]:
    return lambda raw: wording.percent(float(told(raw, "refugee-surveys", words)["value"]))


def people(words: str, who: str) -> Callable[[Raw], str]:
    def printed(raw: Raw) -> str:
        return f"{wording.count(int(float(told(raw, 'surveillance', words)['value'])))} {who}"

    return printed


NUMBERS: Numbers = {
    "certainty.originals_of_country": of_originals(lambda r: by_unit(r)[COUNTRY]),
    "certainty.originals_of_capital": of_originals(lambda r: by_unit(r)[CAPITAL]),
    "certainty.originals_of_provinces": of_originals(provinces),
    "certainty.places_without_claims": lambda r: wording.listing(empty(r)) or "no province",
    "certainty.leading_without_latest_year": silent_in_words,
    "certainty.broadcaster_last_source": last_heard,
    "certainty.broadcaster_stop": lambda r: dates.in_words(
        on_itself(r, "dhakatribune-2025-rfa-halt")
    ),
    "certainty.fall_without_broadcaster": lost_with_broadcaster,
    "certainty.refugees_from_border": share("came from border areas"),
    "certainty.refugees_from_capital": share("came from Pyongyang"),
    "certainty.payment_survey_interviews": lambda r: dates.in_words(
        told(r, "refugee-surveys", "survey of means of payment ran")["as_of"]
    ),
    "certainty.residents_asked": people("residents of North Korea", "residents"),
    "certainty.refugees_interviewed": people("refugees were interviewed", "refugees"),
}

PREDICATES: Predicates = {
    "certainty.capital_outweighs_provinces": lambda r: len(by_unit(r)[CAPITAL]) > len(provinces(r)),
    "certainty.some_places_without_claims": lambda r: bool(empty(r)),
    "certainty.most_leading_without_latest_year": lambda r: 2 * silent(r) > len(houses(r)),
    "certainty.broadcaster_is_second": second,
    "certainty.broadcaster_back": back,
    "certainty.refugees_mostly_from_border": lambda r: (
        float(told(r, "refugee-surveys", "came from border areas")["value"]) > 50
    ),
}
