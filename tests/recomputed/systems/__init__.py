"""The chapter on systems from raw rows, and its findings as the trial tests them."""

from __future__ import annotations

from tests.recomputed.systems import doing, facts, known

#: For each finding its rows and its test, as ``certainty.FINDINGS`` holds them.
FINDINGS = {
    "systems.seldom_issuer_and_maker": (lambda r: r["system_attributes"], known.seldom_both),
    "systems.functions_mostly_told": (doing.function_rows, doing.mostly_told),
    "systems.no_active_users": (facts.user_counts, facts.none_active),
}
