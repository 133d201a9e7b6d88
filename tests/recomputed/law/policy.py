"""Measures on payment in order of time, and searches that ended without a find."""

from __future__ import annotations

import re

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, one, used, where
from tests.recomputed.law.rows import matches

TITLES = r"payment|\bcards?\b|\bqr\b|voucher|phone money"
SILENT = r"\b(no|not mention)\b[^.;]*payment"


def measures(raw: Raw) -> list[Row]:
    kinds = ("law", "policy", "enforcement", "wages")
    of_state = [e for e in raw["events"] if e["category"] in kinds]
    return sorted((e for e in of_state if matches(e, "title", TITLES)), key=lambda e: e["date"])


def silent(raw: Raw) -> list[Row]:
    official = [e for e in raw["events"] if e["category"] in ("law", "policy")]
    year = max(e["date"][:4] for e in official)
    latest = [e for e in official if e["date"].startswith(year)]
    return [e for e in latest if matches(e, "description", SILENT)]


def silent_text(raw: Raw) -> str:
    rows = silent(raw)
    return f"{wording.count(len(rows))} official accounts of {rows[0]['date'][:4]}"


def follows_law(raw: Raw, event: Row) -> bool:
    adopted = one(raw["laws"], law_id="electronic-payment-law")["adopted"]
    return dates.parse(event["date"]).first > dates.parse(adopted).last


def policy_later(raw: Raw) -> bool:
    after = [follows_law(raw, e) for e in where(measures(raw), category="policy")]
    return after.count(True) > after.count(False)


def cards_earlier(raw: Raw) -> bool:
    pushed = re.compile(r"\b(promotes|pressed|makes)\b.*\bcards?\b", re.IGNORECASE)
    on_cards = [e for e in measures(raw) if pushed.search(e["title"])]
    return not all(follows_law(raw, e) for e in on_cards)


def none_lately(raw: Raw) -> bool:
    year = silent(raw)[0]["date"][:4]
    return all(e["date"][:4] < year for e in measures(raw))


def in_vain(raw: Raw) -> int:
    asked = where(raw["searches"], outcome="not-found")
    return sum(
        "Electronic Payment Law" in s["question"] or "implementing rules" in s["question"]
        for s in asked
    )


def database_day(raw: Raw) -> str:
    row = one(used(raw["claims"]), source_id="hf-2026-north-korea-laws", as_of_precision="day")
    return dates.in_words(row["as_of"])


NUMBERS: Numbers = {
    "law.measures_count": lambda r: wording.count(len(measures(r))),
    "law.measures_last": lambda r: dates.in_words(measures(r)[-1]["date"]),
    "law.silent_accounts": silent_text,
    "law.searches_in_vain": lambda r: wording.count(in_vain(r)),
    "law.database_copy": database_day,
}

PREDICATES: Predicates = {
    "law.cards_before_law": cards_earlier,
    "law.no_measure_lately": none_lately,
    "law.policy_after_law": policy_later,
}
