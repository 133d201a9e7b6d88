"""Payment data and the fear of them in other countries, for comparison."""

from __future__ import annotations

from nkpay import dates, wording
from tests.recomputed import Numbers, Raw, Row, one
from tests.recomputed.surveillance.rows import abroad, worded


def convictions(raw: Raw) -> Row:
    rows = abroad(raw, "belarus-payments", "people-affected")
    last = max(row["as_of"] for row in rows)
    return one(rows, as_of=last)


def asked_share(raw: Raw, subject: str, words: str) -> str:
    row = worded(abroad(raw, subject, "respondent-share"), words)
    return wording.percent(float(row["value"]))


NUMBERS: Numbers = {
    "surveillance.belarus_convictions": lambda r: wording.count(
        int(float(convictions(r)["value"]))
    ),
    "surveillance.belarus_when": lambda r: dates.in_words(convictions(r)["as_of"]),
    "surveillance.myanmar_frozen": lambda r: (
        "more than "
        + wording.quantity(
            float(one(abroad(r, "myanmar-payments", "accounts-blocked"))["value_low"])
        )
    ),
    "surveillance.rouble_for_control": lambda r: asked_share(
        r, "russia-digital-payment", "tighter state control"
    ),
    "surveillance.euro_privacy_first": lambda r: asked_share(
        r, "cbdc-privacy", "privacy as the most important"
    ),
}
