"""The landing page's numbers from raw rows."""

from __future__ import annotations

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, one, used, where

SEEN = {"inspected", "measured", "named-witness"}


def law(raw: Raw) -> list[Row]:
    about = where(used(raw["claims"]), subject_id="electronic-payment-law")
    return [c for c in about if c["aspect"] in {"law-date", "motive-stated", "duty"}]


def functions(raw: Raw) -> list[Row]:
    return where(used(raw["claims"]), aspect="function")


def wages(raw: Raw) -> list[Row]:
    paid = where(used(raw["claims"]), aspect="wage-payment")
    return [c for c in paid if c["subject_id"] != "wages"]


def restraint(raw: Raw) -> list[Row]:
    return where(used(raw["claims"]), aspect="deterrent")


def records(raw: Raw) -> list[Row]:
    return where(used(raw["claims"]), aspect="use-against-people")


def share(raw: Raw) -> list[Row]:
    subjects = {"electronic-payment", "online-shopping", "qr-payment"}
    shares = where(used(raw["claims"]), aspect="share-of-people")
    return [c for c in shares if c["subject_id"] in subjects]


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
    shares = [c for c in rows if c["aspect"] == "share-of-people" and c["value"]]
    floors = [float(c["value_low"] or c["value"]) for c in shares]
    ceilings = [float(c["value_high"] or c["value"]) for c in shares]
    return bool(shares) and max(floors) > min(ceilings)


def seen(rows: list[Row]) -> list[Row]:
    return [c for c in rows if c["evidence"] in SEEN]


def well_supported(rows: list[Row]) -> bool:
    return originals(seen(rows)) > 1 and not contradictory(rows)


def not_known(rows: list[Row]) -> bool:
    return not rows or (contradictory(rows) and not seen(rows))


def reported(rows: list[Row]) -> bool:
    return not well_supported(rows) and not not_known(rows)


def one_publisher(raw: Raw) -> bool:
    cited = {c["original"] for c in share(raw)}
    outlets = {s["source_id"]: s["outlet_id"] for s in raw["sources"] if s["source_id"] in cited}
    return set(outlets) == cited and len(set(outlets.values())) == 1


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
    "landing.law_well_supported": lambda r: well_supported(law(r)),
    "landing.functions_well_supported": lambda r: well_supported(functions(r)),
    "landing.wages_reported": lambda r: reported(wages(r)),
    "landing.restraint_reported": lambda r: reported(restraint(r)),
    "landing.records_reported": lambda r: reported(records(r)),
    "landing.share_not_known": lambda r: not_known(share(r)),
    "landing.duty_not_known": lambda r: not_known(duty(r)),
    "landing.only_law_and_systems_seen": lambda r: (
        {rows.__name__ for rows in ALL if seen(rows(r))} == {"law", "functions"}
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
