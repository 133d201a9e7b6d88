"""The peak of the dollar, other towns and sources, and food from raw rows."""

from __future__ import annotations

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, one, used, where
from tests.recomputed.adoption.economy import date, printed, rates, ratio, value
from tests.recomputed.adoption.shares import when


def peak(raw: Raw) -> Row:
    return max(rates(raw, place_id="pyongyang"), key=lambda r: float(r["value"]))


def towns(raw: Raw) -> list[Row]:
    rows = [r for r in rates(raw) if r["place_id"] != "dprk"]
    for last in reversed(rows):
        same = where(rows, period=last["period"])
        if len({r["place_id"] for r in same}) >= 3:
            return same
    raise ValueError


def silent_at_peak(raw: Raw) -> bool:
    aspects = {"users", "share-of-people", "fee", "acceptance", "wage-payment", "cash-access"}
    said = [c["as_of"] for c in used(raw["claims"]) if c["aspect"] in aspects and c["as_of"]]
    year = int(peak(raw)["period"][:4])
    return bool(said) and all(dates.parse(text).last.year < year for text in said)


def institute(raw: Raw) -> Row:
    return [r for r in rates(raw, place_id="dprk") if r["original"].startswith("KDI")][-1]


def beside(raw: Raw) -> Row:
    month = institute(raw)["period"]
    return next(r for r in rates(raw, place_id="pyongyang") if r["period"].startswith(month))


def rice_ratio(raw: Raw) -> float:
    rows = printed(raw, indicator_id="rice-price", place_id="pyongyang")
    first = next(r for r in rows if r["period"] >= "2024")
    return float(rows[-1]["value"]) / float(first["value"])


def maize(raw: Raw) -> Row:
    return one(used(raw["claims"]), indicator_id="corn-price", place_id="pyongyang")


NUMBERS: Numbers = {
    "adoption.rate_peak": lambda r: value(peak(r)),
    "adoption.rate_peak_date": lambda r: date(peak(r)),
    "adoption.rice_ratio": lambda r: wording.times(rice_ratio(r)),
    "adoption.maize_price": lambda r: value(maize(r)),
    "adoption.maize_when": lambda r: when(maize(r)),
}

PREDICATES: Predicates = {
    "adoption.no_payment_report_at_peak": silent_at_peak,
    "adoption.rice_kept_pace": lambda r: abs(rice_ratio(r) / ratio(r) - 1) < 0.1,
}
