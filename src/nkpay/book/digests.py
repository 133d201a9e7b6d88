"""Digests of what a book is made from: library, data, settings, pages.

They decide what a build may keep. Nothing heavy is imported here, so that a build with
nothing to do answers at once.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import yaml

from nkpay.data import repository

_DESCRIPTOR = "data/datapackage.json"


def of(*parts: str) -> str:
    """One digest of several."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def of_files(paths: Iterable[Path]) -> str:
    """A digest of the names and bytes of files, wherever the checkout lies."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{_name(path)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def listing(*folders: Path) -> str:
    """A digest of what lies in folders: name, size and time of every file."""
    there = [str(folder) for folder in folders if folder.is_dir()]
    return of(json.dumps(sorted(file for folder in there for file in _files_below(folder))))


@cache
def library() -> str:
    """The source of this library, the locked versions that it runs on, and Python's."""
    folder = Path(__file__).parents[1]
    files = [p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    return of(sys.version, of_files([*files, repository() / "requirements.txt"]))


@cache
def data() -> str:
    """Everything in ``data/``."""
    return of_files(p for p in (repository() / "data").rglob("*") if p.is_file())


@cache
def settings() -> str:
    """Settings of the book, its table of contents, and what is printed of its editions."""
    root = repository()
    named = (root / name for name in ("_config.yml", "_toc.yml", "CITATION.cff"))
    return of_files([*named, *root.glob("editions/*.json")])


@cache
def pages() -> str:
    """The text of all pages."""
    return of_files(p for p in _in_folders_of_pages() if p.suffix == ".md")


@cache
def beside() -> str:
    """Whatever else lies in the folders of pages: pictures, code and data of their own."""
    return of_files(p for p in _in_folders_of_pages() if p.suffix != ".md")


def behind_pages() -> str:
    """Everything but its own text that a page is made from."""
    return of(library(), data(), beside())


def book() -> str:
    """Every input of the book."""
    return of(behind_pages(), settings(), pages())


def read_file(name: str) -> str:
    """A file that the code of a page has read, by its path from the root of the checkout.

    Of the data package's descriptor the size and hash of each table are left out: they follow
    the tables, and a page that depends on a table has read the table.
    """
    path = repository() / name
    if not path.is_file():
        return "missing"
    if name != _DESCRIPTOR:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        resource.pop("bytes", None)
        resource.pop("hash", None)
    return of(json.dumps(descriptor, sort_keys=True))


@cache
def _in_folders_of_pages() -> list[Path]:
    root = repository()
    toc = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    named = [toc["root"], *(entry["file"] for entry in toc.get("chapters", []))]
    folders = {(root / name).parent for name in named} - {root}
    below = [p for folder in folders for p in folder.rglob("*") if p.is_file()]
    return [
        path
        for path in [*root.glob("*.md"), *below]
        if not {".ipynb_checkpoints", "__pycache__"} & set(path.parts)
    ]


def _files_below(folder: str) -> Iterator[tuple[str, int, int]]:
    """Path, size and time of each file: one look at each of six thousand, not four."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files_below(entry.path)
            else:
                seen = entry.stat(follow_symlinks=False)
                yield entry.path, seen.st_size, seen.st_mtime_ns


def _name(path: Path) -> str:
    for root in (repository(), Path(__file__).parents[2]):
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.as_posix()
