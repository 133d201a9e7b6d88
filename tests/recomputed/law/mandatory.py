"""Is use mandatory, for whom, and what it costs not to."""

from __future__ import annotations

import re

from nkpay import dates
from tests.recomputed import Numbers, Predicates, Raw, Row, one, used, where
from tests.recomputed.law.rows import EPL, answers, of_the_law, says


def on_the_law(raw: Raw, position: str) -> list[Row]:
    return where(answers(raw, position), subject_id=EPL)


def originals(claims: list[Row]) -> int:
    return len({c["original"] for c in claims})


def answer_date(raw: Raw, source: str) -> str:
    return dates.in_words(one(answers(raw), source_id=source)["as_of"])


def penalties(raw: Raw) -> list[Row]:
    return where(used(raw["claims"]), aspect="penalty", subject_id=EPL)


def outlet(raw: Raw, claim: Row) -> str:
    return one(raw["sources"], source_id=claim["source_id"])["outlet_id"]


def lead(claims: list[Row]) -> int:
    return originals(where(claims, position="businesses")) - originals(
        where(claims, position="all")
    )


def lead_without_daily_nk(raw: Raw) -> int:
    both = [(c, outlet(raw, c)) for c in answers(raw, "businesses", "all")]
    return lead([c for c, house in both if house != "daily-nk"])


def lead_at_worst(raw: Raw) -> int:
    both = answers(raw, "businesses", "all")
    return min(lead([c for c in both if c["original"] != o]) for o in {c["original"] for c in both})


def stances(raw: Raw) -> int:
    return len({c["position"] for c in answers(raw) if outlet(raw, c) == "daily-nk"})


def law_itself_split(raw: Raw) -> bool:
    alone = originals(on_the_law(raw, "businesses"))
    return originals(on_the_law(raw, "all")) > alone > 0


def no_amount(raw: Raw) -> bool:
    said = penalties(raw)
    amounts = [c["value"] for c in said] + [p["sanction_amount"] for p in of_the_law(raw)]
    return bool(said) and not any(amounts)


def bound_in(raw: Raw, countries: set[str]) -> list[Row]:
    names = {law["law_id"] for law in raw["laws"] if law["country"] in countries}
    return [p for p in raw["provisions"] if p["law_id"] in names]


def handset_fine(raw: Raw) -> str:
    said = where(used(raw["claims"]), aspect="penalty", subject_id="device-monitoring")
    return f"{float(one(said, indicator_id='won-amount')['value_high']):,.0f} won"


def law_by_inference(raw: Raw) -> bool:
    said = on_the_law(raw, "businesses") + on_the_law(raw, "all") + penalties(raw)
    return {c["evidence"] for c in said} <= {"inference"}


NUMBERS: Numbers = {
    "law.not_mandatory": lambda r: says(originals(answers(r, "not-mandatory"))),
    "law.businesses": lambda r: says(originals(answers(r, "businesses"))),
    "law.everyone": lambda r: says(originals(answers(r, "all"))),
    "law.de_facto": lambda r: says(originals(answers(r, "de-facto"))),
    "law.law_businesses": lambda r: says(originals(on_the_law(r, "businesses"))),
    "law.law_everyone": lambda r: says(originals(on_the_law(r, "all"))),
    "law.market_order_date": lambda r: answer_date(r, "thepressunited-2024-market-controls"),
    "law.licence_date": lambda r: answer_date(r, "dailynk-2025-fxwon-en"),
    "law.denial_date": lambda r: answer_date(r, "dailynk-2025-digital-push"),
    "law.card_study_date": lambda r: answer_date(r, "tongilnanum-jonsong-study"),
    "law.daily_nk_stances": lambda r: says(stances(r)),
    "law.handset_fine": handset_fine,
    "law.fine_originals": lambda r: says(originals(penalties(r))),
}

PREDICATES: Predicates = {
    "law.businesses_lead": lambda r: lead(answers(r)) > 0,
    "law.lead_stands": lambda r: lead_at_worst(r) > 0,
    "law.lead_rests_on_daily_nk": lambda r: lead_without_daily_nk(r) <= 0,
    "law.law_itself_split": law_itself_split,
    "law.none_cites_text": lambda r: all(
        c["evidence"] in ("anonymous-source", "inference") for c in answers(r)
    ),
    "law.law_by_inference": law_by_inference,
    "law.pressure_is_about_cards": lambda r: all(
        re.search("-cards?$", c["subject_id"]) for c in answers(r, "de-facto")
    ),
    "law.no_amount": no_amount,
    "law.no_case": lambda r: (
        not where(used(r["claims"]), subject_id=EPL, aspect="use-against-people")
    ),
    "law.no_dprk_amount": lambda r: not any(p["sanction_amount"] for p in bound_in(r, {"KP"})),
}
