"""The Electronic Payment Law: its dates, its size, and how much of its text was read."""

from __future__ import annotations

from tests.recomputed import Numbers, Predicates, Raw, one, used
from tests.recomputed.law.rows import EPL, first_text, law_date, of_the_law, says


def summaries(raw: Raw, amendment: bool) -> int:
    day = first_text(raw)
    rows = of_the_law(raw, text_seen="summary")
    return sum((p["instrument_date"] != day) == amendment for p in rows)


def size(raw: Raw) -> int:
    claim = one(used(raw["claims"]), indicator_id="law-articles", subject_id=EPL)
    return int(float(claim["value"]))


NUMBERS: Numbers = {
    "law.adopted": lambda r: law_date(r, EPL, "adopted"),
    "law.amended": lambda r: law_date(r, EPL, "amended"),
    "law.articles_said": lambda r: says(size(r)),
    "law.articles_read": lambda r: says(len(of_the_law(r, text_seen="article"))),
    "law.duties_unnumbered": lambda r: says(summaries(r, amendment=False)),
}

PREDICATES: Predicates = {
    "law.mostly_unread": lambda r: 2 * len(of_the_law(r, text_seen="article")) < size(r),
    "law.amendment_unread": lambda r: all(
        p["instrument_date"] == first_text(r) for p in of_the_law(r, text_seen="article")
    ),
}
