"""When systems are said to have begun, and when each is first on record."""

from __future__ import annotations

import json
import textwrap

import altair as alt
import pandas as pd

from nkpay import theme
from nkpay.charts.history.drawing import (
    bars,
    faceted,
    listed,
    marks,
    middles,
    placed,
    short,
    texts,
    time,
    years,
)
from nkpay.numbers.history import selection
from nkpay.numbers.history import systems as record
from nkpay.registry import Drawing, chart

PANELS = {
    "card": "Cards",
    "transit-card": "Transit cards",
    "shopping-platform": "Shops online",
    "payment-app": "Payment apps",
}

OTHERS = "Vouchers, bank services, phone credit and other means"


@chart
def launch_claims(
    claims: pd.DataFrame,
    system_attributes: pd.DataFrame,
    entities: pd.DataFrame,
    sources: pd.DataFrame,
    outlets: pd.DataFrame,
    *,
    width: int,
) -> Drawing:
    """Every claimed launch date of the systems whose dates exclude each other."""
    dated = selection.well_dated(claims, system_attributes)
    rows = selection.launches(claims, system_attributes)[
        lambda r: r["subject_id"].isin(selection.disputed(dated))
    ].sort_values(["first", "last"])
    outlet = outlets.loc[sources.loc[rows["source_id"], "outlet_id"], "name"]
    table = pd.DataFrame(
        {
            "system": entities.loc[rows["subject_id"], "label"].to_numpy(),
            "said by": outlet.to_numpy(),
            "date": rows["as_of"].to_numpy(),
            "basis": rows["basis"].to_numpy(),
            "evidence": rows["evidence"].to_numpy(),
            "original": rows["original"].to_numpy(),
            "claim": rows.index,
        }
    )
    return Drawing(
        chart=_launch_panels(table, rows, width),
        title="Launch dates exclude each other for most systems that several originals date",
        asserts=("history.most_dates_disputed",),
        alt=_launches_in_words(table, rows),
        caption=(
            "One mark a claim, named by the outlet that carries it; the bar is as wide as the date"
            " that it gives. The word 'by' marks a first report: the thing was there by then."
            " Claims whose basis nobody has coded are left out."
        ),
        table=table,
        rows=selection.both_ids(rows),
    )


def _launches_in_words(table: pd.DataFrame, rows: pd.DataFrame) -> str:
    begin, end = rows["as_of"].iloc[0], rows.sort_values("last")["as_of"].iloc[-1]
    by_system = " ".join(
        f"{system}: {listed(group['said by'], group['date'])}."
        for system, group in table.groupby("system", sort=False)
    )
    return f"{len(table)} dates, {short(begin)} to {short(end)}, in a panel a system. {by_system}"


def _launch_panels(table: pd.DataFrame, rows: pd.DataFrame, width: int) -> alt.FacetChart:
    panel = width - (270 if width > 500 else 170)
    low, high = years(rows["first"]), years(rows["last"], end=True)
    words = [
        f"by {short(text)}" if basis == "first-reported" else short(text)
        for text, basis in zip(table["date"], table["basis"], strict=True)
    ]
    data = table.assign(value_low=low, value_high=high, middle=middles(rows))
    data = placed(data.assign(link="row/" + table["claim"]), words, panel)
    names = {
        row.claim: textwrap.wrap(row.said, 24 if width < 500 else 60)
        for row in table.rename(columns={"said by": "said"}).itertuples()
    }
    base = alt.Chart(data).encode(
        y=alt.Y("claim:N")
        .title(None)
        .sort(list(table["claim"]))
        .axis(labelExpr=f"{json.dumps(names)}[datum.value]", ticks=False, domain=False)
    )
    spread = data.groupby("system").agg(low=("value_low", "min"), high=("value_high", "max"))
    order = list((spread["low"] - spread["high"]).sort_values(kind="stable").index)
    points = marks(base.encode(x=time("middle", data, width)), table["evidence"], width)
    layers = alt.layer(bars(base, data, width), points, *texts(base))
    step = 19 if width > 500 else 13 * max(map(len, names.values())) + 6
    return faceted(layers.properties(width=panel, height={"step": step}), "system", order, width)


