"""Adoption: who is said to pay how, and the phones, money and prices around it."""

from __future__ import annotations

import pandas as pd

from nkpay import dates, wording
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import first_hand, ids, only, used

#: The questions that sources answer about shares of people, each asked in its own way.
SHARE_QUESTIONS = (
    "phone-purchase-share",
    "qr-payment-share",
    "epayment-purchase-share",
    "epayment-convenience-share",
)


def share_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """First-hand claims about the share of people who pay electronically."""
    return first_hand(claims)[lambda c: c["indicator_id"].isin(SHARE_QUESTIONS)]


def _share(claims: pd.DataFrame, indicator: str, place: str) -> pd.Series:
    shares = share_claims(claims)
    at = shares[(shares["indicator_id"] == indicator) & (shares["place_id"] == place)]
    return only(at, f"{indicator} in {place}")


def _as_said(claim: pd.Series, verbal_quantities: pd.DataFrame) -> str:
    """The quantity in the words of the source: ``about six in ten``."""
    phrase = verbal_quantities.loc[claim["phrase_id"], "phrase"]
    return f"about {phrase.replace('10', 'ten').replace('out of', 'in')}"


def _said(claim: pd.Series, verbal_quantities: pd.DataFrame) -> Number:
    text = _as_said(claim, verbal_quantities)
    return Number(claim["value"], text, ids(claim), "per cent of people")


@number
def phone_buying_pyongyang(claims: pd.DataFrame, verbal_quantities: pd.DataFrame) -> Number:
    """Share of people in Pyongyang said to buy goods by mobile phone, in the source's words."""
    return _said(_share(claims, "phone-purchase-share", "pyongyang"), verbal_quantities)


@number
def phone_buying_provinces(claims: pd.DataFrame, verbal_quantities: pd.DataFrame) -> Number:
    """Share of people in the provinces said to buy goods by mobile phone."""
    return _said(_share(claims, "phone-purchase-share", "provinces"), verbal_quantities)


@number
def qr_share_pyongyang(claims: pd.DataFrame, verbal_quantities: pd.DataFrame) -> Number:
    """Share of people in Pyongyang said to pay at stalls by scanning a QR code."""
    return _said(_share(claims, "qr-payment-share", "pyongyang"), verbal_quantities)


@number
def qr_share_provinces(claims: pd.DataFrame, verbal_quantities: pd.DataFrame) -> Number:
    """Share of people in the provinces said to pay at stalls by scanning a QR code."""
    return _said(_share(claims, "qr-payment-share", "provinces"), verbal_quantities)


@number
def epayment_share_2025(claims: pd.DataFrame, verbal_quantities: pd.DataFrame) -> Number:
    """Share of people said in November 2025 to buy food or goods with electronic payment."""
    return _said(_share(claims, "epayment-purchase-share", "dprk"), verbal_quantities)


@number
def convenience_share(claims: pd.DataFrame) -> Number:
    """Share of those asked in four active cities who find electronic payment more convenient."""
    claim = _share(claims, "epayment-convenience-share", "four-active-cities")
    return Number(claim["value"], wording.percent(claim["value"]), ids(claim), "per cent")


@number
def share_claims_count(claims: pd.DataFrame) -> Number:
    """First-hand claims about the share of people who pay electronically."""
    shares = share_claims(claims)
    return Number(len(shares), wording.count(len(shares)), ids(shares), "claims")


@number
def share_originals(claims: pd.DataFrame) -> Number:
    """Independent originals behind those claims: reports that repeat one count once."""
    shares = share_claims(claims)
    n = shares["original"].nunique()
    return Number(n, wording.count(n), ids(shares), "originals")


@number
def share_publisher_pages(claims: pd.DataFrame) -> Number:
    """Pages that repeat the four shares of 2023, beyond the one that first printed them."""
    echo = _echo(claims)
    n = echo["source_id"].nunique()
    return Number(n, wording.count(n), ids(echo), "pages")


