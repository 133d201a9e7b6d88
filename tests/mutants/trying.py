"""Try a mutant: the library is imported with the fault in it, and the tests run over it.

The process that forks has every library loaded but nothing of the project's own, so that a fault
is there from the first import on. What a mutant is tried by stands in ``pyproject.toml``: tests of
one registered name each, over the names that run the altered function, and files of tests.
"""

from __future__ import annotations

import gc
import importlib
import inspect
import os
import signal
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from tests.mutants.loading import Finder
from tests.mutants.making import ROOT, Mutant

#: Rows of each number that are changed; `make verify` changes every one.
ROWS_TRIED = 8
#: Seconds after which a mutant counts as seen: it has set off something that does not end.
PATIENCE = 120
#: Names of registered functions that run a function of the library, by module and function.
Users = dict[tuple[str, str], list[str]]


@dataclass(frozen=True)
class Group:
    """Modules that are mutated, and the tests that are to see it.

    ``named`` are tests of one registered name, each ``module:function`` by the kind of the name;
    ``files`` are files of tests, narrowed by ``but``, an expression as of ``pytest -k``.
    """

    name: str
    paths: list[str]
    sample: int
    kinds: list[str]
    names: int
    files: list[str]
    named: dict[str, list[str]]
    but: str = ""

    def modules(self) -> list[Path]:
        """The files of the modules."""
        roots = [ROOT / path for path in self.paths]
        return [p for r in roots for p in (sorted(r.rglob("*.py")) if r.is_dir() else [r])]


def warm_up() -> None:
    """Load the libraries that the project uses, and forget the project."""
    registered()
    for name in [n for n in sys.modules if n.partition(".")[0] in ("nkpay", "tests")]:
        if not name.startswith("tests.mutants") and name != "tests":
            del sys.modules[name]
    gc.collect()
    gc.freeze()


def registered() -> dict[str, Callable[[Any], Any]]:
    """Everything that is tried by name, as ``kind:name``, with what computes it."""
    from nkpay import registry, trial
    from nkpay.findings import findings
    from tests import test_everything_moves, test_findings, test_said_of_numbers, test_tables

    assert test_findings and test_said_of_numbers  # loaded before the processes fork
    test_everything_moves.ROWS_TRIED = ROWS_TRIED

    def tried(name: str) -> Callable[[Any], Any]:
        about = findings.about(name)
        return lambda data: (about.overturned_by(data), trial.try_one(name, data).by("original"))

    def shown(name: str) -> Callable[[Any], Any]:
        return lambda data: getattr(test_tables.SHOWN[name](data), "_repr_html_", dict)()

    kinds = {"number": registry.number, "predicate": registry.predicate}
    return {
        # First, for a trial is kept, and the numbers on trials find it done.
        **{f"finding:{n}": tried(n) for n in findings},
        **{f"{k}:{n}": partial(r.compute, n) for k, r in kinds.items() for n in r},
        **{f"table:{n}": shown(n) for n in test_tables.NAMES},
    }


def users() -> Users:
    """Which names run which functions of the library, from one run of each."""
    from nkpay.data import Package

    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    source, running = str(ROOT / "src"), ""

    def note(frame: FrameType, *_: object) -> None:
        code = frame.f_code
        if code.co_filename.startswith(source):
            function = code.co_qualname.partition(".<locals>")[0]
            found[code.co_filename, function][running] = None
            found[code.co_filename, ""][running] = None

    for running, compute in registered().items():  # noqa: B007  note() reads it
        data = Package(ROOT / "data")
        sys.settrace(note)
        compute(data)
        sys.settrace(None)
    return {where: list(names) for where, names in found.items()}


def names_for(mutant: Mutant, everyone: Users, group: Group) -> list[str]:
    """The names over which a mutant is tried: its own first, then such as run it.

    What uses a constant of a module is not known, so it is tried over more.
    """
    most = group.names if mutant.where else 40
    path = str(mutant.path)
    using = everyone.get((path, mutant.where)) or everyone.get((path, ""), [])
    using = [name for name in using if name.partition(":")[0] in group.kinds]
    own = [name for name in using if name.endswith(f".{mutant.where}")]
    others = [name for name in using if name not in own]
    step = max(1, len(others) // most)
    return [*own, *others[::step]][:most]


def seen_by(mutant: Mutant, group: Group, names: list[str]) -> str:
    """The test that sees the fault, or "" if none does. To be called in a process of its own."""
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(PATIENCE)
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    sys.meta_path.insert(0, Finder(mutant))
    try:
        importlib.invalidate_caches()
        registered()
        for test, name in _named_tests(group, names):
            if not _passes(test, name):
                return f"{test.__name__}[{name.partition(':')[2]}]"
    except BaseException as error:  # noqa: BLE001  # even an exit is no way for a library to load
        return f"{type(error).__name__} on import"
    return _seen_by_files(group)


def fail_anyway(seen: set[str], group: Group) -> list[str]:
    """Of the tests that saw a fault those that fail without one. In a process of its own, too."""
    registered()
    tests = {test.partition(":")[2]: test for tests in group.named.values() for test in tests}
    failing = []
    for said in sorted(seen):
        function, _, name = said.removesuffix("]").partition("[")
        if function in tests and not _passes(_test(tests[function]), f":{name}"):
            failing.append(said)
    return [*failing, *filter(None, [_seen_by_files(group)])]


def _test(said: str) -> Callable[..., None]:
    """A test by its module and function."""
    module, _, function = said.partition(":")
    test: Callable[..., None] = getattr(importlib.import_module(module), function)
    return test


def _named_tests(group: Group, names: list[str]) -> Iterator[tuple[Callable[..., None], str]]:
    kinds = group.named
    for order in range(max((len(tests) for tests in kinds.values()), default=0)):
        for name in names:
            tests = kinds.get(name.partition(":")[0], [])
            if order < len(tests):
                yield _test(tests[order]), name


def _passes(test: Callable[..., None], name: str) -> bool:
    given = {"name": name.partition(":")[2], "data": _data, "raw": _raw, "tmp_path": _folder}
    wanted = inspect.signature(test).parameters
    try:
        test(**{p: given[p] if p == "name" else given[p]() for p in wanted})  # type: ignore[operator]
    except BaseException:  # noqa: BLE001  # whatever it is, the test does not pass
        return False
    return True


@cache
def _data() -> Any:
    from nkpay.data import Package

    return Package(ROOT / "data")


@cache
def _raw() -> Any:
    from tests.mutations import raw

    return raw()


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(dir=os.environ["MUTANTS_FOLDER"]))


def _seen_by_files(group: Group) -> str:
    if not group.files:
        return ""
    options = ["-x", "-q", "-n", "0", "-p", "no:cacheprovider", "-k", group.but or ""]
    seen = _Seen()
    try:
        status = pytest.main([*options, *(str(ROOT / f) for f in group.files)], plugins=[seen])
    except BaseException as error:  # noqa: BLE001  # whatever it is, the fault was seen
        return type(error).__name__
    return seen.test if status else ""


class _Seen:
    """Remembers which test failed."""

    test = "tests cannot be collected"

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.test = report.nodeid.rpartition("::")[2]


def _too_long(*_: object) -> None:
    raise TimeoutError
