"""Changes of the data, named in advance, that would overturn a finding.

Each takes tables and gives tables, so that a test can apply it. None writes anything.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable
from typing import Any

import pandas as pd

from nkpay.registry import Tables

#: Ids of rows that exist only in such changes.
INVENTED = "X{:04d}"


def changed(tables: Tables, name: str, frame: pd.DataFrame) -> Tables:
    """The tables with one of them replaced."""
    return ChainMap({name: frame}, tables)  # type: ignore[arg-type]


def add(tables: Tables, name: str, like: str, *rows: dict[str, Any]) -> Tables:
    """The tables with rows added to one: copies of the row ``like`` with other cells."""
    frame = tables[name]
    copies = pd.DataFrame([{**frame.loc[like], **cells} for cells in rows])
    copies.index = pd.Index([INVENTED.format(i) for i in range(len(rows))], name=frame.index.name)
    return changed(tables, name, pd.concat([frame, copies.astype(frame.dtypes)]))


def alter(tables: Tables, name: str, rows: pd.Index, **cells: Any) -> Tables:
    """The tables with these cells in some rows of one."""
    frame = tables[name].copy()
    frame.loc[rows, list(cells)] = pd.DataFrame(cells, index=rows)
    return changed(tables, name, frame)


def one_original(select: Callable[[pd.DataFrame], pd.DataFrame]) -> Callable[[Tables], Tables]:
    """The change by which claims that count as independent prove to repeat one original."""

    def prove(tables: Tables) -> Tables:
        """All pages that say so prove to repeat one of them."""
        rows = select(tables["claims"])
        return alter(tables, "claims", rows.index, original=rows["original"].iloc[0])

    return prove
