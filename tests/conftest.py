"""What several tests share: the book, its pages, the raw rows, a copy of the data to break."""

from __future__ import annotations

import csv
import gc
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from filelock import FileLock
from lxml.html import HtmlElement

from nkpay import remembered
from nkpay.book import garbage
from nkpay.data import Package, repository
from tests.browsing import browser, served
from tests.projects import GOOD, Project, small, whole
from tests.reading import documents, parsed
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


#: Their tests take longest. What begins last should be short, or one processor has all of it.
_FIRST = (
    *("accessible", "bad_input", "everything_moves", "browser", "figures_follow", "rebuilding"),
    *("figures_seen", "typesetting"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files in order of the time that they take; see the options of pytest in pyproject.toml."""
    places = {f"test_{name}": place for place, name in enumerate(_FIRST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(places)))


def pytest_collection_finish() -> None:
    """A run keeps what it makes; searching that for garbage takes a tenth of its time."""
    gc.freeze()
    garbage.look_seldom()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all workers see."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session", autouse=True)
def _remembering(shared: Path) -> None:
    """All builds of a run find what one of them has computed, as those of one checkout do."""
    folder = shared / "remembered" / "tests"
    folder.mkdir(parents=True, exist_ok=True)
    os.environ[remembered.FOLDER] = str(folder)


@pytest.fixture(scope="session")
def book(shared: Path) -> Project:
    """The report, built once for all workers from its inputs alone with the network cut."""
    cut = shared / "whole" / "cut"

    def offline(folder: Path) -> Project:
        cut.mkdir()
        (cut / "sitecustomize.py").write_text(_NO_NETWORK)
        return whole(folder)

    return built_in(shared / "whole", offline, PYTHONPATH=str(cut))


@pytest.fixture(scope="session")
def small_book(shared: Path) -> Project:
    """A book of one chapter, likewise built once for all workers."""
    return built_in(shared / "small", lambda folder: small(folder, GOOD))


def built_in(folder: Path, make: Callable[[Path], Project], **environment: str) -> Project:
    """The book that the first to ask makes and builds; the others wait for it."""
    folder.mkdir(exist_ok=True)
    with FileLock(folder / "lock"):
        if (folder / "built").is_file():
            return Project(folder / "book")
        project = make(folder / "book")
        done = project.build(**environment)
        assert done.returncode == 0, done.stderr
        assert "WARNING" not in done.stderr, done.stderr
        (folder / "built").touch()
    return project


@pytest.fixture
def built(small_book: Project, tmp_path: Path) -> Project:
    """The small book, to break: caches and times of files come along."""
    return small_book.copy(tmp_path / "book")


@pytest.fixture(scope="session")
def pages(book: Project) -> dict[str, BeautifulSoup]:
    """Every page that `_toc.yml` names, by its path in the book."""
    return {
        f"{name}.html": BeautifulSoup((book.html / f"{name}.html").read_text("utf-8"), "lxml")
        for name in documents()
    }


@pytest.fixture(scope="session")
def trees(book: Project) -> dict[str, HtmlElement]:
    """Every HTML page, the hundreds of the register too, by its path in the book."""
    return {
        path.relative_to(book.html).as_posix(): parsed(path)
        for path in sorted(book.html.rglob("*.html"))
    }


@pytest.fixture(scope="session")
def chapters(book: Project) -> dict[str, HtmlElement]:
    """Landing page and chapters, by name."""
    return {name: parsed(book.html / f"{name}.html") for name in documents()}


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
