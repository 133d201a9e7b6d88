"""The Korean summary's numbers: the English second computations, their text put into Korean.

So the Korean wording, which the library makes from values, is held against what the English
number prints.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from functools import cache

from tests.recomputed import Numbers, Raw, second_way

SMALL = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
KINDS = {
    "text or device inspected": "원문·기기 직접 확인",
    "survey or official statistic": "조사·공식 통계",
    "named witness": "실명 증언",
    "anonymous source": "익명 소식통",
    "state claim": "북한 당국의 주장",
    "inference": "추론",
}
Korean = Callable[[str], str]


def figure(word: str) -> str:
    """``four`` or ``1,310`` in figures; of ``85 of 919`` and ``26 rows`` the first."""
    first = word.split()[0].rstrip(",")
    if first in {"none", "not"}:
        return "0"
    return str(SMALL.index(first)) if first in SMALL else first


def counted(counter: str) -> Korean:
    return lambda text: figure(text) + counter


def day(text: str) -> str:
    """``29 October 2021 (two claims)`` or ``2010 to 2016``."""
    years = re.fullmatch(r"(\d{4}) to (\d{4})", text)
    if years:
        return f"{years[1]}~{years[2]}년"
    if " to " in text:
        return "~".join(map(day, text.split(" to ")))
    found = re.match(r"(?:(\d+) )?(?:([A-Z]\w+) )?(\d{4})", text)
    assert found, text
    parts = [f"{found[3]}년"]
    if found[2]:
        parts.append(f"{MONTHS[found[2]]}월")
    if found[1]:
        parts.append(f"{found[1]}일")
    return " ".join(parts)


def tenths(text: str) -> str:
    """``about one or two in ten``."""
    numbers = [figure(word) for word in re.sub(" in ten$", "", text).split() if word in SMALL]
    return f"10명 중 {'~'.join(numbers)}명꼴"


def millions(text: str) -> str:
    if text == "millions":
        return "수백만"
    n = float(text.removesuffix(" million").replace(",", "")) * 100
    return f"{n:,.2f}".rstrip("0").rstrip(".") + "만"


def evidence(text: str) -> str:
    """``four claims from two originals: inference``."""
    found = re.fullmatch(r"(\S+) claims? from (\S+) originals?: (.*)", text)
    assert found, text
    kinds = re.split(", | and ", found[3])
    return f"원출처 {figure(found[2])}건, 진술 {figure(found[1])}건: " + ", ".join(
        KINDS[kind] for kind in kinds if kind
    )


def body(text: str) -> str:
    found = re.fullmatch(r"(\S+) claims? from (\S+) originals?", text)
    assert found, text
    return f"원출처 {figure(found[2])}건에서 나온 진술 {figure(found[1])}건"


def of_hundred(text: str) -> str:
    return f"100명 중 {text.removesuffix(' in a hundred')}명"


def per_hundred(text: str) -> str:
    return f"100명당 {text.removesuffix(' for every hundred people')}대"


def percent(text: str) -> str:
    return text.removesuffix(" per cent") + "%"


SAID: dict[Korean, str] = {
    evidence: """landing.law_evidence landing.function_evidence landing.wage_evidence
        landing.restraint_evidence landing.record_evidence landing.share_evidence
        landing.duty_evidence""",
    body: "methods.body_of_evidence",
    day: """landing.law_adopted law.amended law.market_order_date methods.newest_page
        history.sili_announced history.narae_notice history.jonsong_range
        history.jonsong_app_announced history.hwawon_opened history.reform_date
        puzzle.capital_part_when
        adoption.capital_shares_when adoption.purchase_share_when adoption.wage_change_when
        adoption.wallet_sign_ups_when adoption.smartphones_date adoption.rate_last_date
        adoption.card_period_before adoption.card_period_after surveillance.assets_period""",
    tenths: """adoption.qr_share_pyongyang adoption.qr_share_provinces adoption.purchase_share
        adoption.phone_buying_pyongyang adoption.phone_buying_provinces""",
    millions: "adoption.wallet_sign_ups adoption.wallet_sign_ups_least adoption.smartphones",
    percent: "adoption.card_experience_before adoption.card_experience_after",
    counted("건"): """methods.sources_and_languages methods.read_whole methods.searches_in_vain
        law.businesses law.everyone law.not_mandatory surveillance.bank_use_originals
        surveillance.inferred_originals surveillance.own_text_originals""",
    counted("행"): """methods.recheck_second methods.recheck_second_supported
        methods.recheck_second_partly""",
    counted("개 조"): "law.articles_said law.articles_read",
    counted("곳"): "law.issuing_banks law.issuing_banks_listed",
    counted("명"): "adoption.asked",
    of_hundred: "puzzle.buyers_least",
    per_hundred: "puzzle.phones_most",
    counted("종"): "systems.counted systems.issuer_known systems.maker_known",
    counted("달러"): "surveillance.cash_at_home surveillance.bank_deposits",
    counted("원"): "adoption.rate_last",
    counted("대 1"): "history.reform_ratio",
}


def _worded(name: str, korean: Korean) -> Callable[[Raw], str]:
    return lambda raw: korean(_english()[name](raw))


@cache
def _english() -> Numbers:
    # Not sooner: this module is among those that are looked through.
    return second_way("NUMBERS")


NUMBERS: Numbers = {
    f"korean.{name.partition('.')[2]}": _worded(name, korean)
    for korean, names in SAID.items()
    for name in names.split()
}
