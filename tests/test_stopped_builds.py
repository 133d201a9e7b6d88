"""A build that is stopped, doubled or left half done costs nobody the last book."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.projects import GOOD, Project, differing, small

#: Moments of a build, each the call during which it is killed.
MOMENTS = {
    "reading pages": "sphinx.builders:Builder.read",
    "executing": "nkpay.book.execute:_run",
    "writing pages": "sphinx.builders:Builder.write",
    "the register": "nkpay.book.register:Register.write",
    "the cards": "nkpay.book.cards:write",
    "notebooks": "nkpay.book.notebooks:portable",
    "copying": "shutil:copytree",
    "renaming": "pathlib:Path.rename",
}


def test_a_second_build_in_the_same_checkout_refuses(built: Project) -> None:
    lock = built.root / "_build" / ".lock"
    holder = (
        "import filelock, subprocess, sys\n"
        f"with filelock.FileLock({str(lock)!r}):\n"
        "    sys.exit(subprocess.run([sys.executable, '-m', 'nkpay', 'book']).returncode)\n"
    )
    done = built.run(sys.executable, "-c", holder)
    assert done.returncode != 0
    assert "another build is running" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX limits")
@pytest.mark.slow
def test_a_full_disk_is_named_and_the_last_book_stays(built: Project) -> None:
    before = (built.html / "index.html").read_bytes()
    built.edit("index.md", "A landing page.", "Another landing page.")
    limited = (
        "import resource, runpy, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "sys.argv = ['nkpay', 'book']; runpy.run_module('nkpay', run_name='__main__')\n"
    )
    shutil.rmtree(built.root / "_build" / ".work")
    done = built.run(sys.executable, "-c", limited)
    assert done.returncode != 0
    assert (built.html / "index.html").read_bytes() == before
    assert built.build().returncode == 0
    assert "Another landing page." in (built.html / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Project]:
    """A small executed book, and what it becomes when its chapter is edited and nobody kills it."""
    cell = "\n```{code-cell}\n1 + 1\n```\n"
    before = small(tmp_path_factory.mktemp("kill") / "book", GOOD + cell, executable=True)
    assert before.build().returncode == 0
    after = before.copy(before.root.with_name("after"))
    _edit_chapter(after)
    assert after.build().returncode == 0
    return before, after


def _edit_chapter(project: Project) -> None:
    project.edit("chapters/one.md", "people paid so", "of them paid so")
    project.edit("chapters/one.md", "1 + 1", "1 + 2")


@pytest.mark.slow
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_build_that_was_killed_is_made_good_by_the_next(
    edited: tuple[Project, Project], tmp_path: Path, moment: str
) -> None:
    before, after = edited
    project = before.copy(tmp_path / "book")
    _edit_chapter(project)
    module, _, place = MOMENTS[moment].partition(":")
    *owner, name = place.split(".")
    script = (
        "import importlib, os, runpy, signal, sys\n"
        f"owner = importlib.import_module({module!r})\n"
        + "".join(f"owner = owner.{part}\n" for part in owner)
        + f"setattr(owner, {name!r}, lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL))\n"
        "sys.argv = ['nkpay', 'book']\n"
        "runpy.run_module('nkpay', run_name='__main__')"
    )
    killed = project.run(sys.executable, "-c", script)
    assert killed.returncode != 0, killed.stderr
    done = project.build()
    assert done.returncode == 0, done.stderr
    folders = ("html", "pdf", "notebooks")
    assert differing(after.root / "_build", project.root / "_build", folders) == []


@pytest.mark.slow
def test_a_book_lost_between_two_renames_is_put_back(built: Project) -> None:
    built.html.rename(built.html.with_name(".html.old-1"))
    built.edit("chapters/one.md", "qr_share_pyongyang", "unknown")
    assert built.build().returncode != 0
    assert (built.html / "index.html").is_file()
