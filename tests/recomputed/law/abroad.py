"""What instruments of other countries bind whom to, by the words of their provisions."""

from __future__ import annotations

import re

from nkpay import wording
from tests.recomputed import Finding, Findings, Numbers, Predicates, Raw, Row, one, used, where
from tests.recomputed.law.rows import first_text, matches, of_the_law

ELECTRONIC = (
    "non-cash|cashless payment|take cards|offer payment|the universal payment"
    r"|\b(accept|install|take up|join|enrolment in)\b.*(payment|QR)"
)
RESIDENTS = r"\b(person|users|residents|citizens|individuals)\b|^all$"
SELLERS = "merchant|shops|sellers|business|enterpris|compan|entrants|firms|economic actors"


def buyer_bound_in_text(raw: Raw) -> bool:
    bearers = {p["duty_bearer"] for p in of_the_law(raw, instrument_date=first_text(raw))}
    named = re.compile(r"\b(person|users|residents|citizens|individuals)\b|^all$", re.IGNORECASE)
    return any(named.search(bearer) for bearer in bearers)


def country(provision: Row) -> str:
    return provision["law_id"].split("-")[0]


def foreign(raw: Raw) -> list[Row]:
    abroad = {"vietnam", "china", "cuba", "russia", "belarus", "laos"}
    adopted = [p for p in raw["provisions"] if "-draft-" not in p["law_id"]]
    return [p for p in adopted if country(p) in abroad]


def electronic_rules(raw: Raw) -> list[Row]:
    return [p for p in foreign(raw) if matches(p, "obligation", ELECTRONIC)]


def none_for_residents(raw: Raw) -> bool:
    rows = electronic_rules(raw)
    return bool(rows) and not any(matches(p, "duty_bearer", RESIDENTS) for p in rows)


def countries(rows: list[Row]) -> set[str]:
    return {country(p) for p in rows}


def here(raw: Raw) -> list[Row]:
    names = "^electronic-payment-law|directive-on-m|licensing"
    return [p for p in raw["provisions"] if re.search(names, p["law_id"])]


def residents_here(raw: Raw) -> bool:
    rows = [
        p
        for p in here(raw)
        if matches(p, "obligation", ELECTRONIC) and matches(p, "duty_bearer", RESIDENTS)
    ]
    return {p["evidence"] for p in rows} == {"inference"}


def cases(raw: Raw) -> list[Row]:
    return where(used(raw["claims"]), indicator_id="enforcement-count")


def mean_fine(raw: Raw) -> str:
    about = where(used(raw["claims"]), subject_id="cuba-resolution-93-2023")
    total = one(about, indicator_id="cup-amount")
    fines = [
        c
        for c in where(about, indicator_id="enforcement-count", as_of=total["as_of"])
        if "fines" in c["statement"]
    ]
    (fine,) = fines
    return wording.quantity(round(float(total["value"]) / float(fine["value"])))


def in_breach(raw: Raw) -> str:
    month = where(cases(raw), as_of_precision="month")
    (found,) = [c for c in month if "were in breach" in c["statement"]]
    same = where(month, as_of=found["as_of"])
    (visited,) = [c for c in same if "visited" in c["statement"]]
    return f"{float(found['value']):,.0f} of {float(visited['value']):,.0f}"


def said(raw: Raw, subject: str, words: str) -> float:
    about = where(used(raw["claims"]), aspect="comparison", subject_id=subject)
    (row,) = [c for c in about if re.search(words, c["statement"])]
    return float(row["value"])


def take_cash(raw: Raw) -> list[Row]:
    return [p for p in foreign(raw) if matches(p, "obligation", "accept cash|refuse cash")]


NUMBERS: Numbers = {
    "law.countries_compared": lambda r: wording.count(len(countries(foreign(r)))),
    "law.provisions_compared": lambda r: wording.count(len(foreign(r))),
    "law.penalty_countries": lambda r: wording.count(
        len(countries([p for p in foreign(r) if p["sanction"]]))
    ),
    "law.seller_countries": lambda r: wording.count(
        len(countries([p for p in electronic_rules(r) if matches(p, "duty_bearer", SELLERS)]))
    ),
    "law.cuba_mean_fine": mean_fine,
    "law.cuba_in_breach": in_breach,
    "law.nigeria_cap": lambda r: wording.quantity(
        said(r, "nigeria-cash-policy", "what a person could draw at the counter")
    ),
    "law.nigeria_raised": lambda r: wording.quantity(
        said(r, "nigeria-cash-policy", "raised to .* for a person")
    ),
    "law.eritrea_cap": lambda r: wording.quantity(
        said(r, "eritrea-cash-limits", "could be exchanged for cash")
    ),
    "law.india_returned": lambda r: wording.percent(
        said(r, "india-demonetisation", "came back to the banks")
    ),
}

PREDICATES: Predicates = {
    "law.no_buyer_in_text": lambda r: not buyer_bound_in_text(r),
    "law.abroad_in_summary": lambda r: (
        2 * len(where(foreign(r), text_seen="summary")) > len(foreign(r))
    ),
    "law.buyers_nowhere_bound": none_for_residents,
    "law.residents_said_here": residents_here,
    "law.china_alone_protects_cash": lambda r: countries(take_cash(r)) == {"china"},
    "law.china_alone_states_sum": lambda r: (
        countries([p for p in foreign(r) if p["sanction_amount"]]) == {"china"}
    ),
    "law.cases_from_two": lambda r: {c["place_id"] for c in cases(r)} == {"china", "cuba"},
}

FINDINGS: Findings = {
    "law.buyers_nowhere_bound": Finding(electronic_rules, none_for_residents),
}
