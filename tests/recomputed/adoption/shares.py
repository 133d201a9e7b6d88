"""The adoption chapter's shares of people from raw rows."""

from __future__ import annotations

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, one, used, where

PHONE, QR = "phone-purchase-share", "qr-payment-share"
PURCHASE, CONVENIENCE = "epayment-purchase-share", "epayment-convenience-share"
FOREIGN_CARD = "bok-payment-experience-foreign-card"
QUESTIONS = {PHONE, QR, PURCHASE, CONVENIENCE, "card-use-share", FOREIGN_CARD}


def nearest(raw: Raw, *indicators: str) -> list[Row]:
    counting = [c for c in used(raw["claims"]) if c["indicator_id"] in indicators]
    seen = {key(c) for c in counting if c["original"] == c["source_id"]}
    kept: dict[tuple[str, ...], Row] = {}
    for claim in counting:
        if claim["original"] == claim["source_id"] or key(claim) not in seen:
            detail = (claim["place_id"], claim["as_of"], claim["value"])
            kept.setdefault((*key(claim), *detail), claim)
    return list(kept.values())


def key(claim: Row) -> tuple[str, ...]:
    return claim["original"], claim["indicator_id"], claim["subject_id"]


def about(raw: Raw, indicator: str) -> list[Row]:
    return sorted(nearest(raw, indicator), key=lambda c: (c["as_of"], float(c["value"] or "inf")))


def shares(raw: Raw) -> list[Row]:
    return nearest(raw, *QUESTIONS)


def share(raw: Raw, indicator: str, place: str, **more: str) -> Row:
    return one(shares(raw), indicator_id=indicator, place_id=place, **more)


def said(raw: Raw, indicator: str, place: str) -> str:
    phrase = one(raw["verbal_quantities"], phrase_id=share(raw, indicator, place)["phrase_id"])
    return "about " + phrase["phrase"].replace("10", "ten").replace("out of", "in")


def when(claim: Row) -> str:
    return dates.in_words(claim["as_of"])


def percent(claim: Row) -> str:
    return wording.percent(float(claim["value"]))


def gap(raw: Raw, question: str, of: str = "value", less: str = "value") -> float:
    capital, rest = share(raw, question, "pyongyang"), share(raw, question, "provinces")
    return float(capital[of]) - float(rest[less])


def echo(raw: Raw) -> list[Row]:
    first = share(raw, PHONE, "pyongyang")
    return [
        c
        for c in where(raw["claims"], original=first["original"], status="active")
        if c["source_id"] != first["source_id"] and c["indicator_id"] in (PHONE, QR)
    ]


def base_disputed(raw: Raw) -> bool:
    wide = share(raw, PURCHASE, "dprk")
    wanted = {k: wide[k] for k in ("original", "indicator_id", "value")}
    return bool(where(used(raw["claims"]), place_id="pyongsong", **wanted))


def question_shared(raw: Raw) -> bool:
    return any(n_originals(where(shares(raw), indicator_id=q)) > 1 for q in QUESTIONS)


def not_nested(raw: Raw) -> bool:
    scan, buy = share(raw, QR, "pyongyang"), share(raw, PHONE, "pyongyang")
    return float(scan["value_low"]) > float(buy["value_high"])


def only_refugees_measured(raw: Raw) -> bool:
    measured = where(shares(raw), evidence="measured")
    return {c["indicator_id"] for c in measured} == {FOREIGN_CARD} and n_originals(measured) == 1


def n_originals(claims: list[Row]) -> int:
    return len({c["original"] for c in claims})


NUMBERS: Numbers = {
    "adoption.phone_buying_pyongyang": lambda r: said(r, PHONE, "pyongyang"),
    "adoption.phone_buying_provinces": lambda r: said(r, PHONE, "provinces"),
    "adoption.qr_share_pyongyang": lambda r: said(r, QR, "pyongyang"),
    "adoption.qr_share_provinces": lambda r: said(r, QR, "provinces"),
    "adoption.capital_shares_when": lambda r: when(share(r, PHONE, "pyongyang")),
    "adoption.purchase_share": lambda r: said(r, PURCHASE, "dprk"),
    "adoption.purchase_share_when": lambda r: when(share(r, PURCHASE, "dprk")),
    "adoption.convenience_share": lambda r: percent(share(r, CONVENIENCE, "four-active-cities")),
    "adoption.convenience_when": lambda r: when(share(r, CONVENIENCE, "four-active-cities")),
    "adoption.share_claims_count": lambda r: wording.count(len(shares(r))),
    "adoption.share_originals": lambda r: wording.count(n_originals(shares(r))),
}

PREDICATES: Predicates = {
    "adoption.capital_above_provinces": lambda r: all(
        gap(r, q, "value_low", "value_high") > 0 for q in (PHONE, QR)
    ),
    "adoption.qr_wider_gap": lambda r: gap(r, QR) > gap(r, PHONE),
    "adoption.questions_not_nested": not_nested,
    "adoption.base_disputed": base_disputed,
    "adoption.no_question_shared": lambda r: not question_shared(r),
    "adoption.only_refugees_measured": only_refugees_measured,
}
