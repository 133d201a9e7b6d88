"""What sources say of their own work: whom they asked, when, and what they could not see."""

from __future__ import annotations

from collections.abc import Callable

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, one, used


def told(raw: Raw, subject: str, words: str) -> Row:
    rows = [c for c in used(raw["claims"]) if words in c["statement"]]
    return one(rows, aspect="reporting", subject_id=subject)


def share(words: str) -> Callable[[Raw], str]:
    return lambda raw: wording.percent(float(told(raw, "refugee-surveys", words)["value"]))


def people(words: str, who: str) -> Callable[[Raw], str]:
    def printed(raw: Raw) -> str:
        return f"{wording.count(int(float(told(raw, 'surveillance', words)['value'])))} {who}"

    return printed


NUMBERS: Numbers = {
    "certainty.refugees_from_border": share("came from border areas"),
    "certainty.refugees_from_capital": share("came from Pyongyang"),
    "certainty.payment_survey_interviews": lambda r: dates.in_words(
        told(r, "refugee-surveys", "survey of means of payment ran")["as_of"]
    ),
    "certainty.residents_asked": people("residents of North Korea", "residents"),
    "certainty.refugees_interviewed": people("refugees were interviewed", "refugees"),
}

PREDICATES: Predicates = {
    "certainty.refugees_mostly_from_border": lambda r: (
        float(told(r, "refugee-surveys", "came from border areas")["value"]) > 50
    ),
}
