"""What payment apps do, and whether a report of it is older than the apps."""

from __future__ import annotations

from datetime import date

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, where
from tests.recomputed.history.rows import first, last


def reports(raw: Raw) -> dict[str, dict[bool, list[tuple[date, date, str]]]]:
    """First and last day and text of each report, by function and by whether of an app."""
    apps = {s["system_id"] for s in where(raw["systems"], kind="payment-app")}
    published = {s["source_id"]: s["published"] for s in raw["sources"]}
    found: dict[str, dict[bool, list[tuple[date, date, str]]]] = {}
    for a in where(raw["system_attributes"], attribute="function"):
        text = published.get(a["source_id"], "")
        if text:
            sides = found.setdefault(a["value"], {True: [], False: []})
            sides[a["system_id"] in apps].append((first(text), last(text), text))
    return {function: sides for function, sides in found.items() if sides[True]}


def soonest(days: list[tuple[date, date, str]]) -> tuple[date, date, str]:
    return min(days, key=lambda d: (d[1], -d[0].toordinal()))


def older(raw: Raw) -> tuple[int, int]:
    every = reports(raw)
    n = sum(
        bool(sides[False]) and soonest(sides[False])[1] < soonest(sides[True])[0]
        for sides in every.values()
    )
    return n, len(every)


def early(raw: Raw, function: str) -> bool:
    sides = reports(raw)[function]
    return bool(sides[False]) and soonest(sides[False])[1] < soonest(sides[True])[0]


def of_cards(raw: Raw) -> bool:
    """Of the soonest reports of each basic function, the first in the file is of a card."""
    kinds = {s["system_id"]: s["kind"] for s in raw["systems"]}
    published = {s["source_id"]: s["published"] for s in raw["sources"]}
    for function in ("merchant_payment", "fx_exchange", "p2p_transfer", "bills"):
        if function not in reports(raw) or not early(raw, function):
            return False
        rest = [
            a
            for a in where(raw["system_attributes"], attribute="function", value=function)
            if kinds.get(a["system_id"]) != "payment-app" and published.get(a["source_id"])
        ]
        winner = min(
            rest,
            key=lambda a: (
                last(published[a["source_id"]]),
                -first(published[a["source_id"]]).toordinal(),
            ),
        )
        if kinds.get(winner["system_id"]) != "card":
            return False
    return True


def qr(raw: Raw) -> str:
    return dates.in_words(soonest(reports(raw)["qr_payment"][True])[2])


NUMBERS: Numbers = {
    "history.functions_older": lambda r: " of ".join(wording.count(n) for n in older(r)),
    "history.qr_first_reported": qr,
}

PREDICATES: Predicates = {
    "history.most_functions_older": lambda r: older(r)[0] * 2 > older(r)[1],
    "history.cards_came_first": of_cards,
    "history.code_came_with_apps": lambda r: (
        "qr_payment" in reports(r) and not early(r, "qr_payment")
    ),
}
