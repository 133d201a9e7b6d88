"""What the trial of the findings shows over all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from nkpay import wording
from tests.recomputed import Numbers, Predicates, Raw
from tests.recomputed.findings import all_findings
from tests.recomputed.trial import everything, falling, identity, origin, ways_of


def most(which: Iterable[bool]) -> bool:
    return 2 * sum(which) > len(all_findings())


def carries_most(raw: Raw, way: str, key: str) -> bool:
    counts = Counter(part for parts in falling(raw, way) for part in parts)
    others = [n for part, n in counts.items() if part != key]
    return counts[key] > max(others, default=1)


def basis(raw: Raw) -> str:
    tried, ways = everything(raw), ways_of(raw)
    found = [row for name in tried for row in all_findings()[name].rows(raw)]
    rows = {identity(row): row for row in found}
    originals = {origin(ways, row)[0] for row in rows.values()}
    return (
        f"{wording.count(len(tried))} findings on {len(rows)} rows"
        f" from {wording.count(len(originals))} originals"
    )


NUMBERS: Numbers = {
    "certainty.basis": basis,
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
