"""What the trial of the findings shows over all of them."""

from __future__ import annotations

import functools
import inspect
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

import pandas as pd

from nkpay import trial, wording
from nkpay.findings import findings
from nkpay.registry import Number, Rows, Verdict, number, predicate
from nkpay.trial import Trial

Result = TypeVar("Result")
Trials = tuple[Trial, ...]


def on_trial(function: Callable[..., Result]) -> Callable[..., Result]:
    """Let a function of the trials read the tables that the trial reads, and declare them."""
    names = trial.tables_read()

    @functools.wraps(function)
    def of_tables(*frames: pd.DataFrame, **options: object) -> Result:
        return function(trial.run(dict(zip(names, frames, strict=True))), **options)

    tables = [inspect.Parameter(name, inspect.Parameter.POSITIONAL_ONLY) for name in names]
    of_tables.__signature__ = inspect.Signature(tables)  # type: ignore[attr-defined]
    return of_tables


def rows_of(trials: Trials) -> Rows:
    """The rows that any finding rests on."""
    return tuple(dict.fromkeys(row for tried in trials for row in tried.verdict.rows))


def standing(trials: Trials, way: str) -> int:
    """Findings that stand whatever one original, publisher or kind of evidence is taken away."""
    return sum(not tried.falls(way) for tried in trials)


def overturned(trials: Trials, way: str) -> Counter[str]:
    """How many findings fall without each original, publisher or kind of evidence."""
    return Counter(removal.key for tried in trials for removal in tried.falls(way))


@number
@on_trial
def basis(trials: Trials) -> Number:
    """The findings on trial, the rows that they rest on, and the originals of these rows."""
    originals = {original for tried in trials for original in tried.originals}
    rows = rows_of(trials)
    text = f"{wording.count(len(trials))} findings on {len(rows)} rows"
    text += f" from {wording.count(len(originals))} originals"
    return Number(len(trials), text, rows, "findings")


def _of_all(trials: Trials, n: int, what: str) -> Verdict:
    # Of all that are registered: one that has no data any more does not stand.
    of = len(list(findings))
    return Verdict(2 * n > of, f"{n} of {of} {what}", rows_of(trials))


@predicate
@on_trial
def most_stand_without_an_original(trials: Trials) -> Verdict:
    """More than one in two findings stand whatever one original is taken away."""
    return _of_all(trials, standing(trials, "original"), "stand")


@predicate
@on_trial
def most_fall_without_a_kind(trials: Trials) -> Verdict:
    """More than one in two findings fall when one kind of evidence is taken away."""
    return _of_all(trials, len(trials) - standing(trials, "evidence"), "fall")


def _overturns_most(trials: Trials, way: str, key: str) -> Verdict:
    counts = overturned(trials, way)
    # One finding would be no pattern.
    others = max((n for other, n in counts.items() if other != key), default=1)
    margin = f"{counts[key]} findings, then {others}"
    return Verdict(counts[key] > others, margin, rows_of(trials))


@predicate
@on_trial
def anonymous_sources_carry_most(trials: Trials) -> Verdict:
    """Without anonymous sources more findings fall than without any other kind of evidence."""
    return _overturns_most(trials, "evidence", "anonymous-source")


@predicate
@on_trial
def daily_nk_carries_most(trials: Trials) -> Verdict:
    """Without Daily NK more findings fall than without any other publisher."""
    return _overturns_most(trials, "publisher", "daily-nk")
