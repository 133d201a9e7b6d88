"""How well independent codings of the same passage agree.

Several coders, all of them language models, read excerpts of the same sources without seeing
each other's rows. Their codings were aligned by source and passage before any value, date or
kind of evidence was looked at (``codings.passage``), and are compared here. Each coder counts
once a passage. Besides percent agreement of all pairs this gives Krippendorff's alpha, which
takes off the agreement that chance would give: 1 is perfect, 0 is no better than chance
(K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011).

Agreement of models that share their training says less than agreement of people would.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import pandas as pd

from nkpay import dates

#: What is compared, and the column of ``codings`` that holds it.
COMPARED: Final = {
    "value": "value",
    "date": "as_of",
    "evidence": "evidence",
    "subject": "subject_id",
}
Unit = list[Hashable]


@dataclass(frozen=True)
class Agreement:
    """How one attribute was coded: pairs of coders, share that agree, Krippendorff's alpha.

    ``passages`` are those that two or more coders gave this attribute; ``alpha`` is None where
    everything coded is the same, since it is not defined then.
    """

    attribute: str
    passages: int
    pairs: int
    agree: int
    alpha: float | None


def aligned(codings: pd.DataFrame) -> pd.DataFrame:
    """Codings of passages, one row a coder and passage; a coder's first row counts."""
    rows = codings[codings["passage"] != ""]
    return rows[~rows.duplicated(["passage", "coder"])]


def agreement(codings: pd.DataFrame, attribute: str) -> Agreement:
    """Agreement on one of ``COMPARED``, over passages that two or more coders gave it."""
    column = COMPARED[attribute]
    rows = aligned(codings)
    if attribute == "value":
        rows = rows.assign(value=rows["value"].map(_significant))
    rows = rows[rows[column] != ""]
    units = [list(group) for _, group in rows.groupby("passage")[column] if len(group) > 1]
    pairs = [pair for unit in units for pair in combinations(unit, 2)]
    same = sum(one == two for one, two in pairs)
    return Agreement(attribute, len(units), len(pairs), same, alpha(units))


def compatible_dates(codings: pd.DataFrame) -> tuple[int, int]:
    """Pairs of dates of one passage that overlap, and all pairs: '2025' and '2025-11' do."""
    rows = aligned(codings)
    rows = rows[rows["as_of"] != ""]
    pairs = [
        (dates.parse(one), dates.parse(two))
        for _, group in rows.groupby("passage")["as_of"]
        for one, two in combinations(group, 2)
    ]
    overlap = sum(one.first <= two.last and two.first <= one.last for one, two in pairs)
    return overlap, len(pairs)


def misses(codings: pd.DataFrame) -> tuple[int, int]:
    """Passages that a coder of their source left out, and all that a coder could have coded.

    A coder could have coded each passage of a source from which he coded anything.
    """
    rows = aligned(codings)
    coders = rows.groupby("source_id")["coder"].nunique()
    passages = rows.groupby("source_id")["passage"].nunique()
    possible = int((coders * passages).sum())
    return possible - len(rows), possible


def alpha(
    units: Iterable[Unit], distance: Callable[[Hashable, Hashable], float] | None = None
) -> float | None:
    """Krippendorff's alpha; the distance is that of names (same or not) unless given.

    None where no unit has two values, or all values are the same.
    """
    differ = distance or (lambda one, two: float(one != two))
    units = [unit for unit in units if len(unit) > 1]
    pooled = Counter(value for unit in units for value in unit)
    n = sum(pooled.values())
    observed = sum(
        2 * sum(differ(one, two) for one, two in combinations(unit, 2)) / (len(unit) - 1)
        for unit in units
    )
    expected = sum(
        2 * pooled[one] * pooled[two] * differ(one, two) for one, two in combinations(pooled, 2)
    )
    if not expected:
        return None
    return 1 - (n - 1) * observed / expected


def _significant(value: float) -> Hashable:
    """A value to the precision at which two codings count as the same; "" where none."""
    return "" if pd.isna(value) else f"{value:.3g}"
