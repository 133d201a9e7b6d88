"""Dates of reduced precision, as sources give them: a day, a month, a quarter, a year or a span.

The forms are those of ISO 8601 (``2025-11-27``, ``2025-11``, ``2025``, ``2016/2019``) with
one addition that statistics offices use, the quarter ``2011-Q2``. Nothing here guesses:
a date is as wide as it was printed, and its bounds say so.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

MONTHS = tuple(calendar.month_name)[1:]

_FORM = re.compile(
    r"(?P<year>\d{4})(?:-Q(?P<quarter>[1-4])|-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?"
)


@dataclass(frozen=True)
class Span:
    """First and last day that a date may mean, with its precision.

    ``precision`` is one of day, month, quarter, year, interval.
    """

    first: date
    last: date
    precision: str

    @property
    def middle(self) -> date:
        """The day halfway, used only to place a mark on a time axis."""
        return date.fromordinal((self.first.toordinal() + self.last.toordinal()) // 2)


@cache
def parse(text: str) -> Span:
    """Read a date of reduced precision.

    Raises
    ------
    ValueError
        The text has none of the five forms, or names a day that the calendar lacks.
    """
    start, slash, end = text.partition("/")
    if slash:
        first, last = _parse_one(start), _parse_one(end)
        if last.last < first.first:
            raise ValueError(f"{text!r} ends before it begins")
        return Span(first.first, last.last, "interval")
    return _parse_one(text)


def _parse_one(text: str) -> Span:
    form = _FORM.fullmatch(text)
    if form is None:
        raise ValueError(f"{text!r} is none of YYYY, YYYY-MM, YYYY-MM-DD, YYYY-Qn, YYYY/YYYY")
    year, quarter = int(form["year"]), form["quarter"]
    if quarter:
        last_month = 3 * int(quarter)
        return Span(date(year, last_month - 2, 1), _month_end(year, last_month), "quarter")
    if form["day"]:
        day = date(year, int(form["month"]), int(form["day"]))
        return Span(day, day, "day")
    if form["month"]:
        month = int(form["month"])
        return Span(date(year, month, 1), _month_end(year, month), "month")
    return Span(date(year, 1, 1), date(year, 12, 31), "year")


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


@cache
def in_words(text: str) -> str:
    """Print a date as prose does: ``27 November 2025``, ``November 2025``, ``2016 to 2019``."""
    start, slash, end = text.partition("/")
    if slash:
        return f"{in_words(start)} to {in_words(end)}"
    span = parse(text)
    month = MONTHS[span.first.month - 1]
    return {
        "day": f"{span.first.day} {month} {span.first.year}",
        "month": f"{month} {span.first.year}",
        "quarter": f"the {_ordinal(span.last.month // 3)} quarter of {span.first.year}",
        "year": f"{span.first.year}",
    }[span.precision]


def in_words_if_date(text: str) -> str:
    """The same, but text that is no date stays as it is: "no date", a season."""
    try:
        return in_words(text)
    except ValueError:
        return text


def _ordinal(quarter: int) -> str:
    return ("first", "second", "third", "fourth")[quarter - 1]
