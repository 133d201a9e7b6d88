"""Echo: who repeats a share of payers, through whom, and what became of it on the way."""

from __future__ import annotations

import re

from nkpay import dates, wording
from tests.recomputed import Finding, Findings, Numbers, Predicates, Raw, Row, houses, where
from tests.recomputed.adoption.shares import PHONE, PURCHASE, QR, shares

PAYING = {PHONE, QR, PURCHASE}


def said(raw: Raw) -> list[Row]:
    return [c for c in where(raw["claims"], status="active") if c["indicator_id"] in PAYING]


def originals(raw: Raw) -> list[Row]:
    return [c for c in said(raw) if c["original"] == c["source_id"]]


def repeats(raw: Raw) -> list[Row]:
    seen = {c["original"] for c in originals(raw)}
    return [c for c in said(raw) if c["original"] in seen - {c["source_id"]}]


def of_unseen(raw: Raw) -> list[Row]:
    seen = {c["original"] for c in originals(raw)}
    return [c for c in said(raw) if c["original"] not in seen and c["rank"] != "deprecated"]


def new(raw: Raw, *columns: str) -> list[Row]:
    def key(c: Row) -> tuple[str, ...]:
        return tuple(c[k] for k in ("original", "indicator_id", *columns))

    known_keys = {key(c) for c in originals(raw)}
    return [c for c in repeats(raw) if key(c) not in known_keys]


def nothing_new(raw: Raw) -> bool:
    return bool(repeats(raw)) and not new(raw, "value", "value_low", "value_high")


def moved(raw: Raw) -> list[Row]:
    return new(raw, "place_id")


def n_pages(claims: list[Row]) -> str:
    return wording.count(len({c["source_id"] for c in claims}))


def two_bases(raw: Raw) -> bool:
    places: dict[tuple[str, str, float], set[str]] = {}
    for c in of_unseen(raw):
        if c["value"]:
            key = c["original"], c["indicator_id"], float(c["value"])
            places.setdefault(key, set()).add(c["place_id"])
    return any(len(found) > 1 for found in places.values())


def one_house(raw: Raw) -> bool:
    outlet = houses(raw)
    return len({outlet.get(c["original"]) or outlet[c["source_id"]] for c in said(raw)}) == 1


def nobody_counted(raw: Raw) -> bool:
    inside = [c for c in shares(raw) if c["evidence"] != "measured"]
    return bool(inside) and not any(re.search(r"\d", c["population"]) for c in inside)


def unchecked(raw: Raw) -> bool:
    answered: dict[tuple[str, str], set[str]] = {}
    for c in shares(raw):
        answered.setdefault((c["indicator_id"], c["place_id"]), set()).add(c["original"])
    return all(len(keys) == 1 for keys in answered.values())


def latest(raw: Raw) -> str:
    days = [dates.parse(c["as_of"]) for c in shares(raw)]
    last = max(range(len(days)), key=lambda at: days[at].last)
    return dates.in_words(shares(raw)[last]["as_of"])


NUMBERS: Numbers = {
    "puzzle.echo_pages": lambda r: n_pages(repeats(r)),
    "puzzle.echo_moved": lambda r: n_pages(moved(r)),
    "puzzle.latest_share": latest,
}

PREDICATES: Predicates = {
    "puzzle.echo_keeps_values": nothing_new,
    "puzzle.echo_moves_people": lambda r: bool(moved(r)),
    "puzzle.base_differs_by_page": two_bases,
    "puzzle.one_publisher": one_house,
    "puzzle.nobody_counted": nobody_counted,
}

FINDINGS: Findings = {
    "puzzle.no_share_checked": Finding(shares, unchecked),
    "puzzle.echo_adds_nothing": Finding(lambda r: originals(r) + repeats(r), nothing_new),
}
