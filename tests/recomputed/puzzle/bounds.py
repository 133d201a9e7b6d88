"""Bounds: what the words about capital and provinces allow for the whole country."""

from __future__ import annotations

from nkpay import wording
from tests.recomputed import Numbers, Predicates, Raw, Row, where
from tests.recomputed.adoption.shares import PHONE, QR, share
from tests.recomputed.puzzle.rows import capital, later, least, rest, whole


def most(raw: Raw, question: str) -> float:
    return max(capital(raw, question, "high"), rest(raw, question, "high"))


def country(raw: Raw, question: str) -> str:
    return wording.between(least(raw, question), most(raw, question), "per cent")


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
}

PREDICATES: Predicates = {
    "puzzle.census_near_provinces": lambda r: all(near_provinces(r, q) for q in (PHONE, QR)),
    "puzzle.qr_above_later_at_census": lambda r: counted_share(r, QR)[0] > later(r, "high"),
    "puzzle.weight_matters_more": weight_matters,
    "puzzle.phone_above_later": lambda r: least(r, PHONE) > later(r, "high"),
}
