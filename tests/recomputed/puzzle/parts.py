"""Parts: share of purchases = share of people who pay so, times the part of what they buy."""

from __future__ import annotations

from nkpay import wording
from tests.recomputed import Finding, Findings, Numbers, Predicates, Raw, Row, one, used
from tests.recomputed.adoption.shares import PHONE, PURCHASE, QR, share, when
from tests.recomputed.puzzle.rows import capital, later, rest, whole


def part(raw: Raw, question: str) -> str:
    low = 100 * later(raw, "low") / rest(raw, question, "high")
    high = min(100.0, 100 * later(raw, "high") / rest(raw, question, "low"))
    return wording.between(round(low), round(high), "per cent")


def parts_fit(raw: Raw) -> bool:
    return all(later(raw, "low") < rest(raw, question, "high") for question in (PHONE, QR))


def meets_codes_only(raw: Raw) -> bool:
    top = later(raw, "high")
    return rest(raw, QR, "low") <= top < rest(raw, PHONE, "low")


def witness(raw: Raw) -> Row:
    return one(
        used(raw["claims"]),
        subject_id="qr-payment",
        aspect="users",
        place_id="pyongyang",
        evidence="named-witness",
    )


def part_in_capital(raw: Raw) -> str:
    return whole(100 * 50 / capital(raw, QR, "high")) if witness(raw) else ""


def both_questions(raw: Raw) -> list[Row]:
    return [share(raw, question, "provinces") for question in (PHONE, QR)]


NUMBERS: Numbers = {
    "puzzle.part_by_code": lambda r: part(r, QR),
    "puzzle.part_by_phone": lambda r: part(r, PHONE),
    "puzzle.part_in_capital": part_in_capital,
    "puzzle.visitor_when": lambda r: when(witness(r)),
}

PREDICATES: Predicates = {
    "puzzle.parts_fit": parts_fit,
    "puzzle.later_meets_codes_only": meets_codes_only,
}

FINDINGS: Findings = {
    "puzzle.ranges_fit": Finding(
        lambda r: [*both_questions(r), share(r, PURCHASE, "dprk")], parts_fit
    ),
}
