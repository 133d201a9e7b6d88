"""Names that more than one system bears."""

from __future__ import annotations

import pandas as pd

from nkpay import wording
from nkpay.numbers.systems.selection import Table
from nkpay.registry import Number, number


def shared(names: Table, systems: Table) -> pd.Series:
    """The systems of each spelling that names more than one."""
    things = names.assign(thing=names["entity_id"].str.split(";")).explode("thing")
    ours = things[things["thing"].isin(systems.index)]
    borne = ours.groupby("spelling")["thing"].agg(lambda s: tuple(sorted(set(s))))
    return borne[borne.str.len() > 1]


@number
def shared_spellings(names: Table, systems: Table) -> Number:
    """Spellings that name more than one system."""
    n = len(shared(names, systems))
    return Number(n, wording.count(n), ("table:names", "table:systems"), "spellings")
