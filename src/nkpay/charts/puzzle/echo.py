"""Who repeats a share of payers, through whom, and of whom it then speaks."""

from __future__ import annotations

import textwrap
from typing import Final

import altair as alt
import pandas as pd

from nkpay import dates, theme, wording
from nkpay.numbers.adoption.shares import PHONE, PURCHASE, QR
from nkpay.numbers.puzzle import echo
from nkpay.registry import Drawing, Rows, chart
from nkpay.select import ids

CHARACTER: Final = 5.5
LINE: Final = 16
INDENT: Final = 26
LANGUAGES: Final = {"en": "English", "ko": "Korean", "ja": "Japanese", "zh": "Chinese"}
#: What a share is said to be of, in a word.
ACTS: Final = {PHONE: "phone", QR: "code", PURCHASE: "goods"}
#: What a page is in the map.
ORIGINAL, RELAY, REPEAT = "original", "relay", "repeat"


@chart
def echo_map(
    claims: pd.DataFrame,
    sources: pd.DataFrame,
    outlets: pd.DataFrame,
    places: pd.DataFrame,
    *,
    width: int,
) -> Drawing:
    """Original, relay and page of every share of payers that is repeated."""
    nodes = _nodes(claims, sources)
    table = _table(nodes, claims, sources, outlets, places)
    n, moved = (getattr(echo, name)(claims).text for name in ("echo_pages", "echo_moved"))
    change = "changes" if moved == "one" else "change"
    return Drawing(
        chart=_tree(table, width),
        title=f"All {n} pages that repeat a share keep its figures; {moved} {change} whom it speaks"
        " of",
        asserts=("puzzle.echo_keeps_values", "puzzle.echo_moves_people"),
        alt=_in_words(table),
        caption=(
            "An arrow leads from the page that printed a share first to those that repeat it; a"
            " page further in came by way of the one above it. Figures are the coded ones, in per"
            " cent of people, for every question that the page answers. A dash marks a relay on"
            " which we did not see the figures; 'another place' marks a figure that the page"
            " gives to other people than the original does."
        ),
        table=table,
        rows=_rows(claims, nodes, sources),
    )


def _nodes(claims: pd.DataFrame, sources: pd.DataFrame) -> list[tuple[str, str, str, int]]:
    """Page, the page that it is drawn under, kind and depth, in the order of the map."""
    rows, found = echo.repeats(claims), []
    for original in sorted(set(rows["original"]), key=lambda key: _day(key, sources)):
        found.append((original, "", ORIGINAL, 0))
        pages = set(rows.loc[rows["original"] == original, "source_id"])
        through = {page: sources.loc[page, "original_id"] or original for page in pages}
        direct = sorted(page for page in pages if through[page] == original)
        found += [(page, original, REPEAT, 1) for page in direct]
        for relay in sorted(set(through.values()) - {original}):
            found.append((relay, original, RELAY, 1))
            found += [(page, relay, REPEAT, 2) for page in sorted(pages) if through[page] == relay]
    return found


def _day(source: str, sources: pd.DataFrame) -> str:
    return str(sources.loc[source, "published"])


def _rows(
    claims: pd.DataFrame, nodes: list[tuple[str, str, str, int]], sources: pd.DataFrame
) -> Rows:
    said = echo.said(claims)
    pages = sources.loc[[page for page, *_ in nodes]]
    return ids(said[said["source_id"].isin(pages.index)], pages)


def _table(
    nodes: list[tuple[str, str, str, int]],
    claims: pd.DataFrame,
    sources: pd.DataFrame,
    outlets: pd.DataFrame,
    places: pd.DataFrame,
) -> pd.DataFrame:
    said, moved = echo.said(claims), set(echo.moved(claims)["source_id"])
    lines = []
    for page, under, kind, depth in nodes:
        source, rows = sources.loc[page], said[said["source_id"] == page]
        inferred = " (inferred)" if source["published_basis"] == "inferred" else ""
        lines.append(
            {
                "page": outlets.loc[source["outlet_id"], "name"],
                "language": LANGUAGES[source["language"]],
                "date": dates.in_words(source["published"]) + inferred,
                "figures": _figures(rows, places) or "figures not seen on this page",
                "kind": kind,
                "place": "changed" if page in moved else "as in the original",
                "evidence": rows["evidence"].iloc[0] if len(rows) else "",
                "depth": depth,
                "source": page,
                "repeats": under,
                "claims": "; ".join(rows.index),
            }
        )
    return pd.DataFrame(lines)


def _figures(rows: pd.DataFrame, places: pd.DataFrame) -> str:
    """``Pyongyang: phone 55 to 65, code 75 to 85; the provinces: phone 35 to 45``."""
    parts = []
    for place, at in rows.groupby("place_id"):
        spans = [
            f"{ACTS[r.indicator_id]} {wording.between(r.value_low, r.value_high)}"
            for r in at.sort_values("indicator_id").itertuples()
        ]
        parts.append(f"{places.loc[place, 'name']}: {', '.join(spans)}")
    return "; ".join(sorted(parts)).replace("The p", "the p")


