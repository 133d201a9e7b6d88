"""Surveillance: what payment shows the state, and what it is reported to do with it."""

from __future__ import annotations

import pandas as pd

from nkpay.findings import changes, finding
from nkpay.numbers.landing.evidence import plural
from nkpay.numbers.landing.judgements import bearing
from nkpay.numbers.surveillance import capabilities as seen
from nkpay.numbers.surveillance.scorecard import behind, purchases_seen
from nkpay.numbers.surveillance.selection import aspect, used_on_people, uses
from nkpay.registry import Tables, Verdict
from nkpay.select import ids


@finding(
    "Bank records are reported to have been used against people",
    overturned_by=changes.one_original(uses),
)
def bank_records_used(claims: pd.DataFrame) -> Verdict:
    """More than one original reports it."""
    rows = uses(claims)[lambda c: c["subject_id"] == "bank-records"]
    n = int(rows["original"].nunique())
    return Verdict(n > 1, plural(n, "original"), ids(rows))


def one_case_from_a_purchase(tables: Tables) -> Tables:
    """One report that what a wallet shows was used against a person."""
    wallets = tables["capabilities"][lambda c: c["channel"] == "wallet"]
    return changes.alter(tables, "capabilities", wallets.index[:1], used_against_people="yes")


@finding(
    "No case is known in which a purchase by wallet or code was used against anyone",
    overturned_by=one_case_from_a_purchase,
    absence=True,
)
def no_purchase_used(claims: pd.DataFrame, capabilities: pd.DataFrame) -> Verdict:
    """Uses of payment or account data against people are reported, and none of them is of a wallet
    or of a code."""
    verdict = seen.no_wallet_use(claims, capabilities)
    reported = ids(uses(claims), used_on_people(capabilities))
    return Verdict(verdict.holds and len(reported) > 0, verdict.margin, verdict.rows)


def as_many_stated(tables: Tables) -> Tables:
    """For each motive now inferred another source that gives it as stated."""
    inferred = aspect(tables["claims"], "motive-inferred")
    stated = [
        {"aspect": "motive-stated", "original": f"stated-{i}"}
        for i in range(inferred["original"].nunique())
    ]
    return changes.add(tables, "claims", inferred.index[0], *stated)


@finding(
    "Why the state promotes electronic payment is inferred more often than stated",
    overturned_by=as_many_stated,
)
def motives_mostly_inferred(claims: pd.DataFrame) -> Verdict:
    """More originals infer a motive of the state than give one as its own."""
    inferred, stated = aspect(claims, "motive-inferred"), aspect(claims, "motive-stated")
    a, b = inferred["original"].nunique(), stated["original"].nunique()
    return Verdict(bool(a > b), f"{a} originals against {b}", ids(inferred, stated))


@finding(
    "Fear and poor service are said to hold people back from electronic payment",
    overturned_by=changes.one_original(lambda claims: bearing(claims, "restraint")),
)
def people_held_back(claims: pd.DataFrame) -> Verdict:
    """More than one original names something that deters from cards, apps or banks."""
    rows = bearing(claims, "restraint")
    n = int(rows["original"].nunique())
    return Verdict(n > 1, plural(n, "original"), ids(rows))


def one_source_tells(tables: Tables) -> Tables:
    """One source inside that tells what others infer: that purchases by wallet are read."""
    inferred = purchases_seen(tables["disclosures"], tables["claims"])
    claim = pd.Index(inferred["claim_id"][:1])
    return changes.alter(tables, "claims", claim, evidence="anonymous-source")


@finding(
    "That the state sees what is bought by wallet or code is inferred, and told by no source",
    overturned_by=one_source_tells,
)
def purchases_seen_by_inference(disclosures: pd.DataFrame, claims: pd.DataFrame) -> Verdict:
    """Every claim that the state sees sums or goods paid for by wallet or code is an inference."""
    rows = purchases_seen(disclosures, claims)
    other = int((rows["evidence"] != "inference").sum())
    text = f"{other} of {len(rows)} otherwise"
    return Verdict(len(rows) > 0 and other == 0, text, behind(rows))
