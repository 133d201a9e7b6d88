"""What several tests share: the raw CSV rows, and a copy of the project to break."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from nkpay.data import Package, repository
from tests.recomputed import Raw

ROOT = repository()


@pytest.fixture(scope="session")
def data() -> Package:
    """The data package of the checkout."""
    return Package(ROOT / "data")


@pytest.fixture(scope="session")
def raw() -> Raw:
    """Every table as plain rows of text, read without the library."""
    return {path.stem: rows(path) for path in sorted((ROOT / "data").glob("*.csv"))}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def data_copy(tmp_path: Path) -> Path:
    """A copy of ``data/`` that a test may break."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
