"""What is on record of each system."""

from __future__ import annotations

import altair as alt
import pandas as pd

from nkpay.charts.systems.drawing import heads, in_words, lines, marked
from nkpay.numbers.systems.selection import (
    ISSUING,
    MAKING,
    RANK,
    STATED,
    with_evidence,
)
from nkpay.registry import Drawing, chart
from nkpay.select import ids

PANELS = {
    "card": "Cards",
    "transit-card": "Cards",
    "payment-app": "Payment apps",
    "shopping-platform": "Shops online",
}
OTHERS = "Other means"
COLUMNS = ("stated start", "first report", "issuer", "maker", "function", "fee")


@chart
def on_record(
    claims: pd.DataFrame,
    systems: pd.DataFrame,
    system_attributes: pd.DataFrame,
    entities: pd.DataFrame,
    *,
    width: int,
) -> Drawing:
    """What is on record of each system, a mark by the best evidence."""
    rows = with_evidence(system_attributes, claims)
    named = zip(rows["attribute"], rows["basis"], strict=True)
    rows = rows.assign(field=[_field(*pair) for pair in named])
    rows = rows[rows["field"] != ""]
    cells = _best(rows)
    table = _table(cells, systems, entities)
    bare = sorted(entities.loc[systems.index.difference(cells["system_id"]), "label"])
    return Drawing(
        chart=_panels(table.reset_index(drop=True), width),
        title="Issuers are on record for fewer than half of the systems, makers and fees for"
        " fewer still",
        asserts=("systems.issuer_mostly_unknown", "systems.makers_and_fees_rarer"),
        alt=f"A grid of systems. {in_words(table, 'system', 'on record')}",
        caption=(
            "One line a system: what a source says of it, by the best evidence coded; a question"
            " mark means that the data name a page and no kind of evidence. A first report says"
            " that the thing was there by then, not when it began. Operators count as issuers."
            + (f" Nothing but a mention is on record of {', '.join(bare)}." if bare else "")
        ),
        table=table,
        rows=ids(rows, systems)
        + tuple(dict.fromkeys(claim for claim in rows["claim_id"] if claim)),
    )


def _best(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a system and field, with the attribute that the best evidence supports."""
    return (
        rows.reset_index()
        .sort_values("evidence", key=lambda kinds: kinds.map(RANK), kind="stable")
        .groupby(["system_id", "field"])
        .agg(evidence=("evidence", "first"), attribute=("attribute_id", "first"))
        .reset_index()
    )


def _table(cells: pd.DataFrame, systems: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """The cells with the names under which the figure shows them."""
    kinds = systems.loc[cells["system_id"], "kind"].map(PANELS).fillna(OTHERS)
    return pd.DataFrame(
        {
            "kind": kinds.to_numpy(),
            "system": entities.loc[cells["system_id"], "label"].to_numpy(),
            "on record": cells["field"],
            "evidence": cells["evidence"],
            "attribute": cells["attribute"],
        }
    ).sort_values(["kind", "system", "on record"])


def _field(attribute: str, basis: str) -> str:
    """The column of the figure in which an attribute stands, or "" for none."""
    if attribute == "launch":
        return "stated start" if basis in STATED else "first report"
    if attribute in ISSUING:
        return "issuer"
    if attribute in MAKING:
        return "maker"
    return attribute if attribute in COLUMNS else ""


def _panels(table: pd.DataFrame, width: int) -> alt.TopLevelMixin:
    wide = width > 500
    margin = 280 if wide else 155
    groups = [*dict.fromkeys(PANELS.values()), OTHERS]
    order: list[str] = []
    for group in groups:
        order += [group, *sorted(set(table.loc[table["kind"] == group, "system"]))]
    data = table.assign(
        column=table["on record"], line=table["system"], link="row/" + table["attribute"]
    )
    angle = 0 if wide else -90
    base = alt.Chart(data).encode(
        x=heads(list(COLUMNS), angle=angle),
        y=lines(order, 60 if wide else 24, tuple(groups)),
        tooltip=["system", "on record"],
    )
    grid = marked(base, data["evidence"], width)
    # So long a grid has its heads at both ends.
    grid.layer[0].encoding.x = heads(list(COLUMNS), angle=angle, orient="bottom")
    return grid.properties(width=width - margin - 10, height={"step": 18 if wide else 34})
