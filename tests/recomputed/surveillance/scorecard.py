"""The scorecard: who is said to learn what of a payment, by means of payment."""

from __future__ import annotations

from nkpay import wording
from tests.recomputed import Finding, Findings, Numbers, Predicates, Raw, Row
from tests.recomputed.surveillance.rows import answers, said

HERE = ("cash", "narae-card", "won-card", "wallet-or-code", "bank-transfer")
QUESTIONS = ("identity", "seller", "bank", "state", "payee", "sum")


def answered(raw: Raw) -> str:
    n = sum(bool(said(raw, means, question)) for means in HERE for question in QUESTIONS)
    return f"{wording.count(n)} of {len(HERE) * len(QUESTIONS)}"


def cash_unsaid(raw: Raw) -> bool:
    here, framework = (
        any(said(raw, means, question) for question in QUESTIONS)
        for means in ("cash", "cash-as-such")
    )
    return framework and not here


def told_of_state(raw: Raw) -> bool:
    told = {
        means
        for means in HERE
        for d, claim in answers(raw, means, "state")
        if d["answer"] == "yes" and claim["evidence"] == "anonymous-source"
    }
    return told == {"bank-transfer"}


def purchases(raw: Raw) -> list[Row]:
    pairs = answers(raw, "wallet-or-code", "sum")
    return [row for pair in pairs for row in pair]


def all_inferred(raw: Raw) -> bool:
    pairs = answers(raw, "wallet-or-code", "sum")
    return {claim["evidence"] for _, claim in pairs} == {"inference"}


NUMBERS: Numbers = {
    "surveillance.scorecard_answered": answered,
}

PREDICATES: Predicates = {
    "surveillance.identity_asked": lambda r: (
        said(r, "won-card", "identity") == {"yes"}
        and said(r, "wallet-or-code", "identity") == {"yes"}
    ),
    "surveillance.narae_the_other_way": lambda r: said(r, "narae-card", "identity") == {"no"},
    "surveillance.seller_not_reported": lambda r: (
        bool(said(r, "tourbillon", "seller")) and not any(said(r, m, "seller") for m in HERE)
    ),
    "surveillance.cash_not_reported": cash_unsaid,
    "surveillance.tourbillon_hides_payer": lambda r: all(
        said(r, "tourbillon", question) == {"no"} for question in ("seller", "bank", "state")
    ),
    "surveillance.yuan_disputed": lambda r: said(r, "digital-yuan", "state") == {"yes", "no"},
    "surveillance.state_learns_from_banks": told_of_state,
}

FINDINGS: Findings = {
    "surveillance.purchases_seen_by_inference": Finding(purchases, all_inferred),
}
