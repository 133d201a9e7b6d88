"""Exchanges of notes before and in 2009, what households kept, the bans, and the vouchers."""

from __future__ import annotations

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, one, used, where
from tests.recomputed.history.rows import earliest, reform

BEFORE = "currency-exchanges-before-2009"
VOUCHERS = "central-bank-vouchers"


def valued(rows: list[Row]) -> list[Row]:
    return [r for r in rows if r["value"]]


def before(raw: Raw, indicator: str) -> list[Row]:
    return where(used(raw["claims"]), subject_id=BEFORE, indicator_id=indicator)


def exchange_years(raw: Raw) -> list[str]:
    return sorted({c["as_of"][:4] for c in before(raw, "exchange-ratio")})


def cuts(raw: Raw) -> list[Row]:
    return [c for c in valued(before(raw, "exchange-ratio")) if float(c["value"]) > 1]


def earlier_cut(raw: Raw) -> str:
    found = sorted(cuts(raw), key=lambda c: c["as_of"][:4])
    texts = [f"{c['as_of'][:4]}, at {wording.quantity(float(c['value']))} to 1" for c in found]
    return wording.listing(dict.fromkeys(texts))


def notice(raw: Raw) -> str:
    said = where(used(raw["claims"]), subject_id=BEFORE, evidence="state-claim")
    return dates.in_words(earliest([c for c in said if dates.parse(c["as_of"])]))


def limit(raw: Raw) -> str:
    return wording.quantity(float(one(before(raw, "exchange-cap"))["value"]))


def counts(raw: Raw) -> set[float]:
    both = (BEFORE, "currency-reform-2009")
    rows = [c for c in used(raw["claims"]) if c["subject_id"] in both]
    return {float(c["value"]) for c in valued(where(rows, indicator_id="other-count"))}


def days(raw: Raw) -> str:
    rows = where(reform(raw), indicator_id="duration-days")
    return wording.listing(wording.count(n) for n in sorted({int(float(c["value"])) for c in rows}))


def reform_ratios(raw: Raw) -> list[float]:
    return [float(c["value"]) for c in valued(where(reform(raw), indicator_id="exchange-ratio"))]


def usual_ratio(raw: Raw) -> str:
    found = reform_ratios(raw)
    return wording.quantity(min(set(found), key=lambda value: (-found.count(value), value)))


def bans(raw: Raw) -> str:
    rows = where(used(raw["claims"]), subject_id="foreign-currency-ban")
    years = {tuple(sorted({part[:4] for part in c["as_of"].split("/")})) for c in rows}
    return wording.listing(" or ".join(pair) for pair in sorted(years))


def faces(raw: Raw) -> list[float]:
    rows = where(used(raw["claims"]), subject_id=VOUCHERS, indicator_id="voucher-face-value")
    return sorted({float(c["value"]) for c in valued(rows)})


def prices(raw: Raw) -> list[tuple[str, float, float]]:
    rows = where(used(raw["claims"]), subject_id=VOUCHERS, indicator_id="won-amount")
    return sorted(
        (c["as_of"], float(c["value_low"] or c["value"]), float(c["value_high"] or c["value"]))
        for c in rows
    )


def voucher_prices(raw: Raw) -> str:
    return wording.listing(
        f"{wording.between(low, high, 'won')} in {dates.in_words(month)}"
        for month, low, high in prices(raw)
    )


NUMBERS: Numbers = {
    "history.exchange_years": lambda r: wording.listing(exchange_years(r)),
    "history.earlier_cut": earlier_cut,
    "history.notice_given": notice,
    "history.earlier_limit": limit,
    "history.reform_days": days,
    "history.reform_ratio": usual_ratio,
    "history.deposit_ratio": lambda r: wording.quantity(min(reform_ratios(r))),
    "history.ban_years": bans,
    "history.voucher_faces": lambda r: wording.listing(wording.quantity(v) for v in faces(r)),
    "history.voucher_prices": voucher_prices,
}

PREDICATES: Predicates = {
    "history.one_earlier_cut": lambda r: (
        len({c["as_of"][:4] for c in cuts(r)}) == 1 < len(exchange_years(r))
    ),
    "history.exchanges_counted_differently": lambda r: len(counts(r)) > 1,
    "history.voucher_below_face": lambda r: max(p[2] for p in prices(r)) < min(faces(r)),
}
