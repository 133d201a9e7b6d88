"""The money before: certificates, the exchange of notes, foreign cash; then wages and credit."""

from __future__ import annotations

from collections import defaultdict

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, used, where
from tests.recomputed.history.rows import about, earliest, first, last, records, reform


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


def earlier_exchanges(raw: Raw) -> list[Row]:
    return where(used(raw["claims"]), subject_id="currency-exchanges-before-2009")


def credit(raw: Raw) -> str:
    rows = where(about(raw, "samhung-credit", "credit"), evidence="inspected")
    n, of = wording.count(len(rows)), wording.count(len({r["original"] for r in rows}))
    return f"{dates.in_words(earliest(rows))} (claims: {n}, originals: {of})"


NUMBERS: Numbers = {
    "history.earlier_exchanges": lambda r: wording.count(len(earlier_exchanges(r))),
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
    "history.reform_unseen": lambda r: (
        not [c for c in reform(r) if c["evidence"] in ("inspected", "measured")]
    ),
    "history.earlier_exchanges_relayed": lambda r: (
        not where(earlier_exchanges(r), evidence="inspected")
    ),
    "history.before_won_cards": before_won_cards,
}
