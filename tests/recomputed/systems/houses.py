"""Who stands behind the systems, from raw rows."""

from __future__ import annotations

from nkpay import wording
from tests.recomputed import Numbers, Predicates, Raw, Row, where
from tests.recomputed.systems.known import issued
from tests.recomputed.systems.rows import ISSUERS, MAKERS, about, systems_of


def is_bank(raw: Raw) -> set[str]:
    return {e["entity_id"] for e in where(raw["entities"], kind="bank")}


def by_banks(raw: Raw) -> list[Row]:
    banks = is_bank(raw)
    return [a for a in about(raw, *ISSUERS) if a["value"] in banks]


def banks(raw: Raw) -> set[str]:
    return {a["value"] for a in by_banks(raw)}


def firms(raw: Raw) -> set[str]:
    return {a["value"] for a in about(raw, *ISSUERS, *MAKERS)} - is_bank(raw)


def looked_up(raw: Raw, houses: set[str]) -> list[Row]:
    rows = [s for s in raw["sanctions"] if s["entity_id"] in houses]
    return [s for s in rows if s["list"] != "japan-end-users"]


def listed(raw: Raw, houses: set[str], *, by: str = "") -> set[str]:
    rows = where(looked_up(raw, houses), status="listed")
    return {s["entity_id"] for s in rows if not by or s["list"] == by}


def banks_issue(raw: Raw) -> tuple[int, int]:
    return len(systems_of(by_banks(raw))), len(issued(raw))


def banks_listed(raw: Raw) -> tuple[int, int]:
    return len(listed(raw, banks(raw))), len(banks(raw))


def japan_alone(raw: Raw) -> bool:
    rows = where(looked_up(raw, firms(raw)), status="listed")
    return len({s["entity_id"] for s in rows}) == 1 and {s["list"] for s in rows} == {"japan"}


NUMBERS: Numbers = {
    "systems.banks_issue": lambda r: f"{wording.count(banks_issue(r)[0])} of {banks_issue(r)[1]}",
    "systems.issuing_banks_listed": lambda r: " of ".join(map(wording.count, banks_listed(r))),
    "systems.firms_looked_up": lambda r: wording.count(
        len({s["entity_id"] for s in looked_up(r, firms(r))})
    ),
}

PREDICATES: Predicates = {
    "systems.banks_issue_most": lambda r: 2 * banks_issue(r)[0] > banks_issue(r)[1],
    "systems.most_issuing_banks_listed": lambda r: 2 * banks_listed(r)[0] > banks_listed(r)[1],
    "systems.one_firm_by_japan_alone": japan_alone,
}
