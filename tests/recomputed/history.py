"""The history chapter's numbers from raw rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, one, used, where

DATED = {"stated", "announced", "rule"}


def first(text: str) -> date:
    return dates.parse(text).first


def last(text: str) -> date:
    return dates.parse(text).last


def launches(raw: Raw) -> list[Row]:
    basis = {
        (a["system_id"], a["source_id"]): a["basis"]
        for a in where(raw["system_attributes"], attribute="launch")
    }
    return [
        {**c, "basis": basis[c["subject_id"], c["source_id"]]}
        for c in where(used(raw["claims"]), aspect="launch")
        if c["as_of"] and (c["subject_id"], c["source_id"]) in basis
    ]


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
    of = len({r["original"] for r in rows})
    return f"{year} ({wording.count(n)} of {wording.count(of)} originals)"


def earliest(rows: list[Row]) -> str:
    return min(
        (r["as_of"] for r in rows if r["as_of"]), key=lambda t: (last(t), -first(t).toordinal())
    )


def seen(raw: Raw, system: str, **wanted: str) -> str:
    return earliest(where(launches(raw), subject_id=system, **wanted))


def about(raw: Raw, subject: str, aspect: str) -> list[Row]:
    rows = where(used(raw["claims"]), subject_id=subject, aspect=aspect)
    return [r for r in rows if r["as_of"]]


def earlier_cards(raw: Raw) -> str:
    day = first(seen(raw, "sili-card", basis="announced"))
    before = [r for r in about(raw, "payment-cards", "other") if last(r["as_of"]) < day]
    return wording.count(len({r["original"] for r in before}))


def earlier_apps(raw: Raw) -> str:
    day = first(seen(raw, "jonsong-app", basis="announced"))
    apps = {s["system_id"] for s in where(raw["systems"], kind="payment-app")} - {"jonsong-app"}
    before = {
        r["original"]
        for r in launches(raw)
        if r["subject_id"] in apps and r["basis"] in DATED and last(r["as_of"]) < day
    }
    return wording.count(len(before))


def records(raw: Raw) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {
        s["system_id"]: [] for s in raw["systems"] if s["kind"] != "certificate"
    }
    for attribute in where(raw["system_attributes"], attribute="launch"):
        if attribute["system_id"] in groups:
            groups[attribute["system_id"]].append(attribute)
    return groups


def reported(raw: Raw) -> tuple[int, int]:
    groups = [rows for rows in records(raw).values() if rows]
    for attribute in (a for rows in groups for a in rows):
        dates.parse(attribute["value"])
    return sum(not {a["basis"] for a in rows} & DATED for rows in groups), len(groups)


def undated(raw: Raw) -> str:
    labels = {e["entity_id"]: e["label"] for e in raw["entities"]}
    return wording.listing(sorted(labels[s] for s, rows in records(raw).items() if not rows))


def reform(raw: Raw) -> list[Row]:
    return about(raw, "currency-reform-2009", "currency-history")


def reform_day(raw: Raw) -> str:
    return earliest(where(reform(raw), as_of_precision="day"))


def limits(raw: Raw) -> str:
    values = sorted(
        {float(r["value"]) for r in where(reform(raw), indicator_id="exchange-cap") if r["value"]}
    )
    return wording.listing(wording.quantity(v) for v in values)


def fec(raw: Raw, attribute: str) -> list[str]:
    rows = where(raw["system_attributes"], system_id="fec", attribute=attribute)
    return sorted({r["value"] for r in rows})


def before_won_cards(raw: Raw) -> bool:
    won = {s["system_id"] for s in where(raw["systems"], kind="card", currency="won")}
    cards = min(first(a["value"]) for s, rows in records(raw).items() if s in won for a in rows)
    ended = max(map(last, fec(raw, "last-seen")))  # without a date of their end nothing is said
    return max(ended, last(reform_day(raw))) < cards


def foreign_cash(raw: Raw) -> str:
    rows = where(
        about(raw, "foreign-currency", "share-of-people"),
        indicator_id="bok-payment-experience-foreign-cash",
    )
    shares = [float(r["value"]) for r in sorted(rows, key=lambda r: last(r["as_of"]))]
    return f"{wording.quantity(shares[0])} to {wording.quantity(shares[-1])} per cent"


def wage_start(raw: Raw) -> str:
    originals: defaultdict[str, set[str]] = defaultdict(set)
    rows = about(raw, "wage-cards", "wage-payment")
    for row in rows:
        originals[row["as_of"]].add(row["original"])
    return earliest([r for r in rows if len(originals[r["as_of"]]) > 1])


def narae_phone(raw: Raw) -> str:
    rows = where(raw["system_attributes"], system_id="narae-app", attribute="launch")
    return min(r["value"] for r in rows)


def kangsong_report(raw: Raw) -> Row:
    trial = one(launches(raw), subject_id="kangsong-app")
    return one(raw["sources"], source_id=trial["source_id"])


def earlier_exchanges(raw: Raw) -> list[Row]:
    return where(used(raw["claims"]), subject_id="currency-exchanges-before-2009")


def linked(raw: Raw) -> str:
    launches = where(raw["system_attributes"], attribute="launch")
    return f"{sum(bool(a['claim_id']) for a in launches)} of {len(launches)}"


def credit(raw: Raw) -> str:
    rows = where(about(raw, "samhung-credit", "credit"), evidence="inspected")
    n, of = wording.count(len(rows)), wording.count(len({r["original"] for r in rows}))
    return f"{dates.in_words(earliest(rows))} (claims: {n}, originals: {of})"


NUMBERS: Numbers = {
    "history.basis_linked": linked,
    "history.earlier_exchanges": lambda r: wording.count(len(earlier_exchanges(r))),
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
    "history.kangsong_told": lambda r: dates.in_words(kangsong_report(r)["published"]),
    "history.samhung_seen": lambda r: dates.in_words(seen(r, "samhung-wallet")),
    "history.grain_seen": lambda r: dates.in_words(seen(r, "grain-voucher")),
    "history.reported_share": lambda r: " of ".join(wording.count(n) for n in reported(r)),
    "history.undated_systems": undated,
    "history.narae_phone_seen": lambda r: dates.in_words(narae_phone(r)),
    "history.reform_date": lambda r: dates.in_words(reform_day(r)),
    "history.reform_originals": lambda r: wording.count(len({c["original"] for c in reform(r)})),
    "history.reform_limits": limits,
    "history.certificates_began": lambda r: " or ".join(
        dates.in_words(value) for value in fec(r, "launch")
    ),
    "history.foreign_cash": foreign_cash,
    "history.wage_attempt": lambda r: dates.in_words(
        earliest(about(r, "wage-cards", "wage-payment"))
    ),
    "history.wage_start": lambda r: dates.in_words(wage_start(r)),
    "history.credit_seen": credit,
}

PREDICATES: Predicates = {
    "history.most_dates_disputed": mostly_disputed,
    "history.mostly_inference": mostly_inference,
    "history.inspected_mostly_first_reports": inspected_mostly_reports,
    "history.many_only_first_reported": lambda r: reported(r)[0] * 3 >= reported(r)[1],
    "history.reform_unseen": lambda r: (
        not [c for c in reform(r) if c["evidence"] in ("inspected", "measured")]
    ),
    "history.earlier_exchanges_relayed": lambda r: (
        not where(earlier_exchanges(r), evidence="inspected")
    ),
    "history.before_won_cards": before_won_cards,
}
