"""Elsewhere: what counts and surveys of other countries teach about reading such figures."""

from __future__ import annotations

import pandas as pd

from nkpay import wording
from nkpay.numbers.adoption.economy import in_order, period
from nkpay.numbers.adoption.picking import matching, observation
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids

BILLS = "findex2025-paid-bills-by-phone-or-internet"
GROWTH = "qr-payment-growth"
REGISTERED, ACTIVE = "mobile-money-accounts-registered", "mpesa-active-customers"


# Town and country.


def town_and_country(series: pd.DataFrame) -> pd.DataFrame:
    """Adults who pay bills by phone or internet: a row a country, with the row of each share."""
    sides = {
        side: matching(series, {"indicator_id": f"{BILLS}-{side}"}) for side in ("urban", "rural")
    }
    both = [
        rows.assign(row=rows.index).set_index("place_id")[["value", "row"]].add_prefix(f"{side}_")
        for side, rows in sides.items()
    ]
    joined = both[0].join(both[1], how="inner")
    return joined.assign(ratio=joined["urban_value"] / joined["rural_value"])


def _rows(pairs: pd.DataFrame) -> tuple[str, ...]:
    return (*pairs["urban_row"], *pairs["rural_row"])


@number
def town_countries(series: pd.DataFrame) -> Number:
    """Countries for which we have the share that pays bills by phone in town and country."""
    pairs = town_and_country(series)
    return Number(len(pairs), wording.count(len(pairs)), _rows(pairs), "countries")


@number
def town_gap_widest(series: pd.DataFrame, places: pd.DataFrame) -> Number:
    """Of these the country with the largest ratio of town to country, rounded."""
    pairs = town_and_country(series)
    widest = pairs["ratio"].idxmax()
    pair = pairs.loc[widest]
    name = places.loc[widest, "name"]
    text = (
        f"{pair['urban_value']:.0f} per cent in towns and {pair['rural_value']:.0f} in the"
        f" countryside in {name}"
    )
    return Number(pair["ratio"], text, (pair["urban_row"], pair["rural_row"]), "per cent")


@predicate
def towns_ahead(series: pd.DataFrame) -> Verdict:
    """In each of these countries the share is higher in towns than in the countryside."""
    pairs = town_and_country(series)
    behind = int((pairs["ratio"] <= 1).sum())
    holds = behind == 0 and len(pairs) > 1
    return Verdict(holds, f"{behind} of {len(pairs)} behind", _rows(pairs))


# Growth in Vietnam.


def _growth(series: pd.DataFrame) -> pd.DataFrame:
    return in_order(matching(series, {"indicator_id": GROWTH, "place_id": "vietnam"}))


def _rate(row: pd.Series) -> Number:
    text = f"{row['value']:,.0f} per cent"
    return Number(row["value"], text, ids(row), "per cent on the year before")


@number
def codes_growth_first(series: pd.DataFrame) -> Number:
    """Growth of the number of payments by QR code in Vietnam, the earliest in the data."""
    return _rate(_growth(series).iloc[0])


@number
def codes_growth_first_when(series: pd.DataFrame) -> Number:
    """The time of that growth."""
    return period(_growth(series).iloc[0])


@number
def codes_growth_latest(series: pd.DataFrame) -> Number:
    """Growth of the number of payments by QR code in Vietnam, the latest in the data."""
    return _rate(_growth(series).iloc[-1])


@number
def codes_growth_latest_when(series: pd.DataFrame) -> Number:
    """The time of that growth."""
    return period(_growth(series).iloc[-1])


@predicate
def codes_growth_fell(series: pd.DataFrame) -> Verdict:
    """The earliest growth is more than five times the latest."""
    rows = _growth(series)
    ratio = rows["value"].iloc[0] / rows["value"].iloc[-1]
    return Verdict(ratio > 5, wording.times(ratio), ids(rows.iloc[0], rows.iloc[-1]))


# Counts that exceed users.


def _bank(series: pd.DataFrame) -> pd.Series:
    return observation(series, indicator_id="bank-account-share-central-bank", place_id="vietnam")


def _vietnam(series: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    bank = _bank(series)
    cells = {"indicator_id": "findex2025-account", "period": bank["period"]}
    return bank, observation(series, place_id="vietnam", **cells)


def _last(series: pd.DataFrame, indicator: str) -> pd.Series:
    return in_order(matching(series, {"indicator_id": indicator, "place_id": "kenya"})).iloc[-1]


@number
def money_accounts(series: pd.DataFrame) -> Number:
    """Mobile-money accounts registered in Kenya, the latest count in the data."""
    row = _last(series, REGISTERED)
    return Number(row["value"], f"{row['value'] / 1e6:.0f} million", ids(row), "accounts")


@number
def money_accounts_when(series: pd.DataFrame) -> Number:
    """The month of that count."""
    return period(_last(series, REGISTERED))


@number
def money_customers(series: pd.DataFrame) -> Number:
    """Active customers of M-Pesa in Kenya, the latest count in the data."""
    row = _last(series, ACTIVE)
    return Number(row["value"], f"{row['value'] / 1e6:.0f} million", ids(row), "customers")


@predicate
def counts_exceed_users(series: pd.DataFrame) -> Verdict:
    """The central bank counts more than the survey finds, and accounts exceed customers twice."""
    bank, survey = _vietnam(series)
    accounts, customers = _last(series, REGISTERED), _last(series, ACTIVE)
    ratio = accounts["value"] / customers["value"]
    holds = bank["value"] > survey["value"] and ratio > 2
    margin = f"{bank['value'] - survey['value']:.0f} points, and {wording.times(ratio)}"
    return Verdict(holds, margin, ids(bank, survey, accounts, customers))


@predicate
def accounts_without_shops(series: pd.DataFrame) -> Verdict:
    """In India, in the latest year, more than four times as many have an account as pay shops."""
    rows = matching(series, {"place_id": "india"})
    pair = [
        in_order(matching(rows, {"indicator_id": name})).iloc[-1]
        for name in ("findex2025-account", "findex2025-digital-merchant-payment")
    ]
    ratio = pair[0]["value"] / pair[1]["value"]
    return Verdict(ratio > 4, wording.times(ratio), ids(*pair))
