"""Pick rows the same way everywhere: which claims count, and the one row that a number needs."""

from __future__ import annotations

import pandas as pd

from nkpay.registry import Rows


class NotOne(LookupError):
    """A number needs exactly one row and the data has none or several."""


def used(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims that count: active, and not kept only for the record."""
    return claims[(claims["status"] == "active") & (claims["rank"] != "deprecated")]


def only(rows: pd.DataFrame, what: str) -> pd.Series:
    """The single row of a selection.

    Raises
    ------
    NotOne
        There is no such row, or more than one; the message lists their ids.
    """
    if len(rows) != 1:
        ids = ", ".join(map(str, rows.index)) or "none"
        raise NotOne(f"{what}: expected one row, the data has {len(rows)} ({ids})")
    return rows.iloc[0]


def ids(*selections: pd.DataFrame | pd.Series) -> Rows:
    """Row ids of selections and single rows, each once, in order."""
    found: dict[str, None] = {}
    for selection in selections:
        rows = [selection.name] if isinstance(selection, pd.Series) else selection.index
        found.update(dict.fromkeys(map(str, rows)))
    return tuple(found)
