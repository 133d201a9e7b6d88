"""Conflict and credibility follow their written rules."""

from __future__ import annotations

import itertools
from collections import ChainMap
from typing import Any

import pytest

from nkpay import answers, conflicts, credibility, dates
from nkpay.data import Package
from nkpay.numbers.certainty import tables as certainty
from nkpay.registry import Tables
from tests.recomputed import Raw, used


def changed(data: Package, table: str, row: str, **cells: Any) -> Tables:
    frame = data[table].copy()
    for column, value in cells.items():
        frame.loc[row, column] = value
    return ChainMap({table: frame}, data)  # type: ignore[arg-type]


def rows_in_conflict(data: Tables, question: str) -> set[str]:
    found = [c for c in conflicts.find(data) if c.question == question]
    return {row for conflict in found for row in conflict.rows}


# The conflicts that anybody in the field would look for.


@pytest.mark.parametrize("system", ["narae-card", "jonsong-card", "ullim-1", "manmulsang"])
def test_disputed_launches_are_found(data: Package, system: str) -> None:
    found = rows_in_conflict(data, f"{system}.launch")
    years = {data["system_attributes"].loc[row, "value"][:4] for row in found}
    assert len(years) > 1, f"{system}: {years}"


def test_six_and_eight_in_ten_stand_against_one_or_two(data: Package) -> None:
    found = rows_in_conflict(data, "share-paying-electronically")
    assert {60.0, 80.0, 15.0} <= set(data["claims"].loc[sorted(found), "value"])


def test_fees_from_less_than_one_to_ten_percent_are_one_conflict(data: Package) -> None:
    (conflict,) = [c for c in conflicts.find(data) if c.question == "transfer-fee"]
    values = {
        float(data[table].loc[row, "value"])
        for row in conflict.rows
        for table in ("claims", "series")
        if row in data[table].index
    }
    assert {0.7, 10.0} <= values
    assert "date" in conflict.differs


def test_mandatory_use_sets_all_stances_side_by_side(data: Package) -> None:
    found = rows_in_conflict(data, "mandatory-use")
    stances = set(data["claims"].loc[sorted(found), "position"])
    assert stances == {"not-mandatory", "all", "businesses", "de-facto"}


@pytest.mark.parametrize(
    "question", ["samhung-wallet.developer", "accepting-outlets", "foreign-share-of-household-cash"]
)
def test_who_made_the_wallet_how_many_outlets_and_how_much_foreign_cash(
    data: Package, question: str
) -> None:
    assert rows_in_conflict(data, question)


# The rule, found again by brute force from the raw rows.


def test_every_pair_of_launch_dates_that_exclude_each_other_is_found(
    data: Package, raw: Raw
) -> None:
    launches = [
        a
        for a in raw["system_attributes"]
        if a["attribute"] == "launch" and a["basis"] in ("stated", "announced")
    ]
    expected = set()
    for one, two in itertools.combinations(launches, 2):
        first, second = dates.parse(one["value"]), dates.parse(two["value"])
        apart = first.last < second.first or second.last < first.first
        if one["system_id"] == two["system_id"] and one["source_id"] != two["source_id"] and apart:
            expected.add(frozenset((one["attribute_id"], two["attribute_id"])))
    found = {frozenset(p) for c in conflicts.find(data) if c.kind == "date" for p in c.pairs}
    assert found == expected


def test_every_pair_of_stances_that_exclude_each_other_is_found(data: Package, raw: Raw) -> None:
    claims = [c for c in used(raw["claims"]) if c["position"]]
    expected = {
        frozenset((one["claim_id"], two["claim_id"]))
        for one, two in itertools.combinations(claims, 2)
        if one["source_id"] != two["source_id"]
        and one["position"] != two["position"]
        and "not-mandatory" in (one["position"], two["position"])
    }
    found = {frozenset(p) for c in conflicts.find(data) if c.kind == "stance" for p in c.pairs}
    assert found == expected


def test_a_corrected_value_ends_a_conflict_and_a_new_one_begins_it(data: Package) -> None:
    one, two = next(c for c in conflicts.find(data) if c.subject == "sili-card").rows
    mended = changed(data, "claims", two, value=data["claims"].loc[one, "value"])
    assert one not in rows_in_conflict(mended, "accepting-outlets")
    assert one in rows_in_conflict(changed(data, "claims", two, value=999.0), "accepting-outlets")


