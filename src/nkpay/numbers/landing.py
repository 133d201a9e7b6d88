"""The landing page: key judgements, the words that grade them, and the evidence behind each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from nkpay import dates, wording
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, used

#: Kinds of evidence that someone saw or counted and says so; the book fills their marks.
SEEN = ("inspected", "measured", "named-witness")

#: Coded answers to one question that cannot both be true.
EXCLUSIVE = {"not-mandatory", "all"}


@dataclass(frozen=True)
class Judgement:
    """A key judgement: its line in the figure, and which claims bear on it."""

    label: str
    bears: Callable[[pd.DataFrame], pd.Series]


JUDGEMENTS = {
    "law": Judgement(
        "the law aims at less cash",
        lambda c: (
            (c["subject_id"] == "electronic-payment-law")
            & c["aspect"].isin(["law-date", "motive-stated", "duty"])
        ),
    ),
    "functions": Judgement(
        "cards and wallets pay and send money", lambda c: c["aspect"] == "function"
    ),
    "wages": Judgement(
        "wages are moving onto cards",
        lambda c: (c["aspect"] == "wage-payment") & (c["subject_id"] != "wages"),
    ),
    "restraint": Judgement(
        "fear and poor service hold people back", lambda c: c["aspect"] == "deterrent"
    ),
    "records": Judgement(
        "bank records led to arrests", lambda c: c["aspect"] == "use-against-people"
    ),
    "share": Judgement(
        "how many people pay this way",
        lambda c: (
            (c["aspect"] == "share-of-people")
            & c["subject_id"].isin(["electronic-payment", "online-shopping", "qr-payment"])
        ),
    ),
    "duty": Judgement(
        "whether residents must pay this way",
        lambda c: (
            (c["aspect"] == "mandatory")
            & c["subject_id"].isin(["electronic-payment", "electronic-payment-law"])
        ),
    ),
}


def bearing(claims: pd.DataFrame, key: str) -> pd.DataFrame:
    """The claims that count and bear on a key judgement."""
    return used(claims)[JUDGEMENTS[key].bears]


def at_odds(rows: pd.DataFrame) -> bool:
    """Whether claims give answers that do not fit together.

    Either coded answers exclude each other, or the highest share begins above the end of
    the lowest.
    """
    if set(rows["position"]) >= EXCLUSIVE:
        return True
    shares = rows[rows["aspect"] == "share-of-people"].dropna(subset=["value"])
    low = shares["value_low"].fillna(shares["value"])
    high = shares["value_high"].fillna(shares["value"])
    return bool(low.max() > high.min())


def word(rows: pd.DataFrame) -> str:
    """The word of judgement that the claims earn, by the rule printed on the landing page."""
    seen = rows[rows["evidence"].isin(SEEN)]
    if rows.empty or (at_odds(rows) and seen.empty):
        return "not known"
    if seen["original"].nunique() > 1 and not at_odds(rows):
        return "well supported"
    return "reported"


# What each key judgement rests on.


def _evidence(claims: pd.DataFrame, evidence_kinds: pd.DataFrame, key: str) -> Number:
    rows = bearing(claims, key)
    originals = rows["original"].nunique()
    order = evidence_kinds.sort_values("rank_order")
    kinds = wording.listing(order.loc[order.index.isin(rows["evidence"]), "label"].str.lower())
    text = f"{_plural(len(rows), 'claim')} from {_plural(originals, 'original')}: {kinds}"
    return Number(originals, text, ids(rows), "originals")


def _plural(n: int, noun: str) -> str:
    return f"{wording.count(n)} {noun}{'' if n == 1 else 's'}"


@number
def law_evidence(claims: pd.DataFrame, evidence_kinds: pd.DataFrame) -> Number:
    """Claims that count on the date, stated aim and duties of the Electronic Payment Law."""
    return _evidence(claims, evidence_kinds, "law")


@number
def function_evidence(claims: pd.DataFrame, evidence_kinds: pd.DataFrame) -> Number:
    """Claims that count on what a card, wallet or machine does."""
    return _evidence(claims, evidence_kinds, "functions")


@number
def wage_evidence(claims: pd.DataFrame, evidence_kinds: pd.DataFrame) -> Number:
    """Claims that count on how wages and farm shares are paid out, levels of pay left aside."""
    return _evidence(claims, evidence_kinds, "wages")


@number
def restraint_evidence(claims: pd.DataFrame, evidence_kinds: pd.DataFrame) -> Number:
    """Claims that count on what keeps people from paying electronically."""
    return _evidence(claims, evidence_kinds, "restraint")


@number
def record_evidence(claims: pd.DataFrame, evidence_kinds: pd.DataFrame) -> Number:
    """Claims that count on records of payment used against people."""
    return _evidence(claims, evidence_kinds, "records")


@number
def share_evidence(claims: pd.DataFrame, evidence_kinds: pd.DataFrame) -> Number:
    """Claims that count on the share of people who pay electronically or by QR code."""
    return _evidence(claims, evidence_kinds, "share")


@number
def duty_evidence(claims: pd.DataFrame, evidence_kinds: pd.DataFrame) -> Number:
    """Claims that count on whether electronic payment as such is compulsory, and for whom."""
    return _evidence(claims, evidence_kinds, "duty")


# The words of judgement, each of which the data must bear out.


def _earns(claims: pd.DataFrame, key: str, expected: str) -> Verdict:
    rows = bearing(claims, key)
    seen = rows.loc[rows["evidence"].isin(SEEN), "original"].nunique()
    margin = f"{word(rows)}: {_plural(seen, 'original')} seen or counted"
    return Verdict(word(rows) == expected, margin, ids(rows))


@predicate
def law_well_supported(claims: pd.DataFrame) -> Verdict:
    """The claims on the aim of the Electronic Payment Law earn 'well supported'."""
    return _earns(claims, "law", "well supported")


@predicate
def functions_well_supported(claims: pd.DataFrame) -> Verdict:
    """The claims on what cards and wallets do earn 'well supported'."""
    return _earns(claims, "functions", "well supported")


@predicate
def wages_reported(claims: pd.DataFrame) -> Verdict:
    """The claims on wages by card earn 'reported' and no more."""
    return _earns(claims, "wages", "reported")


@predicate
def restraint_reported(claims: pd.DataFrame) -> Verdict:
    """The claims on what keeps people from paying electronically earn 'reported' and no more."""
    return _earns(claims, "restraint", "reported")


@predicate
def records_reported(claims: pd.DataFrame) -> Verdict:
    """The claims on records used against people earn 'reported' and no more."""
    return _earns(claims, "records", "reported")


@predicate
def share_not_known(claims: pd.DataFrame) -> Verdict:
    """The claims on the share of people who pay electronically do not fit and none was seen."""
    return _earns(claims, "share", "not known")


@predicate
def duty_not_known(claims: pd.DataFrame) -> Verdict:
    """The claims on a duty to pay electronically exclude each other and none was seen."""
    return _earns(claims, "duty", "not known")


@predicate
def only_law_and_systems_seen(claims: pd.DataFrame) -> Verdict:
    """Of the key judgements only those on law and systems have a claim seen or counted."""
    rows = {key: bearing(claims, key) for key in JUDGEMENTS}
    seen = {key for key in rows if rows[key]["evidence"].isin(SEEN).any()}
    return Verdict(
        seen == {"law", "functions"}, f"seen: {', '.join(sorted(seen))}", ids(*rows.values())
    )


# What qualifies them.


@number
def law_adopted(laws: pd.DataFrame) -> Number:
    """The day on which the Electronic Payment Law was adopted."""
    law = laws.loc["electronic-payment-law"]
    return Number(law["adopted"], dates.in_words(law["adopted"]), ids(law), "date")


@predicate
def shares_from_one_publisher(claims: pd.DataFrame, sources: pd.DataFrame) -> Verdict:
    """Every original behind the share of people who pay electronically is of one publisher."""
    rows = bearing(claims, "share")
    originals = sources[sources.index.isin(rows["original"])]
    outlets = originals["outlet_id"].nunique()
    one = outlets == 1 and set(rows["original"]) <= set(originals.index)
    return Verdict(one, _plural(outlets, "publisher"), ids(rows, originals))


@predicate
def no_purchase_used(capabilities: pd.DataFrame) -> Verdict:
    """No capability reported as used against people runs through a wallet."""
    rows = capabilities[capabilities["used_against_people"] == "yes"]
    wallets = int((rows["channel"] == "wallet").sum())
    return Verdict(wallets == 0, f"{wallets} of {len(rows)} by wallet", ids(rows))


@predicate
def no_sum_of_fine(provisions: pd.DataFrame) -> Verdict:
    """No provision of the Electronic Payment Law that we hold names the sum of a fine."""
    rows = provisions[provisions["law_id"] == "electronic-payment-law"]
    named = int((rows["sanction_amount"] != "").sum())
    return Verdict(named == 0, f"{named} of {len(rows)} provisions name a sum", ids(rows))
