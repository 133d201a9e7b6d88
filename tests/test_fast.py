"""What is fast is right: nothing kept is stale, nothing shared leaks, nothing depends on how."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import altair
import pytest

from nkpay import drawing, remembered
from tests.projects import REMEMBERING_NOTHING, Project, differing, small

ALL = ("html", "pdf", "notebooks")

FIGURE = """# One

In Pyongyang {num}`adoption.qr_share_pyongyang` people paid so.

```{code-cell}
from nkpay import figure
figure("surveillance.capability_levels")
```
"""
TABLE = """# Two

```{code-cell}
from nkpay import load
len(load("claims"))
```

```{code-cell}
load("claims").head(2)
```
"""
TWO_PAGES = "format: jb-book\nroot: index\nchapters:\n- file: chapters/one\n- file: chapters/two\n"


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A book of two chapters with code, built."""
    project = two_chapters(tmp_path_factory.mktemp("two") / "book")
    done = project.build()
    assert done.returncode == 0, done.stderr
    return project


def two_chapters(folder: Path) -> Project:
    project = small(folder, FIGURE, executable=True)
    one = (project.root / "chapters" / "one.md").read_text(encoding="utf-8")
    project.write("chapters/two.md", one.replace(FIGURE, TABLE))
    project.write("_toc.yml", TWO_PAGES)
    return project


def executed(done: subprocess.CompletedProcess[str]) -> set[str]:
    assert done.returncode == 0, done.stderr
    return set(re.findall(r"(\S+\.md)  \d", done.stderr))


def assert_as_if_built_cold(project: Project, tmp_path: Path) -> None:
    """The same inputs in an empty checkout give the same files."""
    cold = two_chapters(tmp_path / "cold")
    for path in ("index.md", "chapters/one.md", "chapters/two.md", "data/claims.csv"):
        cold.write(path, (project.root / path).read_text(encoding="utf-8"))
    done = cold.build(**REMEMBERING_NOTHING)
    assert done.returncode == 0, done.stderr
    assert differing(project.root / "_build", cold.root / "_build", ALL) == []


@pytest.mark.slow
def test_after_edits_of_prose_heading_code_and_data_the_book_is_that_of_a_cold_build(
    two: Project, tmp_path: Path
) -> None:
    before = (two.html / "chapters" / "two.html").stat().st_mtime_ns
    two.edit("chapters/one.md", "In Pyongyang", "In the capital")
    assert executed(two.build()) == set()
    assert (two.html / "chapters" / "two.html").stat().st_mtime_ns == before, "written anew"
    assert "In the capital" in (two.html / "chapters" / "one.html").read_text(encoding="utf-8")
    two.edit("chapters/one.md", "# One", "# The first")
    assert executed(two.build()) == set()
    assert "The first" in (two.html / "chapters" / "two.html").read_text(encoding="utf-8")
    two.edit("chapters/two.md", "len(", "1 + len(")
    assert executed(two.build()) == {"chapters/two.md"}
    two.edit("data/claims.csv", "Pyongyang", "the capital Pyongyang")
    assert "chapters/two.md" in executed(two.build())
    assert_as_if_built_cold(two, tmp_path)


@pytest.mark.slow
def test_a_changed_table_executes_only_the_pages_that_have_read_it(tmp_path: Path) -> None:
    project = two_chapters(tmp_path / "book")
    assert executed(project.build()) == {"chapters/one.md", "chapters/two.md"}
    project.edit("data/capabilities.csv", "phone", "telephone")
    assert executed(project.build()) == {"chapters/one.md"}


@pytest.mark.slow
def test_a_page_that_opens_a_file_by_itself_depends_on_it(tmp_path: Path) -> None:
    code = "# One\n\n```{code-cell}\nopen('beside.txt').read()\n```\n"
    project = small(tmp_path, code, executable=True)
    project.write("chapters/beside.txt", "first")
    assert executed(project.build()) == {"chapters/one.md"}
    project.write("chapters/beside.txt", "second")
    assert executed(project.build()) == {"chapters/one.md"}
    assert "second" in (project.html / "chapters" / "one.html").read_text(encoding="utf-8")


