"""Copies of the report to build, whole or cut down, each by the real command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nkpay import remembered
from nkpay.data import repository

ROOT = repository()
#: What a book is made from, beside its settings.
INPUTS = (
    *("_toc.yml", "CITATION.cff", "requirements.txt"),
    *("index.md", "chapters", "data", "editions"),
)

#: The environment of a build that computes and draws everything itself; others share.
REMEMBERING_NOTHING = {remembered.FOLDER: ""}

#: A page without fault.
GOOD = "# One\n\nIn Pyongyang {num}`adoption.qr_share_pyongyang` people paid so.\n"

_HEADER = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

"""


@dataclass
class Project:
    """A folder with the inputs of a book."""

    root: Path

    @property
    def html(self) -> Path:
        return self.root / "_build" / "html"

    @property
    def pdf(self) -> Path:
        (file,) = (self.root / "_build" / "pdf").glob("*.pdf")
        return file

    @property
    def notebooks(self) -> Path:
        return self.root / "_build" / "notebooks"

    def copy(self, folder: Path) -> Project:
        """The same again to change, with caches and what was built."""
        shutil.copytree(self.root, folder, symlinks=True, copy_function=_link_or_copy)
        return Project(folder)

    def build(self, **environment: str) -> subprocess.CompletedProcess[str]:
        """``make book``'s command."""
        return self.run(sys.executable, "-m", "nkpay", "book", **environment)

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        # What a test puts on the path comes before, not instead of, what its caller has there.
        path = [environment.get("PYTHONPATH"), os.environ.get("PYTHONPATH")]
        environment["PYTHONPATH"] = os.pathsep.join(part for part in path if part)
        return subprocess.run(
            command,
            cwd=self.root,
            env={**os.environ, "NKPAY_ROOT": str(self.root), **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=900,
        )

    def write(self, page: str, text: str) -> None:
        path = self.root / page
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _link_or_copy(file: str, target: str) -> None:
    """Copy a file, or link one of the register, which builds replace and never write into."""
    (os.link if "register" in Path(file).parts else shutil.copy2)(file, target)


class PageWriter:
    """As much of a Sphinx builder as the register asks for."""

    def __init__(self, out: Path) -> None:
        self.outdir = out

    def handle_page(self, name: str, context: dict[str, Any], template: str, **to: str) -> None:
        text = f'<html><meta charset="utf-8"><title>{context["title"]}</title>{context["body"]}'
        target = Path(to["outfilename"])
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def copy_inputs(folder: Path, config: Path = ROOT / "_config.yml") -> None:
    """Copy the inputs of the report into a folder, with these settings of the book."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(config, folder / "_config.yml")
    for name in INPUTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns(".*"))
        else:
            shutil.copy(source, folder / name)


def whole(folder: Path) -> Project:
    """A copy of the report as it stands."""
    copy_inputs(folder)
    return Project(folder)


def small(folder: Path, chapter: str, *, executable: bool = False) -> Project:
    """The report cut down to a landing page and one chapter with this text."""
    project = whole(folder)
    shutil.rmtree(project.root / "chapters")
    project.write("_toc.yml", "format: jb-book\nroot: index\nchapters:\n- file: chapters/one\n")
    project.write("index.md", "# Small\n\nA landing page.\n")
    project.write("chapters/one.md", (_HEADER if executable else "") + chapter)
    return project


def differing(one: Path, other: Path, folders: tuple[str, ...]) -> list[str]:
    """Files that are missing on one side or differ."""
    names = {
        path.relative_to(root)
        for root in (one, other)
        for folder in folders
        for path in (root / folder).rglob("*")
        if path.is_file()
    }
    return sorted(
        str(name)
        for name in names
        if not ((one / name).is_file() and (other / name).is_file())
        or (one / name).read_bytes() != (other / name).read_bytes()
    )
