"""Rows of the law chapter that several numbers here rest on."""

from __future__ import annotations

import re

from nkpay import dates, wording
from tests.recomputed import Raw, Row, one, used, where

EPL = "electronic-payment-law"


def answers(raw: Raw, *positions: str) -> list[Row]:
    asked = where(used(raw["claims"]), aspect="mandatory")
    return [c for c in asked if not positions or c["position"] in positions]


def says(count: int) -> str:
    return wording.count(count)


def law_date(raw: Raw, law: str, column: str) -> str:
    return dates.in_words(one(raw["laws"], law_id=law)[column].split(";")[-1])


def of_the_law(raw: Raw, **wanted: str) -> list[Row]:
    return where(raw["provisions"], law_id=EPL, **wanted)


def first_text(raw: Raw) -> str:
    return one(raw["laws"], law_id=EPL)["adopted"]


def matches(row: Row, column: str, words: str) -> bool:
    return re.search(words, row[column], re.IGNORECASE) is not None
