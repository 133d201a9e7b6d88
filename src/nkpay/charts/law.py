"""Figures of the law chapter."""

from __future__ import annotations

import textwrap

import altair as alt
import pandas as pd

from nkpay import dates, theme, wording
from nkpay.numbers.law import context, selection, text
from nkpay.registry import Drawing, chart
from nkpay.select import ids

ANSWERS = {
    "not-mandatory": "Not compulsory",
    "businesses": "Compulsory for businesses",
    "all": "Compulsory for everyone",
    "de-facto": "Pressure in practice",
}
SEEN = {
    "read": ("read under its number", theme.ACCENT, theme.ACCENT),
    "unnumbered": ("reported without a number", "#b9d3e2", theme.ACCENT),
    "unseen": ("not seen", theme.PAPER, theme.MUTED),
}


def _year(text: str, end: str) -> float:
    """One end, or the middle, of a date of reduced precision as a decimal year."""
    day = getattr(dates.parse(text), end)
    return day.year + (day.timetuple().tm_yday - 1) / 365


def _years() -> alt.X:
    axis = alt.Axis(format="d", tickMinStep=1, tickCount=6)
    return alt.X("year:Q").scale(zero=False, nice=False, padding=10).axis(axis).title(None)


def _placed(table: pd.DataFrame, label: list[str], panel: list[str]) -> pd.DataFrame:
    """The table with the place of each mark, and the label at the first mark of each row."""
    placed = table.assign(
        label=label,
        year=[_year(d, "middle") for d in table["date"]],
        value_low=[_year(d, "first") for d in table["date"]],
        value_high=[_year(d, "last") for d in table["date"]],
        link="row/" + table["id"],
    )
    repeated = placed.duplicated(["label", *panel])
    return placed.assign(lines=(placed["label"].str.count("\n") + 1).mask(repeated, 0))


def _labels(base: alt.Chart) -> list[alt.Chart]:
    """Labels left of the rows, centred whether they have one line or several."""
    return [
        base.transform_filter(f"datum.lines == {n}")
        .mark_text(align="right", baseline="middle", lineBreak="\n", dy=7 - 7 * n, lineHeight=13)
        .encode(x=alt.value(-6), text="label:N")
        for n in (1, 2, 3)
    ]


@chart
def mandatory_for_whom(
    claims: pd.DataFrame,
    sources: pd.DataFrame,
    outlets: pd.DataFrame,
    entities: pd.DataFrame,
    *,
    width: int,
) -> Drawing:
    """Who says that electronic payment is compulsory, and for whom: one mark a claim."""
    rows = selection.each_original(claims)
    outlet = outlets.loc[sources.loc[rows["source_id"], "outlet_id"], "name"].to_numpy()
    table = pd.DataFrame(
        {
            "answer": rows["position"].map(ANSWERS),
            "outlet": outlet,
            "about": entities.loc[rows["subject_id"], "label"].to_numpy(),
            "date": rows["as_of"],
            "evidence": rows["evidence"],
            "id": rows.index,
        }
    ).sort_values(["answer", "date", "id"])
    fold = 60 if width > 400 else 24
    who = [f"{textwrap.fill(r.outlet, fold)}\n{r.about}" for r in table.itertuples()]
    said = [
        f"{label}: "
        + "; ".join(
            f"{r.outlet} on {r.about}, {dates.in_words(r.date)}, {r.evidence}"
            for r in table[table["answer"] == label].itertuples()
        )
        for label in ANSWERS.values()
    ]
    return Drawing(
        chart=_answers(_placed(table, who, ["answer"]), width),
        title="More originals bind businesses than everyone, and none is known to rest on the text",
        asserts=("law.businesses_lead", "law.none_cites_text"),
        alt=(
            f"{wording.count(len(table)).capitalize()} claims in"
            f" {wording.count(len(ANSWERS))} panels. {'. '.join(said)}."
        ),
        caption=(
            "One mark a claim at the time of which it speaks; a bar spans the year or month where"
            " no day is given. Labels name the outlet and what the claim is about. Pages that"
            " repeat an original shown here are left out; two marks may still share one."
        ),
        table=table,
        rows=ids(rows),
    )


def _answers(data: pd.DataFrame, width: int) -> alt.FacetChart:
    """A panel an answer, a line an outlet and subject."""
    margin, step = (235, 33) if width > 400 else (155, 42)
    base = alt.Chart(data).encode(
        y=alt.Y("label:N")
        .title(None)
        .sort(field="year", op="min")
        .axis(labels=False, ticks=False, domain=False)
    )
    marks = theme.evidence_marks(base.encode(x=_years()), sorted(set(data["evidence"])))
    header = alt.Header(labelAnchor="start", labelOrient="top", labelPadding=2)
    return (
        alt.layer(theme.range_bars(base), *_labels(base), marks)
        .properties(width=width - margin - 25, height={"step": step})
        .facet(
            row=alt.Row("answer:N").title(None).sort(list(ANSWERS.values())).header(header),
            spacing=14,
        )
        .resolve_scale(y="independent")
    )


