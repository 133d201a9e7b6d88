"""Rows of the puzzle chapter that several numbers here rest on."""

from __future__ import annotations

from nkpay import wording
from tests.recomputed import Raw
from tests.recomputed.adoption.shares import PURCHASE, share


def edge(raw: Raw, question: str, place: str, end: str) -> float:
    return float(share(raw, question, place)[f"value_{end}"])


def capital(raw: Raw, question: str, end: str) -> float:
    return edge(raw, question, "pyongyang", end)


def rest(raw: Raw, question: str, end: str) -> float:
    return edge(raw, question, "provinces", end)


def least(raw: Raw, question: str) -> float:
    return min(capital(raw, question, "low"), rest(raw, question, "low"))


def later(raw: Raw, end: str) -> float:
    return edge(raw, PURCHASE, "dprk", end)


def whole(value: float) -> str:
    return wording.percent(round(value))


def in_hundred(n: float) -> str:
    return f"{wording.quantity(n)} in a hundred"
