"""How far the evidence reaches by publisher: who gives most, and who has fallen silent in it."""

from __future__ import annotations

from typing import Final

import pandas as pd

from nkpay import dates, wording
from nkpay.numbers.certainty.tried import Trials, on_trial, rows_of
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, only, used

SOURCES = ("table:sources",)
#: So many publishers are shown, those with most sources.
LEADING: Final = 12
BROADCASTER: Final = "radio-free-asia"


def leading(sources: pd.DataFrame) -> list[str]:
    """The publishers with most sources, most first; those with as many in order of their id."""
    counts = sources["outlet_id"].value_counts().sort_index()
    return list(counts.sort_values(ascending=False, kind="stable").index[:LEADING])


def latest_year(sources: pd.DataFrame) -> str:
    """The year of the newest source."""
    return str(sources["published"].max()[:4])


def without_latest_year(sources: pd.DataFrame) -> list[str]:
    """Of these publishers those without a source of that year."""
    recent = sources[sources["published"].str[:4] == latest_year(sources)]
    return [house for house in leading(sources) if house not in set(recent["outlet_id"])]


@number
def leading_without_latest_year(sources: pd.DataFrame) -> Number:
    """Of the publishers with most sources, those that have none of the newest year."""
    silent, shown = without_latest_year(sources), leading(sources)
    text = f"{wording.count(len(silent))} of the {wording.count(len(shown))} publishers with most"
    text += f" sources have none of {latest_year(sources)}"
    return Number(len(silent), text, SOURCES, "publishers")


@predicate
def most_leading_without_latest_year(sources: pd.DataFrame) -> Verdict:
    """Most of the publishers with most sources have none of the newest year."""
    silent, shown = without_latest_year(sources), leading(sources)
    return Verdict(2 * len(silent) > len(shown), f"{len(silent)} of {len(shown)}", SOURCES)


@predicate
def broadcaster_is_second(sources: pd.DataFrame) -> Verdict:
    """By number of sources Radio Free Asia comes second among all publishers."""
    counts = sources["outlet_id"].value_counts()
    above = int((counts > counts.get(BROADCASTER, 0)).sum())
    ties = int((counts == counts.get(BROADCASTER, 0)).sum()) - 1
    text = f"{above} publishers have more, {ties} as many"
    return Verdict(above == 1 and ties == 0, text, SOURCES)


@number
def broadcaster_last_source(sources: pd.DataFrame) -> Number:
    """The latest day on which a source of Radio Free Asia was published."""
    rows = sources[
        (sources["outlet_id"] == BROADCASTER) & (sources["published_precision"] == "day")
    ]
    newest = rows[rows["published"] == rows["published"].max()]
    day = newest["published"].iloc[0]
    return Number(day, dates.in_words(day), ids(newest), "date")


def _on_itself(claims: pd.DataFrame, source: str) -> pd.Series:
    """What the broadcaster said of its own work on a page, to a day."""
    told = used(claims)[lambda c: (c["aspect"] == "reporting") & (c["source_id"] == source)]
    return only(told[told["as_of_precision"] == "day"], f"the broadcaster in {source}")


@number
def broadcaster_stop(claims: pd.DataFrame) -> Number:
    """The day from which Radio Free Asia said that it would make no news."""
    stop = _on_itself(claims, "dhakatribune-2025-rfa-halt")
    return Number(stop["as_of"], dates.in_words(stop["as_of"]), ids(stop), "date")


@predicate
def broadcaster_back(claims: pd.DataFrame) -> Verdict:
    """It spoke of Korean pages made again after the day on which it said that it would stop."""
    stop = _on_itself(claims, "dhakatribune-2025-rfa-halt")
    back = _on_itself(claims, "straitstimes-2026-rfa-korean")
    gap = (dates.parse(back["as_of"]).first - dates.parse(stop["as_of"]).last).days
    return Verdict(gap > 0, f"{gap} days", ids(stop, back))


@number
@on_trial
def fall_without_broadcaster(trials: Trials) -> Number:
    """Findings that fall when all that came through Radio Free Asia is taken away."""
    lost = sum(
        removal.key == BROADCASTER for tried in trials for removal in tried.falls("publisher")
    )
    text = f"{wording.count(lost)} of {wording.count(len(trials))} findings"
    return Number(lost, text, rows_of(trials), "findings")
