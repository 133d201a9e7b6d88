"""The scorecard: who is said to learn what of a payment, by means of payment.

The questions are those of Project Tourbillon, a test by the innovation hub of the Bank for
International Settlements: who learns who pays, who is paid and how much. An answer is read from
the words of a claim by written rule; a cell that no claim answers stays empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from nkpay import wording
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, used

HERE: Final = "In North Korea"
ELSEWHERE: Final = "For comparison"

ASPECTS: Final = (
    *("framework", "comparison", "state-visibility", "use-against-people", "motive-inferred"),
)


@dataclass(frozen=True)
class Means:
    """A means of payment: the subjects of its claims, and the words in them that are about it."""

    group: str
    subjects: tuple[str, ...]
    words: str = r"(.+)"


@dataclass(frozen=True)
class Question:
    """A question of the scorecard: words of a claim that answer it by no, and by yes."""

    label: str
    no: str
    yes: str


MEANS: Final = {
    "cash": Means(HERE, ("cash", "cash-payment")),
    "Narae card": Means(HERE, ("narae-card",)),
    "won card": Means(HERE, ("jonsong-card", "payment-cards", "hotline-183")),
    "wallet or QR": Means(
        HERE,
        (
            *("electronic-payment", "payment-apps", "qr-payment", "electronic-certificates"),
            *("ullim-1", "ullim-2", "jonsong-app", "samhung-wallet", "apnal-wallet"),
            *("kangsong-app", "saebyol-app", "narae-app", "fxshop-app"),
            "electronic-payment-inspection-2024",
        ),
    ),
    "bank transfer": Means(HERE, ("bank-transfer", "intranet-banking", "bank-records")),
    "cash as such": Means(ELSEWHERE, ("cbdc-privacy",), r"(cash hides [^,.]+)"),
    "cards as such": Means(ELSEWHERE, ("cbdc-privacy",), r"(cards show [^,.]+)"),
    "Tourbillon test": Means(ELSEWHERE, ("cbdc-privacy",), r"(.*Project Tourbillon.*)"),
    "digital yuan": Means(ELSEWHERE, ("china-e-cny",)),
    "digital rouble": Means(ELSEWHERE, ("russia-digital-payment", "russia-digital-rouble-law")),
    "digital euro plan": Means(ELSEWHERE, ("cbdc-privacy",), r"(.*European Central Bank.*)"),
    "Myanmar wallets": Means(ELSEWHERE, ("myanmar-payments",)),
}

QUESTIONS: Final = {
    "identity": Question(
        "Must users show who they are?",
        r"loaded anonymously|phone number only",
        r"identi(?:ty|fi)|personal (?:details|electronic)|\bname\b|To register",
    ),
    "seller": Question(
        "Does the seller learn who pays?", r"anonymous to merchant|hides both", r"seller learns who"
    ),
    "bank": Question(
        "Does the bank or operator learn who pays?",
        r"anonymous to merchant, banks|hides both|nor banks",
        r"dealings to banks|visible to intermediaries|tied to personal data|recent transactions"
        r"|checked against each other|banks for records|all records|bank records|banks learn who",
    ),
    "state": Question(
        "Does the state or its central bank learn who pays?",
        r"banks and central bank|hides both|stay anonymous|phone number anonymous"
        r"|neither central bank",
        r"banks for records|all records|bank records|bank transfers|bank transaction"
        r"|not (?:be )?anonymous|trace payments|with a warrant",
    ),
    "payee": Question(
        "Does the bank or the state learn who is paid?",
        r"hides both",
        r"payee is known|bought, where|banks and shops",
    ),
    "sum": Question(
        "Does the state see sums or goods?",
        r"without the sum",
        r"how much|history of purchases|money flows would|sees the sum|watch transactions",
    ),
}


def cells(claims: pd.DataFrame) -> pd.DataFrame:
    """One row an answer that a claim gives.

    Columns: ``means``, ``group``, ``question``, ``answer`` (yes or no), and of the claim its
    id, ``original``, ``evidence`` and ``statement``.
    """
    pool = used(claims)[lambda c: c["aspect"].isin(ASPECTS)]
    found = []
    for name, means in MEANS.items():
        about = pool[pool["subject_id"].isin(means.subjects)]
        words = about["statement"].str.extract(means.words, expand=False)
        for key, question in QUESTIONS.items():
            for answer, pattern in (("no", question.no), ("yes", question.yes)):
                rows = about[words.str.contains(pattern, na=False)]
                found.append(
                    rows[["original", "evidence", "statement"]].assign(
                        means=name, group=means.group, question=key, answer=answer
                    )
                )
    return pd.concat(found).rename_axis("claim_id").reset_index()


def answered(claims: pd.DataFrame, means: str, *questions: str) -> pd.DataFrame:
    """The claims that answer these questions for one means of payment, with their answers."""
    found = cells(claims).set_index("claim_id")
    return found[(found["means"] == means) & found["question"].isin(questions)]


def purchases_seen(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims that say whether the state sees sums or goods paid for by wallet or code."""
    return answered(claims, "wallet or QR", "sum")


