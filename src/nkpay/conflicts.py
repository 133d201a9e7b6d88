"""Conflicts: rows that cannot all be true as they stand, computed from the tables.

Rows are compared where they answer one question: the same concept of the same thing for places of
which one lies in the other, within the years for which the indicator says that an answer holds
(``indicators.comparable_years``). They conflict where their ranges, dates, names or stances
exclude each other. A page is not compared with itself: what it gives twice it gives for two
populations. Nor is an original with itself, by whatever pages we have it, where it speaks of two
places: a count of a part is no other voice about the whole. A conflict is a connected group of
such rows, with every pair that excludes each other. What differs between them beside the answer
(place, date, base, definition, original) is computed too: where only the original differs, one of
them is wrong; where more differs, both may be right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import pandas as pd

from nkpay.answers import Answer, answers
from nkpay.registry import Rows, Tables

#: Points that lie closer than this part of the larger are one figure, rounded differently.
ROUNDING: Final = 0.05
#: Prices and rates move by the day and from town to town.
MARKET_ROUNDING: Final = 0.10


@dataclass(frozen=True)
class Conflict:
    """A group of rows that exclude each other.

    ``pairs`` are the pairs of rows that exclude each other, ``differs`` names what differs
    beside the answer: place, date, base, definition, original. ``originals`` is the number of
    independent originals: one that pages relay differently is one voice, read in two ways.
    """

    key: str
    kind: str
    question: str
    subject: str
    rows: Rows
    pairs: tuple[tuple[str, str], ...]
    differs: tuple[str, ...]
    originals: int


def find(tables: Tables) -> tuple[Conflict, ...]:
    """Every conflict of the data, in the order of its key."""
    found: list[Conflict] = []
    for group, pairs in _pairs(tables):
        excluding = [(one.row, two.row) for one, two in pairs if _exclude(one, two)]
        found += _conflicts(group, excluding)
    return tuple(sorted(found, key=lambda conflict: conflict.key))


def agreeing(tables: Tables) -> dict[str, int]:
    """For each row that another original agrees with, the number of such originals."""
    others: dict[str, set[str]] = {}
    for _, pairs in _pairs(tables):
        for one, two in pairs:
            if one.original != two.original and not _exclude(one, two) and _same_base(one, two):
                others.setdefault(one.row, set()).add(two.original)
                others.setdefault(two.row, set()).add(one.original)
    return {row: len(originals) for row, originals in others.items()}


def differences(group: Iterable[Answer]) -> tuple[str, ...]:
    """What differs beside the answer; for a date of launch the date is the answer."""
    group = list(group)
    parts: dict[str, set[object]] = {
        "place": {a.place for a in group},
        "date": set() if group[0].kind == "date" else {a.span for a in group},
        "base": {a.base for a in group},
        "definition": {a.definition for a in group},
        "original": {a.original for a in group},
    }
    return tuple(name for name, values in parts.items() if len(values) > 1)


def of(row: str, conflicts: Iterable[Conflict]) -> Rows:
    """The rows that a row's statement excludes."""
    other: dict[str, None] = {}
    for conflict in conflicts:
        for one, two in conflict.pairs:
            if row in (one, two):
                other[two if row == one else one] = None
    return tuple(other)


def standing(conflict: Conflict, tables: Tables) -> tuple[str, str]:
    """The row that the report uses, and the rule by which; no row where no rule decides.

    In this order: a claim that a coder preferred, with the reason in its notes; the only row
    with the better kind of evidence. Nothing else decides: then the report shows all sides.
    """
    claim = tables["system_attributes"]["claim_id"].to_dict()
    claims = tables["claims"]
    behind = {row: claim.get(row) or row for row in conflict.rows}
    coded = {row: claims.loc[c] for row, c in behind.items() if c in claims.index}
    preferred = [row for row, record in coded.items() if record["rank"] == "preferred"]
    if len(preferred) == 1:
        return preferred[0], "preferred by the coders, for the reason in its notes"
    order = tables["evidence_kinds"]["rank_order"]
    ranks = {row: order[record["evidence"]] for row, record in coded.items()}
    best = [row for row, rank in ranks.items() if rank == min(ranks.values())]
    if len(best) == 1 and len(coded) == len(conflict.rows):
        return best[0], "the only one of the better kind of evidence"
    return "", "no rule decides; all sides are shown"


