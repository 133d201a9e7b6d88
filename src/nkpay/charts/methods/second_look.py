"""What a second look at random rows found, sample by sample, with what chance allows."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Final

import altair as alt
import pandas as pd

from nkpay import sampling, theme, wording
from nkpay.numbers.methods.checks import RECHECKS
from nkpay.registry import Drawing, chart

VERDICTS: Final = {
    "supported": "Supported as coded",
    "partly": "Supported in part: a detail is wrong or too exact",
    "not-supported": "Not supported",
}
SAMPLES: Final = {1: "first sample", 2: "second sample"}


def _shares(rechecks: pd.DataFrame) -> pd.DataFrame:
    """One row a verdict and sample: rows, of how many, and the share with Wilson's interval."""
    judged = rechecks[rechecks["verdict"] != "not-reachable"]
    rows = []
    for verdict, label in VERDICTS.items():
        for which, name in SAMPLES.items():
            sample = judged[judged["round"] == which]
            hits, n = int((sample["verdict"] == verdict).sum()), len(sample)
            low, high = sampling.wilson(hits, n)
            rows.append(
                {
                    "verdict": label,
                    "sample": name,
                    "hits": hits,
                    "judged": n,
                    "share": round(100 * hits / n, 1),
                    "low": round(100 * low, 1),
                    "high": round(100 * high, 1),
                    "rows": "table:rechecks",
                }
            )
    return pd.DataFrame(rows)


@chart
def second_look(rechecks: pd.DataFrame, *, width: int) -> Drawing:
    """Shares of two random samples that their pages support, support in part, or do not."""
    table = _shares(rechecks)
    return Drawing(
        chart=_ranges(table, width),
        title="Most rows were found as coded, and none was refuted by its page",
        asserts=("methods.mostly_supported", "methods.none_refuted"),
        alt=". ".join(
            f"{verdict}: " + wording.listing(map(_in_words, rows.to_dict("records")))
            for verdict, rows in table.groupby("verdict", sort=False)
        )
        + ".",
        caption=(
            "Per cent of the rows that could be found and judged; the bar is Wilson's interval, in"
            " which the share of all rows would lie in all but one of twenty such samples. The"
            " second sample was drawn after the faults of the first had been mended."
        ),
        table=table,
        rows=RECHECKS,
    )


def _in_words(row: dict[Hashable, Any]) -> str:
    return (
        f"{row['hits']} of {row['judged']} in the {row['sample']}, {row['share']} per cent"
        f" ({row['low']} to {row['high']})"
    )


def _ranges(table: pd.DataFrame, width: int) -> alt.TopLevelMixin:
    """A group of lines a verdict under its name; the words of a line stand at its right."""
    group = table["verdict"].map(list(VERDICTS.values()).index)
    line = table["sample"].map(list(SAMPLES.values()).index)
    data = table.assign(
        y=group * 74 + line * 22 + 34,
        words=[
            f"{hits or 'none'} of {n}, {sample.split()[0]}"
            for hits, n, sample in zip(table["hits"], table["judged"], table["sample"], strict=True)
        ],
        right=[min(100.0, high) for high in table["high"]],
    )
    height = 74 * len(VERDICTS)
    x = alt.X("low:Q").scale(domain=[0, 100], nice=False).title("per cent of rows judged")
    x = x.axis(tickCount=5, grid=True, orient="bottom")
    y = alt.Y("y:Q", axis=None).scale(domain=[0, height], reverse=True, nice=False)
    base = alt.Chart(data).encode(y=y)
    bars = theme.range_bars(base, "low", "high").encode(x=x)
    marks = base.mark_point(
        shape="diamond", filled=True, size=90, opacity=1, color=theme.ACCENT
    ).encode(x=alt.X("share:Q"))
    beyond = data["right"] > 60
    words = [
        alt.Chart(data[beyond])
        .mark_text(align="right", dx=-8, baseline="middle")
        .encode(x=alt.X("low:Q"), y=y, text="words:N"),
        alt.Chart(data[~beyond])
        .mark_text(align="left", dx=8, baseline="middle")
        .encode(x=alt.X("right:Q"), y=y, text="words:N"),
    ]
    heads = (
        alt.Chart(data.drop_duplicates("verdict").assign(y=lambda d: d["y"] - 22))
        .mark_text(align="left", baseline="middle", fontWeight=600)
        .encode(x=alt.value(0), y=y, text="verdict:N")
    )
    return alt.layer(bars, marks, *words, heads).properties(width=width - 40, height=height)
