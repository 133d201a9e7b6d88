"""Picking: the one claim or observation with given cells, and how it reads."""

from __future__ import annotations

import pandas as pd

from nkpay.select import only, used


def matching(rows: pd.DataFrame, cells: dict[str, str]) -> pd.DataFrame:
    """Rows whose columns have exactly these values."""
    for column, value in cells.items():
        rows = rows[rows[column] == value]
    return rows


def claim(claims: pd.DataFrame, **cells: str) -> pd.Series:
    """The one claim that counts with these cells."""
    return only(matching(used(claims), cells), f"claim with {cells}")


def observation(series: pd.DataFrame, **cells: str) -> pd.Series:
    """The one observation with these cells."""
    return only(matching(series, cells), f"observation with {cells}")
