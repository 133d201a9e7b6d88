"""The data package beside the pages: the same files that the numbers were computed from."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from sphinx.application import Sphinx

from nkpay.book import kept, links
from nkpay.data import package

#: Its folder in the book.
FOLDER: Final = "data"


def setup(app: Sphinx) -> None:
    """Copy the files when the pages are written."""
    app.connect("html-collect-pages", kept.unless_kept(_collect))


def files() -> list[Path]:
    """Descriptor, tables and notes of the package."""
    data = package()
    tables = [data.path(name) for name in data]
    return [data.folder / "datapackage.json", *tables, *sorted(data.folder.glob("*.md"))]


def of_table(table: str) -> str:
    """Address of a table's CSV, from the root of the book."""
    return f"{FOLDER}/{package().path(table).name}"


def _collect(app: Sphinx) -> Iterable[Any]:
    if app.builder.format == "html" and not links.is_print(app.builder):
        folder = Path(app.outdir) / FOLDER
        folder.mkdir(exist_ok=True)
        for file in files():
            shutil.copyfile(file, folder / file.name)
    return []
