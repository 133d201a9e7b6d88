"""Parts: share of purchases = share of people who pay so, times the part of what they buy."""

from __future__ import annotations

import pandas as pd

from nkpay import wording
from nkpay.numbers.adoption.shares import PHONE, QR, share, when
from nkpay.numbers.puzzle.bounds import BOTH, later, whole
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, only, used


def part_of_purchases(claims: pd.DataFrame, question: str) -> tuple[float, float]:
    """The part of their own purchases, lowest and highest, for which payers in the provinces must
    pay so if the later share is one of purchases; the highest is all of them at most."""
    people, bought = share(claims, question, "provinces"), later(claims)
    low = 100 * bought["value_low"] / people["value_high"]
    return low, min(100.0, 100 * bought["value_high"] / people["value_low"])


def _part(claims: pd.DataFrame, question: str) -> Number:
    low, high = part_of_purchases(claims, question)
    text = wording.between(round(low), round(high), "per cent")
    rows = ids(share(claims, question, "provinces"), later(claims))
    return Number(high, text, rows, "per cent of purchases")


@number
def part_by_code(claims: pd.DataFrame) -> Number:
    """The part of their purchases that payers by code in the provinces must pay so, if the later
    share is one of purchases and their number had not changed."""
    return _part(claims, QR)


@number
def part_by_phone(claims: pd.DataFrame) -> Number:
    """The part of their purchases that phone buyers in the provinces must make so, if the later
    share is one of purchases and their number had not changed."""
    return _part(claims, PHONE)


@predicate
def later_meets_codes_only(claims: pd.DataFrame) -> Verdict:
    """The later range overlaps with that for codes in the provinces, not with that for buying by
    phone there."""
    scan, buy = (share(claims, question, "provinces") for question in (QR, PHONE))
    bought = later(claims)
    over, under = bought["value_high"] - scan["value_low"], buy["value_low"] - bought["value_high"]
    text = f"{over:g} points of overlap, {under:g} points between"
    return Verdict(bool(over >= 0 and under > 0), text, ids(scan, buy, bought))


@predicate
def parts_fit(claims: pd.DataFrame) -> Verdict:
    """For both questions some part of payers' purchases, short of all of them, turns the share of
    people in the provinces into the later share."""
    people, bought = [share(claims, q, "provinces") for q in BOTH], later(claims)
    least = max(100 * bought["value_low"] / payers["value_high"] for payers in people)
    rows = ids(*people, bought)
    return Verdict(least < 100, f"from {least:.0f} per cent of purchases on", rows)


def _most_by_code(claims: pd.DataFrame) -> pd.Series:
    seen = used(claims)[lambda c: (c["subject_id"] == "qr-payment") & (c["aspect"] == "users")]
    here = (seen["place_id"] == "pyongyang") & (seen["evidence"] == "named-witness")
    return only(seen[here], "a witness of payment by code in Pyongyang")


@number
def part_in_capital(claims: pd.DataFrame) -> Number:
    """The least part of their purchases that payers by code in the capital must pay so if more
    than half of all payments there are by code, as a visitor said."""
    scan = share(claims, QR, "pyongyang")
    part = 100 * 50 / scan["value_high"]
    return Number(part, whole(part), ids(scan, _most_by_code(claims)), "per cent of purchases")


@number
def visitor_when(claims: pd.DataFrame) -> Number:
    """The month in which that visitor was in Pyongyang."""
    return when(_most_by_code(claims))
