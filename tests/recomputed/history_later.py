"""The history chapter's fares, shops, functions and latest years from raw rows."""

from __future__ import annotations

from datetime import date

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, one, used, where
from tests.recomputed.history import about, earliest, first, last, seen


def of(raw: Raw, subject: str, aspect: str, **wanted: str) -> list[Row]:
    return where(used(raw["claims"]), subject_id=subject, aspect=aspect, **wanted)


def day(rows: list[Row]) -> str:
    """The earliest date; an undated row stops it."""
    for row in rows:
        dates.parse(row["as_of"])
    return dates.in_words(earliest(rows))


def phone_money_banned(raw: Raw) -> str:
    rows = where(
        about(raw, "phone-money", "other"), as_of_precision="month", evidence="anonymous-source"
    )
    return " or ".join(dates.in_words(text) for text in sorted({r["as_of"] for r in rows}))


def cap(raw: Raw) -> Row:
    return one(used(raw["claims"]), subject_id="phone-money", indicator_id="top-up-cap")


def raised(raw: Raw) -> str:
    row = one(of(raw, "wages", "economy", indicator_id="wage-rise", as_of="2023"))
    return f"{wording.count(int(float(row['value'])))} times"


def apps_counted(raw: Raw) -> str:
    rows = where(used(raw["claims"]), indicator_id="qr-payment-apps-identified")
    found = sorted({float(r["value"]) for r in rows if r["value"]})
    return wording.listing(wording.count(int(n)) for n in found)


# What apps do.


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


# The latest year.


def newest(raw: Raw) -> list[Row]:
    year = max(e["date"][:4] for e in raw["events"])
    return [e for e in raw["events"] if e["date"][:4] == year]


def events_counted(raw: Raw) -> str:
    return f"{wording.count(len(newest(raw)))} events of {newest(raw)[0]['date'][:4]}"


def agency(raw: Raw) -> list[Row]:
    return [s for s in raw["searches"] if "KCNA" in s["question"]]


def systems_seen(raw: Raw, system: str, **wanted: str) -> str:
    return dates.in_words(seen(raw, system, **wanted))


NUMBERS: Numbers = {
    "history.metro_card_seen": lambda r: systems_seen(r, "metro-card"),
    "history.bus_card_seen": lambda r: systems_seen(r, "bus-card"),
    "history.toll_card_seen": lambda r: systems_seen(r, "mirae-card"),
    "history.okryu_announced": lambda r: systems_seen(r, "okryu", as_of_precision="day"),
    "history.sangyon_announced": lambda r: systems_seen(r, "sangyon"),
    "history.fx_shop_seen": lambda r: systems_seen(r, "fxshop-app"),
    "history.jonsong_presented": lambda r: day(
        of(r, "jonsong-card", "function", evidence="state-claim")
    ),
    "history.hwawon_opened": lambda r: systems_seen(r, "hwawon-bank"),
    "history.phone_money_since": lambda r: systems_seen(r, "phone-money"),
    "history.phone_money_banned": phone_money_banned,
    "history.phone_money_cap": lambda r: wording.quantity(float(cap(r)["value"])),
    "history.phone_money_cap_when": lambda r: dates.in_words(cap(r)["as_of"]),
    "history.generals_paid_when": lambda r: day(of(r, "payment-cards", "wage-payment")),
    "history.wages_raised": raised,
    "history.qr_apps": apps_counted,
    "history.functions_older": lambda r: " of ".join(wording.count(n) for n in older(r)),
    "history.qr_first_reported": qr,
    "history.events_of_latest_year": events_counted,
    "history.agency_searches": lambda r: wording.count(len(agency(r))),
}

PREDICATES: Predicates = {
    "history.most_functions_older": lambda r: older(r)[0] * 2 > older(r)[1],
    "history.cards_came_first": of_cards,
    "history.code_came_with_apps": lambda r: (
        "qr_payment" in reports(r) and not early(r, "qr_payment")
    ),
    "history.nothing_new_in_latest_year": lambda r: (
        not {e["category"] for e in newest(r)} & {"card", "app", "platform", "wages"}
    ),
    "history.agency_silent": lambda r: bool(agency(r)) and not where(agency(r), outcome="found"),
}
