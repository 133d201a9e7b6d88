"""What README and CONTRIBUTING tell a reader to type does what they say."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import nbformat
import pytest

from nkpay import picture, registry
from nkpay.data import Package
from nkpay.findings import findings
from tests.conftest import ROOT
from tests.instructions import CONTRIBUTING, README, blocks, commands
from tests.projects import Project
from tests.recomputed import Raw

#: Commands that are proved by what else runs here, with what make would run for them.
PROVED = {
    "make book": ["bin/python -m nkpay book"],  # the whole book of the other tests is made so
    "make test": ["bin/python -m pytest"],  # this is it
    "make lint": [  # run beside the tests, by .ci/run and on GitHub
        "bin/python -m ruff check .",
        "bin/python -m ruff format --check .",
        "bin/python -m mypy",
        "bin/codespell",
    ],
}
#: Commands that are run on a copy of the data, with what they say.
RUN = {
    "make check-data": "no fault",
    "make seal-data": "",
    "make data-release": "_build/data/nkpay-",
}


def ready(command: str) -> list[str]:
    """The command in this environment, which make need not set up."""
    return [*shlex.split(command), "-o", f"{sys.prefix}/.ready", f"VENV={sys.prefix}"]


def test_every_command_of_the_pages_is_tried() -> None:
    shown = {*commands(README), *commands(CONTRIBUTING)}
    here = {c for c in shown if " pytest " in c or "nbconvert" in c or "make diff" in c}
    assert shown - here == {*PROVED, *RUN}


@pytest.mark.parametrize("command", PROVED)
def test_a_long_command_is_the_one_that_other_tests_run(command: str) -> None:
    done = subprocess.run(
        [*ready(command), "-n", "--no-print-directory"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    planned = [line.removeprefix(f"{sys.prefix}/") for line in done.stdout.splitlines()]
    assert planned == PROVED[command]


@pytest.mark.parametrize("command", RUN)
def test_a_command_on_the_data_ends_well(command: str, data_copy: Path) -> None:
    shutil.copy(ROOT / "LICENSE-CONTENT.md", data_copy.parent)
    done = subprocess.run(
        ready(command),
        cwd=ROOT,
        env={**os.environ, "NKPAY_ROOT": str(data_copy.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert RUN[command] in done.stdout + done.stderr


@pytest.mark.slow
def test_the_difference_to_a_name_of_git_is_shown() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("a tree without history")
    (command,) = [line for line in commands(README) if "make diff" in line]
    done = subprocess.run(ready(command), cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_make_target_that_the_pages_name_exists_and_is_in_the_help() -> None:
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    listed = {line.partition(":")[0] for line in shown.stdout.splitlines()}
    pages = [README, CONTRIBUTING, *(p.read_text("utf-8") for p in (ROOT / "docs").glob("*.md"))]
    named = {name for page in pages for name in re.findall(r"`make ([a-z-]+)", page)}
    assert named <= listed
    assert listed >= {"book", "test", "verify", "bench", "serve", "check-data", "data-release"}


def test_a_notebook_runs_as_the_readme_says(book: Project, tmp_path: Path) -> None:
    (command,) = [line for line in commands(README) if "nbconvert" in line]
    program, *arguments = shlex.split(command)
    folder = tmp_path / "_build" / "notebooks"
    folder.mkdir(parents=True)
    shutil.copy(book.notebooks / Path(arguments[-1]).name, folder)
    asked = [Path(sys.prefix, "bin", Path(program).name), *arguments]
    done = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    again = nbformat.read(tmp_path / "again.ipynb", as_version=4)
    assert [c for c in again.cells if c.cell_type == "code" and c.outputs]


@pytest.fixture(scope="module")
def kinds(raw: Raw) -> Counter[str]:
    """Active claims by kind of evidence: the question that the README asks in three languages."""
    return Counter(c["evidence"] for c in raw["claims"] if c["status"] == "active")


def test_pandas_reads_the_data_in_three_lines(
    kinds: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = blocks(README, "python")
    *setting, question = filter(None, code.splitlines())  # the formatter sets imports apart
    names: dict[str, object] = {}
    exec("\n".join(setting), names)
    assert dict(eval(question, names)) == kinds
    assert len(setting) < 3


def test_duckdb_reads_the_data(kinds: Counter[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (query,) = blocks(README, "sql")
    assert dict(duckdb.sql(query).fetchall()) == kinds


def test_r_reads_the_data_in_three_lines(kinds: Counter[str]) -> None:
    rscript = shutil.which("Rscript")
    if not rscript:
        pytest.skip("R is not installed")
    (code,) = blocks(README, "r")
    *setting, question = code.splitlines()
    shown = f"\n.again <- {question}\ncat(paste(names(.again), .again, sep = '='), sep = '\\n')"
    asked = [rscript, "-e", "\n".join(setting) + shown]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    found = dict(line.split("=") for line in done.stdout.splitlines())
    assert {kind: int(n) for kind, n in found.items()} == kinds
    assert len(setting) < 3


# What it finds


def test_what_the_readme_finds_holds_and_is_graded_as_on_the_landing_page(data: Package) -> None:
    landing = (ROOT / "index.md").read_text(encoding="utf-8")
    graded = {name: word for word, name in re.findall(r"\{says\}`([^<`]+) <([\w.]+)>`", landing)}
    bullets = re.findall(r"(?ms)^- \*\*([^*]+)\.\*\*.*?<!-- (.*?) -->", README)
    assert len({word for word, _ in bullets}) == len(bullets) > 1
    for word, names in bullets:
        for name in names.split():
            if name.startswith("landing."):
                assert graded[name] == word, f"{name} is graded {graded[name]} on the landing page"
                assert registry.predicate.compute(name, data).holds, name
            else:
                assert findings.compute(name, data).holds, name


def test_the_picture_says_of_which_data_it_is_and_asks_for_nothing() -> None:
    path = ROOT / picture.FILE
    svg = path.read_text(encoding="utf-8")
    root = ElementTree.fromstring(svg)
    version = root.get("data-version")
    assert f"Data {version}," in "".join(root.itertext())
    assert f"## {version} " in (ROOT / "data" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert path.stat().st_size < 150_000
    assert not re.search(r"<script|<image|href=\"http|url\(http|@import", svg)
    assert f"]({picture.FILE})" in README


def test_the_picture_is_drawn_from_the_data_as_they_are(
    data: Package, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture, "repository", lambda: tmp_path)
    root = ElementTree.fromstring(picture.draw().read_text(encoding="utf-8"))
    assert root.get("data-version") == data.version
    title = registry.chart.compute(picture.NAME, data, width=660).title
    assert title in "".join(root.itertext())
