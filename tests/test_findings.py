"""Findings can fail, are printed with their verdict, and their trial is what it says."""

from __future__ import annotations

from collections import ChainMap

import pytest

from nkpay import trial, verdicts
from nkpay.data import Package
from nkpay.findings import findings
from nkpay.registry import Uncomputable, UnknownName
from tests.recomputed import Raw, certainty

NAMES = sorted(findings)


@pytest.mark.parametrize("name", NAMES)
def test_a_finding_holds_and_the_change_named_in_advance_overturns_it(
    name: str, data: Package
) -> None:
    assert findings.compute(name, data).holds
    assert not findings.compute(name, findings.about(name).overturned_by(data)).holds


@pytest.mark.parametrize("name", NAMES)
def test_a_finding_says_a_sentence_and_a_rule(name: str) -> None:
    about = findings.about(name)
    assert about.statement[0].isupper() and not about.statement.endswith(".")
    assert len(about.rule) > 20 and about.overturning.endswith(".")


def test_every_finding_has_a_second_computation() -> None:
    assert sorted(certainty.FINDINGS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_trial_equals_brute_force_on_the_raw_rows(name: str, data: Package, raw: Raw) -> None:
    tried = trial.try_one(name, data)
    ours = {
        (removal.way, removal.key): removal.stands
        for way in trial.WAYS
        for removal in tried.by(way)
    }
    assert ours == certainty.outcomes(raw, name)
    rows = {certainty.identity_of(row) for row in certainty.FINDINGS[name].rows(raw)}
    assert set(tried.verdict.rows) == rows


@pytest.mark.parametrize("name", NAMES)
def test_taking_away_what_a_finding_does_not_rest_on_changes_nothing(
    name: str, data: Package
) -> None:
    verdict = findings.compute(name, data)
    kept = {
        table: data[table][data[table].index.isin(verdict.rows)] for table in findings.tables(name)
    }
    alone = findings.compute(name, ChainMap(kept, data))  # type: ignore[arg-type]
    assert (alone.holds, alone.margin) == (verdict.holds, verdict.margin)


@pytest.mark.parametrize("name", NAMES)
def test_a_finding_without_data_gives_one_clear_message(name: str, data: Package) -> None:
    empty = {table: data[table].iloc[:0] for table in findings.tables(name)}
    with pytest.raises(Uncomputable) as error:
        findings.compute(name, ChainMap(empty, data))  # type: ignore[arg-type]
    message = str(error.value)
    assert name in message and "\n" not in message


def test_an_unknown_finding_suggests_near_names() -> None:
    with pytest.raises(UnknownName, match=r"near: 'law\.duty_not_known'"):
        findings.about("law.duty_unknown")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("adoption.capital_ahead", "rests on one original (Daily NK 2023)"),
        ("adoption.share_not_known", "rests on one publisher (Daily NK)"),
        ("law.businesses_named_most", "stands without any one original; falls without Daily NK"),
        ("surveillance.bank_records_used", "rests on anonymous sources alone"),
        ("adoption.no_count_inside", "one find would overturn it"),
    ],
)
def test_verdicts_are_plain_words(name: str, words: str, data: Package) -> None:
    assert words in verdicts.in_words(trial.try_one(name, data), data)
