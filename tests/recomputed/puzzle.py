"""The adoption puzzle from raw rows."""

from __future__ import annotations

import re

from nkpay import dates, wording
from tests.recomputed import (
    Finding,
    Findings,
    Numbers,
    Predicates,
    Raw,
    Row,
    one,
    used,
    where,
)
from tests.recomputed.adoption.shares import PHONE, PURCHASE, QR, about, share, shares, when
from tests.recomputed.puzzle_echo import nothing_new, originals, repeats, unchecked

PHONES = {"itu-mobile-per-100", "mobile-connections-per-100-gsma", "mobile-penetration"}


def edge(raw: Raw, question: str, place: str, end: str) -> float:
    return float(share(raw, question, place)[f"value_{end}"])


def capital(raw: Raw, question: str, end: str) -> float:
    return edge(raw, question, "pyongyang", end)


def rest(raw: Raw, question: str, end: str) -> float:
    return edge(raw, question, "provinces", end)


def least(raw: Raw, question: str) -> float:
    return min(capital(raw, question, "low"), rest(raw, question, "low"))


def most(raw: Raw, question: str) -> float:
    return max(capital(raw, question, "high"), rest(raw, question, "high"))


def later(raw: Raw, end: str) -> float:
    return edge(raw, PURCHASE, "dprk", end)


def country(raw: Raw, question: str) -> str:
    return wording.between(least(raw, question), most(raw, question), "per cent")


def whole(value: float) -> str:
    return wording.percent(round(value))


def weight(raw: Raw) -> str:
    low = rest(raw, QR, "low")
    return whole(100 * (later(raw, "high") - low) / (capital(raw, QR, "low") - low))


def weight_matters(raw: Raw) -> bool:
    def spare(question: str) -> float:
        pair = share(raw, question, "pyongyang"), share(raw, question, "provinces")
        widths = [float(c["value_high"]) - float(c["value_low"]) for c in pair]
        return float(pair[0]["value"]) - float(pair[1]["value"]) - max(widths)

    return all(spare(question) > 0 for question in (PHONE, QR))


def counted(raw: Raw) -> list[Row]:
    rows = where(raw["series"], indicator_id="population-share-of-capital")
    year = max(r["period"][:4] for r in rows)
    return [r for r in rows if r["period"].startswith(year)]


def counted_part(raw: Raw) -> tuple[float, float]:
    parts = sorted(float(r["value"]) for r in counted(raw))
    return parts[0], parts[-1]


def counted_share(raw: Raw, question: str) -> tuple[float, float]:
    """With the part counted in the capital and the rest in the provinces."""
    both = [
        [
            capital(raw, question, end) * part / 100 + rest(raw, question, end) * (1 - part / 100)
            for part in counted_part(raw)
        ]
        for end in ("low", "high")
    ]
    return min(both[0]), max(both[1])


def near_provinces(raw: Raw, question: str) -> bool:
    middle = sum(counted_share(raw, question)) / 2
    there, here = (
        float(share(raw, question, place)["value"]) for place in ("provinces", "pyongyang")
    )
    return abs(middle - there) < abs(here - middle)


def known(raw: Raw, question: str) -> str:
    gap = capital(raw, question, "low") - rest(raw, question, "high")
    return whole(100 / (1 + gap / 100))


def in_hundred(n: float) -> str:
    return f"{wording.quantity(n)} in a hundred"


def unconvinced(raw: Raw) -> str:
    asked = share(raw, "epayment-convenience-share", "four-active-cities")
    return in_hundred(capital(raw, QR, "low") - float(asked["value"]))


def reversed_order(raw: Raw) -> bool:
    return capital(raw, QR, "low") > capital(raw, PHONE, "high") and rest(raw, PHONE, "low") > rest(
        raw, QR, "high"
    )


def narae(raw: Raw) -> str:
    asked = share(raw, "bok-payment-experience-foreign-card", "dprk", as_of="2015/2019")
    return whole(100 * float(asked["value"]) / edge(raw, "card-use-share", "pyongyang", "low"))


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


def outside(raw: Raw) -> str:
    found = owners_outside(raw)
    return wording.between(min(found), max(found), "per cent")


