"""Acceptance: where electronic payment is said to be taken, and whether money can be had out."""

from __future__ import annotations

import pandas as pd

from nkpay import wording
from nkpay.numbers.adoption.picking import claim
from nkpay.numbers.adoption.shares import when
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, used

FOREIGN, WON = "Cards in foreign currency", "Cards in won, and cards at large"
CODES, ABROAD = "Codes and apps", "Cards of other countries"

#: What is taken, by subject of the claim, in the order of first appearance.
MEANS = {
    "sili-card": FOREIGN,
    "narae-card": FOREIGN,
    "koryo-card": FOREIGN,
    "sonbong-card": FOREIGN,
    "jonsong-card": WON,
    "won-card-2012": WON,
    "payment-cards": WON,
    "wage-cards": WON,
    "qr-payment": CODES,
    "payment-apps": CODES,
    "electronic-payment": CODES,
    "fxshop-app": CODES,
    "foreign-cards": ABROAD,
}
COUNTED = "accepting-outlets"
#: No claim on cards of the country speaks of an earlier year.
FIRST = "2000"


def acceptance(claims: pd.DataFrame) -> pd.DataFrame:
    """Dated claims on where cards, codes and apps are taken, with the means in ``means``.

    A page that relays an original is left out where the original itself was seen.
    """
    rows = used(claims)[lambda c: c["aspect"] == "acceptance"]
    own = rows["original"] == rows["source_id"]
    seen = own.groupby([rows["original"], rows["subject_id"]]).transform("any")
    rows = rows[own | ~seen]
    part = rows["population"].str.startswith("places in the ")
    means = rows["subject_id"].map(MEANS)
    return rows.assign(means=means)[means.notna() & (rows["as_of"] >= FIRST) & ~part]


@predicate
def codes_never_counted(claims: pd.DataFrame) -> Verdict:
    """No claim counts the places that take codes or apps, though several describe them."""
    codes = used(claims)[
        lambda c: (c["aspect"] == "acceptance") & c["subject_id"].map(MEANS).eq(CODES)
    ]
    n = int((codes["indicator_id"] == COUNTED).sum())
    return Verdict(n == 0 and len(codes) > 1, f"{n} of {len(codes)} claims", ids(codes))


def _accepted(claims: pd.DataFrame, **cells: str) -> pd.Series:
    return claim(claims, aspect="acceptance", **cells)


@number
def won_only_when(claims: pd.DataFrame) -> Number:
    """The day from which shops for foreigners were told to refuse dollars and the Narae card."""
    return when(_accepted(claims, subject_id="narae-card", as_of_precision="day"))


@number
def rural_cards_when(claims: pd.DataFrame) -> Number:
    """The month for which a source said that cards are not used in rural areas."""
    return when(_accepted(claims, place_id="rural-areas"))


@number
def remote_when(claims: pd.DataFrame) -> Number:
    """The quarter for which payment was said hardly to work in remote state shops."""
    return when(_accepted(claims, place_id="remote-kangwon-jagang-hamgyong"))


@number
def street_codes_when(claims: pd.DataFrame) -> Number:
    """The month of the visit that found codes at street stalls."""
    return when(_accepted(claims, subject_id="qr-payment", evidence="named-witness"))


@number
def state_media_cover_when(claims: pd.DataFrame) -> Number:
    """The day on which a paper close to the state called payment by phone general in Pyongyang."""
    cells = {"subject_id": "electronic-payment", "evidence": "state-claim"}
    return when(_accepted(claims, place_id="pyongyang", **cells))


# Cash out of an account.


def _cash(claims: pd.DataFrame, **cells: str) -> pd.Series:
    return claim(claims, aspect="cash-access", **cells)


@number
def machines_known(claims: pd.DataFrame) -> Number:
    """Cash machines for foreign currency known to outsiders in 2016."""
    row = _cash(claims, indicator_id="atm-count", place_id="dprk")
    return Number(row["value"], wording.count(int(row["value"])), ids(row), "machines")


@number
def machines_known_when(claims: pd.DataFrame) -> Number:
    """The date of that count."""
    return when(_cash(claims, indicator_id="atm-count", place_id="dprk"))


@number
def machines_in_towns_when(claims: pd.DataFrame) -> Number:
    """The month for which an outlet told of cash machines at banks of provincial towns."""
    return when(_cash(claims, indicator_id="atm-count", place_id="hoeryong"))


@number
def approval_when(claims: pd.DataFrame) -> Number:
    """The month for which households in Sunchon needed approval to draw money."""
    return when(_cash(claims, place_id="sunchon"))


@number
def hwawon_machines_when(claims: pd.DataFrame) -> Number:
    """The day on which a paper close to the state described the machines of the Hwawon bank."""
    return when(_cash(claims, subject_id="hwawon-bank"))


@number
def banks_resist_when(claims: pd.DataFrame) -> Number:
    """The month for which banks in Ryanggang were said to resist paying out cash."""
    return when(_cash(claims, place_id="ryanggang"))


@predicate
def cash_out_by_state_only(claims: pd.DataFrame) -> Verdict:
    """For 2025 and later, only state claims have banks inside the country pay out cash freely."""
    rows = used(claims)[lambda c: (c["aspect"] == "cash-access") & (c["as_of"] >= "2025")]
    inside = rows[~rows["subject_id"].isin(["foreign-visitors"])]
    machines = inside[inside["subject_id"] != "banking"]
    holds = len(machines) > 0 and set(machines["evidence"]) == {"state-claim"}
    others = int((inside["evidence"] != "state-claim").sum())
    return Verdict(holds and others > 0, f"{others} of {len(inside)} by others", ids(inside))
