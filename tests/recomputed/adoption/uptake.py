"""Surveys of cards, sign-ups, outlets and sellers from raw rows."""

from __future__ import annotations

from nkpay import wording
from tests.recomputed import Numbers, Predicates, Raw, Row, one, used, where
from tests.recomputed.adoption.shares import (
    CONVENIENCE,
    about,
    n_originals,
    share,
    shares,
    when,
)

SELLERS = "manmulsang-companies"


def growth(raw: Raw) -> Row:
    survey = share(raw, CONVENIENCE, "four-active-cities")["original"]
    return one(about(raw, "point-change"), original=survey)


def card_fall(raw: Raw) -> Row:
    cards = where(used(raw["claims"]), aspect="users", subject_id="payment-cards")
    (row,) = [c for c in cards if c["cited"].startswith("Central Bank")]
    return row


def asked_again(raw: Raw) -> bool:
    inside = [c for c in shares(raw) if c["evidence"] != "measured"]
    answers = {(c["indicator_id"], c["place_id"], c["as_of"]) for c in inside}
    return len(answers) > len({answer[:2] for answer in answers})


def sign_ups(raw: Raw) -> list[Row]:
    rows = where(used(raw["claims"]), indicator_id="wallet-users")
    return sorted((c for c in rows if c["aspect"] != "comparison"), key=lambda c: c["claim_id"])


def state_paper(raw: Raw) -> Row:
    return one(sign_ups(raw), quantity_language="en", evidence="state-claim")


def words_of_sign_ups(raw: Raw) -> str:
    return one(raw["verbal_quantities"], phrase_id=state_paper(raw)["phrase_id"])["phrase"]


def least_sign_ups(raw: Raw) -> str:
    return f"{wording.quantity(float(state_paper(raw)['value_low']) / 1e6)} million"


def earliest_like_last(raw: Raw) -> Row:
    rows = about(raw, SELLERS)
    return next(c for c in rows if float(c["value"]) == float(rows[-1]["value"]))


def holding(raw: Raw) -> Row:
    wanted = {"aspect": "users", "subject_id": "jonsong-card", "evidence": "anonymous-source"}
    return one(used(raw["claims"]), place_id="dprk", **wanted)


def uncounted(raw: Raw) -> bool:
    sought = {"terminal-count", "card-holding-share", "account-holding-share"}
    claims = [c for c in raw["claims"] if c["aspect"] != "comparison"]
    inside = claims + where(raw["series"], scope="dprk")
    return not any(r["indicator_id"] in sought for r in inside)


def latest_outlets(raw: Raw) -> list[Row]:
    rows = where(about(raw, "accepting-outlets"), population="")
    return where(rows, as_of=rows[-1]["as_of"])


def outlets(raw: Raw) -> str:
    values = [float(c["value"]) for c in latest_outlets(raw)]
    return wording.between(min(values), max(values))


def quantity(claim: Row) -> str:
    return wording.quantity(float(claim["value"]))


def state_only(raw: Raw) -> bool:
    kinds = (SELLERS, "manmulsang-products", "manmulsang-members")
    rows = [c for c in used(raw["claims"]) if c["indicator_id"] in kinds]
    return {c["evidence"] for c in rows} == {"state-claim"}


NUMBERS: Numbers = {
    "adoption.capital_growth": lambda r: f"{quantity(growth(r))} percentage points",
    "adoption.capital_growth_when": lambda r: when(growth(r)),
    "adoption.card_fall_when": lambda r: when(card_fall(r)),
    "adoption.visitor_share": lambda r: (
        wording.count(round(float(share(r, "card-use-share", "pyongyang")["value"]) / 10))
        + " in ten"
    ),
    "adoption.visitor_share_when": lambda r: when(share(r, "card-use-share", "pyongyang")),
    "adoption.wallet_sign_ups": words_of_sign_ups,
    "adoption.wallet_sign_ups_least": least_sign_ups,
    "adoption.wallet_sign_ups_when": lambda r: when(state_paper(r)),
    "adoption.wallet_pages": lambda r: wording.count(len({c["source_id"] for c in sign_ups(r)})),
    "adoption.holding_when": lambda r: when(holding(r)),
    "adoption.outlets_latest": outlets,
    "adoption.outlets_latest_when": lambda r: when(latest_outlets(r)[0]),
    "adoption.sellers_first": lambda r: quantity(about(r, SELLERS)[0]),
    "adoption.sellers_first_when": lambda r: when(about(r, SELLERS)[0]),
    "adoption.sellers_latest": lambda r: quantity(about(r, SELLERS)[-1]),
    "adoption.sellers_latest_when": lambda r: when(about(r, SELLERS)[-1]),
    "adoption.sellers_latest_since": lambda r: when(earliest_like_last(r)),
}

PREDICATES: Predicates = {
    "adoption.no_question_repeated": lambda r: not asked_again(r),
    "adoption.wallet_one_original": lambda r: n_originals(sign_ups(r)) == 1,
    "adoption.sellers_by_state_only": state_only,
    "adoption.holders_uncounted": uncounted,
}
