"""What the state gave for a dollar, set against the market of the same date and place."""

from __future__ import annotations

import pandas as pd

from nkpay import dates, wording
from nkpay.numbers.adoption.economy import in_pyongyang, market_rate
from nkpay.numbers.history.selection import Table, spans
from nkpay.registry import Number, Rows, Verdict, number, predicate
from nkpay.select import used

OFFICIAL, CARD, POINTS = "fx-usd-official", "fx-usd-card", "fx-usd-state-exchange"
STATE = (OFFICIAL, CARD, POINTS)
PRECISE = ("day", "month", "quarter")
COLUMNS = ["indicator_id", "place_id", "at", "value", "low", "high", "currency_basis", "source_id"]


def rates(series: Table, claims: Table) -> Table:
    """Dollar rates of both tables whose day, month or quarter a page printed."""
    claimed = used(claims).assign(
        period=lambda c: c["as_of"],
        period_precision=lambda c: c["as_of_precision"],
        period_basis=lambda c: c["as_of_basis"],
    )
    both = pd.concat([series[series["scope"] == "dprk"], claimed])
    rows = both[
        both["indicator_id"].isin(["fx-usd", *STATE])
        & both["value"].notna()
        & (both["period_basis"] == "printed")
        & both["period_precision"].isin(PRECISE)
    ]
    rows = rows.assign(
        at=rows["period"],
        low=rows["value_low"].fillna(rows["value"]),
        high=rows["value_high"].fillna(rows["value"]),
    )
    return spans(rows[COLUMNS], "at")


def pairs(series: Table, claims: Table) -> Table:
    """State rates with the market rates dated within the same day, month or quarter.

    A rate given for the whole country is held against any market in it. ``market`` lists the
    rows; ``least`` and ``most`` are the shares at the dearest and the cheapest dollar.
    """
    known = rates(series, claims)
    market = known[known["indicator_id"] == "fx-usd"]
    found = []
    for row, state in known[known["indicator_id"].isin(STATE)].iterrows():
        beside = market[
            (market["first"] >= state["first"])
            & (market["last"] <= state["last"])
            & (market["currency_basis"] == state["currency_basis"])
            & ((market["place_id"] == state["place_id"]) | (state["place_id"] == "dprk"))
        ]
        if len(beside):
            found.append(_pair(str(row), state, beside))
    return pd.DataFrame(found).set_index("row").sort_values(["first", "value"])


def _pair(row: str, state: pd.Series, beside: Table) -> dict[str, object]:
    dearest, cheapest = beside["high"].max(), beside["low"].min()
    return {
        **state.drop(["low", "high"]),
        "row": row,
        "market": tuple(map(str, beside.index)),
        "cheapest": cheapest,
        "dearest": dearest,
        "least": 100 * state["value"] / dearest,
        "most": 100 * state["value"] / cheapest,
    }


def pair_ids(rows: Table) -> Rows:
    """The state rates and the market rates beside them."""
    market = [row for several in rows["market"] for row in several]
    return tuple(dict.fromkeys([*map(str, rows.index), *market]))


def of_kind(series: Table, claims: Table, kind: str) -> Table:
    """The pairs of one kind of state rate."""
    return pairs(series, claims)[lambda p: p["indicator_id"] == kind]


def rounded(share: float) -> float:
    """A share as it is printed: a decimal below ten, none above."""
    return round(share, 1) if share < 10 else round(share)


def _share(rows: Table) -> Number:
    low, high = rows["least"].min(), rows["most"].max()
    text = wording.between(rounded(low), rounded(high), "per cent")
    return Number(text, text, pair_ids(rows), "per cent of the market rate")


@number
def official_share(series: Table, claims: Table) -> Number:
    """The official rate as a share of the market rate, least and most over all pairs."""
    return _share(of_kind(series, claims, OFFICIAL))


@number
def card_share(series: Table, claims: Table) -> Number:
    """The rate credited by a card as a share of the market rate of the same month."""
    return _share(of_kind(series, claims, CARD))


@number
def points_share(series: Table, claims: Table) -> Number:
    """The rate of state exchange points as a share of the market rate, least and most."""
    return _share(of_kind(series, claims, POINTS))


@predicate
def official_below_tenth(series: Table, claims: Table) -> Verdict:
    """In every pair the official rate is below a tenth of the market rate."""
    rows = of_kind(series, claims, OFFICIAL)
    most = rows["most"].max()
    return Verdict(bool(most < 10), f"at most {most:.1f} per cent", pair_ids(rows))


