"""Numbers of the Korean summary: those of the English chapters, worded in Korean.

Nothing is computed here. Each entry names a registered function of another chapter; its value
and rows stay, its text is made by a wording. A number keeps the name of its function:
``korean.law_adopted`` is ``landing.law_adopted``.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any, Final

import pandas as pd

from nkpay import wording_ko
from nkpay.numbers.adoption import economy, phones, refugees, shares, uptake
from nkpay.numbers.history import exchanges, later, launches, money
from nkpay.numbers.landing import evidence, words
from nkpay.numbers.law import mandatory, sanctions, text
from nkpay.numbers.methods import checks, pages
from nkpay.numbers.puzzle import bounds
from nkpay.numbers.puzzle import phones as puzzle
from nkpay.numbers.surveillance import capabilities as uses
from nkpay.numbers.surveillance import motives, reasons, trust
from nkpay.numbers.systems import known as systems
from nkpay.registry import Number, number
from nkpay.theme import EVIDENCE_LABELS_KO

#: Grades of the Admiralty code, as in ``nkpay.credibility``, that the landing page awards.
GRADES_KO: Final = {1: "확인됨", 2: "아마도 사실", 3: "사실일 가능성 있음", 6: "판단 불가"}

Words = Callable[..., str]


def _date(found: Number) -> str:
    return wording_ko.date(str(found.value))


def _count(counter: str) -> Words:
    return lambda found: wording_ko.count(found.value, counter)


def _percent(found: Number) -> str:
    return wording_ko.percent(float(found.value or 0))


def _of_hundred(found: Number) -> str:
    return f"100명 중 {wording_ko.count(float(found.value or 0), '명')}"


def _per_hundred(found: Number) -> str:
    return f"100명당 {wording_ko.count(float(found.value or 0), '대')}"


def _myriads(found: Number) -> str:
    return wording_ko.myriads(float(found.value or 0))


def _phrase(found: Number, claims: pd.DataFrame, verbal_quantities: pd.DataFrame) -> pd.Series:
    return verbal_quantities.loc[claims.loc[found.rows[0], "phrase_id"]]


def _of_ten(found: Number, claims: pd.DataFrame, verbal_quantities: pd.DataFrame) -> str:
    return wording_ko.of_ten(_phrase(found, claims, verbal_quantities)["value"])


def _verbal(found: Number, claims: pd.DataFrame, verbal_quantities: pd.DataFrame) -> str:
    """The Korean phrase of the written table that means the same."""
    phrase = _phrase(found, claims, verbal_quantities)
    korean = verbal_quantities[verbal_quantities["language"] == "ko"]
    same = korean[(korean["low"] == phrase["low"]) & (korean["unit"] == phrase["unit"])]
    return str(same["phrase"].iloc[0])


def _evidence(found: Number, claims: pd.DataFrame) -> str:
    met = set(claims.loc[list(found.rows), "evidence"])
    kinds = wording_ko.listing(name for kind, name in EVIDENCE_LABELS_KO.items() if kind in met)
    originals = wording_ko.count(int(found.value or 0))
    return f"원출처 {originals}, 진술 {wording_ko.count(len(found.rows))}: {kinds}"


def _body(found: Number, claims: pd.DataFrame) -> str:
    originals = wording_ko.count(claims["original"].nunique())
    return f"원출처 {originals}에서 나온 진술 {wording_ko.count(int(found.value or 0))}"


def worded(function: Callable[..., Number], say: Words) -> Callable[..., Number]:
    """A registered function with its text made by ``say``, which may ask for tables by name."""
    tables = list(inspect.signature(function).parameters)
    asked = [name for name in inspect.signature(say).parameters if name != "found"]

    @wraps(function)
    def spoken(*read: pd.DataFrame) -> Number:
        found = function(*read)
        known: dict[str, Any] = dict(zip(tables, read, strict=True))
        return replace(found, text=say(found, *(known[name] for name in asked)))

    spoken.__module__ = __name__
    return spoken


_publications, _rows, _articles = _count("건"), _count("행"), _count("개 조")

#: Functions of other chapters and how their value reads in Korean.
WORDED: Final[dict[Words, tuple[Callable[..., Number], ...]]] = {
    _evidence: (
        *(evidence.law_evidence, evidence.function_evidence, evidence.wage_evidence),
        *(evidence.restraint_evidence, evidence.record_evidence, evidence.share_evidence),
        evidence.duty_evidence,
    ),
    _body: (pages.body_of_evidence,),
    _date: (
        *(words.law_adopted, text.amended, mandatory.market_order_date, pages.newest_page),
        *(launches.sili_announced, launches.narae_notice, launches.jonsong_range),
        *(launches.jonsong_app_announced, later.hwawon_opened, money.reform_date),
        *(shares.capital_shares_when, shares.purchase_share_when, economy.wage_change_when),
        *(uptake.wallet_sign_ups_when, phones.smartphones_date, economy.rate_last_date),
        *(refugees.card_period_before, refugees.card_period_after, trust.assets_period),
        bounds.capital_part_when,
    ),
    _of_ten: (
        *(shares.qr_share_pyongyang, shares.qr_share_provinces, shares.purchase_share),
        *(shares.phone_buying_pyongyang, shares.phone_buying_provinces),
    ),
    _verbal: (uptake.wallet_sign_ups,),
    _myriads: (uptake.wallet_sign_ups_least, phones.smartphones),
    _percent: (refugees.card_experience_before, refugees.card_experience_after),
    _publications: (
        *(pages.sources_and_languages, pages.read_whole, checks.searches_in_vain),
        *(mandatory.businesses, mandatory.everyone, mandatory.not_mandatory),
        *(uses.bank_use_originals, motives.inferred_originals, motives.own_text_originals),
    ),
    _rows: (checks.recheck_second, checks.recheck_second_supported, checks.recheck_second_partly),
    _articles: (text.articles_said, text.articles_read),
    _count("곳"): (sanctions.issuing_banks, sanctions.issuing_banks_listed),
    _count("명"): (refugees.asked,),
    _of_hundred: (puzzle.buyers_least,),
    _per_hundred: (puzzle.phones_most,),
    _count("종"): (systems.counted, systems.issuer_known, systems.maker_known),
    _count("달러"): (reasons.cash_at_home, reasons.bank_deposits),
    _count("원"): (economy.rate_last,),
    _count("대 1"): (exchanges.reform_ratio,),
}

for _say, _functions in WORDED.items():
    for _function in _functions:
        number(worded(_function, _say))
