"""The chapter on systems from raw rows, and its findings as the trial tests them."""

from __future__ import annotations

from tests.recomputed import Finding, Findings, Raw, Row
from tests.recomputed.systems import doing, facts, known


def all_rows(raw: Raw) -> list[Row]:
    return doing.with_claims(raw, raw["system_attributes"])


FINDINGS: Findings = {
    "systems.seldom_issuer_and_maker": Finding(all_rows, known.seldom_both),
    "systems.functions_mostly_told": Finding(doing.function_rows, doing.mostly_told),
    "systems.no_active_users": Finding(facts.user_counts, facts.none_active),
}
