"""The trial of the findings from raw rows: each finding again, and each removal again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from typing import NamedTuple

from nkpay import wording
from tests.recomputed import (
    Finding,
    Findings,
    Numbers,
    Predicates,
    Raw,
    Row,
    history,
    houses,
    landing,
    law,
    second_way,
    surveillance,
)
from tests.recomputed.adoption import comparison, shares, uptake

SEEN = {"inspected", "measured", "named-witness"}
KEYS = {
    "disclosures": "disclosure_id",
    "claims": "claim_id",
    "system_attributes": "attribute_id",
    "provisions": "provision_id",
    "capabilities": "capability_id",
    "sanctions": "sanction_id",
}


UNTESTABLE = (ValueError, KeyError, IndexError, StopIteration, ZeroDivisionError)


def several(rows: list[Row]) -> bool:
    return len({row["original"] for row in rows}) > 1


def both_places(raw: Raw) -> list[Row]:
    questions, places = (shares.PHONE, shares.QR), ("pyongyang", "provinces")
    return [shares.share(raw, question, place) for question in questions for place in places]


def capital_ahead(raw: Raw) -> bool:
    return all(
        shares.gap(raw, question, "value_low", "value_high") > 0
        for question in (shares.PHONE, shares.QR)
    )


def none_measured_inside(raw: Raw) -> bool:
    measured = [c for c in shares.shares(raw) if c["evidence"] == "measured"]
    return all(c["indicator_id"] == shares.FOREIGN_CARD for c in measured)


def dated_launches(raw: Raw) -> list[Row]:
    claims = [c for group in history.by_system(raw).values() for c in group]
    pairs = {(c["subject_id"], c["source_id"]) for c in claims}
    basis = [
        a
        for a in raw["system_attributes"]
        if a["attribute"] == "launch" and (a["system_id"], a["source_id"]) in pairs
    ]
    return claims + basis


def card_wages(raw: Raw) -> list[Row]:
    return [c for c in landing.wages(raw) if c["subject_id"] == "wage-cards"]


def text_rows(raw: Raw) -> list[Row]:
    size = [
        c
        for c in law.used(raw["claims"])
        if c["indicator_id"] == "law-articles" and c["subject_id"] == law.EPL
    ]
    return size + law.of_the_law(raw, text_seen="article")


def bank_uses(raw: Raw) -> list[Row]:
    return [c for c in surveillance.uses(raw) if c["subject_id"] == "bank-records"]


def motives(raw: Raw) -> tuple[list[Row], list[Row]]:
    return surveillance.claims(raw, "motive-inferred"), surveillance.claims(raw, "motive-stated")


def mostly_inferred(raw: Raw) -> bool:
    inferred, stated = ({c["original"] for c in rows} for rows in motives(raw))
    return len(inferred) > len(stated)


def purchase_rows(raw: Raw) -> list[Row]:
    seen = [
        k
        for k in raw["capabilities"]
        if k["used_against_people"] == "yes" or k["channel"] == "wallet"
    ]
    return seen + surveillance.uses(raw)


def no_purchase(raw: Raw) -> bool:
    return surveillance.no_wallet(raw) and bool(surveillance.acted(raw) + surveillance.uses(raw))


FINDINGS: Findings = {
    "adoption.capital_ahead": Finding(both_places, capital_ahead),
    "adoption.fees_far_apart": Finding(
        comparison.fees, comparison.PREDICATES["adoption.fees_far_apart"]
    ),
    "adoption.no_count_inside": Finding(shares.shares, none_measured_inside),
    "adoption.share_not_known": Finding(
        landing.share, lambda r: landing.unjudged(landing.share(r))
    ),
    "adoption.sign_ups_of_one_original": Finding(
        uptake.sign_ups, uptake.PREDICATES["adoption.wallet_one_original"]
    ),
    "adoption.wages_move_to_cards": Finding(landing.wages, lambda r: several(card_wages(r))),
    "history.launches_disputed": Finding(dated_launches, history.mostly_disputed),
    "history.systems_seen_at_work": Finding(
        landing.functions, lambda r: several(landing.seen(landing.functions(r)))
    ),
    "law.aims_at_less_cash": Finding(landing.law, lambda r: landing.confirmed(landing.law(r))),
    "law.businesses_named_most": Finding(
        lambda r: law.answers(r, "businesses", "all"), law.PREDICATES["law.businesses_lead"]
    ),
    "law.duty_not_known": Finding(landing.duty, lambda r: landing.unjudged(landing.duty(r))),
    "law.no_amount_of_a_fine": Finding(
        lambda r: law.penalties(r) + law.of_the_law(r), law.no_amount
    ),
    "law.text_mostly_unread": Finding(text_rows, law.PREDICATES["law.mostly_unread"]),
    "surveillance.bank_records_used": Finding(bank_uses, lambda r: several(bank_uses(r))),
    "surveillance.motives_mostly_inferred": Finding(
        lambda r: motives(r)[0] + motives(r)[1], mostly_inferred
    ),
    "surveillance.no_purchase_used": Finding(purchase_rows, no_purchase),
    "surveillance.people_held_back": Finding(
        landing.restraint, lambda r: several(landing.restraint(r))
    ),
}


@cache
def all_findings() -> Findings:
    """The findings of all chapters."""
    return second_way("FINDINGS")


# Taking evidence away.


def identity(row: Row) -> str:
    return next(row[key] for key in KEYS.values() if key in row)


class Ways(NamedTuple):
    """By which way rows come: outlets and originals of pages, and the claims by id."""

    outlets: dict[str, str]
    repeats: dict[str, str]
    claims: dict[str, Row]


def ways_of(raw: Raw) -> Ways:
    return Ways(
        houses(raw),
        {s["source_id"]: s["original_id"] for s in raw["sources"]},
        {c["claim_id"]: c for c in raw["claims"]},
    )


def origin(ways: Ways, row: Row) -> tuple[str, str]:
    """Original and kind of evidence of a row of any table."""
    if {"attribute_id", "disclosure_id"} & set(row) and row.get("claim_id") in ways.claims:
        row = ways.claims[row["claim_id"]]
    if "statement" in row:
        return row["original"], row["evidence"]
    page = row["source_id"]
    return ways.repeats.get(page) or page, row.get("evidence", "")


def marks(ways: Ways, row: Row) -> set[tuple[str, str]]:
    """Everything without which a row is gone: its original, its publishers, its kind."""
    original, kind = origin(ways, row)
    if "disclosure_id" in row:
        row = ways.claims[row["claim_id"]]
    houses = {ways.outlets.get(row["source_id"], ""), ways.outlets.get(original, "")} - {""}
    found = {("original", original)} | {("publisher", house) for house in houses}
    return found | ({("evidence", kind)} if kind else set())


def near(raw: Raw, rows: list[Row]) -> Raw:
    """The tables without claims on other matters, for speed."""
    aspects = {row["aspect"] for row in rows if "aspect" in row}
    indicators = {row["indicator_id"] for row in rows if row.get("indicator_id")}
    claims = [c for c in raw["claims"] if c["aspect"] in aspects or c["indicator_id"] in indicators]
    return {**raw, "claims": claims}


def tables_of(rows: list[Row]) -> set[str]:
    """The tables in which these rows stand; an attribute carries the id of its claim too, and so
    does the answer of a claim."""
    own = {"attribute_id", "disclosure_id"}
    ids = (own & set(row) or set(row) for row in rows)
    names = set().union(*ids)
    return {table for table, key in KEYS.items() if key in names}


def outcomes(raw: Raw, name: str) -> dict[tuple[str, str], bool]:
    """For each removal whether the finding stands; ValueError where it does not hold at all."""
    finding, ways = all_findings()[name], ways_of(raw)
    rows = finding.rows(raw)
    if not rows or not finding.holds(raw):
        raise ValueError(f"{name} does not hold")
    close = near(raw, rows)
    marked = {t: [(row, marks(ways, row)) for row in close[t]] for t in tables_of(rows)}
    found = {}
    for removed in sorted(set().union(*(marks(ways, row) for row in rows))):
        left = {t: [row for row, on in kept if removed not in on] for t, kept in marked.items()}
        found[removed] = stands(finding, {**close, **left})
    return found


def stands(finding: Finding, raw: Raw) -> bool:
    try:
        return bool(finding.rows(raw)) and finding.holds(raw)
    except UNTESTABLE:
        return False


def everything(raw: Raw) -> dict[str, dict[tuple[str, str], bool]]:
    """The removals of every finding that has rows."""
    found = {}
    for name in all_findings():
        with suppress(*UNTESTABLE):
            found[name] = outcomes(raw, name)
    return found


def falling(raw: Raw, way: str) -> list[set[str]]:
    """For each finding the parts of one way without which it falls."""
    return [
        {key for (by, key), stood in found.items() if by == way and not stood}
        for found in everything(raw).values()
    ]


def most(which: Iterable[bool]) -> bool:
    return 2 * sum(which) > len(all_findings())


def carries_most(raw: Raw, way: str, key: str) -> bool:
    counts = Counter(part for parts in falling(raw, way) for part in parts)
    others = [n for part, n in counts.items() if part != key]
    return counts[key] > max(others, default=1)


def basis(raw: Raw) -> str:
    tried, ways = everything(raw), ways_of(raw)
    found = [row for name in tried for row in all_findings()[name].rows(raw)]
    rows = {identity_of(row): row for row in found}
    originals = {origin(ways, row)[0] for row in rows.values()}
    return (
        f"{wording.count(len(tried))} findings on {len(rows)} rows"
        f" from {wording.count(len(originals))} originals"
    )


def identity_of(row: Row) -> str:
    return row.get("attribute_id") or identity(row)


# Coverage.


def dated(raw: Raw) -> list[str]:
    return [c["as_of"][:4] for c in raw["claims"] if c["as_of"]]


def recent(raw: Raw) -> str:
    years = dated(raw)
    n = sum(int(year) >= 2020 for year in years)
    return f"{n:,} of {len(years):,} dated claims speak of 2020 or later"


def korean(raw: Raw) -> str:
    pages = {s["source_id"] for s in raw["sources"] if s["language"] == "ko"}
    return f"{sum(c['source_id'] in pages for c in raw['claims']):,} of {len(raw['claims']):,}"


def leading(raw: Raw) -> str:
    names = {o["outlet_id"]: o["name"] for o in raw["outlets"]}
    houses_of = {s["source_id"]: names[s["outlet_id"]] for s in raw["sources"]}
    counts = Counter(houses_of[c["source_id"]] for c in raw["claims"])
    total, named = 0, []
    for name, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if 3 * total >= len(raw["claims"]):
            break
        total += n
        named.append(f"{name} ({n:,})")
    return f"{wording.listing(named)} of {len(raw['claims']):,} claims"


NUMBERS: Numbers = {
    "certainty.basis": basis,
    "certainty.recent_claims": recent,
    "certainty.claims_in_korean": korean,
    "certainty.claims_of_leading_publishers": leading,
}

PREDICATES: Predicates = {
    "certainty.most_stand_without_an_original": lambda r: most(
        not parts for parts in falling(r, "original")
    ),
    "certainty.most_fall_without_a_kind": lambda r: most(
        bool(parts) for parts in falling(r, "evidence")
    ),
    "certainty.anonymous_sources_carry_most": lambda r: carries_most(
        r, "evidence", "anonymous-source"
    ),
    "certainty.daily_nk_carries_most": lambda r: carries_most(r, "publisher", "daily-nk"),
}
