"""What holds people back and draws them in; trust, cash, and where sources disagree."""

from __future__ import annotations

import re

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, one, used, where
from tests.recomputed.surveillance.rows import claims, northern, said, uses


def named(raw: Raw, theme: str) -> list[Row]:
    return [row for row in where(raw["concerns"], theme=theme) if row["place_id"] != "dprk"]


def fear_places(raw: Raw, *, beyond_north: bool = False) -> str:
    places = {row["place_id"] for row in named(raw, "state-surveillance")}
    found = {p for p in places if not (beyond_north and northern(raw, p))}
    names = {one(raw["places"], place_id=place)["name"] for place in found}
    return wording.listing(name.replace("The ", "the ") for name in sorted(names))


def gives_both(raw: Raw) -> bool:
    fear = {row["source_id"] for row in where(raw["concerns"], theme="state-surveillance")}
    ease = {row["source_id"] for row in where(raw["concerns"], theme="convenience")}
    return bool(fear & ease)


def held(raw: Raw, subject: str) -> Row:
    surveys = where(used(raw["claims"]), indicator_id="household-financial-assets")
    sums = where(used(raw["claims"]), indicator_id="usd-amount", subject_id=subject)
    (claim,) = (row for row in sums if row["original"] in {s["original"] for s in surveys})
    return claim


def promise(raw: Raw) -> bool:
    said = [r for r in claims(raw, "state-visibility") if "stay anonymous" in r["statement"]]
    return bool({row["original"] for row in said} & {row["original"] for row in uses(raw)})


def narae(raw: Raw) -> bool:
    seen, asked = said(raw, "narae-card", "sum"), said(raw, "narae-card", "identity")
    return "yes" in seen and "no" in asked


def reform(raw: Raw) -> str:
    (event,) = (
        row
        for row in where(raw["events"], category="currency")
        if row["title"].startswith("Won exchanged")
    )
    return dates.in_words(event["date"])


def cash_dwarfs(raw: Raw) -> bool:
    return float(held(raw, "cash")["value"]) > 100 * float(held(raw, "banking")["value"])


NUMBERS: Numbers = {
    "surveillance.reform_date": reform,
    "surveillance.watching_fear_places": fear_places,
    "surveillance.watching_fear_further": lambda r: fear_places(r, beyond_north=True),
    "surveillance.cash_at_home": lambda r: wording.quantity(float(held(r, "cash")["value"])),
    "surveillance.bank_deposits": lambda r: wording.count(int(float(held(r, "banking")["value"]))),
    "surveillance.refugees_asked": lambda r: "".join(
        re.findall(r"\d", held(r, "cash")["population"])
    ),
}

PREDICATES: Predicates = {
    "surveillance.arrest_fear_only_north": lambda r: (
        bool(named(r, "inspection-and-arrest"))
        and all(northern(r, q["place_id"]) for q in named(r, "inspection-and-arrest"))
    ),
    "surveillance.watching_fear_wider": lambda r: any(
        not northern(r, q["place_id"]) for q in named(r, "state-surveillance")
    ),
    "surveillance.one_report_gives_both": gives_both,
    "surveillance.cash_dwarfs_deposits": cash_dwarfs,
    "surveillance.promise_and_practice": promise,
    "surveillance.narae_read_both_ways": narae,
}
