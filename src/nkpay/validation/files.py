"""Files that are missing, unlisted, mangled, or not those that were sealed."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from nkpay.data import Package
from nkpay.validation.fault import Fault

#: What the descriptor must say of the package, and in which form.
_REQUIRED: Final = {
    "name": r"[a-z]+",
    "version": r"\d+\.\d+\.\d+",
    "evidenceCloses": r"\d{4}-\d\d-\d\d",
}
#: Files of ``data/`` that are not tables.
_BESIDE: Final = ("datapackage.json", "README.md", "CHANGELOG.md")


def unreadable(package: Package) -> Iterator[Fault]:
    """Files that are missing, unlisted, or not plain UTF-8 CSV with the columns described."""
    for key, form in _REQUIRED.items():
        if not re.fullmatch(form, str(package.descriptor.get(key, ""))):
            value = package.descriptor.get(key)
            yield Fault("datapackage.json", 0, key, f"{value!r} does not have the form {form}")
    if not package.descriptor.get("resources"):
        yield Fault("datapackage.json", 0, "resources", "no table is described")
        return
    listed = {*(package.path(name) for name in package), *(package.folder / n for n in _BESIDE)}
    for path in sorted(package.folder.rglob("*")):
        if path.is_file() and path not in listed:
            name = str(path.relative_to(package.folder))
            yield Fault(name, 0, "", "is not in datapackage.json", "describe it or remove it")
    for name in package:
        yield from _mangled(package.path(name), [f["name"] for f in package.fields(name)])


def _mangled(path: Path, expected: list[str]) -> Iterator[Fault]:
    """What a spreadsheet or a broken copy does to a table."""
    if not path.is_file():
        yield Fault(path.name, 0, "", "is described in datapackage.json but missing")
        return
    content = path.read_bytes()
    if content.startswith(b"\xef\xbb\xbf"):
        mend = "save as UTF-8 without"
        yield Fault(path.name, 1, "", "begins with a byte-order mark", mend)
    if b"\r" in content:
        yield Fault(path.name, 0, "", "has CR line ends", "save with LF line ends")
    if content and not content.endswith(b"\n"):
        yield Fault(path.name, 0, "", "does not end with a line end; is it cut short?")
    try:
        header = content.decode("utf-8").partition("\n")[0].strip("\r\ufeff").split(",")
    except UnicodeDecodeError as error:
        yield Fault(path.name, 0, "", f"is not UTF-8 at byte {error.start}", "save as UTF-8")
        return
    if header != expected:
        mend = "restore the header; if it has semicolons, save with commas"
        yield Fault(path.name, 1, "", f"columns are {header}; described are {expected}", mend)
        return
    yield from _uneven(path, len(expected))


def _uneven(path: Path, columns: int) -> Iterator[Fault]:
    """Rows with a cell too many or too few; what stands in their columns means nothing."""
    with path.open(encoding="utf-8", newline="") as file:
        for row, cells in enumerate(csv.reader(file), start=1):
            if len(cells) != columns:
                message = f"has {len(cells)} cells, the table has {columns} columns"
                mend = "put a text with a comma or a quotation mark in quotes; leave no comma out"
                yield Fault(path.name, row, "", message, mend)


def unlogged(package: Package) -> Iterator[Fault]:
    """A version of which the log of changes says nothing."""
    log = package.folder / "CHANGELOG.md"
    text = log.read_text(encoding="utf-8") if log.is_file() else ""
    if f"\n## {package.version} " not in text:
        message = f"has no entry for version {package.version} of datapackage.json"
        mend = f"say what changed under '## {package.version} (<date>)'"
        yield Fault(log.name, 0, "", message, mend)


def unsealed(package: Package) -> Iterator[Fault]:
    """Tables that are not those whose hash the descriptor holds."""
    for name, resource in package.resources.items():
        actual = f"sha256:{hashlib.sha256(package.path(name).read_bytes()).hexdigest()}"
        if resource.get("hash") != actual:
            yield Fault(
                package.path(name).name,
                0,
                "",
                "does not match its hash in datapackage.json",
                "after a wanted change run 'make seal-data' and say in data/CHANGELOG.md what"
                " changed",
            )
