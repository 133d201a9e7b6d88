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
    grown = users[(users["indicator_id"] == "point-change") & (users["subject_id"] == "qr-payment")]
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
                "Row": found.index,
                "Time": found["as_of"].map(dates.in_words) + inferred,
                "Of whom": [_of_whom(row, places) for _, row in found.iterrows()],
                "Act, and per cent": _acts(found, tables),
                "Who says so": told + "; " + originals,
                "Kind of evidence": found["evidence"].map(EVIDENCE_LABELS),
            }
        )
    )


def _of_whom(row: pd.Series, places: pd.Series) -> str:
    place = places[row["place_id"]]
    if not row["population"]:
        return f"{place}; base not reported"
    return row["population"] if place in row["population"] else f"{place}: {row['population']}"


def _acts(found: pd.DataFrame, tables: Tables) -> list[str]:
    """What people are said to do, with the range; our own words where it is no share of them."""
    indicators, systems = tables["indicators"], tables["systems"].index
    shares, names = indicators.loc[indicators["question"] != "", "label"], tables["entities"]
    acts = []
    for _, row in found.iterrows():
        thing = row["subject_id"]
        with_what = f" ({names.loc[thing, 'label']})" if thing in systems else ""
        share = f"{shares.get(row['indicator_id'], '')}{with_what}: {_range(row)}"
        acts.append(share if row["indicator_id"] in shares else row["statement"])
    return acts


def _range(row: pd.Series) -> str:
    if pd.isna(row["value_low"]):
        return wording.quantity(row["value"])
    return wording.between(row["value_low"], row["value_high"])
