"""Systems on record, by the earliest date in their launch attributes."""

from __future__ import annotations

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, where
from tests.recomputed.history.rows import DATED, records


def reported(raw: Raw) -> tuple[int, int]:
    groups = [rows for rows in records(raw).values() if rows]
    for attribute in (a for rows in groups for a in rows):
        dates.parse(attribute["value"])
    return sum(not {a["basis"] for a in rows} & DATED for rows in groups), len(groups)


def undated(raw: Raw) -> str:
    labels = {e["entity_id"]: e["label"] for e in raw["entities"]}
    return wording.listing(sorted(labels[s] for s, rows in records(raw).items() if not rows))


def narae_phone(raw: Raw) -> str:
    rows = where(raw["system_attributes"], system_id="narae-app", attribute="launch")
    return min(r["value"] for r in rows)


def linked(raw: Raw) -> str:
    launches = where(raw["system_attributes"], attribute="launch")
    return f"{sum(bool(a['claim_id']) for a in launches)} of {len(launches)}"


NUMBERS: Numbers = {
    "history.basis_linked": linked,
    "history.reported_share": lambda r: " of ".join(wording.count(n) for n in reported(r)),
    "history.undated_systems": undated,
    "history.narae_phone_seen": lambda r: dates.in_words(narae_phone(r)),
}

PREDICATES: Predicates = {
    "history.many_only_first_reported": lambda r: reported(r)[0] * 3 >= reported(r)[1],
}
