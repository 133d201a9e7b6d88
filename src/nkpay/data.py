"""Read the data package: typed tables, its version and its digest.

``data/datapackage.json`` is the one description of every table. The loader converts each
cell by the type that stands there and stops at the first that does not fit, naming file,
row, column, value and rule. The complete validation of all rules is ``nkpay.validate``.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

Descriptor = dict[str, Any]


class DataError(Exception):
    """A fault in the data package, worded for the person who edits the CSV."""


class Package(Mapping[str, "pd.DataFrame"]):
    """The tables of one data package, each read once, on first use.

    Indexing by table name gives a DataFrame whose index is the table's primary key. Text
    columns hold ``""`` where the cell is empty; number columns hold NaN.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._tables: dict[str, pd.DataFrame] = {}
        #: Results of the registered functions over these tables, kept by ``nkpay.registry``.
        self.computed: dict[tuple[str, str], Any] = {}

    @cached_property
    def descriptor(self) -> Descriptor:
        """``datapackage.json``."""
        path = self.folder / "datapackage.json"
        try:
            return json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise DataError(f"{path}: the descriptor of the data package is missing") from None
        except json.JSONDecodeError as error:
            raise DataError(f"{path}:{error.lineno}: not valid JSON: {error.msg}") from None

    @cached_property
    def resources(self) -> dict[str, Descriptor]:
        """The description of each table by its name."""
        return {resource["name"]: resource for resource in self.descriptor.get("resources", [])}

    @property
    def version(self) -> str:
        """Semantic version of the data."""
        return self.descriptor["version"]

    @property
    def closes(self) -> str:
        """ISO date until which sources were searched: what appeared later was not looked for."""
        return self.descriptor["evidenceCloses"]

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the descriptor and the bytes of every table, in name order."""
        digest = hashlib.sha256((self.folder / "datapackage.json").read_bytes())
        for name in sorted(self.resources):
            digest.update(self.path(name).read_bytes())
        return digest.hexdigest()

    def path(self, name: str) -> Path:
        """The CSV file of a table."""
        return self.folder / self.resources[name]["path"]

    def fields(self, name: str) -> list[Descriptor]:
        """The columns of a table as the descriptor defines them."""
        return self.resources[name]["schema"]["fields"]

    def key(self, name: str) -> str:
        """The primary key of a table."""
        return self.resources[name]["schema"]["primaryKey"]

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self.resources:
            raise KeyError(name)
        if name not in self._tables:
            self._tables[name] = self._read(name)
        return self._tables[name]

    def __contains__(self, name: object) -> bool:
        return name in self.resources  # without reading the table

    def __iter__(self) -> Iterator[str]:
        return iter(self.resources)

    def __len__(self) -> int:
        return len(self.resources)

    def _read(self, name: str) -> pd.DataFrame:
        import pandas as pd  # late: a build with nothing to do reads no table

        path = self.path(name)
        try:
            # As objects, which pandas keeps in one block: a text column of its own type is taken
            # apart from the others whenever rows are picked, and rows are picked all the time.
            raw = pd.read_csv(path, dtype=object, keep_default_na=False, encoding="utf-8")
        except FileNotFoundError:
            raise DataError(f"{path}: listed in datapackage.json but missing") from None
        except (UnicodeDecodeError, pd.errors.ParserError) as error:
            raise DataError(f"{path}: cannot be read as UTF-8 CSV: {error}") from None
        expected = [field["name"] for field in self.fields(name)]
        if list(raw.columns) != expected:
            raise DataError(
                f"{path}: row 1: columns are {list(raw.columns)}, datapackage.json says {expected}"
            )
        columns = {
            field["name"]: _convert(path, raw[field["name"]], field) for field in self.fields(name)
        }
        return pd.DataFrame(columns).set_index(self.key(name))


def _convert(path: Path, column: pd.Series, field: Descriptor) -> pd.Series:
    import pandas as pd

    if field["type"] not in ("number", "integer"):
        return column
    numbers = pd.to_numeric(column.where(column != ""), errors="coerce")
    # 'inf' and '1e999' are read as infinite, and no source gives such a figure.
    bad = column.index[(column != "") & ~numbers.abs().lt(math.inf)]
    if len(bad):
        row = bad[0]
        raise DataError(
            f"{path}: row {row + 2}, column '{field['name']}': {column[row]!r} is not a"
            f" {field['type']}"
        )
    return numbers.astype("float64")


def repository() -> Path:
    """The folder that holds ``data/`` and ``chapters/``.

    ``NKPAY_ROOT`` names it where the library is not installed from a checkout.
    """
    configured = os.environ.get("NKPAY_ROOT")
    return Path(configured) if configured else Path(__file__).parents[2]


@cache
def package() -> Package:
    """The data package of this checkout."""
    return Package(repository() / "data")


def load(name: str) -> pd.DataFrame:
    """A table of the data package, as a copy that the caller may change.

    Columns and units stand in ``data/README.md``; the index is the table's primary key.

    Raises
    ------
    KeyError
        There is no table of that name.
    DataError
        A cell breaks the type that ``datapackage.json`` gives its column.
    """
    return package()[name].copy()
