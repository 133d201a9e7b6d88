"""Acceptance and access to cash from raw rows."""

from __future__ import annotations

from nkpay import wording
from tests.recomputed import Numbers, Predicates, Raw, Row, one, used, where
from tests.recomputed.adoption.shares import when

CODES = ("qr-payment", "payment-apps", "electronic-payment", "fxshop-app")


def taken(raw: Raw, **cells: str) -> str:
    return when(one(used(raw["claims"]), aspect="acceptance", **cells))


def cash(raw: Raw, **cells: str) -> Row:
    return one(used(raw["claims"]), aspect="cash-access", **cells)


def count(row: Row) -> str:
    return wording.count(int(float(row["value"])))


def of_codes(raw: Raw) -> list[Row]:
    rows = where(used(raw["claims"]), aspect="acceptance")
    return [c for c in rows if c["subject_id"] in CODES]


def state_alone_pays_out(raw: Raw) -> bool:
    rows = where(used(raw["claims"]), aspect="cash-access")
    late = [c for c in rows if c["as_of"] >= "2025" and c["subject_id"] != "foreign-visitors"]
    machines = {c["evidence"] for c in late if c["subject_id"] != "banking"}
    return machines == {"state-claim"} and {c["evidence"] for c in late} > {"state-claim"}


NUMBERS: Numbers = {
    "adoption.won_only_when": lambda r: taken(r, subject_id="narae-card", as_of_precision="day"),
    "adoption.rural_cards_when": lambda r: taken(r, place_id="rural-areas"),
    "adoption.remote_when": lambda r: taken(r, place_id="remote-kangwon-jagang-hamgyong"),
    "adoption.street_codes_when": lambda r: taken(
        r, subject_id="qr-payment", evidence="named-witness"
    ),
    "adoption.state_media_cover_when": lambda r: taken(
        r, subject_id="electronic-payment", evidence="state-claim", place_id="pyongyang"
    ),
    "adoption.machines_known": lambda r: count(cash(r, indicator_id="atm-count", place_id="dprk")),
    "adoption.machines_known_when": lambda r: when(
        cash(r, indicator_id="atm-count", place_id="dprk")
    ),
    "adoption.machines_in_towns_when": lambda r: when(
        cash(r, indicator_id="atm-count", place_id="hoeryong")
    ),
    "adoption.approval_when": lambda r: when(cash(r, place_id="sunchon")),
    "adoption.hwawon_machines_when": lambda r: when(cash(r, subject_id="hwawon-bank")),
    "adoption.banks_resist_when": lambda r: when(cash(r, place_id="ryanggang")),
}

PREDICATES: Predicates = {
    "adoption.codes_never_counted": lambda r: (
        len(of_codes(r)) > 1 and not where(of_codes(r), indicator_id="accepting-outlets")
    ),
    "adoption.cash_out_by_state_only": state_alone_pays_out,
}
