"""Echo: who repeats a share of payers, through whom, and what became of it on the way."""

from __future__ import annotations

import pandas as pd

from nkpay import dates, wording
from nkpay.numbers.adoption.comparison import outlet_of
from nkpay.numbers.adoption.shares import amount, share_claims
from nkpay.numbers.landing.judgements import PAYING_SHARES
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids


def said(claims: pd.DataFrame) -> pd.DataFrame:
    """Every claim of a share of payers, first-hand, repeated or set aside."""
    return claims[claims["indicator_id"].isin(PAYING_SHARES) & (claims["status"] == "active")]


def first(claims: pd.DataFrame) -> pd.DataFrame:
    """Those on the page that printed them first."""
    rows = said(claims)
    return rows[rows["original"] == rows["source_id"]]


def repeats(claims: pd.DataFrame) -> pd.DataFrame:
    """Those on other pages, of originals that were seen and can be compared."""
    rows = said(claims)
    seen = rows["original"].isin(first(claims)["original"])
    return rows[seen & (rows["original"] != rows["source_id"])]


def of_unseen(claims: pd.DataFrame) -> pd.DataFrame:
    """Those whose original was not seen."""
    rows = said(claims)
    return rows[~rows["original"].isin(first(claims)["original"])]


def _new(claims: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Repeated claims that differ from every claim of their original in these columns."""
    keys = ["original", "indicator_id", *columns]
    known = set(first(claims)[keys].itertuples(index=False, name=None))
    rows = repeats(claims)
    return rows[[key not in known for key in rows[keys].itertuples(index=False, name=None)]]


def moved(claims: pd.DataFrame) -> pd.DataFrame:
    """Repeated claims that speak of another place than their original does."""
    return _new(claims, ["place_id"])


@number
def echo_pages(claims: pd.DataFrame) -> Number:
    """Pages that repeat a share of payers from another page."""
    rows = repeats(claims)
    return amount(pd.concat([first(claims), rows]), rows["source_id"].nunique(), "pages")


@number
def echo_moved(claims: pd.DataFrame) -> Number:
    """Of these pages, those that give a share to another place than the original does."""
    n = moved(claims)["source_id"].nunique()
    return Number(n, wording.count(n), ids(first(claims), repeats(claims)), "pages")


def adds_nothing(claims: pd.DataFrame) -> Verdict:
    """No repeated claim has a value that its original does not have."""
    new = _new(claims, ["value", "value_low", "value_high"])
    rows = repeats(claims)
    text = f"{len(new)} new values in {len(rows)} repeated claims"
    return Verdict(len(rows) > 0 and new.empty, text, ids(first(claims), rows))


@predicate
def echo_keeps_values(claims: pd.DataFrame) -> Verdict:
    """No page that repeats a share of payers prints a value that its original does not have."""
    return adds_nothing(claims)


@predicate
def echo_moves_people(claims: pd.DataFrame) -> Verdict:
    """Some page that repeats a share gives it to another place than its original does."""
    rows = moved(claims)
    return Verdict(len(rows) > 0, f"{len(rows)} claims", ids(first(claims), repeats(claims)))


@predicate
def base_differs_by_page(claims: pd.DataFrame) -> Verdict:
    """Two pages of one original that we have not seen give the same share to different places."""
    rows = of_unseen(claims)[lambda c: c["rank"] != "deprecated"]
    bases = rows.groupby(["original", "indicator_id", "value"])["place_id"].nunique()
    n = int((bases > 1).sum())
    return Verdict(n > 0, f"{n} of {len(bases)} shares", ids(first(claims), rows))


@predicate
def one_publisher(claims: pd.DataFrame, sources: pd.DataFrame, originals: pd.DataFrame) -> Verdict:
    """Every share of people who buy by phone, by code or electronically goes back to one house."""
    rows = said(claims)
    houses = outlet_of(rows, sources, originals)
    pages = sources[sources.index.isin([*rows["source_id"], *rows["original"]])]
    return Verdict(houses.nunique() == 1, f"{houses.nunique()} houses", ids(rows, pages))


@number
def latest_share(claims: pd.DataFrame) -> Number:
    """The latest time of which any share of people speaks."""
    rows = share_claims(claims)
    last = max(rows["as_of"], key=lambda text: dates.parse(text).last)
    return Number(last, dates.in_words(last), ids(rows[rows["as_of"] == last]), "date")


@predicate
def nobody_counted(claims: pd.DataFrame) -> Verdict:
    """No share of people inside the country, as against refugees, says how many were asked."""
    rows = share_claims(claims)
    inside = rows[rows["evidence"] != "measured"]
    n = int(inside["population"].str.contains(r"\d", regex=True).sum())
    return Verdict(n == 0 and len(inside) > 0, f"{n} of {len(inside)} shares", ids(rows))


def checked(claims: pd.DataFrame) -> Verdict:
    """No question about payers was answered for one place by two originals."""
    rows = share_claims(claims)
    answered = rows.groupby(["indicator_id", "place_id"])["original"].nunique()
    n = int((answered > 1).sum())
    return Verdict(n == 0, f"{n} of {len(answered)} answered twice", ids(rows))
