"""What the register says beside a number or predicate: its coded value, its unit, its margin."""

from __future__ import annotations

import re

import pytest

from nkpay import dates, registry, wording, wording_ko
from nkpay.data import Package
from nkpay.findings import findings

NUMBERS, PREDICATES = sorted(registry.number), sorted(registry.predicate)

#: Of what a number may be, in the words of the register.
_ONE_WORD = """
    accounts answers apps articles banks businesses cards capabilities cities claims codings
    coders companies connections convictions countries customers date dates days dollars dong
    events fees findings functions houses hours kinds lines lists machines measures months names
    observations originals outlets pages passages people places provisions publications
    publishers questions refugees reports rows searches smartphones sources spellings steps
    subscribers systems times won year years yuan
"""
UNITS = {
    *_ONE_WORD.split(),
    *("", "%", "ERN", "KPW", "NGN", "USD", "Cuban pesos"),
    *("hours a day", "page views a day", "visitors a day", "people in a hundred"),
    *("kilograms of rice", "launch attributes", "percentage points", "per hundred people"),
    *("old won", "old won for a new one", "won a day", "won a dollar", "won a kilogram"),
    *("per cent", "per cent of adults", "per cent of codings possible", "per cent of men"),
    *("per cent of pairs", "per cent of people", "per cent of purchases"),
    *("per cent of refugees", "per cent of the market rate", "per cent on the year before"),
    *("provinces and cities", "won a month"),
}
#: Figures whose words are those of the source or name what is counted; each has a test of its own
#: in the second computation of its words.
NAMED_NOT_COUNTED = {
    "adoption.phone_price": "the words give both ends, the value what is usual",
    "adoption.town_gap_widest": "the words give town and countryside, the value their ratio",
    "history.foreign_cash": "the words join two shares",
    "korean.jonsong_range": "the words join two years",
}


def in_words(value: float | str) -> set[str]:
    """The ways in which prose prints a value."""
    if isinstance(value, str):
        words = {value, value.replace("-", " "), dates.in_words_if_date(value)}
        if re.fullmatch(r"[\d/-]+", value):
            words.add(wording_ko.date(value))
        return words
    number, tenth = float(value), wording.count(round(float(value) / 10))
    words = {f"{number:,.0f}", f"{number:,.1f}", f"{number:.3g}", wording.quantity(number)}
    words |= {f"{wording.quantity(round(number / 1e6, places))} million" for places in (0, 1)}
    words |= {f"{tenth} in ten", f"10명 중 {round(number / 10)}", f"{number / 1e4:,.0f}만"}
    return words | ({wording.count(int(number))} if number == int(number) else set())


def fits(value: float | str, text: str) -> bool:
    """Whether the words print the value, list so many things, or give ends on its two sides."""
    if any(re.search(rf"(?<![\d.,]){re.escape(w)}(?!\d)", text) for w in in_words(value)):
        return True
    if isinstance(value, str):
        return False
    if len(re.split(r", | and ", text)) == value:
        return True
    ends = re.search(r"([\d.,]+|one)(?: to |~| or )([\d.,]+|two)", text)
    scale = 1e6 if "million" in text else 10 if re.search("in ten|10명", text) else 1
    low, high = (
        {"one": 1.0, "two": 2.0}.get(end) or float(end.replace(",", ""))
        for end in (ends.groups() if ends else ("nan", "nan"))
    )
    return low * scale <= value <= high * scale


@pytest.mark.parametrize("name", NUMBERS)
def test_the_coded_value_and_the_unit_fit_the_words(name: str, data: Package) -> None:
    number = registry.number.compute(name, data)
    assert number.unit in UNITS
    if number.value is None:
        assert number.text in ("millions", "수백만"), "only a quantity without an upper end"
    elif name not in NAMED_NOT_COUNTED:
        assert fits(number.value, number.text), f"{number.value!r} is not {number.text!r}"
    else:
        assert number.value


@pytest.mark.parametrize("name", PREDICATES)
def test_a_margin_is_a_phrase_that_a_reader_can_take_in(name: str, data: Package) -> None:
    assert_is_a_phrase(registry.predicate.compute(name, data).margin)


@pytest.mark.parametrize("name", sorted(findings))
def test_the_margin_of_a_finding_is_such_a_phrase_too(name: str, data: Package) -> None:
    assert_is_a_phrase(findings.compute(name, data).margin)


def assert_is_a_phrase(margin: str) -> None:
    assert re.search(r"\w", margin) and margin == margin.strip()
    assert not re.search(r"\b(?:nan|NaT|inf|Timestamp|dtype|True|False)\b|None|[<>{}\[\]]", margin)