def test_a_chapter_sees_nothing_of_another(tmp_path: Path) -> None:
    leak = "import nkpay.theme, os\nnkpay.theme.INK = 'red'\nleaked = os.environ['LEAK'] = 'yes'"
    look = (
        "import nkpay.theme, os\n"
        "('leaked' in globals(), 'LEAK' in os.environ, nkpay.theme.INK == 'red')"
    )
    project = small(tmp_path, f"# One\n\n```{{code-cell}}\n{leak}\n```\n", executable=True)
    one = (project.root / "chapters" / "one.md").read_text(encoding="utf-8")
    project.write("chapters/two.md", one.replace(leak, look))
    project.write("_toc.yml", TWO_PAGES)
    done = project.run(sys.executable, "-m", "nkpay", "book", "--no-pdf")
    assert executed(done) == {"chapters/one.md", "chapters/two.md"}
    assert "(False, False, False)" in (project.notebooks / "two.ipynb").read_text(encoding="utf-8")


@pytest.mark.slow
def test_without_forks_in_fresh_kernels_one_after_another_the_book_is_the_same(
    two: Project, tmp_path: Path
) -> None:
    plain = two_chapters(tmp_path / "plain")
    for path in ("index.md", "chapters/one.md", "chapters/two.md", "data/claims.csv"):
        plain.write(path, (two.root / path).read_text(encoding="utf-8"))
    serial = (
        "import os, runpy, sys\n"
        "from nkpay.book import printing, warm\n"
        "os.cpu_count = lambda: 0\n"
        "printing.FORKS = warm.FORKS = False\n"
        "sys.argv = ['nkpay', 'book']\n"
        "runpy.run_module('nkpay', run_name='__main__')\n"
    )
    done = plain.run(sys.executable, "-c", serial, **REMEMBERING_NOTHING)
    assert executed(done) == {"chapters/one.md", "chapters/two.md"}
    assert two.build().returncode == 0
    assert differing(plain.root / "_build", two.root / "_build", ALL) == []


def test_the_warm_process_has_what_every_chapter_needs() -> None:
    """The fork server is silent when it can't load something, and then every kernel does."""
    done = subprocess.run(
        [sys.executable, "-c", "import nkpay.book.warm_imports, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    needed = {"pandas", "altair", "ipykernel.kernelapp", "nkpay.rendering", "nkpay.charts.korean"}
    assert needed <= set(done.stdout.split())


def test_what_was_remembered_is_used_and_what_is_damaged_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(remembered.FOLDER, str(tmp_path / "library"))
    made: list[int] = []

    def make() -> list[int]:
        made.append(1)
        return [1, 2]

    assert remembered.remembered("a", make) == remembered.remembered("a", make) == [1, 2]
    assert len(made) == 1
    (file,) = (tmp_path / "library").iterdir()
    file.write_bytes(file.read_bytes()[:-1])
    assert remembered.remembered("a", make) == [1, 2] and len(made) == 2
    assert remembered.remembered("b", make) == [1, 2] and len(made) == 3


def test_figures_are_drawn_by_the_version_that_altair_writes_for() -> None:
    assert altair.SCHEMA_VERSION.removeprefix("v").startswith(f"{drawing.VEGALITE}.")


@pytest.mark.slow
def test_a_saved_page_is_built_and_the_browser_told(tmp_path: Path) -> None:
    project = small(tmp_path, "# One\n\nBefore.\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(
        [sys.executable, "-m", "nkpay", "serve", "--port", str(port)],
        cwd=project.root,
        env={**os.environ, "NKPAY_ROOT": str(project.root)},
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            assert server.stderr
            assert any(line.startswith(address) for line in server.stderr), (
                "it never began to serve"
            )
            page = urlopen(f"{address}/chapters/one.html").read()
            assert b"Before." in page and b"/-/reload.js" in page
            told = urlopen(f"{address}/-/changes", timeout=120)
            project.edit("chapters/one.md", "Before.", "After.")
            assert told.readline().startswith(b"data:")
            assert b"After." in urlopen(f"{address}/chapters/one.html").read()
            server.send_signal(signal.SIGINT)
            assert server.wait(30) == 0
        finally:
            server.kill()  # or a failure would wait for it for ever
