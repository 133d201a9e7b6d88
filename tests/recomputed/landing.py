"""The landing page's numbers from raw rows."""

from __future__ import annotations

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, one, used, where

SEEN = {"inspected", "measured", "named-witness"}
NO_CARD_OR_APP = {
    "banking",
    "chollima-site",
    "electronic-payment",
    "golden-triangle-bank",
    "hwawon-bank",
    "online-shopping",
    "phone-money",
    "sangyon",
    "tel-136",
}
PAYING = {"epayment-purchase-share", "phone-purchase-share", "qr-payment-share"}
OTHER_MEANS = {"central-bank-vouchers", "foreign-currency", "phone-money", "won-card-2012"}


def law(raw: Raw) -> list[Row]:
    return about_the_law(raw, "motive-stated")


def about_the_law(raw: Raw, aspect: str) -> list[Row]:
    return where(used(raw["claims"]), subject_id="electronic-payment-law", aspect=aspect)


def functions(raw: Raw) -> list[Row]:
    done = where(used(raw["claims"]), aspect="function")
    return [c for c in done if c["subject_id"] not in NO_CARD_OR_APP]


def wages(raw: Raw) -> list[Row]:
    paid = where(used(raw["claims"]), aspect="wage-payment")
    return [c for c in paid if c["subject_id"] in {"jonsong-card", "wage-cards"}]


def restraint(raw: Raw) -> list[Row]:
    claims = used(raw["claims"])
    networks = [
        c
        for c in where(claims, aspect="connectivity")
        if c["subject_id"] in {"electronic-payment", "wage-cards"}
    ]
    return networks + [
        c for c in where(claims, aspect="deterrent") if c["subject_id"] not in OTHER_MEANS
    ]


def records(raw: Raw) -> list[Row]:
    return where(used(raw["claims"]), aspect="use-against-people")


def share(raw: Raw) -> list[Row]:
    shares = where(used(raw["claims"]), aspect="share-of-people")
    return [c for c in shares if c["indicator_id"] in PAYING]


def duty(raw: Raw) -> list[Row]:
    subjects = {"electronic-payment", "electronic-payment-law"}
    return [
        c for c in where(used(raw["claims"]), aspect="mandatory") if c["subject_id"] in subjects
    ]


ALL = (law, functions, wages, restraint, records, share, duty)


def originals(rows: list[Row]) -> int:
    return len({c["original"] for c in rows})


def several(n: int, noun: str) -> str:
    return f"{wording.count(n)} {noun}" + ("s" if n != 1 else "")


def evidence(raw: Raw, rows: list[Row]) -> str:
    met = {c["evidence"] for c in rows}
    kinds = sorted(raw["evidence_kinds"], key=lambda k: int(k["rank_order"]))
    labels = [k["label"].lower() for k in kinds if k["evidence"] in met]
    count = f"{several(len(rows), 'claim')} from {several(originals(rows), 'original')}"
    return f"{count}: {wording.listing(labels)}"


def contradictory(rows: list[Row]) -> bool:
    answers = {c["position"] for c in rows}
    if "not-mandatory" in answers and "all" in answers:
        return True
    return any(
        (a["indicator_id"], a["place_id"], a["as_of"])
        == (b["indicator_id"], b["place_id"], b["as_of"])
        and float(a["value_low"] or a["value"]) > float(b["value_high"] or b["value"])
        for a in figures(rows)
        for b in figures(rows)
    )


def figures(rows: list[Row]) -> list[Row]:
    return [c for c in rows if c["aspect"] == "share-of-people" and c["value"]]


def fit_together(rows: list[Row]) -> bool:
    return not contradictory(rows) and len({c["indicator_id"] for c in figures(rows)}) < 2


def seen(rows: list[Row]) -> list[Row]:
    return [c for c in rows if c["evidence"] in SEEN]


def checked(rows: list[Row]) -> int:
    return originals([c for c in rows if c["evidence"] in {"inspected", "measured"}])


def confirmed(rows: list[Row]) -> bool:
    return checked(rows) > 1 and fit_together(rows)


def probable(rows: list[Row]) -> bool:
    return fit_together(rows) and (
        checked(rows) == 1 or (not checked(rows) and originals(rows) > 2)
    )


def unjudged(rows: list[Row]) -> bool:
    if checked(rows):
        return False
    return not fit_together(rows) or (originals(rows) < 2 and not seen(rows))


def one_publisher(raw: Raw) -> bool:
    cited = {c["original"] for c in share(raw)}
    outlets = {s["source_id"]: s["outlet_id"] for s in raw["sources"] if s["source_id"] in cited}
    return set(outlets) == cited and len(set(outlets.values())) == 1


def measured_payers(raw: Raw) -> set[str]:
    counted = where(used(raw["claims"]), aspect="share-of-people", evidence="measured")
    others = {"banking", "cash", "foreign-currency"}
    return {c["indicator_id"] for c in counted if c["subject_id"] not in others}


NUMBERS: Numbers = {
    "landing.law_evidence": lambda r: evidence(r, law(r)),
    "landing.function_evidence": lambda r: evidence(r, functions(r)),
    "landing.wage_evidence": lambda r: evidence(r, wages(r)),
    "landing.restraint_evidence": lambda r: evidence(r, restraint(r)),
    "landing.record_evidence": lambda r: evidence(r, records(r)),
    "landing.share_evidence": lambda r: evidence(r, share(r)),
    "landing.duty_evidence": lambda r: evidence(r, duty(r)),
    "landing.law_adopted": lambda r: dates.in_words(
        one(r["laws"], law_id="electronic-payment-law")["adopted"]
    ),
}

PREDICATES: Predicates = {
    "landing.law_well_supported": lambda r: confirmed(law(r)),
    "landing.functions_well_supported": lambda r: confirmed(functions(r)),
    "landing.wages_reported": lambda r: probable(wages(r)),
    "landing.restraint_reported": lambda r: probable(restraint(r)),
    "landing.records_reported": lambda r: probable(records(r)),
    "landing.share_not_known": lambda r: unjudged(share(r)),
    "landing.duty_not_known": lambda r: unjudged(duty(r)),
    "landing.only_law_and_systems_seen": lambda r: (
        {rows.__name__ for rows in ALL if seen(rows(r))} == {"law", "functions"}
    ),
    "landing.duties_from_one_original": lambda r: originals(about_the_law(r, "duty")) == 1,
    "landing.survey_measured_one_card": lambda r: (
        measured_payers(r) == {"bok-payment-experience-foreign-card"}
    ),
    "landing.shares_from_one_publisher": one_publisher,
    "landing.no_purchase_used": lambda r: (
        not where(r["capabilities"], used_against_people="yes", channel="wallet")
    ),
    "landing.no_sum_of_fine": lambda r: (
        not any(
            p["sanction_amount"] for p in where(r["provisions"], law_id="electronic-payment-law")
        )
    ),
}
