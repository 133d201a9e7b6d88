"""How well coders agree, and what a second look found."""

from __future__ import annotations

import pandas as pd

from nkpay import sampling, wording
from nkpay.agreement import Agreement, agreement, compatible_dates, misses
from nkpay.numbers.methods.shapes import most, part
from nkpay.registry import Number, Verdict, number, predicate

CODINGS = ("table:codings",)
RECHECKS = ("table:rechecks",)


@number
def aligned_passages(codings: pd.DataFrame) -> Number:
    """Passages that two or more coders coded, over all sources that two or more read."""
    coders = codings[codings["passage"] != ""].groupby("passage")["coder"].nunique()
    both = int((coders > 1).sum())
    return Number(both, f"{both:,} of {len(coders):,}", CODINGS, "passages")


@number
def passages_missed(codings: pd.DataFrame) -> Number:
    """Share of the passages of a source that a coder who read it left out."""
    left, possible = misses(codings)
    share = 100 * left / possible
    return Number(share, wording.percent(round(share)), CODINGS, "per cent of codings possible")


def _agreement(found: Agreement) -> Number:
    share = 100 * found.agree / found.pairs
    alpha = "not defined" if found.alpha is None else f"{found.alpha:.2f}"
    text = f"{share:.0f} per cent of {found.pairs:,} pairs (alpha {alpha})"
    return Number(share, text, CODINGS, "per cent of pairs")


@number
def agreement_value(codings: pd.DataFrame) -> Number:
    """Pairs of codings of a passage with the same value, and Krippendorff's alpha."""
    return _agreement(agreement(codings, "value"))


@number
def agreement_date(codings: pd.DataFrame) -> Number:
    """Pairs of codings of a passage with the same date, and Krippendorff's alpha."""
    return _agreement(agreement(codings, "date"))


@number
def agreement_evidence(codings: pd.DataFrame) -> Number:
    """Pairs of codings of a passage with the same kind of evidence, and Krippendorff's alpha."""
    return _agreement(agreement(codings, "evidence"))


@number
def agreement_subject(codings: pd.DataFrame) -> Number:
    """Pairs of codings of a passage with the same resolved subject, and Krippendorff's alpha."""
    return _agreement(agreement(codings, "subject"))


@number
def agreement_date_compatible(codings: pd.DataFrame) -> Number:
    """Pairs of dates of one passage that overlap, as a year and a day in it do."""
    overlap, pairs = compatible_dates(codings)
    share = 100 * overlap / pairs
    return Number(share, f"{share:.0f} per cent", CODINGS, "per cent of pairs")


@predicate
def dates_agree_least(codings: pd.DataFrame) -> Verdict:
    """Of value, date, kind of evidence and subject, coders agree least on the date."""
    shares = {a: agreement(codings, a) for a in ("value", "date", "evidence", "subject")}
    parts = {name: found.agree / found.pairs for name, found in shares.items()}
    least = min(parts, key=lambda name: parts[name])
    margin = ", ".join(f"{name} {100 * part:.0f} per cent" for name, part in parts.items())
    return Verdict(least == "date", margin, CODINGS)


@predicate
def differing_dates_mostly_overlap(codings: pd.DataFrame) -> Verdict:
    """Of the pairs of codings with different dates, more than half overlap."""
    same, (overlap, pairs) = agreement(codings, "date").agree, compatible_dates(codings)
    differing = pairs - same
    margin = f"{overlap - same} of {differing} pairs with different dates overlap"
    return Verdict(2 * (overlap - same) > differing, margin, CODINGS)


def _round(rechecks: pd.DataFrame, which: int) -> pd.DataFrame:
    return rechecks[rechecks["round"] == which]


def _looked_up(rechecks: pd.DataFrame, which: int) -> Number:
    rows = _round(rechecks, which)
    seen = rows[rows["verdict"] != "not-reachable"]
    text = f"{len(rows)} rows, of which {len(seen)} could be found and judged"
    return Number(len(rows), text, RECHECKS, "rows")


def _verdicts(rechecks: pd.DataFrame, which: int, verdict: str) -> Number:
    """A verdict's share of the rows that could be judged, with Wilson's 95 per cent interval."""
    rows = _round(rechecks, which)
    seen = rows[rows["verdict"] != "not-reachable"]
    if not len(seen):
        return Number(0, "not yet judged", RECHECKS, "rows")
    hits = int((seen["verdict"] == verdict).sum())
    low, high = sampling.wilson(hits, len(seen))
    text = f"{hits or 'none'} ({100 * low:.0f} to {100 * high:.0f} per cent)"
    return Number(hits, text, RECHECKS, "rows")


@number
def recheck_first(rechecks: pd.DataFrame) -> Number:
    """Rows of the first sample, and those whose page could be found."""
    return _looked_up(rechecks, 1)


@number
def recheck_first_supported(rechecks: pd.DataFrame) -> Number:
    """Rows of the first sample that their page supports as coded."""
    return _verdicts(rechecks, 1, "supported")


@number
def recheck_first_partly(rechecks: pd.DataFrame) -> Number:
    """Rows of the first sample that their page supports in the main, with a detail wrong."""
    return _verdicts(rechecks, 1, "partly")


@number
def recheck_first_not(rechecks: pd.DataFrame) -> Number:
    """Rows of the first sample that their page does not support."""
    return _verdicts(rechecks, 1, "not-supported")


@number
def recheck_second(rechecks: pd.DataFrame) -> Number:
    """Rows of the second sample, and those whose page could be found."""
    return _looked_up(rechecks, 2)


@number
def recheck_second_supported(rechecks: pd.DataFrame) -> Number:
    """Rows of the second sample that their page supports as coded."""
    return _verdicts(rechecks, 2, "supported")


@number
def recheck_second_partly(rechecks: pd.DataFrame) -> Number:
    """Rows of the second sample that their page supports in the main, with a detail wrong."""
    return _verdicts(rechecks, 2, "partly")


@number
def recheck_second_not(rechecks: pd.DataFrame) -> Number:
    """Rows of the second sample that their page does not support."""
    return _verdicts(rechecks, 2, "not-supported")


@number
def searches_in_vain(searches: pd.DataFrame) -> Number:
    """Questions that were searched for on purpose without an answer."""
    return part(searches["outcome"] == "not-found", "searches", "questions")


@predicate
def mostly_in_vain(searches: pd.DataFrame) -> Verdict:
    """More than half of the questions that were searched for on purpose found no answer."""
    return most(searches["outcome"] == "not-found", "searches")


@predicate
def none_refuted(rechecks: pd.DataFrame) -> Verdict:
    """Of the rows that were looked up again and judged, none proved unsupported."""
    n = int((rechecks["verdict"] == "not-supported").sum())
    return Verdict(n == 0, f"{n} of {len(rechecks)} rows", RECHECKS)


@predicate
def mostly_supported(rechecks: pd.DataFrame) -> Verdict:
    """Of all rows that were looked up again, more than half are supported as coded."""
    return most(rechecks["verdict"] == "supported", "rechecks")


@predicate
def inferred_details_lead(rechecks: pd.DataFrame) -> Verdict:
    """Of all faults found by looking up again, more come from an inferred detail than from any
    other cause."""
    causes = rechecks.loc[rechecks["cause"] != "", "cause"].value_counts()
    inferred = int(causes.get("inferred-detail", 0))
    others = int(causes.drop("inferred-detail", errors="ignore").max())
    return Verdict(inferred > others, f"{inferred} faults, then {others}", RECHECKS)
