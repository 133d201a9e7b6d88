"""What payment apps do, and when it was first reported of them and of anything else."""

from __future__ import annotations

import json
import textwrap
from typing import Any

import altair as alt
import pandas as pd

from nkpay import dates, theme
from nkpay.charts.history.drawing import middles, time
from nkpay.numbers.history import functions
from nkpay.registry import Drawing, chart

WORDS = {
    "account_link": "Link to an account",
    "airtime_topup": "Top up a phone",
    "balance_query": "See the balance",
    "bills": "Pay bills",
    "delivery": "Have goods delivered",
    "fx_exchange": "Change money",
    "grain_voucher": "Buy state grain",
    "lottery": "Buy lottery tickets",
    "merchant_payment": "Pay in shops",
    "p2p_transfer": "Send money",
    "qr_payment": "Pay by QR code",
    "shopping": "Shop online",
    "taxi": "Pay a taxi",
    "tickets": "Book tickets",
    "topup": "Load a balance",
    "transit": "Pay bus and metro",
    "wallet_transfer": "Move to a wallet",
}


@chart
def functions_first_reported(
    systems: pd.DataFrame,
    system_attributes: pd.DataFrame,
    sources: pd.DataFrame,
    entities: pd.DataFrame,
    *,
    width: int,
) -> Drawing:
    """The first report of each function of payment apps, of an app and of anything else."""
    rows = functions.first_reports(systems, system_attributes, sources)
    older = functions.older_elsewhere(rows)
    rows = rows.assign(older=rows["value"].isin(older), middle=middles(rows)).sort_values(
        ["older", "middle"], ascending=[False, True], kind="stable"
    )
    table = pd.DataFrame(
        {
            "function": rows["value"].map(WORDS).fillna(rows["value"]),
            "reported of": rows["app"].map({True: "payment app", False: "something else"}),
            "system": entities.loc[rows["system_id"], "label"].to_numpy(),
            "first report": rows["reported"],
            "attribute": rows.index,
        }
    ).reset_index(drop=True)
    n = functions.functions_older(systems, system_attributes, sources)
    return Drawing(
        chart=_rows(table.assign(middle=rows["middle"].to_numpy()), width),
        title="Most of what payment apps do was reported earlier of a card, a shop or a line",
        asserts=("history.most_functions_older",),
        alt=f"{n.text} functions were reported of something else first. {_listed(table)}",
        caption=(
            "One row a function of payment apps. A filled mark is the first report of it for a"
            " card, an online shop, a telephone line or a bank service, a hollow one the first for"
            " an app, each at the date of the page; the systems are named in order of date. A"
            " report is not a beginning, and what nobody described is missing. The marks do not"
            " show evidence, which not every attribute of a system is linked to."
        ),
        table=table,
        rows=functions.rows_behind(rows),
    )


def _listed(table: pd.DataFrame) -> str:
    return " ".join(
        f"{name}: "
        + "; ".join(
            f"{system}, {dates.in_words(day)}"
            for system, day in zip(group["system"], group["first report"], strict=True)
        )
        + "."
        for name, group in table.groupby("function", sort=False)
    )


def _rows(table: pd.DataFrame, width: int) -> alt.LayerChart | alt.FacetChart:
    wide = width > 500
    panel = width - (400 if wide else 185)
    named = table.groupby("function", sort=False).agg(
        value_low=("middle", "min"), value_high=("middle", "max"), systems=("system", list)
    )
    rows = named.assign(
        lines=[textwrap.wrap("; ".join(s), 44 if wide else 28) for s in named["systems"]]
    ).reset_index()
    heads = {
        r.function: [r.function] if wide else [r.function, *r.lines] for r in rows.itertuples()
    }
    axis = alt.Axis(
        labelExpr=f"{json.dumps(heads)}[datum.value]",
        ticks=False,
        domain=False,
        grid=False,
        labelPadding=8,
    )
    y = alt.Y("function:N").title(None).sort(list(rows["function"])).axis(axis)
    join = (
        alt.Chart(rows)
        .mark_rule(color=theme.MUTED, strokeWidth=1)
        .encode(y=y, x=alt.X("value_low:Q"), x2=alt.X2("value_high:Q"))
    )
    layers = [join, _marks(table, rows, y, width)]
    if wide:
        words = alt.Chart(rows).mark_text(
            align="left",
            color=theme.MUTED,
            lineHeight=12,
            baseline="middle",
            dy=alt.expr("(1 - length(datum.lines)) * 6"),
        )
        layers.append(words.encode(y=y, x=alt.value(panel + 10), text=alt.Text("lines:N")))
    height = {"step": 24 if wide else 14 * max(map(len, heads.values())) + 10}
    return alt.layer(*layers).properties(width=panel, height=height)


def _marks(table: pd.DataFrame, rows: pd.DataFrame, y: alt.Y, width: int) -> alt.Chart:
    kinds = {"something else": "a card, a shop, a line", "payment app": "a payment app"}
    columns = 2 if width > 500 else 1
    names = f"{json.dumps(kinds)}[datum.value]"
    legend = alt.Legend(title=None, orient="top", columns=columns, labelExpr=names)
    scales: dict[str, tuple[Any, list[Any]]] = {
        "shape": (alt.Shape, ["square", "circle"]),
        "stroke": (alt.Stroke, [theme.WARM, theme.ACCENT]),
        "fill": (alt.Fill, [theme.WARM, "transparent"]),
        "size": (alt.Size, [40, 190]),
    }
    return (
        alt.Chart(table.assign(link="row/" + table["attribute"]))
        .mark_point(strokeWidth=1.8, opacity=1)
        .encode(
            y=y,
            x=time("middle", rows, width).axis(tickCount=5, format=".0f", title=None),
            href=alt.Href("link:N"),
            **{
                name: channel("reported of:N", legend=legend).scale(domain=list(kinds), range=ends)
                for name, (channel, ends) in scales.items()
            },
        )
    )
