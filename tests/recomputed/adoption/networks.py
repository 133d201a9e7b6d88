"""Phones, lines and power from raw rows."""

from __future__ import annotations

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, one, used, where
from tests.recomputed.adoption.economy import date
from tests.recomputed.adoption.shares import percent, when


def claim(raw: Raw, **cells: str) -> Row:
    return one(used(raw["claims"]), **cells)


def value(row: Row) -> float:
    return float(row["value"])


def owned(raw: Raw) -> tuple[Row, list[Row]]:
    rows = where(raw["series"], indicator_id="mobile-ownership-refugees")
    elsewhere = [r for r in rows if r["place_id"] != "pyongyang"]
    return one(rows, place_id="pyongyang"), elsewhere


def owned_elsewhere(raw: Raw) -> str:
    values = [value(r) for r in owned(raw)[1]]
    return wording.between(min(values), max(values), "per cent")


def connections(raw: Raw, operator: str) -> Row:
    return claim(raw, indicator_id="operator-connections", subject_id=operator)


def millions(row: Row) -> str:
    return f"{wording.quantity(value(row) / 1e6)} million"


def phone_price(raw: Raw) -> str:
    row = claim(raw, indicator_id="phone-price-usd", evidence="measured")
    return wording.between(float(row["value_low"]), float(row["value_high"]), "dollars")


def intranet(raw: Raw) -> Row:
    return claim(raw, subject_id="intranet", indicator_id="other-share", as_of="2017")


def visits(raw: Raw, kind: str) -> Row:
    return claim(raw, indicator_id="platform-daily-visits", evidence=kind)


def lines(raw: Raw) -> tuple[Row, list[Row]]:
    rows = where(raw["series"], indicator_id="itu-mobile-per-100")
    last = max(where(rows, place_id="dprk"), key=lambda r: r["period"])
    countries = {p["place_id"] for p in raw["places"] if p["kind"] == "country"} - {"dprk"}
    same = where(rows, period=last["period"])
    return last, [r for r in same if r["place_id"] in countries]


def lines_lowest(raw: Raw) -> bool:
    last, others = lines(raw)
    return min(map(value, others)) > 2 * value(last)


def analyst_above(raw: Raw) -> bool:
    rows = where(used(raw["claims"]), indicator_id="operator-connections")
    estimates = where(raw["series"], indicator_id="mobile-subscribers-estimate", scope="dprk")
    latest = max(estimates, key=lambda r: dates.parse(r["period"]).middle)
    most = float(latest["value_high"] or latest["value"])
    later = all(c["as_of"] < latest["period"] for c in rows)
    return later and sum(map(value, rows)) > most


def power(raw: Raw) -> tuple[Row, Row]:
    cia = claim(raw, indicator_id="electricity-access-cia", place_id="dprk")
    model = one(raw["series"], indicator_id="electricity-access", period=cia["as_of"])
    return cia, model


NUMBERS: Numbers = {
    "adoption.code_unknown_outside_when": lambda r: when(
        claim(
            r, aspect="users", subject_id="qr-payment", place_id="provinces", evidence="inference"
        )
    ),
    "adoption.household_cards_when": lambda r: when(
        claim(r, aspect="users", subject_id="payment-cards", place_id="ryanggang")
    ),
    "adoption.owned_in_capital": lambda r: wording.percent(value(owned(r)[0])),
    "adoption.owned_elsewhere": owned_elsewhere,
    "adoption.owned_when": lambda r: date(owned(r)[0]),
    "adoption.byol_connections": lambda r: millions(connections(r, "byol")),
    "adoption.koryolink_connections": lambda r: millions(connections(r, "koryolink")),
    "adoption.connections_when": lambda r: when(connections(r, "byol")),
    "adoption.phone_price": phone_price,
    "adoption.intranet_households": lambda r: percent(intranet(r)),
    "adoption.intranet_when": lambda r: when(intranet(r)),
    "adoption.lines_latest": lambda r: f"{value(lines(r)[0]):.0f} lines for a hundred people",
    "adoption.lines_latest_when": lambda r: date(lines(r)[0]),
    "adoption.power_by_cia": lambda r: percent(power(r)[0]),
    "adoption.power_by_cia_when": lambda r: when(power(r)[0]),
    "adoption.power_by_model": lambda r: wording.percent(value(power(r)[1])),
}

PREDICATES: Predicates = {
    "adoption.analyst_above_estimate": analyst_above,
    "adoption.lines_lowest": lines_lowest,
    "adoption.power_models_apart": lambda r: value(power(r)[1]) > 1.5 * value(power(r)[0]),
}
