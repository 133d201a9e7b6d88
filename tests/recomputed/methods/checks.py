"""Agreement of coders and re-checks of rows.

Krippendorff's alpha is computed here from the coincidence matrix, as his paper does by hand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations, permutations

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, half, where

ATTRIBUTES = {
    "value": "value",
    "date": "as_of",
    "evidence": "evidence",
    "subject": "subject_id",
}


def passages(raw: Raw) -> dict[str, dict[str, Row]]:
    """For each passage the first coding of each coder."""
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in raw["codings"]:
        if row["passage"]:
            found[row["passage"]].setdefault(row["coder"], row)
    return found


def aligned(raw: Raw) -> str:
    found = passages(raw)
    return f"{sum(len(coders) > 1 for coders in found.values()):,} of {len(found):,}"


def missed(raw: Raw) -> str:
    coders: dict[str, set[str]] = defaultdict(set)
    of_source: dict[str, set[str]] = defaultdict(set)
    coded = 0
    for passage, rows in passages(raw).items():
        for coder, row in rows.items():
            coders[row["source_id"]].add(coder)
            of_source[row["source_id"]].add(passage)
            coded += 1
    possible = sum(len(coders[s]) * len(of_source[s]) for s in coders)
    return wording.percent(round(100 * (possible - coded) / possible))


def coded(raw: Raw, attribute: str) -> list[list[str]]:
    column = ATTRIBUTES[attribute]
    units = []
    for rows in passages(raw).values():
        values = [row[column] for row in rows.values() if row[column]]
        if attribute == "value":
            values = [f"{float(value):.3g}" for value in values]
        if len(values) > 1:
            units.append(values)
    return units


def alpha(units: list[list[str]]) -> float | None:
    together: Counter[tuple[str, str]] = Counter()
    for unit in units:
        for pair in permutations(range(len(unit)), 2):
            together[unit[pair[0]], unit[pair[1]]] += 1 / (len(unit) - 1)  # type: ignore[assignment]
    totals: Counter[str] = Counter()
    for (one, _), weight in together.items():
        totals[one] += weight
    n = sum(totals.values())
    off = sum(weight for (one, two), weight in together.items() if one != two)
    chance = sum(totals[a] * totals[b] for a in totals for b in totals if a != b)
    return 1 - (n - 1) * off / chance if chance else None


def shares(units: list[list[str]]) -> tuple[int, int]:
    pairs = [pair for unit in units for pair in combinations(unit, 2)]
    return sum(one == two for one, two in pairs), len(pairs)


def agreement(attribute: str) -> Callable[[Raw], str]:
    def printed(raw: Raw) -> str:
        units = coded(raw, attribute)
        same, pairs = shares(units)
        found = alpha(units)
        shown = "not defined" if found is None else f"{found:.2f}"
        return f"{100 * same / pairs:.0f} per cent of {pairs:,} pairs (alpha {shown})"

    return printed


def compatible(raw: Raw) -> str:
    overlap = pairs = 0
    for rows in passages(raw).values():
        spans = [dates.parse(row["as_of"]) for row in rows.values() if row["as_of"]]
        for one, two in combinations(spans, 2):
            pairs += 1
            overlap += max(one.first, two.first) <= min(one.last, two.last)
    return f"{100 * overlap / pairs:.0f} per cent"


def least_on_dates(raw: Raw) -> bool:
    parts = {}
    for attribute in ATTRIBUTES:
        same, pairs = shares(coded(raw, attribute))
        parts[attribute] = same / pairs
    return min(parts.values()) == parts["date"]


def pairs_of_dates(raw: Raw) -> Iterator[tuple[str, str]]:
    for rows in passages(raw).values():
        yield from combinations([row["as_of"] for row in rows.values() if row["as_of"]], 2)


def differing_overlap(raw: Raw) -> bool:
    weighed = 0
    for one, two in pairs_of_dates(raw):
        if one != two:
            first, second = dates.parse(one), dates.parse(two)
            apart = first.last < second.first or second.last < first.first
            weighed += -1 if apart else 1
    return weighed > 0


def in_round(raw: Raw, which: str) -> list[Row]:
    return where(raw["rechecks"], round=which)


def judged(raw: Raw, which: str) -> list[Row]:
    return [r for r in in_round(raw, which) if r["verdict"] != "not-reachable"]


def looked_up(which: str) -> Callable[[Raw], str]:
    return lambda raw: (
        f"{len(in_round(raw, which))} rows, of which {len(judged(raw, which))}"
        " could be found and judged"
    )


def interval(raw: Raw, which: str, wanted: str) -> tuple[int, float, float]:
    """Rows with a verdict, and Wilson's interval as the roots of its quadratic equation."""
    n = len(judged(raw, which))
    hits = len(where(judged(raw, which), verdict=wanted))
    z2, p = 1.959964**2, hits / n
    a, b, c = 1 + z2 / n, -(2 * p + z2 / n), p * p
    root = (b * b - 4 * a * c) ** 0.5
    return hits, max(0.0, (-b - root) / (2 * a)), min(1.0, (-b + root) / (2 * a))


def verdict(which: str, wanted: str) -> Callable[[Raw], str]:
    def printed(raw: Raw) -> str:
        if not judged(raw, which):
            return "not yet judged"
        hits, low, high = interval(raw, which, wanted)
        return f"{hits or 'none'} ({100 * low:.0f} to {100 * high:.0f} per cent)"

    return printed


def inferred_lead(raw: Raw) -> bool:
    causes = Counter(r["cause"] for r in raw["rechecks"] if r["cause"])
    inferred = causes.pop("inferred-detail", 0)
    return inferred > max(causes.values())


def in_vain(raw: Raw) -> str:
    return f"{len(where(raw['searches'], outcome='not-found'))} of {len(raw['searches'])}"


NUMBERS: Numbers = {
    "methods.aligned_passages": aligned,
    "methods.passages_missed": missed,
    "methods.agreement_value": agreement("value"),
    "methods.agreement_date": agreement("date"),
    "methods.agreement_evidence": agreement("evidence"),
    "methods.agreement_subject": agreement("subject"),
    "methods.agreement_date_compatible": compatible,
    "methods.recheck_first": looked_up("1"),
    "methods.recheck_first_supported": verdict("1", "supported"),
    "methods.recheck_first_partly": verdict("1", "partly"),
    "methods.recheck_first_not": verdict("1", "not-supported"),
    "methods.recheck_second": looked_up("2"),
    "methods.recheck_second_supported": verdict("2", "supported"),
    "methods.recheck_second_partly": verdict("2", "partly"),
    "methods.recheck_second_not": verdict("2", "not-supported"),
    "methods.searches_in_vain": in_vain,
}

PREDICATES: Predicates = {
    "methods.dates_agree_least": least_on_dates,
    "methods.differing_dates_mostly_overlap": differing_overlap,
    "methods.inferred_details_lead": inferred_lead,
    "methods.none_refuted": lambda r: not where(r["rechecks"], verdict="not-supported"),
    "methods.mostly_supported": lambda r: half(
        where(r["rechecks"], verdict="supported"), r["rechecks"]
    ),
    "methods.mostly_in_vain": lambda r: half(
        where(r["searches"], outcome="not-found"), r["searches"]
    ),
}
