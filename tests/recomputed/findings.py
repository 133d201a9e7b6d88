"""Every finding a second time, from raw rows: on which it rests, and whether it holds.

Findings on what one chapter alone computes stand in that chapter's modules; here are those that
take rows from several.
"""

from __future__ import annotations

from functools import cache

from tests.recomputed import Finding, Findings, Raw, Row, landing, second_way, used
from tests.recomputed.adoption import comparison, shares, uptake
from tests.recomputed.history import launches
from tests.recomputed.law import mandatory, text
from tests.recomputed.law import rows as law
from tests.recomputed.surveillance import capabilities
from tests.recomputed.surveillance import rows as surveillance


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
    claims = [c for group in launches.by_system(raw).values() for c in group]
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
        for c in used(raw["claims"])
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
    return capabilities.no_wallet(raw) and bool(capabilities.acted(raw) + surveillance.uses(raw))


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
    "history.launches_disputed": Finding(dated_launches, launches.mostly_disputed),
    "history.systems_seen_at_work": Finding(
        landing.functions, lambda r: several(landing.seen(landing.functions(r)))
    ),
    "law.aims_at_less_cash": Finding(landing.law, lambda r: landing.confirmed(landing.law(r))),
    "law.businesses_named_most": Finding(
        lambda r: law.answers(r, "businesses", "all"), mandatory.PREDICATES["law.businesses_lead"]
    ),
    "law.duty_not_known": Finding(landing.duty, lambda r: landing.unjudged(landing.duty(r))),
    "law.no_amount_of_a_fine": Finding(
        lambda r: mandatory.penalties(r) + law.of_the_law(r), mandatory.no_amount
    ),
    "law.text_mostly_unread": Finding(text_rows, text.PREDICATES["law.mostly_unread"]),
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
