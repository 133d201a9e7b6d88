"""How values read in a Korean sentence: figures with a counter, dates as in Seoul's reports."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from nkpay import dates, wording


def count(n: float, counter: str = "건") -> str:
    """``1,610건``."""
    return f"{wording.quantity(n)}{counter}"


def percent(value: float) -> str:
    """``5.4%``."""
    return f"{wording.quantity(value)}%"


def between(low: float, high: float, unit: str = "%") -> str:
    """``35~65%``; one figure where both ends agree."""
    ends = dict.fromkeys((wording.quantity(low), wording.quantity(high)))
    return f"{'~'.join(ends)}{unit}"


def of_ten(share: float) -> str:
    """A share that was said in tenths: ``10명 중 8명꼴``; 15 per cent is ``1~2명``."""
    ends = dict.fromkeys((math.floor(share / 10), math.ceil(share / 10)))
    return f"10명 중 {'~'.join(map(str, ends))}명꼴"


def myriads(value: float) -> str:
    """A large round figure by ten thousands: ``200만``."""
    return f"{wording.quantity(value / 10_000)}만"


def date(text: str) -> str:
    """A date as wide as it was printed: ``2021년 10월 29일``, ``2010~2014년``."""
    start, slash, end = text.partition("/")
    if slash:
        years = bool(re.fullmatch(r"\d{4}/\d{4}", text))
        return f"{start if years else date(start)}~{date(end)}"
    span = dates.parse(text)
    year, month = f"{span.first.year}년", f"{span.first.month}월"
    return {
        "day": f"{year} {month} {span.first.day}일",
        "month": f"{year} {month}",
        "quarter": f"{year} {span.last.month // 3}분기",
        "year": year,
    }[span.precision]


def listing(items: Iterable[str]) -> str:
    """``가, 나, 다``: no particle, since its form would hang on the sound before it."""
    return ", ".join(items)
