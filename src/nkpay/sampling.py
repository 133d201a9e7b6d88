"""Random samples of rows to be looked up again, and what the looking up found.

A sample is stratified by table and kind of evidence: each stratum gives rows in proportion to
its size and at least one. It is drawn by a seed that is written down, from the ids alone, so
that anybody can draw it again from the same version of the data.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator
from math import sqrt
from typing import Final

import pandas as pd

from nkpay.registry import Rows, Tables

#: The tables whose rows state something of the world on the word of a source.
STATING: Final = (
    *("claims", "series", "system_attributes", "events"),
    *("provisions", "concerns", "capabilities", "sanctions"),
)
_Z95: Final = 1.959964


def strata(tables: Tables, leave_out: Collection[str] = ()) -> dict[tuple[str, str], list[str]]:
    """Ids by table and kind of evidence ("" where a table codes none), each in order."""
    found: dict[tuple[str, str], list[str]] = {}
    for name in (table for table in STATING if table in tables):
        rows = tables[name]
        kinds = rows["evidence"] if "evidence" in rows else pd.Series("", index=rows.index)
        for row, kind in kinds.items():
            if row not in leave_out:
                found.setdefault((name, kind), []).append(str(row))
    return found


def draw(tables: Tables, size: int, seed: str, leave_out: Collection[str] = ()) -> Rows:
    """A stratified sample without replacement; rows of an earlier sample may be left out.

    Raises
    ------
    ValueError
        The sample is smaller than the number of strata, or larger than the data.
    """
    groups = strata(tables, leave_out)
    shares = dict(zip(groups, _shares([len(rows) for rows in groups.values()], size), strict=True))
    chosen: list[str] = []
    for (name, kind), rows in groups.items():
        # A lottery that anybody can repeat, not a secret.
        lottery = random.Random(f"{seed}/{name}/{kind}")  # noqa: S311  a draw to repeat, no secret
        chosen += sorted(lottery.sample(rows, shares[name, kind]))
    return tuple(chosen)


def _shares(sizes: list[int], total: int) -> list[int]:
    """Parts of ``total`` in proportion to sizes, by largest remainder, each at least one."""
    if not len(sizes) <= total <= sum(sizes):
        raise ValueError(f"a sample of {total} cannot be drawn from {len(sizes)} strata")
    exact = [size * total / sum(sizes) for size in sizes]
    parts = [max(1, int(share)) for share in exact]
    by_remainder = sorted(range(len(sizes)), key=lambda i: (parts[i] - exact[i], i))
    return list(_settle(parts, sizes, by_remainder, total))


def _settle(parts: list[int], sizes: list[int], order: list[int], total: int) -> Iterator[int]:
    """Add to the parts furthest below their share, take from those furthest above."""
    while (missing := total - sum(parts)) != 0:
        step = 1 if missing > 0 else -1
        for i in order if step > 0 else reversed(order):
            if sum(parts) != total and 1 <= parts[i] + step <= sizes[i]:
                parts[i] += step
    yield from parts


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The 95 per cent interval of a share, after Wilson (1927), as parts of one.

    Raises
    ------
    ZeroDivisionError
        Nothing was sampled.
    """
    share, z2 = hits / n, _Z95**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)
