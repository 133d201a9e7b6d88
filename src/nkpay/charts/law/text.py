"""How much of the Electronic Payment Law was seen."""

from __future__ import annotations

import altair as alt
import pandas as pd

from nkpay import theme, wording
from nkpay.numbers.law import selection, text
from nkpay.registry import Drawing, chart
from nkpay.select import ids

SEEN = {
    "read": ("read under its number", theme.ACCENT, theme.ACCENT),
    "unnumbered": ("reported without a number", theme.PALE, theme.ACCENT),
    "unseen": ("not seen", theme.PAPER, theme.MUTED),
}


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
            " tinted one a provision known only in summary. An empty cell is an article that the"
            " law is said to have and whose content no source that we saw gives."
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
            href=alt.Href("link:N"),
        )
        .properties(width=width - 20, height=24)
        for name, part in data.groupby("part", sort=False)
    ]
    return alt.vconcat(*rows, spacing=14)
