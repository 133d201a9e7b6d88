"""Methods: how the evidence was found, read and coded, counted from the tables themselves."""

from __future__ import annotations

import pandas as pd

from nkpay import dates
from nkpay.numbers.landing.evidence import plural
from nkpay.numbers.methods.shapes import most, part
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids

SOURCES = ("table:sources",)
CLAIMS = ("table:claims",)


# Where the pages come from.


@number
def sources_and_languages(sources: pd.DataFrame) -> Number:
    """All sources of the data set, and the languages in which they are written."""
    languages = sources["language"].nunique()
    text = f"{plural(len(sources), 'publication')} in {plural(languages, 'language')}"
    return Number(len(sources), text, SOURCES, "publications")


@number
def news_reports(sources: pd.DataFrame) -> Number:
    """Sources that are news reports, of all sources."""
    return part(sources["kind"] == "news-report", "sources", "sources")


@number
def korean_or_english(sources: pd.DataFrame) -> Number:
    """Sources in Korean or English, of all sources."""
    return part(sources["language"].isin(["ko", "en"]), "sources", "sources")


@number
def largest_publisher(sources: pd.DataFrame, outlets: pd.DataFrame) -> Number:
    """The publisher of the largest number of sources, with that number."""
    pages = sources["outlet_id"].value_counts()
    text = f"{outlets.loc[pages.index[0], 'name']}, with {pages.iloc[0]:,} of {len(sources):,}"
    return Number(int(pages.iloc[0]), text, SOURCES, "sources")


@number
def read_whole(sources: pd.DataFrame) -> Number:
    """Sources that were read whole, of all sources; the others were seen as an excerpt."""
    return part(sources["seen"] == "full", "sources", "sources")


@number
def text_only_links(sources: pd.DataFrame) -> Number:
    """Sources whose address is printed as text and not as a live link, of all sources."""
    return part(sources["link_policy"] == "text-only", "sources", "sources")


@number
def inferred_publication(sources: pd.DataFrame) -> Number:
    """Sources whose date of publication was inferred, of all sources."""
    return part(sources["published_basis"] == "inferred", "sources", "sources")


@number
def undated(sources: pd.DataFrame) -> Number:
    """Sources without any date of publication, of all sources."""
    return part(sources["published"] == "", "sources", "sources")


@number
def newest_source(sources: pd.DataFrame) -> Number:
    """The latest day of publication among all sources."""
    days = sources[sources["published_precision"] == "day"]
    newest = days[days["published"] == days["published"].max()]
    day = newest["published"].iloc[0]
    return Number(day, dates.in_words(day), ids(newest), "date")


@number
def newest_page(claims: pd.DataFrame, sources: pd.DataFrame) -> Number:
    """The latest day of publication among the pages of claims, and the claims of that day."""
    cited = sources[
        sources.index.isin(claims["source_id"]) & (sources["published_precision"] == "day")
    ]
    newest = cited[cited["published"] == cited["published"].max()]
    day, carried = newest["published"].iloc[0], claims[claims["source_id"].isin(newest.index)]
    text = f"{dates.in_words(day)} ({plural(len(carried), 'claim')})"
    return Number(day, text, ids(newest, carried), "date")


@predicate
def mostly_korean_or_english(sources: pd.DataFrame) -> Verdict:
    """More than half of the sources are in Korean or English."""
    return most(sources["language"].isin(["ko", "en"]), "sources")


@predicate
def one_year_leads(sources: pd.DataFrame) -> Verdict:
    """One year of publication has more sources than any other."""
    years = by_year(sources)
    text = f"{years.index[0]} with {years.iloc[0]}, then {years.index[1]} with {years.iloc[1]}"
    return Verdict(bool(years.iloc[0] > years.iloc[1]), text, SOURCES)


def by_year(sources: pd.DataFrame) -> pd.Series:
    """Dated sources by year of publication, the year with the most first."""
    return sources.loc[sources["published"] != "", "published"].str[:4].value_counts()


@predicate
def mostly_excerpts(sources: pd.DataFrame) -> Verdict:
    """More than half of the sources were not read whole but seen as an excerpt."""
    return most(sources["seen"] != "full", "sources")


@predicate
def mostly_news(sources: pd.DataFrame) -> Verdict:
    """More than half of the sources are news reports."""
    return most(sources["kind"] == "news-report", "sources")


# What was coded from them.


@number
def body_of_evidence(claims: pd.DataFrame) -> Number:
    """All claims of the data set, and the originals that their pages go back to."""
    originals = claims["original"].nunique()
    text = f"{plural(len(claims), 'claim')} from {plural(originals, 'original')}"
    return Number(len(claims), text, CLAIMS, "claims")


@number
def pages_behind_claims(claims: pd.DataFrame) -> Number:
    """Pages from which the claims were coded, whether original or repeated."""
    pages = claims["source_id"].nunique()
    text = f"{plural(len(claims), 'claim')} on {plural(pages, 'page')}"
    return Number(pages, text, CLAIMS, "pages")


@number
def relayed_claims(claims: pd.DataFrame) -> Number:
    """Claims whose page repeats an original published elsewhere, of all claims."""
    return part(claims["original"] != claims["source_id"], "claims", "claims")


@number
def exact_locators(claims: pd.DataFrame) -> Number:
    """Claims with the exact place on the page, of all claims; the others rest on an excerpt."""
    return part(claims["locator_status"] == "exact", "claims", "claims")


@number
def inferred_claim_dates(claims: pd.DataFrame) -> Number:
    """Claims that speak of a date which the page does not print, of all claims."""
    return part(claims["as_of_basis"] == "inferred", "claims", "claims")


@number
def deprecated(claims: pd.DataFrame) -> Number:
    """Claims that are kept for the record and count for nothing."""
    rows = claims[claims["rank"] == "deprecated"]
    return Number(len(rows), plural(len(rows), "claim"), ids(rows), "claims")


@number
def observations(series: pd.DataFrame) -> Number:
    """Observations over time in the data set, at home and in countries set beside it."""
    return Number(len(series), f"{len(series):,}", ("table:series",), "observations")


@number
def derived_observations(series: pd.DataFrame) -> Number:
    """Observations that are our midpoint or arithmetic, of all observations."""
    return part(series["obtained"] != "printed", "series", "observations")


@number
def provisions_by_article(provisions: pd.DataFrame) -> Number:
    """Provisions of law coded from the words of an article, of all provisions."""
    return part(provisions["text_seen"] == "article", "provisions", "provisions")


@predicate
def mostly_unseen(claims: pd.DataFrame) -> Verdict:
    """More than half of all claims rest on an anonymous source or on inference."""
    return most(claims["evidence"].isin(["anonymous-source", "inference"]), "claims")


@predicate
def none_withdrawn(claims: pd.DataFrame, sources: pd.DataFrame) -> Verdict:
    """No claim and no source has been withdrawn."""
    gone = sum(int((table["status"] == "withdrawn").sum()) for table in (claims, sources))
    return Verdict(gone == 0, f"{gone} rows withdrawn", CLAIMS + SOURCES)


@predicate
def no_law_read_whole(laws: pd.DataFrame) -> Verdict:
    """No law in the data set was seen with its whole text."""
    whole = int((laws["text_seen"] == "whole").sum())
    return Verdict(whole == 0, f"{whole} of {len(laws)} laws", ("table:laws",))
