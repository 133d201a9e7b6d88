"""Subscribers and smartphones from raw rows."""

from __future__ import annotations

from nkpay import wording
from tests.recomputed import Numbers, Predicates, Raw, Row, one, used, where
from tests.recomputed.adoption.economy import date, in_order
from tests.recomputed.adoption.uptake import sign_ups


def estimate(raw: Raw) -> Row:
    return in_order(where(raw["series"], scope="dprk", indicator_id="mobile-subscribers-estimate"))[
        -1
    ]


def operator(raw: Raw) -> Row:
    return in_order(where(raw["series"], scope="dprk", indicator_id="koryolink-subscribers"))[-1]


def smart(raw: Raw) -> Row:
    return in_order(where(raw["series"], indicator_id="smartphone-connections"))[-1]


def millions(row: Row) -> str:
    has_range = row["value_low"] and row["value_high"]
    low, high = (row["value_low"], row["value_high"]) if has_range else (row["value"],) * 2
    return f"{wording.between(float(low) / 1e6, float(high) / 1e6)} million"


def adults(raw: Raw) -> str:
    row = one(raw["series"], indicator_id="smartphone-ownership-adults")
    return wording.between(float(row["value_low"]), float(row["value_high"]), "per cent")


def least_sign_ups(raw: Raw) -> float:
    return min(float(c["value_low"]) for c in sign_ups(raw) if c["value_low"])


def above_last_count(raw: Raw) -> bool:
    row = estimate(raw)
    floor = float(row["value_low"] or row["value"])
    return floor >= 1.5 * float(operator(raw)["value"])


def count_stands_apart(raw: Raw) -> bool:
    counts = where(used(raw["claims"]), subject_id="smartphones", evidence="state-claim")
    (low,) = (float(c["value_low"]) for c in counts if c["value_low"])
    return low > 2 * float(smart(raw)["value"]) and low > 2 * least_sign_ups(raw)


NUMBERS: Numbers = {
    "adoption.subscribers_latest": lambda r: millions(estimate(r)),
    "adoption.subscribers_latest_date": lambda r: date(estimate(r)),
    "adoption.operator_last": lambda r: millions(operator(r)),
    "adoption.operator_last_date": lambda r: date(operator(r)),
    "adoption.smartphones": lambda r: millions(smart(r)),
    "adoption.smartphones_date": lambda r: date(smart(r)),
    "adoption.adults_with_smartphone": adults,
    "adoption.adults_with_smartphone_date": lambda r: date(
        one(r["series"], indicator_id="smartphone-ownership-adults")
    ),
}

PREDICATES: Predicates = {
    "adoption.subscribers_above_last_count": above_last_count,
    "adoption.smartphones_disputed": count_stands_apart,
    "adoption.sign_ups_exceed_smartphones": lambda r: least_sign_ups(r) > float(smart(r)["value"]),
}
