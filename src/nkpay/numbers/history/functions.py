"""What payment apps do, and whether a report of it is older than the apps."""

from __future__ import annotations

import pandas as pd

from nkpay import dates, wording
from nkpay.numbers.history.selection import Table, spans
from nkpay.registry import Number, Rows, Verdict, number, predicate

APP = "payment-app"


def reports(systems: Table, system_attributes: Table, sources: Table) -> Table:
    """Each function of each system, with the date of the page that reports it."""
    rows = system_attributes[system_attributes["attribute"] == "function"]
    rows = rows.assign(
        app=rows["system_id"].map(systems["kind"]) == APP,
        reported=rows["source_id"].map(sources["published"]),
    )
    return spans(rows[rows["reported"].fillna("") != ""], "reported")


def first_reports(systems: Table, system_attributes: Table, sources: Table) -> Table:
    """For each function that an app has, its first report of an app and of anything else."""
    rows = reports(systems, system_attributes, sources)
    rows = rows[rows["value"].isin(rows.loc[rows["app"], "value"])]
    ordered = rows.sort_values(["last", "first"], ascending=[True, False], kind="stable")
    return ordered.groupby(["value", "app"]).head(1)


def older_elsewhere(first: Table) -> list[str]:
    """Functions of apps that were reported of something else wholly before any app."""
    apps = first[first["app"]].set_index("value")
    others = first[~first["app"]].set_index("value")
    both = others.index.intersection(apps.index)
    return [name for name in both if others.at[name, "last"] < apps.at[name, "first"]]


def rows_behind(first: Table) -> Rows:
    """The attributes, the systems that they speak of and the pages that carry them."""
    behind = pd.concat([first["system_id"], first["source_id"]]).drop_duplicates()
    return (*map(str, first.index), *map(str, behind))


@number
def functions_older(systems: Table, system_attributes: Table, sources: Table) -> Number:
    """Functions of payment apps that were reported of other means first, of all functions."""
    first = first_reports(systems, system_attributes, sources)
    n, of = len(older_elsewhere(first)), first["value"].nunique()
    text = f"{wording.count(n)} of {wording.count(of)}"
    return Number(n, text, rows_behind(first), "functions")


@predicate
def most_functions_older(systems: Table, system_attributes: Table, sources: Table) -> Verdict:
    """More than half of the functions of payment apps were reported of other means first."""
    first = first_reports(systems, system_attributes, sources)
    n, of = len(older_elsewhere(first)), first["value"].nunique()
    return Verdict(2 * n > of, f"{n} of {of}", rows_behind(first))


#: What one would first ask of money.
BASIC = ("merchant_payment", "fx_exchange", "p2p_transfer", "bills")


@predicate
def cards_came_first(systems: Table, system_attributes: Table, sources: Table) -> Verdict:
    """Buying, changing money, sending money and paying bills were first reported of a card."""
    first = first_reports(systems, system_attributes, sources)
    older = set(older_elsewhere(first))
    rows = first[first["value"].isin(BASIC)]
    cards = rows[~rows["app"] & (rows["system_id"].map(systems["kind"]) == "card")]
    n = len(older & set(cards["value"]))
    return Verdict(n == len(BASIC), f"{n} of {len(BASIC)} functions", rows_behind(rows))


@predicate
def code_came_with_apps(systems: Table, system_attributes: Table, sources: Table) -> Verdict:
    """Payment by QR code was not reported of anything else before it was of an app."""
    first = first_reports(systems, system_attributes, sources)
    rows = first[first["value"] == "qr_payment"]
    holds = len(rows) > 0 and "qr_payment" not in older_elsewhere(rows)
    return Verdict(holds, f"{len(rows)} reports", rows_behind(rows))


@number
def qr_first_reported(systems: Table, system_attributes: Table, sources: Table) -> Number:
    """The date of the first report of an app that pays by QR code."""
    first = first_reports(systems, system_attributes, sources)
    row = first[(first["value"] == "qr_payment") & first["app"]].iloc[0]
    rows = (str(row.name), str(row["system_id"]), str(row["source_id"]))
    return Number(row["reported"], dates.in_words(row["reported"]), rows, "date")
