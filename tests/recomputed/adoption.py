"""The adoption chapter's numbers from raw rows."""

from __future__ import annotations

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, first_hand, one, used, where

QUESTIONS = {
    "phone-purchase-share",
    "qr-payment-share",
    "epayment-purchase-share",
    "epayment-convenience-share",
}


def shares(raw: Raw) -> list[Row]:
    return [c for c in first_hand(raw["claims"]) if c["indicator_id"] in QUESTIONS]


def share(raw: Raw, indicator: str, place: str) -> Row:
    return one(shares(raw), indicator_id=indicator, place_id=place)


def said(raw: Raw, indicator: str, place: str) -> str:
    phrase = one(raw["verbal_quantities"], phrase_id=share(raw, indicator, place)["phrase_id"])
    return "about " + phrase["phrase"].replace("10", "ten").replace("out of", "in")


def gap(raw: Raw, question: str, of: str = "value", less: str = "value") -> float:
    capital, rest = share(raw, question, "pyongyang"), share(raw, question, "provinces")
    return float(capital[of]) - float(rest[less])


def echo(raw: Raw) -> set[str]:
    first = share(raw, "phone-purchase-share", "pyongyang")
    return {
        c["source_id"]
        for c in raw["claims"]
        if c["original"] == first["original"]
        and c["source_id"] != first["source_id"]
        and c["indicator_id"] in QUESTIONS
    }


def disagree(raw: Raw) -> bool:
    valued = sorted((c for c in shares(raw) if c["value"]), key=lambda c: float(c["value"]))
    low, high = valued[0], valued[-1]
    return float(high["value_low"] or high["value"]) > float(low["value_high"] or low["value"])


def cards(raw: Raw, period: str) -> float:
    claim = one(
        used(raw["claims"]),
        indicator_id="bok-payment-experience-foreign-card",
        place_id="dprk",
        as_of=period,
    )
    return float(claim["value"])


def middle(row: Row) -> int:
    return dates.parse(row["period"]).middle.toordinal()


def lines(raw: Raw) -> list[Row]:
    counted = [
        r
        for r in where(raw["series"], scope="dprk")
        if r["indicator_id"] in ("koryolink-subscribers", "mobile-subscribers-estimate")
    ]
    return sorted(counted, key=lambda r: (middle(r), r["indicator_id"]))


def subscribers_text(raw: Raw) -> str:
    last = lines(raw)[-1]
    ends = [last["value"]] if last["value"] else [last["value_low"], last["value_high"]]
    return " to ".join(wording.quantity(float(end) / 1e6) for end in ends) + " million"


def subscribers_rose(raw: Raw) -> bool:
    ordered = lines(raw)
    early = max(
        float(r["value"])
        for r in ordered
        if dates.parse(r["period"]).middle.year < 2012 and r["value"]
    )
    return float(ordered[-1]["value"] or ordered[-1]["value_low"]) > early


def rates(raw: Raw) -> list[Row]:
    printed = where(
        raw["series"],
        indicator_id="fx-usd",
        place_id="pyongyang",
        rate_kind="market",
        currency_basis="new-won",
        period_basis="printed",
    )
    exact = [r for r in printed if r["period_precision"] in ("day", "month") and r["value"]]
    return sorted(exact, key=lambda r: (middle(r), float(r["value"])))


def early_2024(raw: Raw) -> Row:
    return next(r for r in rates(raw) if r["period"] >= "2024")


def won(row: Row) -> str:
    return wording.quantity(float(row["value"]))


NUMBERS: Numbers = {
    "adoption.phone_buying_pyongyang": lambda r: said(r, "phone-purchase-share", "pyongyang"),
    "adoption.phone_buying_provinces": lambda r: said(r, "phone-purchase-share", "provinces"),
    "adoption.qr_share_pyongyang": lambda r: said(r, "qr-payment-share", "pyongyang"),
    "adoption.qr_share_provinces": lambda r: said(r, "qr-payment-share", "provinces"),
    "adoption.epayment_share_2025": lambda r: said(r, "epayment-purchase-share", "dprk"),
    "adoption.convenience_share": lambda r: wording.percent(
        float(share(r, "epayment-convenience-share", "four-active-cities")["value"])
    ),
    "adoption.share_claims_count": lambda r: wording.count(len(shares(r))),
    "adoption.share_originals": lambda r: wording.count(len({c["original"] for c in shares(r)})),
    "adoption.share_publisher_pages": lambda r: wording.count(len(echo(r))),
    "adoption.card_experience_before": lambda r: wording.percent(cards(r, "2010/2014")),
    "adoption.card_experience_after": lambda r: wording.percent(cards(r, "2015/2019")),
    "adoption.subscribers_latest": subscribers_text,
    "adoption.subscribers_latest_date": lambda r: dates.in_words(lines(r)[-1]["period"]),
    "adoption.rate_early_2024": lambda r: won(early_2024(r)),
    "adoption.rate_latest": lambda r: won(rates(r)[-1]),
    "adoption.rate_latest_date": lambda r: dates.in_words(rates(r)[-1]["period"]),
}

PREDICATES: Predicates = {
    "adoption.capital_above_provinces": lambda r: all(
        gap(r, q, "value_low", "value_high") > 0
        for q in ("phone-purchase-share", "qr-payment-share")
    ),
    "adoption.qr_wider_gap": lambda r: gap(r, "qr-payment-share") > gap(r, "phone-purchase-share"),
    "adoption.shares_disagree": disagree,
    "adoption.mostly_unmeasured": lambda r: not where(shares(r), evidence="measured"),
    "adoption.card_experience_doubled": lambda r: cards(r, "2015/2019") > 2 * cards(r, "2010/2014"),
    "adoption.subscribers_rose": subscribers_rose,
    "adoption.rate_tripled": lambda r: (
        float(rates(r)[-1]["value"]) > 3 * float(early_2024(r)["value"])
    ),
    "adoption.rate_fall_within_two_years": lambda r: (
        0 < middle(rates(r)[-1]) - middle(early_2024(r)) < 731
    ),
}
