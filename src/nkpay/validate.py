"""Validate the data package: every fault at once, with how to mend it.

Types, enumerations, patterns, keys and foreign keys are checked by frictionless against
``data/datapackage.json``. What its schema language cannot say stands in ``nkpay.validation``:
dates of reduced precision, ranges, bounds and units, lists of ids, text hygiene, safety.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from pathlib import Path

from nkpay.codebook import codebook
from nkpay.data import Package, repository
from nkpay.validation.cells import cell_faults
from nkpay.validation.fault import Fault, Record
from nkpay.validation.files import unlogged, unreadable, unsealed
from nkpay.validation.rows import row_faults
from nkpay.validation.safety import safety_faults
from nkpay.validation.schema import schema_faults

__all__ = ["Fault", "check", "faults", "seal"]


def check(*, hashes: bool = True, quiet: bool = False, folder: Path | None = None) -> int:
    """Print every fault; return 1 if there is one.

    A build passes ``hashes=False``: a cell under revision must not stop it. The release of
    the data compares them.
    """
    package = Package(folder or repository() / "data")
    found = faults(package, hashes=hashes)
    for fault in found:
        print(fault, file=sys.stderr)
    if found:
        print(f"{len(found)} fault(s) in the data", file=sys.stderr)
    elif not quiet:
        rows = sum(len(package[name]) for name in package)
        print(f"{len(package)} tables, {rows:,} rows, version {package.version}: no fault")
    return 1 if found else 0


def faults(package: Package, *, hashes: bool = True) -> list[Fault]:
    """Every fault of the package, in file and row order.

    Raises
    ------
    DataError
        The descriptor is missing or is not JSON.
    """
    found = [*unreadable(package)]
    if found:
        return sorted(found)
    tables = {name: _records(package.path(name)) for name in package}
    found += schema_faults(package)
    for name in package:
        found += cell_faults(package, name, tables)
    found += row_faults(package, tables)
    found += safety_faults(tables)
    if hashes:
        found += [*unsealed(package), *unlogged(package)]
    return sorted(set(found))


def seal(folder: Path | None = None) -> int:
    """Write size and SHA-256 of each table into the descriptor, and the codebook anew."""
    package = Package(folder or repository() / "data")
    for resource in package.descriptor["resources"]:
        content = package.path(resource["name"]).read_bytes()
        resource["bytes"] = len(content)
        resource["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
    text = json.dumps(package.descriptor, ensure_ascii=False, indent=2) + "\n"
    (package.folder / "datapackage.json").write_text(text, encoding="utf-8")
    (package.folder / "README.md").write_text(codebook(package), encoding="utf-8")
    print(f"{len(package)} tables of version {package.version} are sealed, data/README.md is anew")
    return 0


def _records(path: Path) -> list[Record]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, restval=""))
