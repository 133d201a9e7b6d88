"""Anatomy: each published figure about payers taken apart, as the chapter's table shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from nkpay import dates, wording
from nkpay.numbers.adoption.shares import share_claims
from nkpay.registry import Tables
from nkpay.select import used
from nkpay.theme import EVIDENCE_LABELS
from nkpay.verdicts import original_name


def rows(claims: pd.DataFrame) -> pd.DataFrame:
    """The shares of people, and what is said of growth, holding and a fall from inside."""
    users = used(claims)[lambda c: c["aspect"] == "users"]
    grown = users[(users["indicator_id"] == "growth-rate") & (users["subject_id"] == "qr-payment")]
    told = users[(users["evidence"] == "anonymous-source") & (users["place_id"] == "dprk")]
    held = told[told["subject_id"] == "jonsong-card"]
    fallen = told[
        (told["subject_id"] == "payment-cards") & told["cited"].str.startswith("Central Bank")
    ]
    found = pd.concat([share_claims(claims), grown, held, fallen])
    return found.sort_values("as_of", key=lambda days: days.map(_first_day), kind="stable")


def _first_day(text: str) -> date:
    return dates.parse(text).first


@dataclass(frozen=True)
class Shown:
    """A table without the numbers of its lines, which say nothing."""

    table: pd.DataFrame

    def _repr_html_(self) -> str:
        return self.table.to_html(index=False, border=0, justify="left")


def show(tables: Tables) -> Shown:
    """One line a published figure, in the order of the time that it speaks of."""
    found, places = rows(tables["claims"]), tables["places"]["name"]
    inferred = found["as_of_basis"].map({"inferred": " (inferred)"}).fillna("")
    told = found["cited"].replace("", "the page itself")
    originals = [original_name(key, tables) for key in found["original"]]
    return Shown(
        pd.DataFrame(
            {
                "Time": found["as_of"].map(dates.in_words) + inferred,
                "Place": found["place_id"].map(places),
                "Of whom": found["population"].replace("", "not reported"),
                "Act": _acts(found, tables["indicators"]),
                "Per cent": [_figure(row) for _, row in found.iterrows()],
                "Who says so": told + "; " + originals,
                "Kind of evidence": found["evidence"].map(EVIDENCE_LABELS),
                "Row": found.index,
            }
        )
    )


def _acts(found: pd.DataFrame, indicators: pd.DataFrame) -> pd.Series:
    """What people are said to do; in our own words where the row is no share of them."""
    shares = indicators[indicators["question"] != ""]
    return found["indicator_id"].map(shares["label"]).fillna(found["statement"])


def _figure(row: pd.Series) -> str:
    if pd.isna(row["value"]):
        return "not reported"
    if row["indicator_id"] == "growth-rate":
        return f"{wording.quantity(row['value'])} points more"
    if pd.isna(row["value_low"]):
        return wording.quantity(row["value"])
    return wording.between(row["value_low"], row["value_high"])