def owners_enough_in_capital_only(raw: Raw) -> bool:
    inside = observed(raw, "mobile-ownership-refugees", place_id="pyongyang")
    buying = float(share(raw, PHONE, "provinces")["value"])
    return inside > capital(raw, PHONE, "high") and max(owners_outside(raw)) < buying


def part(raw: Raw, question: str) -> str:
    low = 100 * later(raw, "low") / rest(raw, question, "high")
    high = min(100.0, 100 * later(raw, "high") / rest(raw, question, "low"))
    return wording.between(round(low), round(high), "per cent")


def parts_fit(raw: Raw) -> bool:
    return all(later(raw, "low") < rest(raw, question, "high") for question in (PHONE, QR))


def meets_codes_only(raw: Raw) -> bool:
    top = later(raw, "high")
    return rest(raw, QR, "low") <= top < rest(raw, PHONE, "low")


def witness(raw: Raw) -> Row:
    return one(
        used(raw["claims"]),
        subject_id="qr-payment",
        aspect="users",
        place_id="pyongyang",
        evidence="named-witness",
    )


def part_in_capital(raw: Raw) -> str:
    return whole(100 * 50 / capital(raw, QR, "high")) if witness(raw) else ""


def both_questions(raw: Raw) -> list[Row]:
    return [share(raw, question, "provinces") for question in (PHONE, QR)]


def buyers(raw: Raw) -> list[Row]:
    return [share(raw, PHONE, place) for place in ("pyongyang", "provinces")]


NUMBERS: Numbers = {
    "puzzle.capital_part": lambda r: wording.between(
        *(round(part, 1) for part in counted_part(r)), "per cent"
    ),
    "puzzle.capital_part_when": lambda r: max(c["period"][:4] for c in counted(r)),
    "puzzle.phone_at_census": lambda r: wording.between(
        *map(round, counted_share(r, PHONE)), "per cent"
    ),
    "puzzle.qr_at_census": lambda r: wording.between(*map(round, counted_share(r, QR)), "per cent"),
    "puzzle.country_phone": lambda r: country(r, PHONE),
    "puzzle.country_qr": lambda r: country(r, QR),
    "puzzle.weight_for_no_fall": weight,
    "puzzle.known_for_phone": lambda r: known(r, PHONE),
    "puzzle.known_for_qr": lambda r: known(r, QR),
    "puzzle.scan_without_buying": lambda r: in_hundred(
        capital(r, QR, "low") - capital(r, PHONE, "high")
    ),
    "puzzle.buy_without_scanning": lambda r: in_hundred(
        rest(r, PHONE, "low") - rest(r, QR, "high")
    ),
    "puzzle.scan_unconvinced": unconvinced,
    "puzzle.narae_weight": narae,
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
    "puzzle.part_by_code": lambda r: part(r, QR),
    "puzzle.part_by_phone": lambda r: part(r, PHONE),
    "puzzle.part_in_capital": part_in_capital,
    "puzzle.visitor_when": lambda r: when(witness(r)),
}

PREDICATES: Predicates = {
    "puzzle.census_near_provinces": lambda r: all(near_provinces(r, q) for q in (PHONE, QR)),
    "puzzle.qr_above_later_at_census": lambda r: counted_share(r, QR)[0] > later(r, "high"),
    "puzzle.weight_matters_more": weight_matters,
    "puzzle.phone_above_later": lambda r: least(r, PHONE) > later(r, "high"),
    "puzzle.order_reversed": reversed_order,
    "puzzle.parts_fit": parts_fit,
    "puzzle.too_few_phones": lambda r: least(r, PHONE) > phones_most(r),
    "puzzle.more_use_than_own": more_use_than_own,
    "puzzle.claimed_enough_at_most": claimed_enough,
    "puzzle.phones_enough_in_capital_only": owners_enough_in_capital_only,
    "puzzle.later_meets_codes_only": meets_codes_only,
}

FINDINGS: Findings = {
    "puzzle.no_share_checked": Finding(shares, unchecked),
    "puzzle.echo_adds_nothing": Finding(lambda r: originals(r) + repeats(r), nothing_new),
    "puzzle.more_buyers_than_phones": Finding(
        lambda r: buyers(r) + phones(r), lambda r: least(r, PHONE) > phones_most(r)
    ),
    "puzzle.ranges_fit": Finding(
        lambda r: [*both_questions(r), share(r, PURCHASE, "dprk")], parts_fit
    ),
}