@chart
def systems_on_record(
    systems: pd.DataFrame, system_attributes: pd.DataFrame, entities: pd.DataFrame, *, width: int
) -> Drawing:
    """Each system at the earliest date on record, hollow where no source dates the launch."""
    rows = selection.records(systems, system_attributes)
    first = (
        rows.sort_values(["last", "first"], ascending=[True, False]).groupby("system_id").head(1)
    )
    table = _earliest(first, selection.only_reported(rows), entities)
    share = record.reported_share(systems, system_attributes)
    undated = record.undated_systems(systems, system_attributes, entities)
    return Drawing(
        chart=_record_panels(_with_spans(table, first, rows), width),
        title="For many systems a first report is all that is on record, not a launch",
        asserts=("history.many_only_first_reported",),
        alt=(
            f"{len(table)} systems by earliest date, {share.text} hollow. "
            + " ".join(
                f"{kind}: {listed(group['system'], group['earliest date'])}."
                for kind, group in table.groupby("kind", sort=False)
            )
        ),
        caption=(
            "One dot a system, in the middle of the earliest period that a source gives; the bar"
            " runs over all that sources give for it. A filled dot is a launch that a source"
            " states, announces or"
            f" rules. No launch attribute is coded for {undated.text}. Paper certificates are left"
            " out; the vouchers of the Central Bank are paper too."
        ),
        table=table,
        rows=tuple(dict.fromkeys(selection.with_systems(rows) + undated.rows)),
    )


def _earliest(first: pd.DataFrame, hollow: set[str], entities: pd.DataFrame) -> pd.DataFrame:
    """One row a system, at its earliest date on record."""
    return pd.DataFrame(
        {
            "kind": first["kind"].map(PANELS).fillna(OTHERS),
            "system": entities.loc[first["system_id"], "label"].to_numpy(),
            "earliest date": first["value"],
            "on record": ["first report" if s in hollow else "launch" for s in first["system_id"]],
            "attribute": first.index,
        }
    ).reset_index(drop=True)


def _with_spans(table: pd.DataFrame, first: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The table with where each dot stands and how far the dates of its system reach."""
    spans = rows.groupby("system_id").agg(first=("first", "min"), last=("last", "max"))
    return table.assign(
        value_low=years(spans.loc[first["system_id"], "first"]),
        value_high=years(spans.loc[first["system_id"], "last"], end=True),
        middle=middles(first),
        link="row/" + table["attribute"],
    )


def _record_panels(data: pd.DataFrame, width: int) -> alt.FacetChart:
    panel = width - 30
    data = placed(data, list(data["system"]), panel)
    base = alt.Chart(data).encode(
        y=alt.Y("attribute:N").title(None).sort(list(data["attribute"])).axis(None)
    )
    known = alt.Legend(title=None, orient="top", columns=1 if width < 500 else 2).to_dict()
    labels = {"launch": "launch stated", "first report": "first report or plan only"}
    dots = base.mark_point(size=70, strokeWidth=1.8, opacity=1, stroke=theme.ACCENT).encode(
        x=time("middle", data, width),
        fill=alt.Fill("on record:N")
        .scale(domain=list(labels), range=[theme.ACCENT, theme.PAPER])
        .legend(**known, labelExpr=f"{json.dumps(labels)}[datum.value]"),
        href=alt.Href("link:N"),
    )
    layers = alt.layer(bars(base, data, width), dots, *texts(base))
    step = 19 if width > 500 else 31
    order = [*PANELS.values(), OTHERS]
    return faceted(layers.properties(width=panel, height={"step": step}), "kind", order, width)
