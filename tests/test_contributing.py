"""The worked paths of CONTRIBUTING lead where they say."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import sys
import textwrap
from pathlib import Path

import pytest

from nkpay import validate
from nkpay.data import Package
from tests.conftest import ROOT
from tests.instructions import CONTRIBUTING, blocks, commands
from tests.projects import Project, small
from tests.recomputed import Raw, one


def example(table: str) -> str:
    """The rows that CONTRIBUTING.md shows for a table."""
    (rows,) = blocks(CONTRIBUTING, f"csv {table}")
    return rows


def test_the_source_that_contributing_shows_can_be_added_as_it_says(data_copy: Path) -> None:
    if example("sources").partition(",")[0] in Package(data_copy)["sources"].index:
        pytest.skip("somebody tries the example in this very tree")
    last = int(Package(data_copy)["claims"].index[-1][1:])
    ids = {"{claim}": f"C{last + 1:04}", "{next}": f"C{last + 2:04}"}
    for table in ("sources", "claims"):
        rows = example(table)
        for name, number in ids.items():
            rows = rows.replace(name, number)
        with (data_copy / f"{table}.csv").open("a", encoding="utf-8") as file:
            file.write(rows)
    found = validate.faults(Package(data_copy))
    assert {(f.file, f.row) for f in found} == {("claims.csv", 0), ("sources.csv", 0)}, found
    assert validate.seal(data_copy) == 0
    assert validate.faults(Package(data_copy)) == []
    assert ids["{next}"] in Package(data_copy)["claims"].index


def worked(language: str) -> dict[str, str]:
    """The files that CONTRIBUTING shows, by their path."""
    pattern = rf"(?ms)^( *)(`{{3,}}){language} (\S+/\S+)\n(.*?)^\1\2$"
    # A page that shows a cell ends with the fence that is followed by an empty line.
    found = re.findall(pattern.replace(r"^\1\2$", r"^\1\2\n(?=\n|\d)"), CONTRIBUTING)
    return {path: textwrap.dedent(text) for _, _, path, text in found}


@pytest.mark.slow
def test_the_figure_that_contributing_shows_can_be_added_as_it_says(tmp_path: Path) -> None:
    project = Project(tmp_path)
    for name in ("src", "tests", "data", "chapters", "index.md", "pyproject.toml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    for path, text in worked("python").items():
        project.write(path, text)
    source = str(tmp_path / "src")
    checks = [line for line in commands(CONTRIBUTING) if "mostly" in line or "mentions" in line]
    assert len(checks) == 2
    for check in checks:
        arguments = shlex.split(check)[1:]
        done = project.run(sys.executable, *arguments, "-n0", "-q", PYTHONPATH=source)
        assert done.returncode == 0, done.stdout + done.stderr
        assert re.search(r"[1-9]\d* passed", done.stdout), done.stdout


@pytest.mark.slow
def test_the_chapter_that_contributing_shows_builds(tmp_path: Path) -> None:
    (text,) = worked("md").values()
    project = small(tmp_path, text)
    done = project.build()
    assert done.returncode == 0, done.stderr
    (notebook,) = project.notebooks.glob("*.ipynb")
    assert "eight in ten" in json.dumps(json.loads(notebook.read_text(encoding="utf-8")))


def test_the_rows_that_contributing_speaks_of_are_what_it_says(raw: Raw) -> None:
    row = one(raw["claims"], claim_id="C0127")
    assert row["rank"] == "deprecated" and row["notes"]
