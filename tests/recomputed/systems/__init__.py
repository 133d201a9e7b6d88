"""The chapter on systems from raw rows, and its findings as the trial tests them."""

from __future__ import annotations

from tests.recomputed import Raw, Row
from tests.recomputed.systems import doing, facts, known


def all_rows(raw: Raw) -> list[Row]:
    return doing.with_claims(raw, raw["system_attributes"])


#: For each finding its rows and its test, as ``certainty.FINDINGS`` holds them.
FINDINGS = {
    "systems.seldom_issuer_and_maker": (all_rows, known.seldom_both),
    "systems.functions_mostly_told": (doing.function_rows, doing.mostly_told),
    "systems.no_active_users": (facts.user_counts, facts.none_active),
}