def _echo(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims of other pages that repeat the shares of 2023, altered or not."""
    first = _share(claims, "phone-purchase-share", "pyongyang")
    repeats = (claims["original"] == first["original"]) & (
        claims["source_id"] != first["source_id"]
    )
    return claims[repeats & claims["indicator_id"].isin(SHARE_QUESTIONS)]


@predicate
def capital_above_provinces(claims: pd.DataFrame) -> Verdict:
    """In both questions of 2023 the share for Pyongyang exceeds the share for the provinces."""
    pairs = [
        (_share(claims, question, "pyongyang"), _share(claims, question, "provinces"))
        for question in ("phone-purchase-share", "qr-payment-share")
    ]
    gap = min(capital["value_low"] - rest["value_high"] for capital, rest in pairs)
    rows = ids(*(claim for pair in pairs for claim in pair))
    return Verdict(gap > 0, f"smallest gap between the ranges {gap:g} points", rows)


@predicate
def qr_wider_gap(claims: pd.DataFrame) -> Verdict:
    """The gap between capital and provinces is wider for QR codes than for buying by phone."""
    gaps, rows = [], []
    for question in ("qr-payment-share", "phone-purchase-share"):
        capital, rest = _share(claims, question, "pyongyang"), _share(claims, question, "provinces")
        gaps.append(capital["value"] - rest["value"])
        rows += [capital, rest]
    return Verdict(gaps[0] > gaps[1], f"{gaps[0]:g} against {gaps[1]:g} points", ids(*rows))


@predicate
def shares_disagree(claims: pd.DataFrame) -> Verdict:
    """The ranges of the highest and the lowest share do not overlap."""
    shares = share_claims(claims).dropna(subset=["value"])
    low, high = shares.loc[shares["value"].idxmin()], shares.loc[shares["value"].idxmax()]
    ceiling = low["value"] if pd.isna(low["value_high"]) else low["value_high"]
    floor = high["value"] if pd.isna(high["value_low"]) else high["value_low"]
    return Verdict(floor > ceiling, f"{ceiling:g} against {floor:g} per cent", ids(low, high))


@predicate
def mostly_unmeasured(claims: pd.DataFrame) -> Verdict:
    """No claim about the share of people rests on a survey or count that was itself seen."""
    shares = share_claims(claims)
    measured = int((shares["evidence"] == "measured").sum())
    return Verdict(measured == 0, f"{measured} of {len(shares)} claims measured", ids(shares))


# Cards before wallets: the one survey with a stated base.


def _card_experience(claims: pd.DataFrame, place: str, period: str) -> pd.Series:
    cards = used(claims)[lambda c: c["indicator_id"] == "bok-payment-experience-foreign-card"]
    at = cards[(cards["place_id"] == place) & (cards["as_of"] == period)]
    return only(at, f"card experience in {place}, {period}")


@number
def card_experience_before(claims: pd.DataFrame) -> Number:
    """Refugees who had ever paid with a foreign-currency card, 2010 to 2014."""
    claim = _card_experience(claims, "dprk", "2010/2014")
    return Number(claim["value"], wording.percent(claim["value"]), ids(claim), "per cent")


@number
def card_experience_after(claims: pd.DataFrame) -> Number:
    """Refugees who had ever paid with a foreign-currency card, 2015 to 2019."""
    claim = _card_experience(claims, "dprk", "2015/2019")
    return Number(claim["value"], wording.percent(claim["value"]), ids(claim), "per cent")


@predicate
def card_experience_doubled(claims: pd.DataFrame) -> Verdict:
    """Experience of foreign-currency cards more than doubled between the two periods."""
    before = _card_experience(claims, "dprk", "2010/2014")
    after = _card_experience(claims, "dprk", "2015/2019")
    ratio = after["value"] / before["value"]
    return Verdict(ratio > 2, f"{ratio:.1f} times", ids(before, after))


# Phones.


def subscribers(series: pd.DataFrame) -> pd.DataFrame:
    """Observations of mobile subscribers in the country, whoever counted, in date order."""
    lines = series[
        (series["scope"] == "dprk")
        & series["indicator_id"].isin(["koryolink-subscribers", "mobile-subscribers-estimate"])
    ]
    return lines.assign(middle=[dates.parse(p).middle for p in lines["period"]]).sort_values(
        ["middle", "indicator_id"]
    )


@number
def subscribers_latest(series: pd.DataFrame) -> Number:
    """The latest estimate of mobile subscribers in North Korea."""
    row = subscribers(series).iloc[-1]
    if pd.isna(row["value"]):
        text = f"{wording.between(row['value_low'] / 1e6, row['value_high'] / 1e6)} million"
    else:
        text = f"{wording.quantity(row['value'] / 1e6)} million"
    return Number(row["value"], text, ids(row), "subscribers")


@number
def subscribers_latest_date(series: pd.DataFrame) -> Number:
    """The date of the latest estimate of mobile subscribers."""
    row = subscribers(series).iloc[-1]
    return Number(row["period"], dates.in_words(row["period"]), ids(row), "date")


@predicate
def subscribers_rose(series: pd.DataFrame) -> Verdict:
    """The latest estimate of subscribers exceeds every observation before 2012."""
    lines = subscribers(series)
    early = lines[[m.year < 2012 for m in lines["middle"]]]
    last = lines.iloc[-1]
    latest = last["value"] if pd.notna(last["value"]) else last["value_low"]
    ratio = latest / early["value"].max()
    return Verdict(ratio > 1, f"{ratio:.1f} times the highest before 2012", ids(early, last))


# Money around it.


def market_rate(series: pd.DataFrame) -> pd.DataFrame:
    """New won a dollar on the market in Pyongyang, where the month or day was printed."""
    rates = series[
        (series["indicator_id"] == "fx-usd")
        & (series["place_id"] == "pyongyang")
        & (series["rate_kind"] == "market")
        & (series["currency_basis"] == "new-won")
        & (series["period_basis"] == "printed")
        & series["period_precision"].isin(["day", "month"])
        & series["value"].notna()
    ]
    return rates.assign(middle=[dates.parse(p).middle for p in rates["period"]]).sort_values(
        ["middle", "value"]
    )


def rice_price(series: pd.DataFrame) -> pd.DataFrame:
    """New won a kilogram of rice in Pyongyang, where the month or day was printed."""
    prices = series[
        (series["indicator_id"] == "rice-price")
        & (series["place_id"] == "pyongyang")
        & (series["currency_basis"] == "new-won")
        & (series["period_basis"] == "printed")
        & series["period_precision"].isin(["day", "month"])
        & series["value"].notna()
    ]
    return prices.assign(middle=[dates.parse(p).middle for p in prices["period"]]).sort_values(
        ["middle", "value"]
    )


def _early_2024(series: pd.DataFrame) -> pd.Series:
    return market_rate(series)[lambda r: r["period"] >= "2024"].iloc[0]


@number
def rate_early_2024(series: pd.DataFrame) -> Number:
    """The first market rate of the dollar printed for Pyongyang in 2024."""
    row = _early_2024(series)
    return Number(row["value"], wording.quantity(row["value"]), ids(row), "won a dollar")


@number
def rate_latest(series: pd.DataFrame) -> Number:
    """The latest market rate of the dollar printed for Pyongyang."""
    row = market_rate(series).iloc[-1]
    return Number(row["value"], wording.quantity(row["value"]), ids(row), "won a dollar")


@number
def rate_latest_date(series: pd.DataFrame) -> Number:
    """The date of the latest market rate of the dollar printed for Pyongyang."""
    row = market_rate(series).iloc[-1]
    return Number(row["period"], dates.in_words(row["period"]), ids(row), "date")


@predicate
def rate_tripled(series: pd.DataFrame) -> Verdict:
    """The latest market rate is more than three times the first of 2024."""
    first, last = _early_2024(series), market_rate(series).iloc[-1]
    ratio = last["value"] / first["value"]
    return Verdict(ratio > 3, wording.times(ratio), ids(first, last))


@predicate
def rate_fall_within_two_years(series: pd.DataFrame) -> Verdict:
    """The latest market rate is of less than two years after the first of 2024."""
    first, last = _early_2024(series), market_rate(series).iloc[-1]
    days = (last["middle"] - first["middle"]).days
    return Verdict(0 < days < 731, f"{days} days", ids(first, last))