def table(tables: Tables) -> pd.DataFrame:
    """One row a conflict.

    Columns: ``conflict_id``, ``kind`` (value, name, date, stance), ``question``, ``subject_id``,
    ``row_ids`` (``;`` between them), ``originals`` (number of independent ones), ``differs``
    (what differs beside the answer), ``contradiction`` (yes where nothing but the original
    differs), ``standing`` (the row that the report uses, or empty) and ``rule``.
    """
    rows = [
        {
            "conflict_id": conflict.key,
            "kind": conflict.kind,
            "question": conflict.question,
            "subject_id": conflict.subject,
            "row_ids": ";".join(conflict.rows),
            "originals": conflict.originals,
            "differs": ";".join(conflict.differs),
            "contradiction": "yes" if set(conflict.differs) <= {"original"} else "no",
            "standing": standing(conflict, tables)[0],
            "rule": standing(conflict, tables)[1],
        }
        for conflict in find(tables)
    ]
    return pd.DataFrame(rows)


def _pairs(tables: Tables) -> Iterator[tuple[list[Answer], list[tuple[Answer, Answer]]]]:
    """Each question's answers, with the pairs of them that speak of one place and time."""
    within = _ancestors(tables["places"])
    years = tables["indicators"]["comparable_years"].fillna(0)
    windows = years.groupby(tables["indicators"]["concept"]).max().to_dict()
    questions: dict[tuple[str, str, str], list[Answer]] = {}
    for answer in answers(tables):
        questions.setdefault((answer.kind, answer.question, answer.subject), []).append(answer)
    for group in questions.values():
        group.sort(key=lambda a: (a.span, a.row))
        window = windows.get(group[0].question, 0.0)
        yield group, list(_comparable(group, within, window))


def _comparable(
    group: list[Answer], within: dict[str, frozenset[str]], window: float
) -> Iterator[tuple[Answer, Answer]]:
    """Pairs that speak of one place and time; a group comes in order of its first days."""
    if group[0].kind != "value":
        pairs = combinations(group, 2)
        yield from ((one, two) for one, two in pairs if one.source != two.source)
        return
    for index, one in enumerate(group):
        for two in group[index + 1 :]:
            if two.span[0] > one.span[1] + window:
                break
            if one.source == two.source or _parts_of_one_original(one, two):
                continue
            if one.market:
                same = _moment(one) == _moment(two)
            else:
                same = one.place in within[two.place] or two.place in within[one.place]
            if same:
                yield one, two


def _parts_of_one_original(one: Answer, two: Answer) -> bool:
    return one.original == two.original and one.place != two.place


def _moment(answer: Answer) -> tuple[object, ...]:
    return answer.place, answer.definition, answer.span


def _same_base(one: Answer, two: Answer) -> bool:
    return (one.place, one.definition) == (two.place, two.definition)


def _exclude(one: Answer, two: Answer) -> bool:
    kind = one.kind
    if kind == "stance":
        return "not-mandatory" in (one.text, two.text) and one.text != two.text
    if kind == "name":
        return one.text != two.text
    if kind == "date":
        return one.high < two.low or two.high < one.low
    lower, upper = sorted((one, two), key=lambda a: (a.low, a.high))
    slack = MARKET_ROUNDING if one.market else ROUNDING
    return lower.high < upper.low - slack * abs(upper.low)


def _connected(pairs: list[tuple[str, str]]) -> list[Rows]:
    """Groups of rows that pairs join, each in the order of first appearance."""
    group: dict[str, list[str]] = {}
    for one, two in pairs:
        first, second = group.setdefault(one, [one]), group.setdefault(two, [two])
        if first is not second:
            first.extend(second)
            for row in second:
                group[row] = first
    return [tuple(rows) for rows in {id(rows): rows for rows in group.values()}.values()]


def _conflicts(group: list[Answer], pairs: list[tuple[str, str]]) -> Iterator[Conflict]:
    """Connected groups of answers that exclude each other."""
    by_row = {a.row: a for a in group}
    for rows in _connected(pairs):
        part = [by_row[row] for row in rows]
        yield Conflict(
            key=_key(part),
            kind=part[0].kind,
            question=part[0].question,
            subject=part[0].subject,
            rows=rows,
            pairs=tuple(pair for pair in pairs if pair[0] in rows),
            differs=differences(part),
            originals=len({a.original for a in part}),
        )


def _key(group: list[Answer]) -> str:
    """A name that stays while the group's question, thing and first row stay."""
    first = group[0]
    if first.kind in ("name", "date"):
        return first.question.replace(".", "-")
    words = [first.question, first.subject, min(a.row for a in group).lower()]
    return "-".join(word.replace(" ", "-") for word in words if word)


def _ancestors(places: pd.DataFrame) -> dict[str, frozenset[str]]:
    """Each place with itself and every place that it lies in, short of the world."""
    parent = places["parent_id"].to_dict()
    above: dict[str, frozenset[str]] = {}
    for place in parent:
        chain, at = {place}, parent[place]
        while at and at != "world":
            chain.add(at)
            at = parent.get(at, "")
        above[place] = frozenset(chain)
    return above
