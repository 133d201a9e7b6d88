"""What several tests share: the raw CSV rows, and a copy of the project to break."""

from __future__ import annotations

import csv
import os
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from nkpay import remembered
from nkpay.data import Package, repository
from tests.browsing import browser, served
from tests.projects import Project, whole
from tests.recomputed import Raw

__all__ = ["browser", "served"]  # fixtures of the tests in a browser

ROOT = repository()


#: Refuses every connection but loopback, in the build and in its kernels.
_NO_NETWORK = """
import socket
_connect = socket.socket.connect
def connect(self, address):
    if self.family != socket.AF_UNIX and not str(address[0]).startswith(("127.", "::1")):
        raise OSError(f"the build asked for the network: {address}")
    return _connect(self, address)
socket.socket.connect = connect
"""


@pytest.fixture(scope="session", autouse=True)
def _remembering(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> None:
    """All builds of a run find what one of them has computed, as those of one checkout do."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "remembered"
    folder.mkdir(exist_ok=True)
    os.environ[remembered.FOLDER] = str(folder)


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Project:
    """The report, built once for all workers from its inputs alone with the network cut."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "whole"
    with FileLock(folder.with_suffix(".lock")):
        if (folder / "built").is_file():
            return Project(folder / "book")
        (folder / "cut").mkdir(parents=True, exist_ok=True)
        (folder / "cut" / "sitecustomize.py").write_text(_NO_NETWORK)
        project = whole(folder / "book")
        done = project.build(PYTHONPATH=str(folder / "cut"))
        assert done.returncode == 0, done.stderr
        assert "WARNING" not in done.stderr, done.stderr
        (folder / "built").touch()
    return project


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