@predicate
def points_above_half(series: Table, claims: Table) -> Verdict:
    """In every pair the rate of state exchange points is above half of the market rate."""
    rows = of_kind(series, claims, POINTS)
    least = rows["least"].min()
    return Verdict(bool(least > 50), f"at least {least:.1f} per cent", pair_ids(rows))


def _at_once(series: Table, claims: Table) -> Table:
    """The latest month in which an official rate and one of exchange points are both paired."""
    rows = pairs(series, claims)
    kinds = rows[rows["indicator_id"].isin([OFFICIAL, POINTS])]
    both = kinds[kinds.groupby("at")["indicator_id"].transform("nunique") == 2]
    return both[both["first"] == both["first"].max()].sort_values("value")


@number
def two_rates_when(series: Table, claims: Table) -> Number:
    """The latest month in which both kinds of state rate are on record with a market rate."""
    rows = _at_once(series, claims)
    at = rows["at"].iloc[0]
    return Number(at, dates.in_words(at), pair_ids(rows), "date")


@number
def two_rates(series: Table, claims: Table) -> Number:
    """The lowest and the highest state rate of that month, in won a dollar."""
    rows = _at_once(series, claims)
    text = " and ".join(wording.quantity(v) for v in rows["value"].iloc[[0, -1]])
    return Number(text, text, pair_ids(rows), "won a dollar")


def _last_state(series: Table, claims: Table) -> Table:
    return of_kind(series, claims, POINTS).sort_values("first").tail(1)


@number
def last_state_rate_when(series: Table, claims: Table) -> Number:
    """The date of the latest rate of exchange points that has a market rate beside it."""
    rows = _last_state(series, claims)
    at = rows["at"].iloc[0]
    return Number(at, dates.in_words(at), pair_ids(rows), "date")


@number
def last_state_share(series: Table, claims: Table) -> Number:
    """That rate as a share of the market rate."""
    return _share(_last_state(series, claims))


@number
def rise_since_state_rate(series: Table, claims: Table) -> Number:
    """The latest market rate in Pyongyang over the dearest market rate of that day."""
    rows, last = _last_state(series, claims), in_pyongyang(market_rate(series)).iloc[-1]
    ratio = last["value"] / rows["dearest"].iloc[0]
    return Number(ratio, wording.times(ratio), (*pair_ids(rows), str(last.name)), "times")


def _points(series: Table, claims: Table) -> Table:
    return of_kind(series, claims, POINTS).sort_values("first")


@number
def first_points_share(series: Table, claims: Table) -> Number:
    """The earliest paired rate of exchange points as a share of the market rate."""
    return _share(_points(series, claims).head(1))


@predicate
def fixed_rate_fell_behind(series: Table, claims: Table) -> Verdict:
    """The rate of exchange points stood still between two dates while its share fell."""
    earlier, later = (_points(series, claims).iloc[i] for i in (0, 1))
    fell = later["value"] == earlier["value"] and later["most"] < earlier["least"]
    margin = f"{earlier['least']:.0f} to {later['most']:.0f} per cent"
    return Verdict(bool(fell), margin, pair_ids(_points(series, claims).head(2)))


@predicate
def no_later_state_rate(series: Table, claims: Table) -> Verdict:
    """No state rate in the data is of a later date than the latest of exchange points."""
    stated = series[series["indicator_id"].isin(STATE)]
    claimed = used(claims)[lambda c: c["indicator_id"].isin(STATE) & (c["as_of"] != "")]
    ends = [dates.parse(text).last for text in [*stated["period"], *claimed["as_of"]]]
    last = _last_state(series, claims)
    rows = dict.fromkeys([*map(str, stated.index), *map(str, claimed.index), *pair_ids(last)])
    holds = max(ends) <= last["last"].iloc[0]
    return Verdict(bool(holds), f"latest {max(ends)}", tuple(rows))


@predicate
def no_wallet_rate(series: Table, claims: Table, systems: Table) -> Verdict:
    """No rate of a dollar in the data is that of a payment app."""
    apps = set(systems.index[systems["kind"] == "payment-app"])
    stated = series[series["indicator_id"].isin(STATE)]
    claimed = used(claims)[lambda c: c["indicator_id"].isin(STATE)]
    of_apps = int(stated["entity_id"].isin(apps).sum() + claimed["subject_id"].isin(apps).sum())
    rows = (*map(str, stated.index), *map(str, claimed.index), *sorted(apps))
    return Verdict(of_apps == 0 < len(stated) + len(claimed), f"{of_apps} of an app", rows)
