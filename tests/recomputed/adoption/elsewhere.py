"""Counts and surveys of other countries from raw rows."""

from __future__ import annotations

from nkpay import wording
from tests.recomputed import Numbers, Predicates, Raw, Row, one, where
from tests.recomputed.adoption.economy import date, in_order
from tests.recomputed.adoption.networks import value

BILLS = "findex2025-paid-bills-by-phone-or-internet"


def pairs(raw: Raw) -> list[tuple[Row, Row]]:
    urban, rural = (where(raw["series"], indicator_id=f"{BILLS}-{s}") for s in ("urban", "rural"))
    return [(u, r) for u in urban for r in rural if u["place_id"] == r["place_id"]]


def widest(raw: Raw) -> str:
    town, country = max(pairs(raw), key=lambda p: value(p[0]) / value(p[1]))
    name = one(raw["places"], place_id=town["place_id"])["name"]
    ends = f"{value(town):.0f} per cent in towns and {value(country):.0f}"
    return f"{ends} in the countryside in {name}"


def growth(raw: Raw) -> list[Row]:
    return in_order(where(raw["series"], indicator_id="qr-payment-growth", place_id="vietnam"))


def rate(row: Row) -> str:
    return f"{value(row):,.0f} per cent"


def bank_count(raw: Raw) -> Row:
    return one(raw["series"], place_id="vietnam", indicator_id="bank-account-share-central-bank")


def vietnam(raw: Raw) -> tuple[Row, Row]:
    rows, bank = where(raw["series"], place_id="vietnam"), bank_count(raw)
    return bank, one(rows, indicator_id="findex2025-account", period=bank["period"])


def kenya(raw: Raw, indicator: str) -> Row:
    return in_order(where(raw["series"], indicator_id=indicator, place_id="kenya"))[-1]


def accounts(raw: Raw) -> Row:
    return kenya(raw, "mobile-money-accounts-registered")


def customers(raw: Raw) -> Row:
    return kenya(raw, "mpesa-active-customers")


def accounts_without_shops(raw: Raw) -> bool:
    rows = where(raw["series"], place_id="india")
    account, shops = (
        value(in_order(where(rows, indicator_id=name))[-1])
        for name in ("findex2025-account", "findex2025-digital-merchant-payment")
    )
    return account > 4 * shops


def counts_exceed_users(raw: Raw) -> bool:
    bank, survey = vietnam(raw)
    return value(bank) > value(survey) and value(accounts(raw)) > 2 * value(customers(raw))


NUMBERS: Numbers = {
    "adoption.town_countries": lambda r: wording.count(len(pairs(r))),
    "adoption.town_gap_widest": widest,
    "adoption.codes_growth_first": lambda r: rate(growth(r)[0]),
    "adoption.codes_growth_first_when": lambda r: date(growth(r)[0]),
    "adoption.codes_growth_latest": lambda r: rate(growth(r)[-1]),
    "adoption.codes_growth_latest_when": lambda r: date(growth(r)[-1]),
    "adoption.money_accounts": lambda r: f"{value(accounts(r)) / 1e6:.0f} million",
    "adoption.money_accounts_when": lambda r: date(accounts(r)),
    "adoption.money_customers": lambda r: f"{value(customers(r)) / 1e6:.0f} million",
}

PREDICATES: Predicates = {
    "adoption.towns_ahead": lambda r: (
        len(pairs(r)) > 1 and all(value(u) > value(c) for u, c in pairs(r))
    ),
    "adoption.codes_growth_fell": lambda r: value(growth(r)[0]) > 5 * value(growth(r)[-1]),
    "adoption.accounts_without_shops": accounts_without_shops,
    "adoption.counts_exceed_users": counts_exceed_users,
}
