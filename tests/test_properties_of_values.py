"""Dates, ranges, names: what must hold for any of them, tried with what nobody thought of."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkpay import conflicts, dates
from nkpay.agreement import alpha
from nkpay.answers import Answer
from nkpay.book import finder_scripts
from nkpay.book.records import Records
from nkpay.book.search import AnyLength
from nkpay.data import Package
from tests.recomputed import Raw
from tests.test_properties import tried

# Dates.

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def forms(day: date) -> list[str]:
    """A day as sources may give it, each form wider than the one before."""
    quarter = f"{day.year}-Q{(day.month + 2) // 3}"
    return [day.isoformat(), f"{day:%Y-%m}", quarter, f"{day.year}", f"{day.year - 1}/{day.year}"]


@tried
@given(DAYS)
def test_a_date_means_every_day_of_it_and_no_other(day: date) -> None:
    spans = [dates.parse(text) for text in forms(day)]
    names = ["day", "month", "quarter", "year", "interval"]
    assert [s.precision for s in spans] == names
    for wider, span in zip(spans[1:], spans, strict=False):
        assert wider.first <= span.first <= day <= span.last <= wider.last
        assert wider.first <= wider.middle <= wider.last
    one = timedelta(days=1)
    for text, span in zip(forms(day)[:4], spans, strict=False):
        for beside, at in ((span.first - one, 0), (span.last + one, 0)):
            assert forms(beside)[names.index(span.precision) + at] != text


@tried
@given(DAYS, DAYS)
def test_an_interval_goes_forward_from_its_first_day_to_its_last(one: date, two: date) -> None:
    text = f"{one}/{two}"
    if one <= two:
        assert (dates.parse(text).first, dates.parse(text).last) == (one, two)
        before, after = dates.parse(text).middle - one, two - dates.parse(text).middle
        assert after - before in (timedelta(0), timedelta(1))
    else:
        with pytest.raises(ValueError, match="ends before it begins"):
            dates.parse(text)


def read_back(words: str) -> str:
    """A printed date as the data has it."""
    if " to " in words:
        return "/".join(map(read_back, words.split(" to ")))
    if match := re.fullmatch(r"the (\w+) quarter of (\d+)", words):
        return f"{match[2]}-Q{('first', 'second', 'third', 'fourth').index(match[1]) + 1}"
    *day, year = words.split()
    month = [f"{dates.MONTHS.index(day[-1]) + 1:02}"] if day else []
    return "-".join([year, *month, *(f"{int(d):02}" for d in day[:-1])])


@tried
@given(DAYS, st.integers(0, 4))
def test_a_printed_date_is_the_date_of_the_data(day: date, form: int) -> None:
    text = forms(day)[form]
    assert read_back(dates.in_words(text)) == text
    assert dates.in_words_if_date(text) == dates.in_words(text)


@tried
@given(st.text("0123456789-/Q abc", max_size=10))
def test_what_is_no_date_is_refused_and_printed_as_it_is(text: str) -> None:
    try:
        dates.parse(text)
    except ValueError:
        assert dates.in_words_if_date(text) == text
    else:
        assert re.fullmatch(r"\d{4}(-(Q[1-4]|\d\d(-\d\d)?))?", text.partition("/")[0])


# Ranges, conflict, agreement.

ENDS = st.tuples(st.integers(-50, 50), st.integers(-50, 50)).map(sorted)


def answer(row: str, low: float, high: float, **more: Any) -> Answer:
    given_ = {"kind": "value", "source": row, "question": "q", "subject": "", **more}
    return Answer(row=row, low=low, high=high, **given_)


@tried
@given(ENDS, ENDS, st.sampled_from(["value", "date"]), st.booleans())
def test_ranges_exclude_each_other_mutually_and_only_when_apart(
    one: list[int], two: list[int], kind: str, market: bool
) -> None:
    a, b = (answer(r, *ends, kind=kind, market=market) for r, ends in (("a", one), ("b", two)))
    apart = one[1] < two[0] or two[1] < one[0]
    excluded = conflicts._exclude(a, b)
    assert excluded == conflicts._exclude(b, a)
    assert not conflicts._exclude(a, a)
    assert not excluded or apart
    wider = answer("c", a.low - 1, a.high + 1, kind=kind, market=market)
    assert excluded or not conflicts._exclude(wider, b)


@tried
@given(st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8))), st.randoms())
def test_groups_of_rows_in_conflict_do_not_depend_on_the_order(
    edges: set[tuple[int, int]], random: Any
) -> None:
    pairs = [(str(one), str(two)) for one, two in sorted(edges) if one != two]
    shuffled = random.sample(pairs, len(pairs))
    found = [{frozenset(g) for g in conflicts._connected(p)} for p in (pairs, shuffled)]
    assert found[0] == found[1]
    assert all(not one & two for one, two in combinations(found[0], 2))
    assert all(any({*pair} <= group for group in found[0]) for pair in pairs)


UNITS = st.lists(st.lists(st.sampled_from("abc"), max_size=4), max_size=6)


@tried
@given(UNITS, st.randoms())
def test_agreement_does_not_depend_on_order_or_on_names(units: list[Any], random: Any) -> None:
    shuffled = [random.sample(unit, len(unit)) for unit in random.sample(units, len(units))]
    renamed = [[value.upper() for value in unit] for unit in units]
    expected = alpha(units)
    for other in (alpha(shuffled), alpha(renamed)):
        assert other is None if expected is None else other == pytest.approx(expected)
    if expected is not None:
        assert expected <= 1
        assert (expected == pytest.approx(1)) == all(len(set(unit)) <= 1 for unit in units)


# Names.


@tried
@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=6), st.data())
def test_the_search_finds_korean_words_by_any_part(word: str, drawn: st.DataObject) -> None:
    split = AnyLength({}).split(f"the {word}에 of")
    assert {"the", "of"} <= set(split)
    start = drawn.draw(st.integers(0, len(word)))
    for part in (word[start : start + size] for size in (1, 2)):
        assert not part or part in split


def test_the_register_finds_things_and_places_by_every_spelling(data: Package, raw: Raw) -> None:
    rows = Records(data)
    lists = finder_scripts._lists(rows)
    found = dict(zip(rows.rows("entities"), lists["entities"], strict=True))
    found |= {place: f"{name} | {more}" for place, name, more, _ in lists["places"]}
    for name in raw["names"]:
        if name["entity_id"] in found:
            assert name["spelling"] in found[name["entity_id"]].split(" | ")
