"""What the state gave for a dollar, set against the market of the same date and place."""

from __future__ import annotations

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, used, where
from tests.recomputed.history.rows import first, last

STATE = {"fx-usd-official", "fx-usd-card", "fx-usd-state-exchange"}
OFFICIAL, CARD, POINTS = "fx-usd-official", "fx-usd-card", "fx-usd-state-exchange"


def rates(raw: Raw) -> list[Row]:
    columns = {"at": "as_of", "precision": "as_of_precision", "basis": "as_of_basis"}
    claimed = [{**c, **{k: c[v] for k, v in columns.items()}} for c in used(raw["claims"])]
    columns = {"at": "period", "precision": "period_precision", "basis": "period_basis"}
    observed = [
        {**s, **{k: s[v] for k, v in columns.items()}} for s in where(raw["series"], scope="dprk")
    ]
    return [
        r
        for r in observed + claimed
        if r["value"]
        and r["indicator_id"] in STATE | {"fx-usd"}
        and r["basis"] == "printed"
        and r["precision"] in ("day", "month", "quarter")
    ]


def within(market: Row, state: Row) -> bool:
    return (
        first(state["at"]) <= first(market["at"])
        and last(market["at"]) <= last(state["at"])
        and market["currency_basis"] == state["currency_basis"]
        and state["place_id"] in ("dprk", market["place_id"])
    )


def pairs(raw: Raw, *kinds: str) -> list[tuple[Row, float, float, float]]:
    """State rates with least share, most share and the dearest market rate."""
    known = rates(raw)
    found = []
    for state in (r for r in known if r["indicator_id"] in kinds):
        beside = [m for m in where(known, indicator_id="fx-usd") if within(m, state)]
        if beside:
            dear = max(float(m["value_high"] or m["value"]) for m in beside)
            cheap = min(float(m["value_low"] or m["value"]) for m in beside)
            value = 100 * float(state["value"])
            found.append((state, value / dear, value / cheap, dear))
    return found


def share(rows: list[tuple[Row, float, float, float]]) -> str:
    ends = [min(least for _, least, _, _ in rows), max(most for _, _, most, _ in rows)]
    low, high = (round(end, 1) if end < 10 else round(end) for end in ends)
    return wording.between(low, high, "per cent")


def at_once(raw: Raw) -> list[Row]:
    states = [state for state, *_ in pairs(raw, OFFICIAL, POINTS)]
    both = [
        s
        for s in states
        if {x["indicator_id"] for x in states if x["at"] == s["at"]} == {OFFICIAL, POINTS}
    ]
    newest = max(first(s["at"]) for s in both)
    return [s for s in both if first(s["at"]) == newest]


def two_rates(raw: Raw) -> str:
    values = [float(s["value"]) for s in at_once(raw)]
    return f"{wording.quantity(min(values))} and {wording.quantity(max(values))}"


def last_state(raw: Raw) -> tuple[Row, float, float, float]:
    return max(pairs(raw, POINTS), key=lambda pair: first(pair[0]["at"]))


def points(raw: Raw) -> list[tuple[Row, float, float, float]]:
    return sorted(pairs(raw, POINTS), key=lambda pair: first(pair[0]["at"]))


def fell_behind(raw: Raw) -> bool:
    (earlier, least, *_), (later, _, most, _) = points(raw)[:2]
    return float(earlier["value"]) == float(later["value"]) and most < least


def none_later(raw: Raw) -> bool:
    ends = [last(s["period"]) for s in raw["series"] if s["indicator_id"] in STATE]
    claimed = [c for c in used(raw["claims"]) if c["indicator_id"] in STATE]
    ends += [last(c["as_of"]) for c in claimed if c["as_of"]]
    return max(ends) <= last(last_state(raw)[0]["at"])


def pyongyang(raw: Raw) -> list[Row]:
    rows = where(
        raw["series"],
        indicator_id="fx-usd",
        rate_kind="market",
        place_id="pyongyang",
        currency_basis="new-won",
        period_basis="printed",
    )
    return [r for r in rows if r["value"] and r["period_precision"] in ("day", "month")]


def latest(raw: Raw) -> Row:
    def middle(row: Row) -> tuple[int, float]:
        span = dates.parse(row["period"])
        return (span.first.toordinal() + span.last.toordinal()) // 2, float(row["value"])

    return max(pyongyang(raw), key=middle)


def rise(raw: Raw) -> str:
    return wording.times(float(latest(raw)["value"]) / last_state(raw)[3])


def of_apps(raw: Raw) -> bool:
    apps = {s["system_id"] for s in where(raw["systems"], kind="payment-app")}
    about = [s["entity_id"] for s in raw["series"] if s["indicator_id"] in STATE]
    about += [c["subject_id"] for c in used(raw["claims"]) if c["indicator_id"] in STATE]
    return bool(about) and not apps & set(about)


NUMBERS: Numbers = {
    "history.official_share": lambda r: share(pairs(r, OFFICIAL)),
    "history.card_share": lambda r: share(pairs(r, CARD)),
    "history.points_share": lambda r: share(pairs(r, POINTS)),
    "history.first_points_share": lambda r: share(points(r)[:1]),
    "history.two_rates_when": lambda r: dates.in_words(at_once(r)[0]["at"]),
    "history.two_rates": two_rates,
    "history.last_state_rate_when": lambda r: dates.in_words(last_state(r)[0]["at"]),
    "history.last_state_share": lambda r: share([last_state(r)]),
    "history.rise_since_state_rate": rise,
}

PREDICATES: Predicates = {
    "history.official_below_tenth": lambda r: max(p[2] for p in pairs(r, OFFICIAL)) < 10,
    "history.points_above_half": lambda r: min(p[1] for p in pairs(r, POINTS)) > 50,
    "history.fixed_rate_fell_behind": fell_behind,
    "history.no_later_state_rate": none_later,
    "history.no_wallet_rate": of_apps,
}
