"""What the law asks of banks, what was asked of people, and what was said in 2026."""

from __future__ import annotations

import re

from nkpay import dates
from tests.recomputed import Numbers, Raw, one, used, where
from tests.recomputed.surveillance.rows import day


def hours(raw: Raw, what: str) -> str:
    rules = where(raw["provisions"], law_id="anti-money-laundering-implementing-regulations")
    found = [re.search(rf"{what}.*within (\d+) hours", row["obligation"]) for row in rules]
    (only_one,) = (match for match in found if match)
    return only_one[1]


NUMBERS: Numbers = {
    "surveillance.large_report_hours": lambda r: hours(r, "large"),
    "surveillance.suspicious_report_hours": lambda r: hours(r, "suspicious"),
    "surveillance.reporting_rules_adopted": lambda r: dates.in_words(
        one(r["laws"], law_id="anti-money-laundering-implementing-regulations")["adopted"]
    ),
    "surveillance.speech_on_control": lambda r: day(
        where(used(r["claims"]), evidence="state-claim"), "leading role and control"
    ),
}
