"""What each key judgement rests on."""

from __future__ import annotations

import pandas as pd

from nkpay import wording
from nkpay.numbers.landing.judgements import bearing
from nkpay.registry import Number, number
from nkpay.select import ids


def _evidence(claims: pd.DataFrame, evidence_kinds: pd.DataFrame, key: str) -> Number:
    rows = bearing(claims, key)
    originals = rows["original"].nunique()
    order = evidence_kinds.sort_values("rank_order")
    kinds = wording.listing(order.loc[order.index.isin(rows["evidence"]), "label"].str.lower())
    text = f"{plural(len(rows), 'claim')} from {plural(originals, 'original')}: {kinds}"
    return Number(originals, text, ids(rows), "originals")


def plural(n: int, noun: str) -> str:
    """A count with its noun: ``one claim``, ``four claims``."""
    return f"{wording.count(n)} {noun}{'' if n == 1 else 's'}"


@number
def law_evidence(claims: pd.DataFrame, evidence_kinds: pd.DataFrame) -> Number:
    """Claims that count on the stated aim of the Electronic Payment Law."""
    return _evidence(claims, evidence_kinds, "law")


@number
def function_evidence(claims: pd.DataFrame, evidence_kinds: pd.DataFrame) -> Number:
    """Claims that count on what cards and phone apps do; banks and web shops are left aside.

    Plans and features still to come are among them, since no column sets them apart.
    """
    return _evidence(claims, evidence_kinds, "functions")


@number
def wage_evidence(claims: pd.DataFrame, evidence_kinds: pd.DataFrame) -> Number:
    """Claims that count on wages and farm shares paid onto cards, those of generals left aside."""
    return _evidence(claims, evidence_kinds, "wages")


@number
def restraint_evidence(claims: pd.DataFrame, evidence_kinds: pd.DataFrame) -> Number:
    """Claims that count on what deters from cards, apps and banks, networks that fail included.

    Left aside are vouchers, call credit, foreign cash and the card of 2012 that never spread.
    """
    return _evidence(claims, evidence_kinds, "restraint")


@number
def record_evidence(claims: pd.DataFrame, evidence_kinds: pd.DataFrame) -> Number:
    """Claims that count on bank transfers and records used against people."""
    return _evidence(claims, evidence_kinds, "records")


@number
def share_evidence(claims: pd.DataFrame, evidence_kinds: pd.DataFrame) -> Number:
    """Claims that count on the share of people who buy by phone, by code or electronically."""
    return _evidence(claims, evidence_kinds, "share")


@number
def duty_evidence(claims: pd.DataFrame, evidence_kinds: pd.DataFrame) -> Number:
    """Claims that count on whether electronic payment as such is compulsory, and for whom."""
    return _evidence(claims, evidence_kinds, "duty")
