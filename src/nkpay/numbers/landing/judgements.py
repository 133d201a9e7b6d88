"""Key judgements: which claims bear on each, and the word of likelihood that they earn.

The words are those of the second axis of the Admiralty code, as in ``nkpay.credibility``, which
grades single claims; here they grade what several claims say together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from nkpay.credibility import GRADES
from nkpay.select import used

CONFIRMED, PROBABLE, POSSIBLE, UNJUDGED = GRADES[1], GRADES[2], GRADES[3], GRADES[6]

#: Kinds of evidence that someone saw or counted and says so; the book fills their marks.
SEEN = ("inspected", "measured", "named-witness")

#: Of these, kinds that do not hang on one person's word.
CHECKED = ("inspected", "measured")

#: Coded answers to one question that cannot both be true.
EXCLUSIVE = {"not-mandatory", "all"}

#: Shares of people who are said to pay or buy electronically.
PAYING_SHARES = ("phone-purchase-share", "qr-payment-share", "epayment-purchase-share")

#: Means other than today's cards, apps and banks: what deters from them says nothing of these.
OTHER_MEANS = ("central-bank-vouchers", "foreign-currency", "phone-money", "won-card-2012")

#: What does something of its own, and is neither a card nor an app on a phone.
NO_CARD_OR_APP = (
    *("banking", "electronic-payment", "golden-triangle-bank", "hwawon-bank", "phone-money"),
    *("tel-136", "online-shopping", "chollima-site", "sangyon"),
)

#: The cards of employees and farmers, not those that single officers were given.
WAGE_CARDS = ("wage-cards", "jonsong-card")


@dataclass(frozen=True)
class Judgement:
    """A key judgement: its line in the figure, and which claims bear on it."""

    label: str
    bears: Callable[[pd.DataFrame], pd.Series]


def _restrains(claims: pd.DataFrame) -> pd.Series:
    deters = (claims["aspect"] == "deterrent") & ~claims["subject_id"].isin(OTHER_MEANS)
    network = claims["aspect"] == "connectivity"
    return deters | (network & claims["subject_id"].isin(["electronic-payment", "wage-cards"]))


JUDGEMENTS = {
    "law": Judgement(
        "the law aims at less cash",
        lambda c: (c["subject_id"] == "electronic-payment-law") & (c["aspect"] == "motive-stated"),
    ),
    "functions": Judgement(
        "cards and wallets pay for goods and fares",
        lambda c: (c["aspect"] == "function") & ~c["subject_id"].isin(NO_CARD_OR_APP),
    ),
    "wages": Judgement(
        "wages are moving onto cards",
        lambda c: (c["aspect"] == "wage-payment") & c["subject_id"].isin(WAGE_CARDS),
    ),
    "restraint": Judgement("fear and poor service hold people back", _restrains),
    "records": Judgement(
        "bank records are used against people", lambda c: c["aspect"] == "use-against-people"
    ),
    "share": Judgement(
        "how many people pay this way",
        lambda c: (c["aspect"] == "share-of-people") & c["indicator_id"].isin(PAYING_SHARES),
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


def _shares(rows: pd.DataFrame) -> pd.DataFrame:
    shares = rows[rows["aspect"] == "share-of-people"].dropna(subset=["value"])
    return shares.assign(
        low=shares["value_low"].fillna(shares["value"]),
        high=shares["value_high"].fillna(shares["value"]),
    )


def at_odds(rows: pd.DataFrame) -> bool:
    """Whether claims give answers that exclude each other.

    Either coded answers do, or figures for one share, place and date do not overlap.
    """
    if set(rows["position"]) >= EXCLUSIVE:
        return True
    spans = (
        _shares(rows)
        .groupby(["indicator_id", "place_id", "as_of"])
        .agg(low=("low", "max"), high=("high", "min"))
    )
    return bool((spans["low"] > spans["high"]).any())


def of_different_questions(rows: pd.DataFrame) -> bool:
    """Whether the shares that claims give are shares of different things."""
    return bool(_shares(rows)["indicator_id"].nunique() > 1)


def word(rows: pd.DataFrame) -> str:
    """The word of likelihood that claims earn together, by the rule of the landing page."""
    checked = rows.loc[rows["evidence"].isin(CHECKED), "original"].nunique()
    if at_odds(rows) or of_different_questions(rows):
        return POSSIBLE if checked else UNJUDGED
    if checked > 1:
        return CONFIRMED
    originals = rows["original"].nunique()
    if checked or originals > 2:
        return PROBABLE
    witnessed = rows["evidence"].isin(SEEN).any()
    return POSSIBLE if originals > 1 or witnessed else UNJUDGED
