"""How far the evidence reaches by publisher: who gives most, and who has fallen silent in it."""

from __future__ import annotations

from collections import Counter

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, one, trial, used, where

BROADCASTER = "radio-free-asia"


def houses(raw: Raw) -> list[str]:
    counts = Counter(s["outlet_id"] for s in raw["sources"])
    return sorted(counts, key=lambda house: (-counts[house], house))[:12]


def newest_year(raw: Raw) -> str:
    return max(s["published"][:4] for s in raw["sources"])


def silent(raw: Raw) -> int:
    year = newest_year(raw)
    heard = {s["outlet_id"] for s in raw["sources"] if s["published"].startswith(year)}
    return sum(house not in heard for house in houses(raw))


def silent_in_words(raw: Raw) -> str:
    return (
        f"{wording.count(silent(raw))} of the {wording.count(len(houses(raw)))} publishers with"
        f" most sources have none of {newest_year(raw)}"
    )


def second(raw: Raw) -> bool:
    counts = Counter(s["outlet_id"] for s in raw["sources"])
    ours = counts.pop(BROADCASTER, 0)
    return sum(n >= ours for n in counts.values()) == 1 and ours not in counts.values()


def last_heard(raw: Raw) -> str:
    rows = where(raw["sources"], outlet_id=BROADCASTER, published_precision="day")
    return dates.in_words(max(s["published"] for s in rows))


def on_itself(raw: Raw, source: str) -> str:
    rows = where(used(raw["claims"]), aspect="reporting", source_id=source)
    return one(rows, as_of_precision="day")["as_of"]


def back(raw: Raw) -> bool:
    pages = "dhakatribune-2025-rfa-halt", "straitstimes-2026-rfa-korean"
    stop, again = (dates.parse(on_itself(raw, page)) for page in pages)
    return again.first > stop.last


def lost_with_broadcaster(raw: Raw) -> str:
    falling = trial.falling(raw, "publisher")
    lost = sum(BROADCASTER in parts for parts in falling)
    return f"{wording.count(lost)} of {wording.count(len(falling))} findings"


NUMBERS: Numbers = {
    "certainty.leading_without_latest_year": silent_in_words,
    "certainty.broadcaster_last_source": last_heard,
    "certainty.broadcaster_stop": lambda r: dates.in_words(
        on_itself(r, "dhakatribune-2025-rfa-halt")
    ),
    "certainty.fall_without_broadcaster": lost_with_broadcaster,
}

PREDICATES: Predicates = {
    "certainty.most_leading_without_latest_year": lambda r: 2 * silent(r) > len(houses(r)),
    "certainty.broadcaster_is_second": second,
    "certainty.broadcaster_back": back,
}
