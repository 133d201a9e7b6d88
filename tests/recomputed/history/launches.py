"""Launch dates as sources state them: one base, the claims and what kind of date each is."""

from __future__ import annotations

from collections import Counter, defaultdict

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, where
from tests.recomputed.history.rows import DATED, about, day, first, last, launches, of, seen


def by_system(raw: Raw) -> dict[str, list[Row]]:
    """Stated launches of systems that several originals date."""
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for claim in launches(raw):
        if claim["basis"] in DATED:
            groups[claim["subject_id"]].append(claim)
    return {k: v for k, v in groups.items() if len({c["original"] for c in v}) > 1}


def clash(rows: list[Row]) -> bool:
    return any(first(a["as_of"]) > last(b["as_of"]) for a in rows for b in rows)


def disputed_share(raw: Raw) -> str:
    groups = by_system(raw)
    n = sum(clash(rows) for rows in groups.values())
    stated = sum(len(rows) for rows in groups.values())
    share = f"{wording.count(n)} of {wording.count(len(groups))}"
    return f"{share} systems, from {stated} stated dates in all"


def mostly_disputed(raw: Raw) -> bool:
    groups = by_system(raw)
    return sum(clash(rows) for rows in groups.values()) > len(groups) / 2


def mostly_inference(raw: Raw) -> bool:
    kinds = [c["evidence"] for rows in by_system(raw).values() for c in rows]
    return kinds.count("inference") > len(kinds) / 2


def inspected_mostly_reports(raw: Raw) -> bool:
    rows = where(launches(raw), evidence="inspected")
    return len([r for r in rows if r["basis"] == "first-reported"]) > len(rows) / 2


def jonsong_range(raw: Raw) -> str:
    rows = by_system(raw)["jonsong-card"]
    years = [first(r["as_of"]).year for r in rows] + [last(r["as_of"]).year for r in rows]
    return f"{min(years)} to {max(years)}"


def jonsong_year(raw: Raw) -> str:
    rows = by_system(raw)["jonsong-card"]
    votes = Counter(year for year, _ in {(r["as_of"][:4], r["original"]) for r in rows})
    year, n = min(votes.items(), key=lambda item: (-item[1], item[0]))
    originals = len({r["original"] for r in rows})
    return f"{year} ({wording.count(n)} of {wording.count(originals)} originals)"


def earlier_cards(raw: Raw) -> str:
    begun = first(seen(raw, "sili-card", basis="announced"))
    before = [r for r in about(raw, "payment-cards", "other") if last(r["as_of"]) < begun]
    return wording.count(len({r["original"] for r in before}))


def earlier_apps(raw: Raw) -> str:
    begun = first(seen(raw, "jonsong-app", basis="announced"))
    apps = {s["system_id"] for s in where(raw["systems"], kind="payment-app")} - {"jonsong-app"}
    before = {
        r["original"]
        for r in launches(raw)
        if r["subject_id"] in apps and r["basis"] in DATED and last(r["as_of"]) < begun
    }
    return wording.count(len(before))


NUMBERS: Numbers = {
    "history.disputed_share": disputed_share,
    "history.jonsong_range": jonsong_range,
    "history.jonsong_year": jonsong_year,
    "history.sili_announced": lambda r: dates.in_words(seen(r, "sili-card", basis="announced")),
    "history.earlier_cards": earlier_cards,
    "history.narae_notice": lambda r: dates.in_words(seen(r, "narae-card", evidence="inspected")),
    "history.jonsong_app_announced": lambda r: dates.in_words(
        seen(r, "jonsong-app", basis="announced")
    ),
    "history.earlier_apps": earlier_apps,
    "history.kangsong_tried": lambda r: dates.in_words(seen(r, "kangsong-app")),
    "history.samhung_seen": lambda r: dates.in_words(seen(r, "samhung-wallet")),
    "history.grain_seen": lambda r: dates.in_words(seen(r, "grain-voucher")),
    "history.jonsong_presented": lambda r: day(
        of(r, "jonsong-card", "function", evidence="state-claim")
    ),
}

PREDICATES: Predicates = {
    "history.most_dates_disputed": mostly_disputed,
    "history.mostly_inference": mostly_inference,
    "history.inspected_mostly_first_reports": inspected_mostly_reports,
}
