"""The surveillance chapter's numbers from raw rows."""

from __future__ import annotations

import re

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, one, used, where

WATCHING = re.compile(r"\b(monitor|watch|trace|track|tracing|surveil)", re.IGNORECASE)
CONTROL = re.compile(r"\bcontrol|private", re.IGNORECASE)
NORTH = {"ryanggang", "north-hamgyong", "northern-provinces", "northern-border"}


def level(row: Row) -> str:
    if row["evidence"] == "inference" or row["evidence_level"] == "inferred":
        return "inferred"
    seen = row["evidence"] in ("inspected", "measured") and row["evidence_level"] == "inspected"
    return "inspected" if seen else "reported"


def at(raw: Raw, name: str) -> str:
    return wording.count(sum(level(row) == name for row in raw["capabilities"]))


def mostly(raw: Raw, name: str, layer: str) -> bool:
    rows = where(raw["capabilities"], layer=layer)
    return bool(rows) and 2 * sum(level(row) == name for row in rows) > len(rows)


def claims(raw: Raw, aspect: str) -> list[Row]:
    return where(used(raw["claims"]), aspect=aspect)


def uses(raw: Raw) -> list[Row]:
    return claims(raw, "use-against-people")


def acted(raw: Raw) -> list[Row]:
    return where(raw["capabilities"], used_against_people="yes")


def originals(rows: list[Row]) -> str:
    return wording.count(len({row["original"] for row in rows}))


def outlets(raw: Raw) -> str:
    kept = {row["original"] for row in uses(raw)}
    return wording.count(len({one(raw["sources"], source_id=key)["outlet_id"] for key in kept}))


def span(raw: Raw) -> str:
    days = sorted(row["as_of"] for row in uses(raw))
    return f"{dates.in_words(days[0])} to {dates.in_words(days[-1])}"


def only_bank(raw: Raw) -> bool:
    channels = {row["channel"] for row in acted(raw)} & {"bank-records", "wallet"}
    return channels | {row["subject_id"] for row in uses(raw)} == {"bank-records"}


def no_wallet(raw: Raw) -> bool:
    elsewhere = [row for row in uses(raw) if row["subject_id"] != "bank-records"]
    return not where(acted(raw), channel="wallet") and not elsewhere


def northern(raw: Raw, place: str) -> bool:
    parents = {row["place_id"]: row["parent_id"] for row in raw["places"]}
    return place in NORTH or parents.get(place) in NORTH


def from_north(raw: Raw) -> bool:
    seen = {row["original"] for row in uses(raw)}
    north = {row["original"] for row in uses(raw) if northern(raw, row["place_id"])}
    return bool(seen) and seen == north


def own_texts(raw: Raw) -> list[Row]:
    stated = claims(raw, "motive-stated")
    return [row for row in stated if row["evidence"] in ("inspected", "state-claim")]


def inside_control(raw: Raw) -> list[Row]:
    told = where(claims(raw, "motive-stated"), evidence="anonymous-source")
    return [row for row in told if CONTROL.search(row["statement"])]


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
    rows = where(used(raw["claims"]), subject_id="narae-card")
    return bool(where(rows, aspect="state-visibility")) and any(
        "anonymously" in row["statement"] for row in rows
    )


def metadata(raw: Raw) -> Row:
    return one(claims(raw, "state-visibility"), subject_id="surveillance", evidence="inspected")


def excerpts(raw: Raw) -> bool:
    cited = {row["source_id"] for row in raw["capabilities"]}
    return {one(raw["sources"], source_id=key)["seen"] for key in cited} == {"excerpt"}


def purpose(raw: Raw) -> str:
    clause = one(raw["provisions"], law_id="electronic-payment-law", article="1")
    return dates.in_words(clause["instrument_date"])


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
    "surveillance.inspected_count": lambda r: at(r, "inspected"),
    "surveillance.inferred_count": lambda r: at(r, "inferred"),
    "surveillance.wallet_channel_count": lambda r: wording.count(
        len(where(r["capabilities"], channel="wallet"))
    ),
    "surveillance.bank_use_originals": lambda r: originals(uses(r)),
    "surveillance.bank_use_outlets": outlets,
    "surveillance.people_arrested": lambda r: wording.count(
        sum(int(float(c["value"])) for c in where(uses(r), indicator_id="people-affected"))
    ),
    "surveillance.use_span": span,
    "surveillance.own_text_originals": lambda r: originals(own_texts(r)),
    "surveillance.inside_control_originals": lambda r: originals(inside_control(r)),
    "surveillance.inferred_originals": lambda r: originals(claims(r, "motive-inferred")),
    "surveillance.inferred_watching_originals": lambda r: originals(
        [c for c in claims(r, "motive-inferred") if WATCHING.search(c["statement"])]
    ),
    "surveillance.law_purpose_date": purpose,
    "surveillance.reform_date": reform,
    "surveillance.watching_fear_places": fear_places,
    "surveillance.watching_fear_further": lambda r: fear_places(r, beyond_north=True),
    "surveillance.cash_at_home": lambda r: wording.quantity(float(held(r, "cash")["value"])),
    "surveillance.bank_deposits": lambda r: wording.count(int(float(held(r, "banking")["value"]))),
    "surveillance.refugees_asked": lambda r: "".join(
        re.findall(r"\d", held(r, "cash")["population"])
    ),
    "surveillance.metadata_finding_date": lambda r: dates.in_words(metadata(r)["as_of"]),
}

PREDICATES: Predicates = {
    "surveillance.device_mostly_inspected": lambda r: mostly(r, "inspected", "device"),
    "surveillance.bank_and_market_mostly_told": lambda r: (
        mostly(r, "reported", "bank") and mostly(r, "reported", "market")
    ),
    "surveillance.no_wallet_use": no_wallet,
    "surveillance.only_bank_records": only_bank,
    "surveillance.use_all_anonymous": lambda r: (
        {c["evidence"] for c in uses(r)} == {"anonymous-source"}
    ),
    "surveillance.use_from_north": from_north,
    "surveillance.own_texts_silent": lambda r: (
        bool(own_texts(r)) and not any(WATCHING.search(c["statement"]) for c in own_texts(r))
    ),
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
    "surveillance.only_excerpts": excerpts,
}
