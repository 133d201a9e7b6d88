"""Policy, the laws around it, and those of other countries."""

from __future__ import annotations

import re

from nkpay import dates
from tests.recomputed import Numbers, Predicates, Raw, Row, one, used, where
from tests.recomputed.law.rows import EPL, answers, law_date, says


def step_years(raw: Raw) -> list[int]:
    own = where(raw["laws"], country="KP", kind="law")
    days = [day for law in own for day in (law["adopted"], *law["amended"].split(";")) if day]
    return [int(day[:4]) for day in days]


def best_span(raw: Raw) -> tuple[int, int]:
    """Steps in the densest four years, and the first of those years."""
    years = step_years(raw)
    steps, minus_start = max((sum(s <= y <= s + 3 for y in years), -s) for s in set(years))
    return steps, -minus_start


def clustered(raw: Raw) -> bool:
    most, start = best_span(raw)
    years = step_years(raw)
    apart = {y for y in years if y <= start - 4 or y >= start + 4}
    return most > 2 * max(sum(s <= y <= s + 3 for y in years) for s in apart)


def span_text(raw: Raw) -> str:
    most, start = best_span(raw)
    return f"{says(most)} in {start} to {start + 3}"


def in_text(raw: Raw, law: str, pattern: str) -> str:
    found = [re.search(pattern, p["obligation"]) for p in where(raw["provisions"], law_id=law)]
    return next(match[1] for match in found if match)


def china_fine(raw: Raw) -> str:
    row = one(raw["provisions"], law_id="china-cash-acceptance-campaign")
    return row["sanction_amount"].split(" (")[0]


def last_amendments(raw: Raw) -> set[str]:
    return {law_date(raw, law, "amended") for law in (EPL, "central-bank-law")}


def promotion(raw: Raw, source: str, place: str) -> Row:
    return one(used(raw["claims"]), aspect="promotion", source_id=source, place_id=place)


def lectures_last(raw: Raw) -> bool:
    lectures = promotion(raw, "dailynk-2025-digital-push", "pyongsong")["as_of"]
    orders = [
        one(answers(raw), source_id="thepressunited-2024-market-controls")["as_of"],
        one(answers(raw), source_id="dailynk-2025-fxwon-en")["as_of"],
    ]
    return all(dates.parse(lectures).first > dates.parse(order).last for order in orders)


NUMBERS: Numbers = {
    "law.directive_date": lambda r: dates.in_words(
        promotion(r, "rfa-2024-kim-epay", "dprk")["as_of"]
    ),
    "law.supervision_adopted": lambda r: law_date(r, "financial-supervision-law", "adopted"),
    "law.dated_steps": lambda r: says(len(step_years(r))),
    "law.cluster_steps": span_text,
    "law.vietnam_threshold": lambda r: in_text(r, "vietnam-decree-181-2025", r"(\d+ million)"),
    "law.cuba_cap": lambda r: in_text(r, "cuba-resolution-111-2023", r"([\d,]+) CUP"),
    "law.china_fine": china_fine,
    "law.russia_from": lambda r: in_text(
        r, "russia-digital-rouble-law", r"from (\d+ [A-Z][a-z]+ \d{4})"
    ),
}

PREDICATES: Predicates = {
    "law.lectures_last": lectures_last,
    "law.cluster": clustered,
    "law.adopted_with_receipts": lambda r: (
        law_date(r, EPL, "adopted")
        == law_date(r, "receipt-law", "adopted")
        == law_date(r, "information-identification-code-management-law", "adopted")
    ),
    "law.amended_with_bank_law": lambda r: len(last_amendments(r)) == 1,
}
