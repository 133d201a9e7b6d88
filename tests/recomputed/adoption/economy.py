"""The won, rice, wages and power from raw rows."""

from __future__ import annotations

from collections import Counter

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, one, used, where
from tests.recomputed.adoption.shares import about, n_originals, when


def middle(row: Row) -> int:
    return dates.parse(row["period"]).middle.toordinal()


def in_order(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda r: (middle(r), r["indicator_id"], float(r["value"] or "inf")))


def printed(raw: Raw, **wanted: str) -> list[Row]:
    rows = where(raw["series"], currency_basis="new-won", period_basis="printed", **wanted)
    return in_order([r for r in rows if r["period_precision"] in ("day", "month") and r["value"]])


def rates(raw: Raw, **wanted: str) -> list[Row]:
    return printed(raw, indicator_id="fx-usd", rate_kind="market", **wanted)


def first_2024(raw: Raw) -> Row:
    return next(r for r in rates(raw, place_id="pyongyang") if r["period"] >= "2024")


def last(raw: Raw) -> Row:
    return rates(raw, place_id="pyongyang")[-1]


def ratio(raw: Raw) -> float:
    return float(last(raw)["value"]) / float(first_2024(raw)["value"])


def rice(raw: Raw) -> Row:
    return printed(raw, indicator_id="rice-price", place_id="pyongyang")[-1]


def value(row: Row) -> str:
    return wording.quantity(float(row["value"]))


def date(row: Row) -> str:
    return dates.in_words(row["period"])


def wages(raw: Raw) -> list[Row]:
    rows = where(used(raw["claims"]), aspect="wage-payment")
    return sorted(rows, key=lambda c: c["as_of"])


def usual_wage_date(raw: Raw) -> str:
    counts = Counter(c["as_of"] for c in where(wages(raw), subject_id="wage-cards"))
    return min(counts, key=lambda as_of: (-counts[as_of], as_of))


def column(raw: Raw) -> list[str]:
    years = {"source_id": "news1global-2025-cards", "as_of_precision": "year"}
    return [c["as_of"] for c in where(wages(raw), subject_id="wage-cards", **years)]


def accounts_meet(raw: Raw) -> bool:
    return column(raw)[-1] == one(wages(raw), place_id="south-pyongan")["as_of"][:4]


def hours(raw: Raw) -> Row:
    return about(raw, "electricity-hours-per-day")[-1]


def access(raw: Raw) -> Row:
    return in_order(where(raw["series"], indicator_id="electricity-access"))[-1]


NUMBERS: Numbers = {
    "adoption.rate_first": lambda r: value(first_2024(r)),
    "adoption.rate_first_date": lambda r: date(first_2024(r)),
    "adoption.rate_last": lambda r: value(last(r)),
    "adoption.rate_last_date": lambda r: date(last(r)),
    "adoption.rate_ratio": lambda r: wording.times(ratio(r)),
    "adoption.rice_last": lambda r: value(rice(r)),
    "adoption.wage_originals": lambda r: wording.count(n_originals(wages(r))),
    "adoption.wage_change_when": lambda r: dates.in_words(usual_wage_date(r)),
    "adoption.wage_order_when": lambda r: when(one(wages(r), place_id="south-pyongan")),
    "adoption.farm_card_when": lambda r: dates.in_words(column(r)[0]),
    "adoption.farm_cash_when": lambda r: when(
        one(used(r["claims"]), subject_id="farm-distribution", aspect="economy")
    ),
    "adoption.power_hours": lambda r: wording.count(int(float(hours(r)["value"]))),
    "adoption.power_hours_when": lambda r: when(hours(r)),
    "adoption.power_access": lambda r: wording.percent(float(access(r)["value"])),
    "adoption.power_access_date": lambda r: date(access(r)),
}

PREDICATES: Predicates = {
    "adoption.rate_rose": lambda r: ratio(r) > 2,
    "adoption.wage_accounts_meet": accounts_meet,
    "adoption.wage_figure_by_state": lambda r: (
        [c["evidence"] for c in wages(r) if c["value"] and c["unit"].startswith("%")]
        == ["state-claim"]
    ),
    "adoption.wages_uncounted": lambda r: not where(wages(r), evidence="measured"),
}
