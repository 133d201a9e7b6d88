"""Agreement between coders, and the samples of their rows that were looked up again."""

from __future__ import annotations

from typing import Any

import pytest

from nkpay import sampling
from nkpay.agreement import aligned, alpha
from nkpay.data import Package
from tests.recomputed import Raw


def test_alpha_is_that_of_krippendorffs_worked_example() -> None:
    """Krippendorff 2011, example C: four observers, twelve units, values missing."""
    table = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    ]
    units: Any = [[v for v in unit if v is not None] for unit in zip(*table, strict=True)]
    assert alpha(units) == pytest.approx(0.743, abs=5e-4)
    assert alpha(units, lambda a, b: (a - b) ** 2) == pytest.approx(0.849, abs=5e-4)  # type: ignore[operator]


def test_alpha_is_not_defined_where_nothing_varies() -> None:
    assert alpha([["a", "a"], ["a", "a"]]) is None


def test_a_coder_counts_once_a_passage(data: Package) -> None:
    rows = aligned(data["codings"])
    assert not rows.duplicated(["passage", "coder"]).any()
    assert set(rows["passage"].str.partition("#")[0]) == set(rows["source_id"])


def test_every_left_out_coding_has_its_reason_and_no_other_has_one(raw: Raw) -> None:
    for coding in raw["codings"]:
        left = coding["outcome"] == "left-out"
        assert left == bool(coding["reason"]) == (not coding["row_ids"]), coding["coding_id"]


def test_an_unsafe_coding_keeps_nothing_of_what_it_said(raw: Raw) -> None:
    unsafe = [c for c in raw["codings"] if c["reason"] == "unsafe"]
    assert unsafe
    for coding in unsafe:
        assert not any(coding[c] for c in ("value", "as_of", "subject_id", "source_id"))


def test_a_sample_can_be_drawn_again_and_gives_every_stratum_its_part(data: Package) -> None:
    sample = sampling.draw(data, 120, "a seed")
    assert sample == sampling.draw(data, 120, "a seed") != sampling.draw(data, 120, "another")
    assert len(set(sample)) == 120
    groups = sampling.strata(data)
    total = sum(len(rows) for rows in groups.values())
    for stratum, rows in groups.items():
        share = len(set(sample) & set(rows))
        assert abs(share - 120 * len(rows) / total) < 2, stratum
        assert share >= 1, stratum


def test_a_second_sample_leaves_out_the_first(data: Package) -> None:
    first = sampling.draw(data, 100, "a seed")
    assert not set(first) & set(sampling.draw(data, 60, "a seed", leave_out=first))


def test_a_sample_that_cannot_be_drawn_is_refused(data: Package) -> None:
    with pytest.raises(ValueError, match="cannot be drawn"):
        sampling.draw(data, 3, "a seed")


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (98, 120, 0.738, 0.876)],
)
def test_wilsons_interval(hits: int, n: int, low: float, high: float) -> None:
    """Against the figures of Newcombe's tables and of statsmodels."""
    assert sampling.wilson(hits, n) == pytest.approx((low, high), abs=2e-3)


def test_both_samples_have_their_size_and_no_row_was_checked_twice(raw: Raw) -> None:
    rows = [r["row_id"] for r in raw["rechecks"]]
    assert len(rows) == len(set(rows))
    assert {r["round"] for r in raw["rechecks"]} == {"1", "2"}
    assert sum(r["round"] == "1" for r in raw["rechecks"]) == 120
    assert sum(r["round"] == "2" for r in raw["rechecks"]) == 60
