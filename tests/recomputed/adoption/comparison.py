"""Fees for sending money and other countries from raw rows."""

from __future__ import annotations

from collections import Counter

from nkpay import wording
from tests.recomputed import Numbers, Predicates, Raw, Row, houses, one, where
from tests.recomputed.adoption.shares import nearest, when

BANK, PRIVATE = "transfer-fee", "underground-transfer-fee"


def fees(raw: Raw) -> list[Row]:
    return nearest(raw, BANK, PRIVATE)


def values(rows: list[Row]) -> list[float]:
    return [float(row["value"]) for row in rows]


def of_one_outlet(raw: Raw) -> int:
    outlets = houses(raw)
    kept = [outlets.get(c["original"]) or outlets.get(c["source_id"]) for c in fees(raw)]
    return Counter(kept).most_common(1)[0][1]


def private(raw: Raw) -> Row:
    return one(fees(raw), indicator_id=PRIVATE)


def late_bank(raw: Raw) -> list[float]:
    year, report = private(raw)["as_of"][:4], private(raw)["original"]
    rows = where(fees(raw), indicator_id=BANK, original=report)
    return values([c for c in rows if c["as_of"][:4] == year])


def asked(raw: Raw) -> list[Row]:
    return where(raw["series"], indicator_id="findex2025-any-digital-payment")


def countries(raw: Raw) -> list[Row]:
    kinds = {p["place_id"]: p["kind"] for p in raw["places"]}
    rows = [r for r in asked(raw) if kinds[r["place_id"]] == "country"]
    year = max(r["period"] for r in rows)
    return sorted(where(rows, period=year), key=lambda r: float(r["value"]))


def of_country(raw: Raw, row: Row) -> str:
    name = one(raw["places"], place_id=row["place_id"])["name"]
    return f"{wording.quantity(round(float(row['value'])))} per cent in {name}"


NUMBERS: Numbers = {
    "adoption.fee_lowest": lambda r: wording.quantity(min(values(fees(r)))),
    "adoption.fee_highest": lambda r: wording.percent(max(values(fees(r)))),
    "adoption.fee_count": lambda r: wording.count(len(fees(r))),
    "adoption.fees_of_one_outlet": lambda r: wording.count(of_one_outlet(r)),
    "adoption.bank_fee_late": lambda r: wording.between(
        min(late_bank(r)), max(late_bank(r)), "per cent"
    ),
    "adoption.private_fee": lambda r: wording.percent(float(private(r)["value"])),
    "adoption.private_fee_when": lambda r: when(private(r)),
    "adoption.findex_year": lambda r: countries(r)[0]["period"],
    "adoption.findex_countries": lambda r: wording.count(len(countries(r))),
    "adoption.findex_lowest": lambda r: of_country(r, countries(r)[0]),
    "adoption.findex_highest": lambda r: of_country(r, countries(r)[-1]),
}

PREDICATES: Predicates = {
    "adoption.fees_far_apart": lambda r: max(values(fees(r))) > 10 * min(values(fees(r))),
    "adoption.findex_without_north_korea": lambda r: not where(asked(r), place_id="dprk"),
}
