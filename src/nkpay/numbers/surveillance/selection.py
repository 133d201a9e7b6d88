"""Rows of the surveillance chapter that several numbers and figures use."""

from __future__ import annotations

import pandas as pd

from nkpay import wording
from nkpay.registry import Number
from nkpay.select import ids, only, used

LEVELS = ("inspected", "reported", "inferred")

NORTH = ("ryanggang", "north-hamgyong", "northern-provinces", "northern-border")

NO_PLACE = "dprk"


def levelled(capabilities: pd.DataFrame) -> pd.DataFrame:
    """Capabilities with ``level``: the weaker of the level coded and what the evidence allows."""
    allowed = capabilities["evidence"].map(
        lambda kind: {"inspected": 0, "measured": 0, "inference": 2}.get(kind, 1)
    )
    coded = capabilities["evidence_level"].map(LEVELS.index)
    weaker = pd.concat([allowed, coded], axis=1).max(axis=1)
    return capabilities.assign(level=weaker.map(lambda rank: LEVELS[rank]))


def used_on_people(capabilities: pd.DataFrame) -> pd.DataFrame:
    """Capabilities that a source reports used against people."""
    return capabilities[capabilities["used_against_people"] == "yes"]


def aspect(claims: pd.DataFrame, name: str) -> pd.DataFrame:
    """Claims that count, of one aspect."""
    return used(claims)[lambda c: c["aspect"] == name]


def uses(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims that payment or account data were used against people; the subject is the channel."""
    return aspect(claims, "use-against-people")


def counted(rows: pd.DataFrame, unit: str) -> Number:
    """How many rows."""
    return Number(len(rows), wording.count(len(rows)), ids(rows), unit)


def originals(rows: pd.DataFrame) -> Number:
    """How many independent originals stand behind rows."""
    n = rows["original"].nunique()
    return Number(n, wording.count(n), ids(rows), "originals")


def in_north(place_ids: pd.Series, places: pd.DataFrame) -> pd.Series:
    """Whether each place is, or lies in, Ryanggang, North Hamgyong or the north as a whole."""
    return place_ids.isin(NORTH) | place_ids.map(places["parent_id"]).isin(NORTH)


def purchase_search(searches: pd.DataFrame) -> pd.Series:
    """The search for a case in which a payment by QR code or wallet was used against anyone."""
    asked = searches["question"].str.contains("wallet payment been traced", regex=False)
    return only(searches[asked], "search for a case from a purchase")
