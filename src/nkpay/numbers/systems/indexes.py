"""The table of names that more than one system bears."""

from __future__ import annotations

import pandas as pd

from nkpay.numbers.systems.names import shared
from nkpay.numbers.systems.shown import Lookup
from nkpay.registry import Tables


def shared_names(tables: Tables) -> Lookup:
    """One row a set of systems that share spellings."""
    labels = tables["entities"]["label"]
    borne = shared(tables["names"], tables["systems"]).rename("things").reset_index()
    grouped = borne.groupby("things")["spelling"].agg(lambda s: ", ".join(sorted(s)))
    return Lookup(
        pd.DataFrame(
            {"spelling": spellings, "may mean": " or ".join(str(labels[t]) for t in things)}
            for things, spellings in grouped.items()
        ),
        widths=(50, 50),
    )
