"""Wages in rice from raw rows."""

from __future__ import annotations

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, used, where
from tests.recomputed.adoption.economy import printed, rice
from tests.recomputed.adoption.shares import when

NEAR = 183


def since(rows: list[Row], day: str) -> list[Row]:
    return [r for r in rows if r[day] >= "2022"]


def rise(raw: Raw) -> list[Row]:
    rows = where(used(raw["claims"]), indicator_id="wage-rise", evidence="anonymous-source")
    rows = where(since(rows, "as_of"), as_of_precision="month")
    return sorted(rows, key=lambda c: c["as_of"])


def ordinary(raw: Raw) -> list[Row]:
    rows = since(where(used(raw["claims"]), indicator_id="monthly-wage"), "as_of")
    named = [c for c in rows if c["population"].startswith("ordinary workers")]
    return sorted(named, key=lambda c: c["as_of"])


def gap(one: str, two: str) -> int:
    a, b = dates.parse(one), dates.parse(two)
    return max(0, (b.first - a.last).days, (a.first - b.last).days)


def nearness(period: str, price: Row) -> tuple[int, float, int, str]:
    """Days apart, then days between the middles, then the length of the period, then the row."""
    wage, seen = dates.parse(period), dates.parse(price["period"])
    middle = (wage.first.toordinal() + wage.last.toordinal()) / 2
    other = (seen.first.toordinal() + seen.last.toordinal()) / 2
    long = seen.last.toordinal() - seen.first.toordinal()
    return gap(period, price["period"]), abs(middle - other), long, price["observation_id"]


def ends(row: Row) -> tuple[float, float]:
    low, high = row["value_low"] or row["value"], row["value_high"] or row["value"]
    return float(low or "nan"), float(high or "nan")


def in_rice(raw: Raw, wage: Row, period: str) -> list[float]:
    """Low and high end of a wage in rice; none where no price is near."""
    prices = printed(raw, indicator_id="rice-price", place_id="pyongyang")
    prices = [p for p in prices if p["currency_basis"] == wage["currency_basis"]]
    near = [p for p in prices if gap(period, p["period"]) <= NEAR]
    if not near:
        return []
    price = min(near, key=lambda p: nearness(period, p))
    return [float(f"{end / float(price['value']):.4g}") for end in ends(wage)]


def wage_rows(raw: Raw) -> list[tuple[Row, str]]:
    claims = since(where(used(raw["claims"]), indicator_id="monthly-wage"), "as_of")
    series = since(where(raw["series"], indicator_id="monthly-wage"), "period")
    dated = [(c, c["as_of"]) for c in claims if c["as_of_precision"] in ("day", "month")]
    return dated + [
        (s, s["period"])
        for s in series
        if s["period_precision"] in ("day", "month") and s["obtained"] != "derived"
    ]


def before(raw: Raw) -> list[float]:
    first = rise(raw)[0]["as_of"]
    found = [in_rice(raw, row, period) for row, period in wage_rows(raw) if period < first]
    return [end for pair in found for end in pair if end == end]


def of_ordinary(raw: Raw, place: int) -> list[float]:
    row = ordinary(raw)[place]
    if row["as_of_precision"] not in ("day", "month"):
        raise ValueError
    return in_rice(raw, row, row["as_of"])


def kilograms(ends: list[float]) -> str:
    return f"{min(ends):.1f} to {max(ends):.1f} kilograms"


def factor(raw: Raw) -> str:
    return f"{wording.count(int(min(ends(c)[0] for c in rise(raw))))} times"


def latest(raw: Raw) -> tuple[float, float]:
    row = ordinary(raw)[-1]
    return float(row["value_low"]), float(row["value_high"])


NUMBERS: Numbers = {
    "adoption.wage_rise": factor,
    "adoption.wage_rise_first": lambda r: when(rise(r)[0]),
    "adoption.wage_rise_last": lambda r: when(rise(r)[-1]),
    "adoption.wage_before_in_rice": lambda r: kilograms(before(r)),
    "adoption.wage_after_in_rice": lambda r: kilograms(of_ordinary(r, 0)),
    "adoption.wage_latest_in_rice": lambda r: kilograms(of_ordinary(r, -1)),
    "adoption.wage_latest": lambda r: wording.between(*latest(r)),
    "adoption.wage_latest_when": lambda r: when(ordinary(r)[-1]),
    "adoption.wage_if_unchanged": lambda r: kilograms(
        [end / float(rice(r)["value"]) for end in latest(r)]
    ),
}

PREDICATES: Predicates = {
    "adoption.wage_rice_gained": lambda r: min(of_ordinary(r, 0)) > 2 * max(before(r)),
    "adoption.wage_rice_lost": lambda r: max(of_ordinary(r, -1)) < min(of_ordinary(r, 0)) / 2,
}