@chart
def dated_steps(laws: pd.DataFrame, entities: pd.DataFrame, *, width: int) -> Drawing:
    """When DPRK laws around payment were adopted and amended, as far as sources give a date."""
    rows = selection.steps(laws)
    start, dense = context.densest(laws)
    span = f"{start} to {start + context.WINDOW - 1}"
    table = pd.DataFrame(
        {
            "law": entities.loc[rows.index, "label"].to_numpy(),
            "step": rows["step"],
            "date": rows["date"],
            "id": rows.index,
        }
    )
    said = [
        f"{name}: "
        + wording.listing(f"{r.step} {dates.in_words(r.date)}" for r in part.itertuples())
        for name, part in table.groupby("law", sort=False)
    ]
    names = [textwrap.fill(name, 46 if width > 400 else 26) for name in table["law"]]
    return Drawing(
        chart=_marks_a_law(_placed(table, names, []), start, width),
        title=f"Legal steps cluster in {span}, more than twice as many as in any span outside",
        asserts=("law.cluster",),
        alt=(
            f"{len(table)} steps of {table['law'].nunique()} laws, from"
            f" {dates.in_words(table['date'].iloc[0])} to {dates.in_words(table['date'].iloc[-1])};"
            f" {len(dense)} fall in the shaded years {span}. {'; '.join(said)}."
        ),
        caption=(
            "Every law of the DPRK in the data for which a source gives a date, by its first known"
            " step. Spans compared are of equal length. Bars show dates of which only the month or"
            " year is known. Recent steps are better reported, so the cluster may be partly one of"
            " attention."
        ),
        table=table,
        rows=ids(rows),
    )


def _marks_a_law(data: pd.DataFrame, start: int, width: int) -> alt.TopLevelMixin:
    """A row a law, a broad tick an adoption, a narrow one an amendment, over the densest years."""
    margin, step = (275, 20) if width > 400 else (160, 30)
    base = alt.Chart(data).encode(
        y=alt.Y("label:N")
        .title(None)
        .sort(list(dict.fromkeys(data["label"])))
        .axis(labels=False, ticks=False, domain=False, grid=True)
    )
    shade = alt.Chart(pd.DataFrame({"low": [start], "high": [start + context.WINDOW]}))
    band = shade.mark_rect(color=theme.ACCENT, opacity=0.1).encode(x="low:Q", x2="high:Q")
    steps = base.encode(
        x=_years(),
        color=alt.Color("step:N")
        .scale(domain=["adopted", "amended"], range=[theme.ACCENT, theme.WARM])
        .legend(orient="top", title=None, symbolType="square"),
        href="link:N",
        tooltip=["law", "step", "date"],
    )
    marks = [
        steps.transform_filter(f"datum.step == '{kind}'").mark_tick(
            thickness=thick, size=size, opacity=1
        )
        for kind, thick, size in (("adopted", 5, 13), ("amended", 2.5, 15))
    ]
    return alt.layer(band, theme.range_bars(base), *_labels(base), *marks).properties(
        width=width - margin - 25, height={"step": step}
    )


@chart
def articles_seen(
    claims: pd.DataFrame, provisions: pd.DataFrame, laws: pd.DataFrame, *, width: int
) -> Drawing:
    """How much of the Electronic Payment Law has been seen, a cell an article."""
    said, read = text.articles_said(claims), text.read_articles(provisions)
    of_2021 = text.unnumbered(provisions, laws, amendment=False)
    later = text.unnumbered(provisions, laws, amendment=True)
    numbered = {int(article): row for row, article in read["article"].items()}
    articles = range(1, int(said.value or 0) + 1)
    cells = [
        ("Articles of the text of 2021", n, "read" if n in numbered else "unseen", numbered.get(n))
        for n in articles
    ]
    for name, part in (
        ("Duties of that text, reported without an article", of_2021),
        ("Accounts of the amendment, its text not seen", later),
    ):
        cells += [(name, n, "unnumbered", row) for n, row in enumerate(part.index, start=1)]
    table = pd.DataFrame(cells, columns=["part", "cell", "seen", "id"]).fillna({"id": said.rows[0]})
    return Drawing(
        chart=_strip(table.assign(link="row/" + table["id"]), width),
        title="Most articles of the Electronic Payment Law have not been seen, and none as amended",
        asserts=("law.mostly_unread", "law.amendment_unread"),
        alt=(
            f"A strip of {len(articles)} cells, one an article of the text of 2021: numbers"
            f" {wording.listing(str(n) for n in numbered)} are filled, the rest empty. Below,"
            f" {wording.count(len(of_2021))} duties reported without an article, and"
            f" {wording.count(len(later))} accounts of the amendment, none with an article."
        ),
        caption=(
            "A filled cell is an article whose content was read out or quoted under its number; a"
            " pale one a provision known only in summary. An empty cell is an article that the law"
            " is said to have and whose content no source that we saw gives."
        ),
        table=table,
        rows=said.rows + ids(read, of_2021, later, laws.loc[selection.EPL]),
    )


def _strip(data: pd.DataFrame, width: int) -> alt.VConcatChart:
    """Rows of cells under their headings, filled by how they were seen."""
    _, fills, strokes = zip(*SEEN.values(), strict=True)
    words = " : ".join([f"datum.value == '{k}' ? '{SEEN[k][0]}'" for k in SEEN] + ["''"])
    legend = alt.Legend(title=None, orient="top", labelExpr=words, columns=1 if width < 400 else 3)
    last = int(data["cell"].max())
    numbers = alt.Axis(labelAngle=0, ticks=False, domain=False, values=[1, *range(5, last + 1, 5)])
    rows = [
        alt.Chart(part, title=alt.Title(name, anchor="start", fontSize=13, offset=5))
        .mark_rect(strokeWidth=1)
        .encode(
            x=alt.X("cell:O")
            .title(None)
            .scale(paddingInner=0.18, domain=list(range(1, last + 1)))
            .axis(numbers if len(part) == last else None),
            fill=alt.Fill("seen:N", legend=legend).scale(domain=list(SEEN), range=list(fills)),
            stroke=alt.Stroke("seen:N", legend=legend).scale(
                domain=list(SEEN), range=list(strokes)
            ),
            href="link:N",
        )
        .properties(width=width - 20, height=24)
        for name, part in data.groupby("part", sort=False)
    ]
    return alt.vconcat(*rows, spacing=14)
