"""The surveys of refugees from raw rows."""

from __future__ import annotations

import re

from tests.recomputed import Numbers, Predicates, Raw, Row, one
from tests.recomputed.adoption.shares import FOREIGN_CARD, about, percent, share, when

BEFORE, AFTER = "2010/2014", "2015/2019"


def card(raw: Raw, period: str, place: str = "dprk") -> Row:
    return share(raw, FOREIGN_CARD, place, as_of=period)


def doubled(raw: Raw) -> bool:
    return all(
        float(card(raw, AFTER, place)["value"]) > 2 * float(card(raw, BEFORE, place)["value"])
        for place in ("dprk", "inland-cities")
    )


def cash(raw: Raw, kind: str) -> Row:
    return one(about(raw, f"bok-payment-experience-{kind}-cash"), as_of="2010/2019")


NUMBERS: Numbers = {
    "adoption.card_experience_before": lambda r: percent(card(r, BEFORE)),
    "adoption.card_experience_after": lambda r: percent(card(r, AFTER)),
    "adoption.card_period_before": lambda r: when(card(r, BEFORE)),
    "adoption.card_period_after": lambda r: when(card(r, AFTER)),
    "adoption.card_experience_inland": lambda r: percent(card(r, AFTER, "inland-cities")),
    "adoption.won_cash_experience": lambda r: percent(cash(r, "won")),
    "adoption.asked": lambda r: re.findall(r"\d+", cash(r, "foreign")["population"])[0],
}

PREDICATES: Predicates = {"adoption.card_experience_doubled": doubled}