@number
def scorecard_answered(claims: pd.DataFrame) -> Number:
    """Questions of the scorecard that a claim answers for a means of payment in North Korea."""
    here = cells(claims)[lambda c: c["group"] == HERE]
    n = len(here.drop_duplicates(["means", "question"]))
    asked = len(QUESTIONS) * sum(means.group == HERE for means in MEANS.values())
    text = f"{wording.count(n)} of {asked}"
    return Number(n, text, ids(here.set_index("claim_id")), "answers")


def _only(rows: pd.DataFrame, answer: str) -> bool:
    return set(rows["answer"]) == {answer}


@predicate
def identity_asked(claims: pd.DataFrame) -> Verdict:
    """Claims on won cards, and those on wallets, say that users must show who they are."""
    cards, wallets = (answered(claims, means, "identity") for means in ("won card", "wallet or QR"))
    holds = _only(cards, "yes") and _only(wallets, "yes")
    return Verdict(holds, f"{len(cards)} and {len(wallets)} claims", ids(cards, wallets))


@predicate
def narae_the_other_way(claims: pd.DataFrame) -> Verdict:
    """For the Narae card the claims say that users need not show who they are."""
    rows = answered(claims, "Narae card", "identity")
    return Verdict(_only(rows, "no"), f"{len(rows)} claims", ids(rows))


@predicate
def seller_not_reported(claims: pd.DataFrame) -> Verdict:
    """What the seller learns is said of the test abroad, and of no means in North Korea."""
    rows = cells(claims).set_index("claim_id")[lambda c: c["question"] == "seller"]
    here, test = rows["group"] == HERE, rows["means"] == "Tourbillon test"
    return Verdict(bool(test.any() and not here.any()), f"{here.sum()} claims", ids(rows))


@predicate
def cash_not_reported(claims: pd.DataFrame) -> Verdict:
    """Who sees a payment is said of cash as such, and not of cash in North Korea."""
    rows = cells(claims).set_index("claim_id")[lambda c: c["means"].isin(["cash", "cash as such"])]
    here = rows["group"] == HERE
    return Verdict(bool(len(rows) and not here.any()), f"{here.sum()} claims", ids(rows))


@predicate
def tourbillon_hides_payer(claims: pd.DataFrame) -> Verdict:
    """In the test neither seller nor bank nor central bank learns who pays."""
    rows = answered(claims, "Tourbillon test", "seller", "bank", "state")
    holds = _only(rows, "no") and rows["question"].nunique() == 3
    return Verdict(holds, f"{len(rows)} answers", ids(rows))


@predicate
def yuan_disputed(claims: pd.DataFrame) -> Verdict:
    """Of the digital yuan claims say both that the payer is anonymous and the opposite."""
    rows = answered(claims, "digital yuan", "state")
    return Verdict(set(rows["answer"]) == {"yes", "no"}, f"{len(rows)} claims", ids(rows))


@predicate
def state_learns_from_banks(claims: pd.DataFrame) -> Verdict:
    """For bank transfers alone anonymous sources say that the state learns who paid."""
    rows = cells(claims).set_index("claim_id")[
        lambda c: (c["group"] == HERE) & (c["question"] == "state") & (c["answer"] == "yes")
    ]
    told = rows[rows["evidence"] == "anonymous-source"]
    return Verdict(set(told["means"]) == {"bank transfer"}, f"{len(told)} claims", ids(rows))
