"""The scorecard of the surveillance chapter from raw rows."""

from __future__ import annotations

import re

from nkpay import wording
from tests.recomputed import Finding, Findings, Numbers, Predicates, Raw, Row, used

HERE = {
    "cash": "cash cash-payment",
    "narae": "narae-card",
    "card": "jonsong-card payment-cards hotline-183",
    "wallet": "electronic-payment payment-apps qr-payment electronic-certificates ullim-1 ullim-2"
    " jonsong-app samhung-wallet apnal-wallet kangsong-app saebyol-app narae-app fxshop-app"
    " electronic-payment-inspection-2024",
    "transfer": "bank-transfer intranet-banking bank-records",
}
THERE = {"tourbillon": "cbdc-privacy", "anycash": "cbdc-privacy", "yuan": "china-e-cny"}
KINDS = {"framework", "comparison", "state-visibility", "use-against-people", "motive-inferred"}

SAYS = {
    ("identity", "no"): ("loaded anonymously", "phone number only"),
    ("identity", "yes"): (
        *("identity", "identifi", "personal details", "personal electronic", "To register"),
        *(" name,", " name ", " name."),
    ),
    ("seller", "no"): ("anonymous to merchant", "hides both"),
    ("seller", "yes"): ("seller learns who",),
    ("bank", "no"): ("anonymous to merchant, banks", "hides both", "nor banks"),
    ("bank", "yes"): (
        *("dealings to banks", "visible to intermediaries", "tied to personal data"),
        *("recent transactions", "checked against each other", "banks for records"),
        *("all records", "bank records", "banks learn who"),
    ),
    ("state", "no"): (
        *("banks and central bank", "hides both", "stay anonymous", "phone number anonymous"),
        "neither central bank",
    ),
    ("state", "yes"): (
        *("banks for records", "all records", "bank records", "bank transfers"),
        *("bank transaction", "not anonymous", "not be anonymous", "trace payments"),
        "with a warrant",
    ),
    ("payee", "no"): ("hides both",),
    ("payee", "yes"): ("payee is known", "bought, where", "banks and shops"),
    ("sum", "no"): ("without the sum",),
    ("sum", "yes"): (
        *("how much", "history of purchases", "money flows would", "sees the sum"),
        "watch transactions",
    ),
}


def about(means: str, row: Row) -> str:
    """The words of a claim that are about a means of payment."""
    text = row["statement"]
    if means == "tourbillon":
        return text if "Project Tourbillon" in text else ""
    if means == "anycash":
        clauses = [c for c in re.split(r"[,.]", text) if "cash hides " in c]
        return clauses[0] if clauses else ""
    return text


def answers(raw: Raw, means: str, question: str) -> list[tuple[str, Row]]:
    """Answers to a question for one means, each with the claim that gives it."""
    subjects = {**HERE, **THERE}[means].split()
    rows = [c for c in used(raw["claims"]) if c["aspect"] in KINDS and c["subject_id"] in subjects]
    return [
        (answer, row)
        for answer in ("no", "yes")
        for row in rows
        if any(words in about(means, row) for words in SAYS[question, answer])
    ]


def said(raw: Raw, means: str, question: str) -> set[str]:
    return {answer for answer, _ in answers(raw, means, question)}


QUESTIONS = sorted({question for question, _ in SAYS})


def answered(raw: Raw) -> str:
    n = sum(bool(said(raw, means, question)) for means in HERE for question in QUESTIONS)
    return f"{wording.count(n)} of {len(HERE) * len(QUESTIONS)}"


def cash_unsaid(raw: Raw) -> bool:
    here, framework = (
        any(said(raw, means, question) for question in QUESTIONS) for means in ("cash", "anycash")
    )
    return framework and not here


def told_of_state(raw: Raw) -> bool:
    told = {
        means
        for means in HERE
        for answer, row in answers(raw, means, "state")
        if answer == "yes" and row["evidence"] == "anonymous-source"
    }
    return told == {"transfer"}


def purchases(raw: Raw) -> list[Row]:
    return [row for _, row in answers(raw, "wallet", "sum")]


def all_inferred(raw: Raw) -> bool:
    return {row["evidence"] for row in purchases(raw)} == {"inference"}


NUMBERS: Numbers = {"surveillance.scorecard_answered": answered}

PREDICATES: Predicates = {
    "surveillance.identity_asked": lambda r: (
        said(r, "card", "identity") == {"yes"} and said(r, "wallet", "identity") == {"yes"}
    ),
    "surveillance.narae_the_other_way": lambda r: said(r, "narae", "identity") == {"no"},
    "surveillance.seller_not_reported": lambda r: (
        bool(said(r, "tourbillon", "seller")) and not any(said(r, m, "seller") for m in HERE)
    ),
    "surveillance.cash_not_reported": cash_unsaid,
    "surveillance.tourbillon_hides_payer": lambda r: all(
        said(r, "tourbillon", question) == {"no"} for question in ("seller", "bank", "state")
    ),
    "surveillance.yuan_disputed": lambda r: said(r, "yuan", "state") == {"yes", "no"},
    "surveillance.state_learns_from_banks": told_of_state,
}

FINDINGS: Findings = {"surveillance.purchases_seen_by_inference": Finding(purchases, all_inferred)}
