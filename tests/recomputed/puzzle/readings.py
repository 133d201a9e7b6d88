"""Readings: what one would have to believe for two published shares to be true together."""

from __future__ import annotations

from tests.recomputed import Numbers, Predicates, Raw
from tests.recomputed.adoption.shares import PHONE, QR, share
from tests.recomputed.puzzle.rows import capital, edge, in_hundred, rest, whole


def unconvinced(raw: Raw) -> str:
    asked = share(raw, "epayment-convenience-share", "four-active-cities")
    return in_hundred(capital(raw, QR, "low") - float(asked["value"]))


def reversed_order(raw: Raw) -> bool:
    return capital(raw, QR, "low") > capital(raw, PHONE, "high") and rest(raw, PHONE, "low") > rest(
        raw, QR, "high"
    )


def narae(raw: Raw) -> str:
    asked = share(raw, "bok-payment-experience-foreign-card", "dprk", as_of="2015/2019")
    return whole(100 * float(asked["value"]) / edge(raw, "card-use-share", "pyongyang", "low"))


NUMBERS: Numbers = {
    "puzzle.scan_without_buying": lambda r: in_hundred(
        capital(r, QR, "low") - capital(r, PHONE, "high")
    ),
    "puzzle.buy_without_scanning": lambda r: in_hundred(
        rest(r, PHONE, "low") - rest(r, QR, "high")
    ),
    "puzzle.scan_unconvinced": unconvinced,
    "puzzle.narae_weight": narae,
}

PREDICATES: Predicates = {
    "puzzle.order_reversed": reversed_order,
}
