"""The two shapes that counts of a whole table take: a part of it, and whether it is most."""

from __future__ import annotations

import pandas as pd

from nkpay.registry import Number, Verdict


def part(mask: pd.Series, table: str, unit: str) -> Number:
    """A part of a whole table: ``51 of 521``."""
    n = int(mask.sum())
    return Number(n, f"{n:,} of {len(mask):,}", (f"table:{table}",), unit)


def most(mask: pd.Series, table: str) -> Verdict:
    """Whether more than half of a whole table are such."""
    n = int(mask.sum())
    return Verdict(2 * n > len(mask), f"{n:,} of {len(mask):,}", (f"table:{table}",))
