"""Laws, orders, campaigns and enforcement on payment in order of time."""

from __future__ import annotations

import textwrap

import pandas as pd

from nkpay import dates, wording
from nkpay.charts.law.drawing import over_time, placed
from nkpay.numbers.law import policy, selection
from nkpay.registry import Drawing, chart
from nkpay.select import ids

KINDS = {
    "law": "Laws and rules",
    "policy": "Directives, orders, campaigns",
    "wages": "Pay by card",
    "enforcement": "Bans and pressure",
}


@chart
def policy_steps(events: pd.DataFrame, laws: pd.DataFrame, *, width: int) -> Drawing:
    """Measures on payment in the chronology, one mark each."""
    rows = policy.measures(events)
    year = policy.silent(events)["date"].str[:4].max()
    table = pd.DataFrame(
        {
            "kind": rows["category"].map(KINDS),
            "measure": rows["title"],
            "date": rows["date"],
            "evidence": rows["evidence"],
            "id": rows.index,
        }
    )
    said = [
        f"{kind}: "
        + "; ".join(f"{dates.in_words(r.date)}, {r.measure}, {r.evidence}" for r in part)
        for kind in KINDS.values()
        if (part := list(table[table["kind"] == kind].itertuples()))
    ]
    wide = width > 400
    names = [textwrap.fill(title, 40 if wide else 50) for title in table["measure"]]
    return Drawing(
        chart=over_time(
            placed(table, names, ["kind"]), "kind", list(KINDS.values()), width, 290 if wide else 0
        ),
        title=(
            "Most directives, orders and campaigns on payment came after the law; we found no"
            f" measure of {year}"
        ),
        asserts=("law.policy_after_law", "law.no_measure_lately"),
        alt=f"{len(table)} measures in {wording.count(len(said))} panels. {'. '.join(said)}.",
        caption=(
            "Events of law, policy, pay or enforcement whose title names payment, cards, QR codes,"
            " vouchers or phone money. A bar spans the year or month where no day is known. What"
            " outlets heard of is drawn, not all that was ordered; an empty stretch may be one of"
            " reporting."
        ),
        table=table,
        rows=ids(rows, policy.silent(events), laws.loc[selection.EPL]),
    )
