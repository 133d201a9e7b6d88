"""Phones: whether there are enough of them for those who are said to buy by phone."""

from __future__ import annotations

import re

from nkpay import dates, wording
from tests.recomputed import Finding, Findings, Numbers, Predicates, Raw, Row, one, used, where
from tests.recomputed.adoption.shares import PHONE, about, share, when
from tests.recomputed.puzzle.rows import capital, in_hundred, least

PHONES = {"itu-mobile-per-100", "mobile-connections-per-100-gsma", "mobile-penetration"}


def phones(raw: Raw) -> list[Row]:
    rows = where(used(raw["claims"]), place_id="dprk")
    return [c for c in rows if c["indicator_id"] in PHONES]


def phones_most(raw: Raw) -> float:
    return max(float(c["value_high"] or c["value"]) for c in phones(raw))


def smartphones(raw: Raw) -> str:
    lines = about(raw, "mobile-connections-per-100-gsma")
    houses = {c["original"] for c in lines}
    parts = about(raw, "smartphone-connection-share")
    (part,) = (c for c in parts if c["original"] in houses)
    every = one(lines, original=part["original"])
    n = round(float(every["value"]) * float(part["value"]) / 100)
    return f"about {wording.quantity(n)} for every hundred"


def observed(raw: Raw, indicator: str, **more: str) -> float:
    return float(one(raw["series"], indicator_id=indicator, **more)["value"])


def adults(raw: Raw) -> str:
    names = [f"mics-mobile-ownership-{sex}" for sex in ("women", "men")]
    women, men = (wording.quantity(observed(raw, name)) for name in names)
    first, last = re.findall(r"\d+", one(raw["indicators"], indicator_id=names[1])["unit"])
    return f"{women} per cent of women and {men} per cent of men aged {first} to {last}"


def adults_when(raw: Raw) -> str:
    one(raw["series"], indicator_id="mics-mobile-ownership-women")
    return dates.in_words(one(raw["series"], indicator_id="mics-mobile-ownership-men")["period"])


def phone_users(raw: Raw) -> list[float]:
    rows = where(used(raw["claims"]), indicator_id="respondent-share", subject_id="mobile-phones")
    rows = where(rows, evidence="measured")
    return [
        float(row["value"])
        for sex in ("women", "men")
        for row in rows
        if row["population"].split()[0] == sex
    ]


def users_in_words(raw: Raw) -> str:
    women, men = (wording.quantity(n) for n in phone_users(raw))
    return f"{women} per cent of the women and {men} of the men"


def more_use_than_own(raw: Raw) -> bool:
    owned = [observed(raw, f"mics-mobile-ownership-{sex}") for sex in ("women", "men")]
    return all(n > m for n, m in zip(phone_users(raw), owned, strict=True))


def claimed(raw: Raw) -> Row:
    counts = where(used(raw["claims"]), subject_id="smartphones", evidence="state-claim")
    (row,) = (c for c in counts if c["value_low"])
    return row


def ends(raw: Raw) -> tuple[float, float]:
    row = claimed(raw)
    return float(row["value_low"]), float(row["value_high"])


def claimed_per_hundred(raw: Raw) -> tuple[float, float]:
    lines = where(used(raw["claims"]), indicator_id="operator-connections")
    houses = {c["original"] for c in lines}
    rates = about(raw, "mobile-connections-per-100-gsma")
    (rate,) = (float(c["value"]) for c in rates if c["original"] in houses)
    hundreds = sum(float(c["value"]) for c in lines) / rate
    low, high = ends(raw)
    return low / hundreds, high / hundreds


def claimed_enough(raw: Raw) -> bool:
    low, high = claimed_per_hundred(raw)
    return low < least(raw, PHONE) < high


def owners_outside(raw: Raw) -> list[float]:
    rows = where(raw["series"], indicator_id="mobile-ownership-refugees")
    places = {"northern-border", "non-border-provinces"}
    return [float(o["value"]) for o in rows if o["place_id"] in places]


def owners_enough_in_capital_only(raw: Raw) -> bool:
    inside = observed(raw, "mobile-ownership-refugees", place_id="pyongyang")
    buying = float(share(raw, PHONE, "provinces")["value"])
    return inside > capital(raw, PHONE, "high") and max(owners_outside(raw)) < buying


def buyers(raw: Raw) -> list[Row]:
    return [share(raw, PHONE, place) for place in ("pyongyang", "provinces")]


NUMBERS: Numbers = {
    "puzzle.phones_most": lambda r: f"{wording.quantity(phones_most(r))} for every hundred people",
    "puzzle.buyers_least": lambda r: in_hundred(least(r, PHONE)),
    "puzzle.smartphones_per_hundred": smartphones,
    "puzzle.phones_of_adults": adults,
    "puzzle.phones_of_adults_when": adults_when,
    "puzzle.phone_users_of_adults": users_in_words,
    "puzzle.smartphones_claimed": lambda r: (
        f"{wording.between(*(end / 1e6 for end in ends(r)))} million"
    ),
    "puzzle.smartphones_claimed_when": lambda r: when(claimed(r)),
    "puzzle.smartphones_claimed_per_hundred": lambda r: (
        f"{wording.between(*map(round, claimed_per_hundred(r)))} for every hundred people"
    ),
}

PREDICATES: Predicates = {
    "puzzle.too_few_phones": lambda r: least(r, PHONE) > phones_most(r),
    "puzzle.more_use_than_own": more_use_than_own,
    "puzzle.claimed_enough_at_most": claimed_enough,
    "puzzle.phones_enough_in_capital_only": owners_enough_in_capital_only,
}

FINDINGS: Findings = {
    "puzzle.more_buyers_than_phones": Finding(
        lambda r: buyers(r) + phones(r), lambda r: least(r, PHONE) > phones_most(r)
    ),
}