def _in_words(table: pd.DataFrame) -> str:
    head = {ORIGINAL: "Original", RELAY: "Relayed by", REPEAT: "Repeated by"}
    return " ".join(
        f"{head[r.kind]} {r.page}, {r.language}, {r.date}: {r.figures}"
        + (", another place than in the original." if r.place == "changed" else ".")
        for r in table.itertuples()
    )


# The drawing: one block of lines a page, indented by its depth.


def _blocks(table: pd.DataFrame, width: int) -> pd.DataFrame:
    left = table["depth"] * INDENT + 10
    heads, figures = [], []
    for row, x in zip(table.itertuples(), left, strict=True):
        room = int((width - x - 24) / CHARACTER)
        heads.append("\n".join(textwrap.wrap(f"{row.page}, {row.language}, {row.date}", room)))
        said = row.figures.split("; ")
        said[-1] += " (another place)" if row.place == "changed" else ""
        figures.append("\n".join("\n".join(textwrap.wrap(line, room)) for line in said))
    lines = [h.count("\n") + f.count("\n") + 2 for h, f in zip(heads, figures, strict=True)]
    gaps = [18 if kind == ORIGINAL and at else 9 for at, kind in enumerate(table["kind"])]
    ends = pd.Series([LINE * n + gap for n, gap in zip(lines, gaps, strict=True)]).cumsum()
    tops = ends - [LINE * n for n in lines]
    return table.assign(
        x=left,
        top=tops,
        bottom=ends,
        mark=tops + LINE / 2,
        head=heads,
        said=figures,
        below=[t + LINE * (h.count("\n") + 1) for t, h in zip(tops, heads, strict=True)],
        text=left + 13,
        tip=left - 11,
    )


def _links(blocks: pd.DataFrame) -> pd.DataFrame:
    """Elbows from a page to those drawn under it."""
    at = blocks.set_index("source")
    elbows = []
    for row in blocks[blocks["repeats"] != ""].itertuples():
        parent = at.loc[row.repeats]
        elbows.append(
            {"x": parent["x"], "x2": parent["x"], "y": parent["mark"] + 7, "y2": row.mark}
        )
        elbows.append({"x": parent["x"], "x2": row.x - 12, "y": row.mark, "y2": row.mark})
    return pd.DataFrame(elbows)


def _tree(table: pd.DataFrame, width: int) -> alt.LayerChart | alt.FacetChart:
    blocks = _blocks(table, width)
    first_claim = blocks["claims"].str.split("; ").str[0]
    data = blocks.assign(link="row/" + first_claim.where(first_claim != "", blocks["source"]))
    height, across = int(blocks["bottom"].max()) + 4, width - 10

    def x(name: str) -> alt.X:
        return alt.X(f"{name}:Q", axis=None).scale(domain=[0, across], nice=False)

    def y(name: str) -> alt.Y:
        return alt.Y(f"{name}:Q", axis=None).scale(domain=[height, 0], nice=False)

    links = alt.Chart(_links(blocks)).mark_rule(color=theme.MUTED, strokeWidth=1.2)
    base = alt.Chart(data).encode(x=x("x"), y=y("mark"))
    seen = base.transform_filter("datum.evidence != ''")
    layers = (
        links.encode(x=x("x"), x2="x2:Q", y=y("y"), y2="y2:Q"),
        base.transform_filter("datum.repeats != ''")
        .mark_point(shape="triangle-right", filled=True, size=34, color=theme.MUTED, opacity=1)
        .encode(x=x("tip")),
        base.transform_filter("datum.evidence == ''").mark_point(
            shape="stroke", size=110, strokeWidth=2.2, stroke=theme.MUTED, opacity=1
        ),
        theme.evidence_marks(seen, sorted(set(table["evidence"]) - {""})),
        _text(data, bold=True).encode(x=x("text"), y=y("top"), text="head:N"),
        _text(data).encode(x=x("text"), y=y("below"), text="said:N", color=_brown()),
    )
    return alt.layer(*layers).properties(width=across, height=height)


def _text(data: pd.DataFrame, *, bold: bool = False) -> alt.Chart:
    return alt.Chart(data).mark_text(
        align="left",
        baseline="top",
        lineBreak="\n",
        lineHeight=LINE,
        fontWeight=600 if bold else 400,
    )


def _brown() -> alt.Color:
    """Brown where the place is another than in the original."""
    shades = alt.Scale(domain=["changed", "as in the original"], range=[theme.WARM, theme.INK])
    return alt.Color("place:N", scale=shades, legend=None)
