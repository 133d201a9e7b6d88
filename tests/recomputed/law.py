"""The law chapter's numbers from raw rows."""

from __future__ import annotations

import re

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, one, used, where

EPL = "electronic-payment-law"


def answers(raw: Raw, *positions: str) -> list[Row]:
    asked = where(used(raw["claims"]), aspect="mandatory")
    return [c for c in asked if not positions or c["position"] in positions]


def on_the_law(raw: Raw, position: str) -> list[Row]:
    return where(answers(raw, position), subject_id=EPL)


def originals(claims: list[Row]) -> int:
    return len({c["original"] for c in claims})


def says(count: int) -> str:
    return wording.count(count)


def law_date(raw: Raw, law: str, column: str) -> str:
    return dates.in_words(one(raw["laws"], law_id=law)[column].split(";")[-1])


def answer_date(raw: Raw, source: str) -> str:
    return dates.in_words(one(answers(raw), source_id=source)["as_of"])


def of_the_law(raw: Raw, **wanted: str) -> list[Row]:
    return where(raw["provisions"], law_id=EPL, **wanted)


def first_text(raw: Raw) -> str:
    return one(raw["laws"], law_id=EPL)["adopted"]


def summaries(raw: Raw, amendment: bool) -> int:
    day = first_text(raw)
    rows = of_the_law(raw, text_seen="summary")
    return sum((p["instrument_date"] != day) == amendment for p in rows)


def size(raw: Raw) -> int:
    claim = one(used(raw["claims"]), indicator_id="law-articles", subject_id=EPL)
    return int(float(claim["value"]))


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


def handset_fine(raw: Raw) -> str:
    said = where(used(raw["claims"]), aspect="penalty", subject_id="device-monitoring")
    return f"{float(one(said, indicator_id='won-amount')['value_high']):,.0f} won"


def buyer_bound_in_text(raw: Raw) -> bool:
    bearers = {p["duty_bearer"] for p in of_the_law(raw, instrument_date=first_text(raw))}
    named = re.compile(r"\b(person|users|residents|citizens|individuals)\b|^all$", re.IGNORECASE)
    return any(named.search(bearer) for bearer in bearers)


def law_by_inference(raw: Raw) -> bool:
    said = on_the_law(raw, "businesses") + on_the_law(raw, "all") + penalties(raw)
    return {c["evidence"] for c in said} <= {"inference"}


NUMBERS: Numbers = {
    "law.adopted": lambda r: law_date(r, EPL, "adopted"),
    "law.amended": lambda r: law_date(r, EPL, "amended"),
    "law.articles_said": lambda r: says(size(r)),
    "law.articles_read": lambda r: says(len(of_the_law(r, text_seen="article"))),
    "law.duties_unnumbered": lambda r: says(summaries(r, amendment=False)),
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
    "law.directive_date": lambda r: dates.in_words(
        promotion(r, "rfa-2024-kim-epay", "dprk")["as_of"]
    ),
    "law.daily_nk_stances": lambda r: says(stances(r)),
    "law.handset_fine": handset_fine,
    "law.fine_originals": lambda r: says(originals(penalties(r))),
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
    "law.mostly_unread": lambda r: 2 * len(of_the_law(r, text_seen="article")) < size(r),
    "law.amendment_unread": lambda r: all(
        p["instrument_date"] == first_text(r) for p in of_the_law(r, text_seen="article")
    ),
    "law.businesses_lead": lambda r: lead(answers(r)) > 0,
    "law.lead_stands": lambda r: lead_at_worst(r) > 0,
    "law.lead_rests_on_daily_nk": lambda r: lead_without_daily_nk(r) <= 0,
    "law.law_itself_split": law_itself_split,
    "law.none_cites_text": lambda r: all(
        c["evidence"] in ("anonymous-source", "inference") for c in answers(r)
    ),
    "law.law_by_inference": law_by_inference,
    "law.lectures_last": lectures_last,
    "law.pressure_is_about_cards": lambda r: all(
        re.search("-cards?$", c["subject_id"]) for c in answers(r, "de-facto")
    ),
    "law.no_amount": no_amount,
    "law.no_buyer_in_text": lambda r: not buyer_bound_in_text(r),
    "law.no_case": lambda r: (
        not where(used(r["claims"]), subject_id=EPL, aspect="use-against-people")
    ),
    "law.no_dprk_amount": lambda r: not any(p["sanction_amount"] for p in bound_in(r, {"KP"})),
    "law.cluster": clustered,
    "law.adopted_with_receipts": lambda r: (
        law_date(r, EPL, "adopted")
        == law_date(r, "receipt-law", "adopted")
        == law_date(r, "information-identification-code-management-law", "adopted")
    ),
    "law.amended_with_bank_law": lambda r: len(last_amendments(r)) == 1,
}
