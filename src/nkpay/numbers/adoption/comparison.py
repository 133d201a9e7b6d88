"""Comparison: what moving money is said to cost by each channel, and other countries' surveys."""

from __future__ import annotations

import pandas as pd

from nkpay import wording
from nkpay.lineage import publishers
from nkpay.numbers.adoption.shares import amount, nearest, when
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import NotOne, ids, only

BANK, PRIVATE = "transfer-fee", "underground-transfer-fee"
FINDEX = "findex2025-any-digital-payment"


# Fees for sending money.


def fees(claims: pd.DataFrame) -> pd.DataFrame:
    """Fees for sending money inside the country, one claim an original, channel and date."""
    return nearest(claims)[lambda c: c["indicator_id"].isin([BANK, PRIVATE])].sort_values(
        ["as_of", "value"], kind="stable"
    )


@number
def fee_lowest(claims: pd.DataFrame) -> Number:
    """The lowest fee that is reported, of whatever channel and date."""
    rows = fees(claims)
    low = rows.loc[rows["value"].idxmin()]
    return Number(low["value"], wording.quantity(low["value"]), ids(low), "per cent")


@number
def fee_highest(claims: pd.DataFrame) -> Number:
    """The highest fee that is reported, of whatever channel and date."""
    rows = fees(claims)
    high = rows.loc[rows["value"].idxmax()]
    return Number(high["value"], wording.percent(high["value"]), ids(high), "per cent")


@number
def fee_count(claims: pd.DataFrame) -> Number:
    """Fees for sending money that are reported, one an original, channel and date."""
    rows = fees(claims)
    return amount(rows, len(rows), "fees")


def outlet_of(rows: pd.DataFrame, sources: pd.DataFrame, originals: pd.DataFrame) -> pd.Series:
    """The outlet of the original of each claim, or of the page where that outlet has no row."""
    known = publishers(sources, originals)
    key = rows["original"].where(rows["original"].isin(known), rows["source_id"])
    return key.map(known)


@number
def fees_of_one_outlet(
    claims: pd.DataFrame, sources: pd.DataFrame, originals: pd.DataFrame
) -> Number:
    """Of these fees, those that go back to the outlet with the most."""
    rows = fees(claims)
    outlets = outlet_of(rows, sources, originals)
    n = int(outlets.value_counts().iloc[0])
    behind = [key for key in [*rows["original"], *rows["source_id"]] if key in sources.index]
    return Number(n, wording.count(n), (*ids(rows), *dict.fromkeys(behind)), "fees")


def _late_bank(claims: pd.DataFrame) -> pd.DataFrame:
    """Bank transfers of that year in the report that also gives the fee of private agents."""
    rows, private = fees(claims), _private(claims)
    bank = rows[(rows["indicator_id"] == BANK) & (rows["original"] == private["original"])]
    bank = bank[bank["as_of"].str[:4] == private["as_of"][:4]]
    if bank.empty:
        raise NotOne("fees of bank transfers beside the fee of private agents: none")
    return bank


@number
def bank_fee_late(claims: pd.DataFrame) -> Number:
    """Fees of bank transfers in the report that also gives the fee of private agents."""
    rows = _late_bank(claims)
    text = wording.between(rows["value"].min(), rows["value"].max(), "per cent")
    return Number(rows["value"].max(), text, ids(rows, _private(claims)), "per cent")


def _private(claims: pd.DataFrame) -> pd.Series:
    return only(fees(claims)[lambda f: f["indicator_id"] == PRIVATE], "fee of private agents")


@number
def private_fee(claims: pd.DataFrame) -> Number:
    """The fee of private agents for large sums."""
    row = _private(claims)
    return Number(row["value"], wording.percent(row["value"]), ids(row), "per cent")


@number
def private_fee_when(claims: pd.DataFrame) -> Number:
    """The month of the fee of private agents."""
    return when(_private(claims))


@predicate
def fees_far_apart(claims: pd.DataFrame) -> Verdict:
    """The highest fee is more than ten times the lowest."""
    rows = fees(claims)
    ratio = rows["value"].max() / rows["value"].min()
    return Verdict(ratio > 10, wording.times(ratio), ids(rows))


# Other countries.


def findex(series: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Adults who made or received a digital payment, by country, in the latest year surveyed."""
    rows = series[series["indicator_id"] == FINDEX]
    countries = rows[rows["place_id"].map(places["kind"]) == "country"]
    latest = countries[countries["period"] == countries["period"].max()]
    return latest.sort_values("value", ascending=False)


def _behind_findex(series: pd.DataFrame) -> pd.DataFrame:
    return series[series["indicator_id"] == FINDEX]


@number
def findex_year(series: pd.DataFrame, places: pd.DataFrame) -> Number:
    """The latest year for which countries were surveyed."""
    rows = findex(series, places)
    year = rows["period"].iloc[0]
    return Number(year, year, ids(rows), "year")


@number
def findex_countries(series: pd.DataFrame, places: pd.DataFrame) -> Number:
    """Countries among our comparators with a value for that year."""
    rows = findex(series, places)
    return amount(rows, len(rows), "countries")


def _of_country(row: pd.Series, places: pd.DataFrame) -> str:
    return (
        f"{wording.quantity(round(row['value']))} per cent in {places.loc[row['place_id'], 'name']}"
    )


@number
def findex_lowest(series: pd.DataFrame, places: pd.DataFrame) -> Number:
    """The lowest share among these countries, rounded."""
    row = findex(series, places).iloc[-1]
    return Number(row["value"], _of_country(row, places), ids(row), "per cent of adults")


@number
def findex_highest(series: pd.DataFrame, places: pd.DataFrame) -> Number:
    """The highest share among these countries, rounded."""
    row = findex(series, places).iloc[0]
    return Number(row["value"], _of_country(row, places), ids(row), "per cent of adults")


@predicate
def findex_without_north_korea(series: pd.DataFrame) -> Verdict:
    """No observation of the survey is of North Korea."""
    rows = _behind_findex(series)
    there = int((rows["place_id"] == "dprk").sum())
    return Verdict(there == 0 and len(rows) > 0, f"{there} of {len(rows)} rows", ids(rows))