def test_rounding_is_no_conflict(data: Package) -> None:
    one, two = next(c for c in conflicts.find(data) if c.subject == "sili-card").rows
    value = data["claims"].loc[one, "value"]
    close = changed(data, "claims", two, value=value * 1.04)
    assert one not in rows_in_conflict(close, "accepting-outlets")


def test_parts_and_whole_of_one_original_are_no_conflict(data: Package) -> None:
    """Radio Free Asia counted a city and some of its districts; another's count would conflict."""
    district = "C1276"
    assert district not in rows_in_conflict(data, "accepting-outlets")
    another = changed(data, "claims", district, original="somebody-else")
    assert district in rows_in_conflict(another, "accepting-outlets")


def test_two_readings_of_one_original_are_one_voice(data: Package) -> None:
    """Two pages relay one embassy with two tolls: found, and counted as one original."""
    [toll] = [c for c in conflicts.find(data) if "C0335" in c.rows]
    assert (set(toll.rows), toll.originals) == ({"C0335", "C1075"}, 1)
    [shown] = [r for r in certainty.disagreements(data).table["rows"] if "readings" in r]
    assert shown == "2 readings of one original"
    another = changed(data, "claims", "C1075", original="somebody-else")
    assert not [r for r in certainty.disagreements(another).table["rows"] if "readings" in r]


def test_a_withdrawn_claim_takes_no_part(data: Package) -> None:
    one, two = next(c for c in conflicts.find(data) if c.subject == "sili-card").rows
    gone = changed(data, "claims", two, status="withdrawn")
    assert not {one, two} & rows_in_conflict(gone, "accepting-outlets")


def test_of_gives_exactly_the_rows_that_a_row_excludes(data: Package) -> None:
    found = conflicts.find(data)
    for conflict in found[:10]:
        for one, two in conflict.pairs:
            assert two in conflicts.of(one, found)
            assert one in conflicts.of(two, found)


def test_a_preferred_claim_stands(data: Package) -> None:
    conflict = next(c for c in conflicts.find(data) if c.subject == "sili-card")
    chosen = changed(data, "claims", conflict.rows[0], rank="preferred")
    assert conflicts.standing(conflict, chosen)[0] == conflict.rows[0]


# Credibility.


def graded(data: Tables, row: str) -> int:
    return int(credibility.grade(data).set_index("claim_id").loc[row, "credibility"])


def alone(data: Package, evidence: str) -> str:
    """A claim of that kind of evidence that nothing can be compared with."""
    compared = {a.row for a in answers.answers(data)}
    claims = data["claims"]
    return next(
        c for c in claims.index if claims.at[c, "evidence"] == evidence and c not in compared
    )


@pytest.mark.parametrize(
    ("evidence", "grade"),
    [
        ("inspected", 2),
        ("measured", 2),
        ("named-witness", 3),
        ("anonymous-source", 6),
        ("state-claim", 6),
        ("inference", 6),
    ],
)
def test_a_claim_that_stands_alone_is_graded_by_its_evidence(
    data: Package, evidence: str, grade: int
) -> None:
    assert graded(data, alone(data, evidence)) == grade


def sili(data: Package, **second: Any) -> tuple[Tables, str, str]:
    """The two counts of outlets of the first card, the second altered."""
    one, two = next(c for c in conflicts.find(data) if c.subject == "sili-card").rows
    frame = data["claims"].copy()
    same = ["place_id", "population", "as_of", "as_of_precision", "value", "value_low"]
    frame.loc[two, same] = frame.loc[one, same].to_numpy()
    frame.loc[[one, two], "evidence"] = "anonymous-source"
    for column, value in second.items():
        frame.loc[two, column] = value
    return ChainMap({"claims": frame}, data), one, two  # type: ignore[arg-type]


def test_another_original_that_agrees_raises_the_grade(data: Package) -> None:
    tables, one, _ = sili(data)
    assert graded(tables, one) == 3
    tables, one, _ = sili(data, original=data["claims"].loc[one, "original"])
    assert graded(tables, one) == 6, "a repetition is no second original"


def test_contradiction_lowers_the_grade_by_the_better_evidence(data: Package) -> None:
    tables, one, two = sili(data, value=500.0)
    assert graded(tables, one) == graded(tables, two) == 4
    tables, one, two = sili(data, value=500.0, evidence="inspected")
    assert (graded(tables, one), graded(tables, two)) == (5, 2)


def test_another_base_is_no_contradiction(data: Package) -> None:
    tables, one, _ = sili(data, value=500.0, population="somebody else")
    assert graded(tables, one) == 6
