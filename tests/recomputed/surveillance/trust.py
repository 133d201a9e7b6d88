"""Trust: what households kept where, what banks were told, what people ask for."""

from __future__ import annotations

import re

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, one, used, where
from tests.recomputed.surveillance.rows import WATCHING, claims, day


def assets(raw: Raw) -> Row:
    return one(used(raw["claims"]), indicator_id="household-financial-assets")


def cash_part(raw: Raw) -> Row:
    return one(
        used(raw["claims"]),
        subject_id="household-finance",
        indicator_id="other-share",
        original=assets(raw)["original"],
    )


def fear(raw: Raw, evidence: str) -> str:
    rows = where(raw["concerns"], theme="state-surveillance", evidence=evidence)
    return wording.count(len(rows))


def reasons(raw: Raw) -> list[Row]:
    return [q for q in raw["concerns"] if q["direction"] in ("deterrent", "driver")]


def insiders_on_privacy(raw: Raw) -> tuple[list[Row], list[Row]]:
    told = where(claims(raw, "driver"), evidence="anonymous-source")
    private = re.compile(r"privacy|anonym", re.IGNORECASE)
    return told, [
        r for r in told if private.search(r["statement"]) or WATCHING.search(r["statement"])
    ]


NUMBERS: Numbers = {
    "surveillance.assets_period": lambda r: dates.in_words(cash_part(r)["as_of"]),
    "surveillance.cash_share": lambda r: wording.percent(float(cash_part(r)["value"])),
    "surveillance.order_to_banks": lambda r: day(claims(r, "cash-access"), "Central Bank order"),
    "surveillance.guaranteed_deposits": lambda r: day(
        claims(r, "economy"), "deposits guaranteed by the state"
    ),
    "surveillance.branches_offered": lambda r: day(
        claims(r, "driver"), "branches in cities and counties"
    ),
    "surveillance.stability_expected": lambda r: day(
        claims(r, "driver"), "keeps electronic payment stable"
    ),
    "surveillance.watching_told": lambda r: fear(r, "anonymous-source"),
    "surveillance.watching_presumed": lambda r: fear(r, "inference"),
    "surveillance.card_shunned": lambda r: day(
        claims(r, "deterrent"), "above all wealthy traders and money changers"
    ),
    "surveillance.cash_foreign": lambda r: wording.percent(
        float(
            one(
                used(r["claims"]),
                indicator_id="foreign-share-of-household-cash",
                original=assets(r)["original"],
            )["value"]
        )
    ),
}

PREDICATES: Predicates = {
    "surveillance.privacy_not_asked": lambda r: (
        bool(insiders_on_privacy(r)[0]) and not insiders_on_privacy(r)[1]
    ),
    "surveillance.reasons_unmeasured": lambda r: (
        bool(reasons(r)) and not where(reasons(r), evidence="measured")
    ),
}
