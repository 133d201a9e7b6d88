"""History: what exists, and when it began."""

from __future__ import annotations

import pandas as pd

from nkpay.findings import changes, finding
from nkpay.numbers.history import launches
from nkpay.numbers.history.selection import disputed, well_dated
from nkpay.numbers.landing.evidence import plural
from nkpay.numbers.landing.judgements import SEEN, bearing
from nkpay.registry import Tables, Verdict
from nkpay.select import ids


def one_date_for_each_system(tables: Tables) -> Tables:
    """Every stated launch of a disputed system corrected to the date that one source gives."""
    rows = well_dated(tables["claims"], tables["system_attributes"])
    rows = rows[rows["subject_id"].isin(disputed(rows))]
    agreed = rows.groupby("subject_id")["as_of"].transform("first")
    agreed = agreed[~agreed.index.duplicated()]
    return changes.alter(tables, "claims", agreed.index, as_of=agreed)


@finding(
    "Where several originals state when a system began, their dates mostly exclude each other",
    overturned_by=one_date_for_each_system,
)
def launches_disputed(claims: pd.DataFrame, system_attributes: pd.DataFrame) -> Verdict:
    """More than one in two of the systems that several originals date have two dates that share
    no day."""
    return launches.most_dates_disputed(claims, system_attributes)


def nothing_inspected(tables: Tables) -> Tables:
    """What was seen of the systems proves to be taken from other pages."""
    rows = bearing(tables["claims"], "functions")
    seen = rows[rows["evidence"].isin(SEEN)]
    return changes.alter(tables, "claims", seen.index, evidence="inference")


@finding(
    "There are cards and phone wallets that pay for goods, fares and bills",
    overturned_by=nothing_inspected,
)
def systems_seen_at_work(claims: pd.DataFrame) -> Verdict:
    """More than one original inspected, measured or witnessed a function of a card or wallet."""
    rows = bearing(claims, "functions")
    n = int(rows.loc[rows["evidence"].isin(SEEN), "original"].nunique())
    return Verdict(n > 1, f"{plural(n, 'original')} seen or counted", ids(rows))
