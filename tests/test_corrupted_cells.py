"""Random single-cell corruptions of every table are caught, and named by file, row and column."""

from __future__ import annotations

import pytest

from nkpay.data import Package
from tests import corruptions


@pytest.fixture(scope="module")
def found(data: Package) -> dict[str, tuple[int, int]]:
    return corruptions.rates(data.folder, 1200, "suite")


def test_at_least_95_of_100_corruptions_are_caught(found: dict[str, tuple[int, int]]) -> None:
    caught, made = (sum(column) for column in zip(*found.values(), strict=True))
    assert made == 1200
    assert caught >= 0.95 * made, found


@pytest.mark.parametrize("kind", corruptions.KINDS)
def test_no_kind_of_corruption_slips_through(kind: str, found: dict[str, tuple[int, int]]) -> None:
    caught, made = found[kind]
    assert made > 20, f"{kind}: hardly tried"
    assert caught >= 0.8 * made, f"{kind}: {caught} of {made}"
