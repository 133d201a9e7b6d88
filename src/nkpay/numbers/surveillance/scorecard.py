"""The scorecard: who is said to learn what of a payment, by means of payment.

The questions are those of Project Tourbillon, a test by the innovation hub of the Bank for
International Settlements: who learns who pays, who is paid and how much. The answers are coded
in the table ``disclosures``, each with its claim; a cell that no claim answers stays empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from nkpay import wording
from nkpay.code_words import MEANS_ELSEWHERE, MEANS_HERE
from nkpay.registry import Number, Rows, Verdict, number, predicate
from nkpay.select import used

HERE: Final = "In North Korea"
ELSEWHERE: Final = "For comparison"


@dataclass(frozen=True)
class Means:
    """A means of payment: its code in the table, and the group in which it is shown."""

    code: str
    group: str


MEANS: Final = {
    **{name: Means(code, HERE) for code, name in MEANS_HERE.items()},
    **{name: Means(code, ELSEWHERE) for code, name in MEANS_ELSEWHERE.items()},
}

QUESTIONS: Final = {
    "identity": "Must users show who they are?",
    "seller": "Does the seller learn who pays?",
    "bank": "Does the bank or operator learn who pays?",
    "state": "Does the state or its central bank learn who pays?",
    "payee": "Does the bank or the state learn who is paid?",
    "sum": "Does the state see sums or goods?",
}

_NAMES: Final = {means.code: name for name, means in MEANS.items()}


def cells(disclosures: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """One row an answer that a claim gives, if the claim counts.

    Columns: ``means``, ``group``, ``question``, ``answer`` (yes or no), ``claim_id``, and of the
    claim its ``original``, ``evidence`` and ``statement``; the index holds the id of the answer.
    """
    told = used(claims)[["original", "evidence", "statement"]]
    names = disclosures["means"].map(_NAMES)
    found = disclosures[["question", "answer", "claim_id"]].assign(
        means=names, group=names.map({name: means.group for name, means in MEANS.items()})
    )
    return found.join(told, on="claim_id", how="inner")


def behind(*selections: pd.DataFrame) -> Rows:
    """The ids of answers and of the claims that give them."""
    rows = pd.concat(selections)
    return (*dict.fromkeys(map(str, rows.index)), *dict.fromkeys(map(str, rows["claim_id"])))


def answered(
    disclosures: pd.DataFrame, claims: pd.DataFrame, means: str, *questions: str
) -> pd.DataFrame:
    """The answers to these questions for one means of payment."""
    found = cells(disclosures, claims)
    return found[(found["means"] == means) & found["question"].isin(questions)]


def purchases_seen(disclosures: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The claims that say whether the state sees sums or goods paid for by wallet or code."""
    return answered(disclosures, claims, "wallet or QR", "sum")


@number
def scorecard_answered(disclosures: pd.DataFrame, claims: pd.DataFrame) -> Number:
    """Questions of the scorecard that a claim answers for a means of payment in North Korea."""
    here = cells(disclosures, claims)[lambda c: c["group"] == HERE]
    n = len(here.drop_duplicates(["means", "question"]))
    asked = len(QUESTIONS) * sum(means.group == HERE for means in MEANS.values())
    text = f"{wording.count(n)} of {asked}"
    return Number(n, text, behind(here), "answers")


def _only(rows: pd.DataFrame, answer: str) -> bool:
    return set(rows["answer"]) == {answer}


@predicate
def identity_asked(disclosures: pd.DataFrame, claims: pd.DataFrame) -> Verdict:
    """Claims on won cards, and those on wallets, say that users must show who they are."""
    cards, wallets = (
        answered(disclosures, claims, means, "identity") for means in ("won card", "wallet or QR")
    )
    holds = _only(cards, "yes") and _only(wallets, "yes")
    return Verdict(holds, f"{len(cards)} and {len(wallets)} claims", behind(cards, wallets))


@predicate
def narae_the_other_way(disclosures: pd.DataFrame, claims: pd.DataFrame) -> Verdict:
    """For the Narae card the claims say that users need not show who they are."""
    rows = answered(disclosures, claims, "Narae card", "identity")
    return Verdict(_only(rows, "no"), f"{len(rows)} claims", behind(rows))


@predicate
def seller_not_reported(disclosures: pd.DataFrame, claims: pd.DataFrame) -> Verdict:
    """What the seller learns is said of the test abroad, and of no means in North Korea."""
    rows = cells(disclosures, claims)[lambda c: c["question"] == "seller"]
    here, test = rows["group"] == HERE, rows["means"] == "Tourbillon test"
    return Verdict(bool(test.any() and not here.any()), f"{here.sum()} claims", behind(rows))


@predicate
def cash_not_reported(disclosures: pd.DataFrame, claims: pd.DataFrame) -> Verdict:
    """Who sees a payment is said of cash as such, and not of cash in North Korea."""
    rows = cells(disclosures, claims)[lambda c: c["means"].isin(["cash", "cash as such"])]
    here = rows["group"] == HERE
    return Verdict(bool(len(rows) and not here.any()), f"{here.sum()} claims", behind(rows))


@predicate
def tourbillon_hides_payer(disclosures: pd.DataFrame, claims: pd.DataFrame) -> Verdict:
    """In the test neither seller nor bank nor central bank learns who pays."""
    rows = answered(disclosures, claims, "Tourbillon test", "seller", "bank", "state")
    holds = _only(rows, "no") and rows["question"].nunique() == 3
    return Verdict(holds, f"{len(rows)} answers", behind(rows))


@predicate
def yuan_disputed(disclosures: pd.DataFrame, claims: pd.DataFrame) -> Verdict:
    """Of the digital yuan claims say both that the payer is anonymous and the opposite."""
    rows = answered(disclosures, claims, "digital yuan", "state")
    return Verdict(set(rows["answer"]) == {"yes", "no"}, f"{len(rows)} claims", behind(rows))


@predicate
def state_learns_from_banks(disclosures: pd.DataFrame, claims: pd.DataFrame) -> Verdict:
    """For bank transfers alone anonymous sources say that the state learns who paid."""
    rows = cells(disclosures, claims)[
        lambda c: (c["group"] == HERE) & (c["question"] == "state") & (c["answer"] == "yes")
    ]
    told = rows[rows["evidence"] == "anonymous-source"]
    return Verdict(set(told["means"]) == {"bank transfer"}, f"{len(told)} claims", behind(rows))
