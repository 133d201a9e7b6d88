"""The data release: one zip that opens with pandas, DuckDB, R and frictionless alone.

It holds every table as it stands in ``data/``, the tables that are computed from them
(conflicts, credibility, real terms), all of them once more as one SQLite file with keys and
foreign keys, the descriptor of all, the licence, and the SHA-256 of each file. The same data
gives the same bytes: names are sorted and the date of each member is that of the data.
"""

from __future__ import annotations

import copy
import csv
import hashlib
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import pandas as pd

from nkpay import conflicts, credibility, real_terms
from nkpay.data import DataError, Descriptor, Package, repository

#: Each field type of the descriptor in SQL, and how a cell is converted.
_TYPES: Final[dict[str, tuple[str, Callable[[str], object]]]] = {
    "string": ("TEXT", str),
    "number": ("REAL", float),
    "integer": ("INTEGER", int),
}


def build(folder: Path | None = None, target: Path | None = None) -> Path:
    """Write the zip of the data package to ``_build/data/`` and return its path.

    Raises
    ------
    DataError
        A table cannot be read as its descriptor says.
    """
    package = Package(folder or repository() / "data")
    target = target or repository() / "_build" / "data"
    target.mkdir(parents=True, exist_ok=True)
    descriptor, files = _contents(package)
    files["nkpay.sqlite"] = _database(descriptor, files)
    files["SHA256SUMS"] = checksums(files)
    path = target / f"{package.descriptor['name']}-{package.version}.zip"
    written = path.with_suffix(".part")
    write_zip(files, written, package.closes)
    written.replace(path)
    return path


def _contents(package: Package) -> tuple[Descriptor, dict[str, bytes]]:
    """The descriptor of the release, and every file of it but the database."""
    descriptor = copy.deepcopy(package.descriptor)
    files = {package.resources[name]["path"]: package.path(name).read_bytes() for name in package}
    for resource, table in computed(package):
        content = table.to_csv(index=False, lineterminator="\n").encode()
        resource["bytes"] = len(content)
        resource["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
        descriptor["resources"].append(resource)
        files[resource["path"]] = content
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    files["datapackage.json"] = text.encode()
    for path in (*package.folder.glob("*.md"), package.folder.parent / "LICENSE-CONTENT.md"):
        files[path.name] = path.read_bytes()
    return descriptor, files


def computed(package: Package) -> Iterator[tuple[Descriptor, pd.DataFrame]]:
    """The computed tables, each with its description from the descriptor's ``computed``."""
    tables = {
        "conflicts": conflicts.table,
        "credibility": credibility.grade,
        "real_terms": real_terms.real_terms,
    }
    for resource in copy.deepcopy(package.descriptor["computed"]):
        columns = [field["name"] for field in resource["schema"]["fields"]]
        yield resource, tables[resource["name"]](package)[columns]


def _database(descriptor: Descriptor, files: dict[str, bytes]) -> bytes:
    """All tables as one SQLite file, with primary and foreign keys and empty cells as NULL."""
    # In memory, since the header of a file counts its changes, not always from the same number.
    with closing(sqlite3.connect(":memory:")) as database:
        for resource in descriptor["resources"]:
            _fill(database, resource, files[resource["path"]].decode())
        database.execute("PRAGMA foreign_keys = ON")
        if broken := database.execute("PRAGMA foreign_key_check").fetchall():
            raise DataError(f"{broken[0][0]}.csv: a foreign key points nowhere: {broken[0]}")
        database.commit()
        database.execute("VACUUM")
        return database.serialize()


def _fill(database: sqlite3.Connection, resource: Descriptor, text: str) -> None:
    """Make one table and put the rows of its CSV in."""
    fields = resource["schema"]["fields"]
    database.execute(_create(resource))
    header, *rows = csv.reader(io.StringIO(text))
    convert = [_TYPES[field["type"]][1] for field in fields]
    values = (
        [None if cell == "" else turn(cell) for turn, cell in zip(convert, row, strict=True)]
        for row in rows
    )
    places = ", ".join("?" * len(header))
    into = f'INSERT INTO "{resource["name"]}" VALUES ({places})'  # noqa: S608  a name of ours
    database.executemany(into, values)


def _create(resource: Descriptor) -> str:
    """The CREATE TABLE statement of a resource; names come from our descriptor alone."""
    schema = resource["schema"]
    lines = [
        f'"{field["name"]}" {_TYPES[field["type"]][0]}'
        + (" NOT NULL" if field.get("constraints", {}).get("required") else "")
        for field in schema["fields"]
    ]
    lines.append(f'PRIMARY KEY ("{schema["primaryKey"]}")')
    for key in schema.get("foreignKeys", []):
        target = key["reference"]
        lines.append(
            f'FOREIGN KEY ("{key["fields"][0]}") REFERENCES '
            f'"{target["resource"]}" ("{target["fields"][0]}")'
        )
    return f'CREATE TABLE "{resource["name"]}" ({", ".join(lines)})'


def checksums(files: dict[str, bytes]) -> bytes:
    """As ``sha256sum --check`` reads them."""
    return "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(files.items())
    ).encode()


def write_zip(files: dict[str, bytes], path: Path, day: str) -> None:
    """A zip whose members all bear one ISO date, so that the same files give the same bytes."""
    year, month, date = (int(part) for part in day.split("-"))
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in sorted(files.items()):
            member = zipfile.ZipInfo(name, (year, month, date, 0, 0, 0))
            member.external_attr = 0o644 << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
