"""Fares, shops and phone money by date; what was added from 2024 on, and what was not found."""

from __future__ import annotations

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, one, used, where
from tests.recomputed.history.rows import about, day, of, seen


def phone_money_banned(raw: Raw) -> str:
    rows = where(
        about(raw, "phone-money", "other"), as_of_precision="month", evidence="anonymous-source"
    )
    return " or ".join(dates.in_words(text) for text in sorted({r["as_of"] for r in rows}))


def cap(raw: Raw) -> Row:
    return one(used(raw["claims"]), subject_id="phone-money", indicator_id="top-up-cap")


def apps_counted(raw: Raw) -> str:
    rows = where(used(raw["claims"]), indicator_id="qr-payment-apps-identified")
    found = sorted({float(r["value"]) for r in rows if r["value"]})
    return wording.listing(wording.count(int(n)) for n in found)


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
    "history.hwawon_opened": lambda r: systems_seen(r, "hwawon-bank"),
    "history.phone_money_since": lambda r: systems_seen(r, "phone-money"),
    "history.phone_money_banned": phone_money_banned,
    "history.phone_money_cap": lambda r: wording.quantity(float(cap(r)["value"])),
    "history.phone_money_cap_when": lambda r: dates.in_words(cap(r)["as_of"]),
    "history.generals_paid_when": lambda r: day(of(r, "payment-cards", "wage-payment")),
    "history.qr_apps": apps_counted,
    "history.events_of_latest_year": events_counted,
    "history.agency_searches": lambda r: wording.count(len(agency(r))),
}

PREDICATES: Predicates = {
    "history.nothing_new_in_latest_year": lambda r: (
        not {e["category"] for e in newest(r)} & {"card", "app", "platform", "wages"}
    ),
    "history.agency_silent": lambda r: bool(agency(r)) and not where(agency(r), outcome="found"),
}
