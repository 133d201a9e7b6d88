"""What it is reported to have done with account data, channel by channel and year by year."""

from __future__ import annotations

import altair as alt
import pandas as pd

from nkpay import dates, theme, wording
from nkpay.charts.surveillance.grid import grid
from nkpay.numbers.surveillance import selection
from nkpay.numbers.surveillance.selection import purchase_search
from nkpay.registry import Drawing, chart
from nkpay.select import ids

#: Payment and account data first, then the older means.
CHANNELS = {
    "bank-records": "bank records",
    "wallet": "wallet or QR",
    "device": "seized phone",
    "phone-network": "phone network",
    "inspection": "search or visit",
    "other": "other means",
}

UNDATED = "no date"


@chart
def use_by_channel(
    claims: pd.DataFrame, capabilities: pd.DataFrame, searches: pd.DataFrame, *, width: int
) -> Drawing:
    """What was reported used against people, by channel and year; empty channels stay empty."""
    table = _reports(claims, capabilities)
    search = purchase_search(searches)
    years = _years(table, str(search["looked_on"]))
    empty = [c for c in CHANNELS.values() if c not in set(table["channel"])]
    return Drawing(
        chart=_use_chart(table, years, empty, width),
        title="Of payment and account data only bank records are reported used against people;"
        " for wallets and QR codes we found nothing",
        asserts=("surveillance.only_bank_records", "surveillance.no_wallet_use"),
        alt=_uses_in_words(table, empty),
        caption=(
            "One mark for each date that an original gives, in its year. Only the first two"
            " rows are payment"
            " or account data; the others are means by which people were pursued without them, one"
            " mark a means and not each arrest that was reported. 'Other means' would hold cameras,"
            " identity registers and trading rules. The last year is that of our search for a case"
            f" from a purchase, on {dates.in_words(search['looked_on'])}, which found none."
        ),
        table=table.drop(columns="year"),
        rows=(
            *ids(selection.used_on_people(capabilities), selection.uses(claims)),
            *ids(search),
        ),
    )


def _years(table: pd.DataFrame, searched: str) -> list[str]:
    """Every year from the first report to that of the search, then a column for no date."""
    dated = table.loc[table["year"] != UNDATED, "year"].astype(int)
    return [*map(str, range(dated.min(), dates.parse(searched).last.year + 1)), UNDATED]


def _use_chart(
    table: pd.DataFrame, years: list[str], empty: list[str], width: int
) -> alt.TopLevelMixin:
    labels, order = 92 if width < 400 else 108, list(CHANNELS.values())
    heads = {year: year if width > 400 else f"'{year[2:]}" for year in years} | {
        UNDATED: UNDATED.replace(" ", "|")
    }
    data = table.rename(columns={"row": "id"}).assign(year=table["year"].map(heads))
    marked = grid(
        data, ("channel", "year"), (order, list(heads.values())), width=width, labels=labels
    )
    words = pd.DataFrame({"channel": empty, "text": "no report found"})
    none = (
        alt.Chart(words)
        .mark_text(color=theme.MUTED, fontStyle="italic", align="left")
        .encode(y=alt.Y("channel:N").sort(order), text="text:N", x=alt.XValue(8))
    )
    return alt.layer(marked, none)


def _reports(claims: pd.DataFrame, capabilities: pd.DataFrame) -> pd.DataFrame:
    """One row a report: claims where a channel has them, else the coded capability."""
    told = selection.uses(claims).drop_duplicates(["original", "as_of"])
    acted = selection.used_on_people(capabilities)
    acted = acted[~acted["channel"].isin(told["subject_id"])]
    names = {"subject_id": "channel", "as_of": "date"}
    others = {"first_reported": "date", "capability": "statement"}
    columns = ["channel", "date", "evidence", "statement"]
    both = pd.concat([told.rename(columns=names)[columns], acted.rename(columns=others)[columns]])
    return (
        both.assign(
            channel=both["channel"].map(CHANNELS),
            year=[str(dates.parse(d).first.year) if d else UNDATED for d in both["date"]],
            row=both.index,
        )
        .sort_values(["date", "row"])
        .reset_index(drop=True)
    )


def _when(date: str) -> str:
    return dates.in_words(date) if date else "undated"


def _uses_in_words(table: pd.DataFrame, empty: list[str]) -> str:
    parts = [
        f"{channel}: {wording.listing(_when(date) for date in rows['date'])}"
        for channel, rows in table.groupby("channel", sort=False)
    ]
    dated = table[table["date"] != ""]["date"]
    return (
        f"{len(table)} reports from {dates.in_words(dated.min())} to"
        f" {dates.in_words(dated.max())}. By channel, {'; '.join(parts)}."
        f" Nothing found for: {wording.listing(empty)}."
    )
