"""Answers: every row that answers a question which another row may answer otherwise.

Claims with a value or a stance, observations, and attributes of systems come in different
tables and columns. Here they take one form, so that agreement and conflict have one rule.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from nkpay import dates
from nkpay.registry import Tables
from nkpay.select import used

#: A first mention or a plan is not a launch.
LAUNCHED: Final = ("stated", "announced")
_ONE_NAME: Final = ("issuer", "developer")
_MARKET: Final = ("price", "rate")


@dataclass(frozen=True)
class Answer:
    """One row's answer to a question, in a form that can be compared.

    ``kind`` is value, name, date or stance; ``span`` is the time it speaks of and ``low`` to
    ``high`` the values that it allows (an open end is infinite), both in plain numbers;
    ``market`` marks prices and rates, which move by the day and from town to town.
    """

    kind: str
    row: str
    source: str
    question: str
    subject: str
    place: str = ""
    span: tuple[float, float] = (0, 0)
    low: float = 0
    high: float = 0
    text: str = ""
    base: str = ""
    definition: str = ""
    original: str = ""
    market: bool = False


def answers(tables: Tables) -> Iterator[Answer]:
    """Every answer of the data: values, names, dates of launch and stances."""
    yield from _claimed(tables)
    yield from _observed(tables)
    yield from _attributes(tables)
    yield from _stances(tables)


def _claimed(tables: Tables) -> Iterator[Answer]:
    claims = used(tables["claims"])
    claims = claims[(claims["indicator_id"] != "") & (claims["as_of"] != "")]
    indicators = tables["indicators"].to_dict("index")
    for row, claim in _records(claims):
        indicator = indicators[claim["indicator_id"]]
        yield from _value(row, claim, indicator, claim["as_of"], claim["subject_id"])


def _observed(tables: Tables) -> Iterator[Answer]:
    series = tables["series"]
    series = series[(series["scope"] == "dprk") & (series["obtained"] != "derived")]
    indicators = tables["indicators"].to_dict("index")
    original = _originals(tables["sources"])
    for row, record in _records(series):
        record |= {"population": "", "original": original[record["source_id"]]}
        indicator = indicators[record["indicator_id"]]
        yield from _value(row, record, indicator, record["period"], record["entity_id"])


def _value(
    row: str, record: dict[str, Any], indicator: dict[str, Any], period: str, subject: str
) -> Iterator[Answer]:
    bounds = _bounds(record)
    if bounds is None or not indicator["concept"]:
        return
    basis = (record["indicator_id"], record.get("rate_kind"), record.get("currency_basis"))
    yield Answer(
        kind="value",
        row=row,
        source=record["source_id"],
        question=indicator["concept"],
        subject=subject if indicator["by_subject"] == "yes" else "",
        place=record["place_id"],
        span=_years(period),
        low=bounds[0],
        high=bounds[1],
        base=record["population"],
        definition=" ".join(filter(None, basis)),
        original=record["original"],
        market=indicator["scale"] in _MARKET,
    )


def _bounds(record: dict[str, Any]) -> tuple[float, float] | None:
    """The least and the greatest value that a row allows; an open end is infinite."""
    value, low, high = (record[c] for c in ("value", "value_low", "value_high"))
    if pd.isna(low) and pd.isna(high):
        return None if pd.isna(value) else (value, value)
    return -math.inf if pd.isna(low) else low, math.inf if pd.isna(high) else high


def _attributes(tables: Tables) -> Iterator[Answer]:
    """Launch dates (no first mentions and no plans), issuers and developers of systems."""
    rows = tables["system_attributes"]
    original = _originals(tables["sources"])
    for row, record in _records(rows):
        attribute, value = record["attribute"], record["value"]
        question = {
            "row": row,
            "source": record["source_id"],
            "question": f"{record['system_id']}.{attribute}",
            "subject": record["system_id"],
            "definition": attribute,
            "original": original[record["source_id"]],
        }
        if attribute == "launch" and record["basis"] in LAUNCHED:
            first, last = _years(value)
            yield Answer(kind="date", low=first, high=last, **question)
        elif attribute in _ONE_NAME:
            yield Answer(kind="name", text=value, **question)


def _stances(tables: Tables) -> Iterator[Answer]:
    claims = used(tables["claims"])
    for row, claim in _records(claims[claims["position"] != ""]):
        yield Answer(
            kind="stance",
            row=row,
            source=claim["source_id"],
            question=f"{claim['aspect']}-use",
            subject="",
            place=claim["place_id"],
            span=_years(claim["as_of"]) if claim["as_of"] else (0, 9999),
            text=claim["position"],
            base=claim["population"],
            definition=claim["aspect"],
            original=claim["original"],
        )


def _records(rows: pd.DataFrame) -> Iterator[tuple[str, dict[str, Any]]]:
    return zip(map(str, rows.index), rows.to_dict("records"), strict=True)


def _originals(sources: pd.DataFrame) -> dict[str, str]:
    """For each source the one that it repeats, or itself."""
    repeats = sources["original_id"].to_dict()
    return {source: original or source for source, original in repeats.items()}


def _years(text: str) -> tuple[float, float]:
    """A date as its first and last day in years, for comparing with windows in years."""
    span = dates.parse(text)
    return span.first.toordinal() / 365.2425, span.last.toordinal() / 365.2425
