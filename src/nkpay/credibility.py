"""How far a claim is to be believed, by a written rule and not by a coder's feeling.

The scale is the second axis of the Admiralty code (NATO AJP-2.1): 1 confirmed, 2 probably
true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged. The rule:

==========================================================  ==========================
a claim                                                     grade
==========================================================  ==========================
inspected or measured, an independent original agrees       1
inspected or measured, alone                                2
any other kind, two or more other originals agree           2
any other kind, one other original agrees                   3
a named witness, alone                                      3
excluded by a claim of evidence as good                     4
excluded by something inspected or measured, itself not     5
anonymous source, state claim or inference, alone           6
==========================================================  ==========================

The two rows on exclusion come first. They count only conflicts in which place, base and
definition are the same: where one of these differs, both claims may be right. Agreement is
computed as conflicts are: the same concept, thing, place and time, and values that do not
exclude each other; or the same stance. Statements without a value or a stance are compared with
nothing, so most of them are graded by their evidence alone.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from nkpay import conflicts
from nkpay.answers import answers
from nkpay.registry import Tables

GRADES: Final = {
    1: "confirmed",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}
_SEEN: Final = ("inspected", "measured")
#: What must not differ if two claims are to contradict each other.
_MAY_EXPLAIN: Final = {"place", "base", "definition"}


def grade(tables: Tables) -> pd.DataFrame:
    """One row a claim.

    Columns: ``claim_id``, ``credibility`` (1 to 6), ``agree`` (other originals that agree) and
    ``excluded_by`` (ids of rows that contradict it, ``;`` between them).
    """
    claims = tables["claims"]
    agree = conflicts.agreeing(tables)
    against = _contradictions(tables)
    records = [
        {
            "credibility": _grade(row, claims, agree.get(row, 0), against.get(row, ())),
            "agree": agree.get(row, 0),
            "excluded_by": ";".join(against.get(row, ())),
        }
        for row in claims.index
    ]
    return pd.DataFrame(records, index=claims.index).reset_index()


def _contradictions(tables: Tables) -> dict[str, tuple[str, ...]]:
    """Claims that contradict each other with nothing but their originals to explain it."""
    claims = tables["claims"]
    answer = {a.row: a for a in answers(tables)}
    found: dict[str, list[str]] = {}
    for conflict in conflicts.find(tables):
        for one, two in conflict.pairs:
            if one not in claims.index or two not in claims.index:
                continue
            if not _MAY_EXPLAIN & set(conflicts.differences([answer[one], answer[two]])):
                found.setdefault(one, []).append(two)
                found.setdefault(two, []).append(one)
    return {row: tuple(sorted(others)) for row, others in found.items()}


def _grade(row: str, claims: pd.DataFrame, agree: int, against: tuple[str, ...]) -> int:
    kind = str(claims.at[row, "evidence"])
    seen = kind in _SEEN
    against_kinds = {str(claims.at[other, "evidence"]) for other in against}
    if against_kinds & set(_SEEN):
        return 4 if seen else 5
    if against and not seen:
        return 4
    if seen:
        return 1 if agree else 2
    if agree:
        return 2 if agree > 1 else 3
    return 3 if kind == "named-witness" else 6
