"""Networks: visits and holders as said, phones, lines and power, beside other countries."""

from __future__ import annotations

import pandas as pd

from nkpay import wording
from nkpay.numbers.adoption.economy import period
from nkpay.numbers.adoption.phones import last_estimate
from nkpay.numbers.adoption.picking import claim, matching, observation
from nkpay.numbers.adoption.shares import percent, when
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, used

LINES, OWNED = "itu-mobile-per-100", "mobile-ownership-refugees"
OPERATOR, MODEL = "operator-connections", "electricity-access"


# Users, as said.


def _users(claims: pd.DataFrame, **cells: str) -> pd.Series:
    return claim(claims, aspect="users", **cells)


@number
def code_unknown_outside_when(claims: pd.DataFrame) -> Number:
    """The month for which codes were said to be little known outside the capital."""
    return when(_users(claims, subject_id="qr-payment", place_id="provinces", evidence="inference"))


@number
def household_cards_when(claims: pd.DataFrame) -> Number:
    """The month for which nearly every household of a province was said to hold a card."""
    return when(_users(claims, subject_id="payment-cards", place_id="ryanggang"))


# Phones and lines.


@number
def owned_in_capital(series: pd.DataFrame) -> Number:
    """Refugees from Pyongyang who had owned a mobile phone."""
    row = observation(series, indicator_id=OWNED, place_id="pyongyang")
    return Number(row["value"], wording.percent(row["value"]), ids(row), "per cent of refugees")


def _elsewhere(series: pd.DataFrame) -> pd.DataFrame:
    return matching(series, {"indicator_id": OWNED})[lambda s: s["place_id"] != "pyongyang"]


@number
def owned_elsewhere(series: pd.DataFrame) -> Number:
    """Refugees from other regions who had owned a mobile phone."""
    rows = _elsewhere(series)
    text = wording.between(rows["value"].min(), rows["value"].max(), "per cent")
    return Number(rows["value"].max(), text, ids(rows), "per cent of refugees")


@number
def owned_when(series: pd.DataFrame) -> Number:
    """The years in which those refugees had left."""
    return period(observation(series, indicator_id=OWNED, place_id="pyongyang"))


def _connections(claims: pd.DataFrame, operator: str) -> Number:
    row = claim(claims, indicator_id=OPERATOR, subject_id=operator)
    text = f"{wording.quantity(row['value'] / 1e6)} million"
    return Number(row["value"], text, ids(row), "connections")


@number
def byol_connections(claims: pd.DataFrame) -> Number:
    """Connections of the network Byol by an industry analyst."""
    return _connections(claims, "byol")


@number
def koryolink_connections(claims: pd.DataFrame) -> Number:
    """Connections of Koryolink by the same analyst."""
    return _connections(claims, "koryolink")


@number
def connections_when(claims: pd.DataFrame) -> Number:
    """The date of those connections."""
    return when(claim(claims, indicator_id=OPERATOR, subject_id="byol"))


@predicate
def analyst_above_estimate(claims: pd.DataFrame, series: pd.DataFrame) -> Verdict:
    """The connections of all operators by that analyst are more than the latest estimate of
    lines, of a later month, at its highest."""
    rows = matching(used(claims), {"indicator_id": OPERATOR})
    latest = last_estimate(series)
    most = latest["value"] if pd.isna(latest["value_high"]) else latest["value_high"]
    text = f"{rows['value'].sum():,.0f} against {most:,.0f}"
    later = str(latest["period"]) > rows["as_of"].max()
    return Verdict(bool(rows["value"].sum() > most and later), text, ids(rows, latest))


@number
def phone_price(claims: pd.DataFrame) -> Number:
    """Price of a handset that a survey of refugees found, in dollars."""
    row = claim(claims, indicator_id="phone-price-usd", evidence="measured")
    text = wording.between(row["value_low"], row["value_high"], "dollars")
    return Number(row["value"], text, ids(row), "dollars")


@number
def intranet_households(claims: pd.DataFrame) -> Number:
    """Households that could reach the national intranet in a survey inside the country."""
    return percent(claim(claims, subject_id="intranet", indicator_id="other-share", as_of="2017"))


@number
def intranet_when(claims: pd.DataFrame) -> Number:
    """The year of that survey."""
    return when(claim(claims, subject_id="intranet", indicator_id="other-share", as_of="2017"))


def lines(series: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Mobile lines for a hundred people, by country and year."""
    rows = series[series["indicator_id"] == LINES]
    return rows[rows["place_id"].map(places["kind"]) == "country"].sort_values(
        ["place_id", "period"]
    )


def _lines_last(series: pd.DataFrame) -> pd.Series:
    rows = series[(series["indicator_id"] == LINES) & (series["place_id"] == "dprk")]
    return rows.sort_values("period").iloc[-1]


@number
def lines_latest(series: pd.DataFrame) -> Number:
    """The latest number of mobile lines for a hundred people in North Korea."""
    row = _lines_last(series)
    return Number(row["value"], f"{row['value']:.0f} lines for a hundred people", ids(row), "lines")


@number
def lines_latest_when(series: pd.DataFrame) -> Number:
    """The year of that number."""
    return period(_lines_last(series))


@predicate
def lines_lowest(series: pd.DataFrame, places: pd.DataFrame) -> Verdict:
    """In the latest year for North Korea each country compared has more than twice its lines."""
    last, rows = _lines_last(series), lines(series, places)
    others = rows[(rows["period"] == last["period"]) & (rows["place_id"] != "dprk")]
    ratio = others["value"].min() / last["value"]
    return Verdict(ratio > 2, f"at least {wording.times(ratio)}", ids(last, others))


# Power.


def _cia(claims: pd.DataFrame) -> pd.Series:
    return claim(claims, indicator_id="electricity-access-cia", place_id="dprk")


def _model(claims: pd.DataFrame, series: pd.DataFrame) -> pd.Series:
    return observation(series, indicator_id=MODEL, period=_cia(claims)["as_of"])


@number
def power_by_cia(claims: pd.DataFrame) -> Number:
    """Access to electricity by the World Factbook of the CIA."""
    return percent(_cia(claims))


@number
def power_by_cia_when(claims: pd.DataFrame) -> Number:
    """The year of that figure."""
    return when(_cia(claims))


@number
def power_by_model(claims: pd.DataFrame, series: pd.DataFrame) -> Number:
    """Access to electricity by the model of the World Bank in the same year."""
    row = _model(claims, series)
    rows = ids(row, _cia(claims))
    return Number(row["value"], wording.percent(row["value"]), rows, "per cent")


@predicate
def power_models_apart(claims: pd.DataFrame, series: pd.DataFrame) -> Verdict:
    """For one year the two figures differ by more than one and a half times."""
    cia, model = _cia(claims), _model(claims, series)
    ratio = model["value"] / cia["value"]
    return Verdict(ratio > 1.5, wording.times(ratio), ids(cia, model))
