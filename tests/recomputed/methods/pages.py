"""Methods: how the evidence was found, read and coded, counted from the tables themselves."""

from __future__ import annotations

from collections import Counter

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, where


def of(part: list[Row], whole: list[Row]) -> str:
    return f"{len(part):,} of {len(whole):,}"


def sources(raw: Raw, **wanted: str) -> str:
    return of(where(raw["sources"], **wanted), raw["sources"])


def claims(raw: Raw, **wanted: str) -> str:
    return of(where(raw["claims"], **wanted), raw["claims"])


def several(n: int, noun: str) -> str:
    return f"{wording.count(n)} {noun}" + ("s" if n != 1 else "")


def both_languages(raw: Raw) -> list[Row]:
    return [s for s in raw["sources"] if s["language"] in {"ko", "en"}]


def largest(raw: Raw) -> str:
    outlet, pages = Counter(s["outlet_id"] for s in raw["sources"]).most_common(1)[0]
    (name,) = [o["name"] for o in raw["outlets"] if o["outlet_id"] == outlet]
    return f"{name}, with {pages:,} of {len(raw['sources']):,}"


def years(raw: Raw) -> list[int]:
    counted = Counter(s["published"][:4] for s in raw["sources"] if s["published"])
    return sorted(counted.values(), reverse=True)


def newest(rows: list[Row]) -> str:
    return dates.in_words(max(s["published"] for s in where(rows, published_precision="day")))


def newest_page(raw: Raw) -> str:
    pages = [c["source_id"] for c in raw["claims"]]
    days = where(raw["sources"], published_precision="day")
    published = {s["source_id"]: s["published"] for s in days if s["source_id"] in pages}
    last = max(published.values())
    n = sum(published.get(page) == last for page in pages)
    return f"{dates.in_words(last)} ({several(n, 'claim')})"


def half(part: list[Row], whole: list[Row]) -> bool:
    return len(part) * 2 > len(whole)


NUMBERS: Numbers = {
    "methods.sources_and_languages": lambda r: (
        several(len(r["sources"]), "publication")
        + " in "
        + several(len({s["language"] for s in r["sources"]}), "language")
    ),
    "methods.news_reports": lambda r: sources(r, kind="news-report"),
    "methods.korean_or_english": lambda r: of(both_languages(r), r["sources"]),
    "methods.largest_publisher": largest,
    "methods.read_whole": lambda r: sources(r, seen="full"),
    "methods.text_only_links": lambda r: sources(r, link_policy="text-only"),
    "methods.inferred_publication": lambda r: sources(r, published_basis="inferred"),
    "methods.undated": lambda r: sources(r, published=""),
    "methods.newest_source": lambda r: newest(r["sources"]),
    "methods.newest_page": newest_page,
    "methods.body_of_evidence": lambda r: (
        several(len(r["claims"]), "claim")
        + " from "
        + several(len({c["original"] for c in r["claims"]}), "original")
    ),
    "methods.pages_behind_claims": lambda r: (
        several(len(r["claims"]), "claim")
        + " on "
        + several(len({c["source_id"] for c in r["claims"]}), "page")
    ),
    "methods.relayed_claims": lambda r: of(
        [c for c in r["claims"] if c["original"] != c["source_id"]], r["claims"]
    ),
    "methods.exact_locators": lambda r: claims(r, locator_status="exact"),
    "methods.inferred_claim_dates": lambda r: claims(r, as_of_basis="inferred"),
    "methods.deprecated": lambda r: several(len(where(r["claims"], rank="deprecated")), "claim"),
    "methods.observations": lambda r: f"{len(r['series']):,}",
    "methods.derived_observations": lambda r: of(
        [o for o in r["series"] if o["obtained"] != "printed"], r["series"]
    ),
    "methods.provisions_by_article": lambda r: of(
        where(r["provisions"], text_seen="article"), r["provisions"]
    ),
}

PREDICATES: Predicates = {
    "methods.mostly_korean_or_english": lambda r: half(both_languages(r), r["sources"]),
    "methods.one_year_leads": lambda r: years(r)[0] > years(r)[1],
    "methods.mostly_excerpts": lambda r: half(
        [s for s in r["sources"] if s["seen"] != "full"], r["sources"]
    ),
    "methods.mostly_news": lambda r: half(where(r["sources"], kind="news-report"), r["sources"]),
    "methods.mostly_unseen": lambda r: half(
        [c for c in r["claims"] if c["evidence"] in {"anonymous-source", "inference"}],
        r["claims"],
    ),
    "methods.none_withdrawn": lambda r: (
        not where(r["claims"], status="withdrawn") and not where(r["sources"], status="withdrawn")
    ),
    "methods.no_law_read_whole": lambda r: not where(r["laws"], text_seen="whole"),
}
