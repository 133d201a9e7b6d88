"""Validate the data package: every fault at once, with how to mend it.

Types, enumerations, patterns, keys and foreign keys are checked by frictionless against
``data/datapackage.json``. What its schema language cannot say is added here: dates of reduced
precision, ranges, lists of ids, verbal quantities, and text hygiene.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import frictionless

from nkpay import dates
from nkpay.codebook import codebook
from nkpay.data import Descriptor, Package, repository
from nkpay.evidence import CITABLE

Record = dict[str, str]
# Titles may hold angle brackets ("<Inside N. Korea> ..."); elements and scripts are no text.
_MARKUP = re.compile(
    r"</|<!|<(?:a|b|i|p|em|strong|br|img|div|span|script|style|iframe|svg|object|link|meta)\b[^>]*>"
    r"|javascript:|&(?:#\w+|amp|lt|gt|quot|nbsp);",
    re.IGNORECASE,
)
_HIDDEN = re.compile("[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00a0]")


#: What the descriptor must say of the package, and in which form.
_REQUIRED = {"name": r"[a-z]+", "version": r"\d+\.\d+\.\d+", "evidenceCloses": r"\d{4}-\d\d-\d\d"}
#: Files of ``data/`` that are not tables.
_BESIDE = ("datapackage.json", "README.md", "CHANGELOG.md")


@dataclass(frozen=True, order=True)
class Fault:
    """One broken rule; ``row`` counts as a spreadsheet does, the header being row 1."""

    file: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        row = f": row {self.row}" if self.row else ""
        column = f", column '{self.column}'" if self.column else ""
        return f"{self.file}{row}{column}: {self.message}"


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
    found = [*_unreadable(package)]
    if found:
        return sorted(found)
    found += _schema_faults(package)
    tables = {name: _records(package.path(name)) for name in package}
    for name in package:
        found += _cell_faults(package, name, tables)
        found += _row_faults(package.resources[name], tables[name])
    found += _verbal_faults(tables)
    found += _ambiguous_ids(package, tables)
    if hashes:
        found += _hash_faults(package)
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
    return 0


def _unreadable(package: Package) -> Iterator[Fault]:
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
            yield Fault(str(path.relative_to(package.folder)), 0, "", "is not in datapackage.json")
    for name in package:
        path = package.path(name)
        if not path.is_file():
            yield Fault(path.name, 0, "", "is described in datapackage.json but missing")
            continue
        content = path.read_bytes()
        if content.startswith(b"\xef\xbb\xbf"):
            yield Fault(path.name, 1, "", "begins with a byte-order mark; save as UTF-8 without")
        if b"\r" in content:
            yield Fault(path.name, 0, "", "has CR line ends; save with LF line ends")
        if content and not content.endswith(b"\n"):
            yield Fault(path.name, 0, "", "does not end with a line end; is it cut short?")
        try:
            header = content.decode("utf-8").partition("\n")[0].strip("\r\ufeff").split(",")
        except UnicodeDecodeError as error:
            yield Fault(path.name, 0, "", f"is not UTF-8 at byte {error.start}")
            continue
        expected = [field["name"] for field in package.fields(name)]
        if header != expected:
            yield Fault(path.name, 1, "", f"columns are {header}; described are {expected}")


def _schema_faults(package: Package) -> Iterator[Fault]:
    report = frictionless.Package(str(package.folder / "datapackage.json")).validate()
    for error in report.errors:
        yield Fault("datapackage.json", 0, "", error.message)
    for task in report.tasks:
        for error in task.errors:
            if error.type in ("hash-count", "byte-count"):
                continue  # said better by _hash_faults
            row = getattr(error, "row_number", 0) or 0
            column = getattr(error, "field_name", "") or "".join(
                getattr(error, "field_names", [])[:1]
            )
            yield Fault(Path(task.place).name, row, column, _in_plain_words(error))


def _in_plain_words(error: Any) -> str:
    """What frictionless found, with the value and the rule."""
    cell, rule = getattr(error, "cell", None), error.note
    if error.type == "foreign-key":
        return f"{error.field_cells[0]!r} is not in {error.reference_name}.csv"
    if error.type == "type-error":
        rule = rule.replace('type is "', "the column's type is ").replace('/default"', "")
    return rule if cell in (None, "") or repr(cell) in rule else f"{cell!r}: {rule}"


def _records(path: Path) -> list[Record]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, restval=""))


def _cell_faults(package: Package, name: str, tables: dict[str, list[Record]]) -> Iterator[Fault]:
    file = package.path(name).name
    for field in package.fields(name):
        column, rule = field["name"], field.get("rule", {})
        for row, record in enumerate(tables[name], start=2):
            value = record[column] or ""
            for test in (_hygiene, _date, _url, _words):
                if value and (message := test(value, rule, record)):
                    yield Fault(file, row, column, message)
            if value and "references" in rule:
                known = {r[package.key(rule["references"])] for r in tables[rule["references"]]}
                for part in value.split(";"):
                    if part not in known:
                        yield Fault(
                            file, row, column, f"{part!r} is not in {rule['references']}.csv"
                        )


def _hygiene(value: str, rule: Descriptor, record: Record) -> str:
    if value != value.strip() or "  " in value:
        return f"{value!r} has white space at an end or doubled"
    if not unicodedata.is_normalized("NFC", value):
        return f"{value!r} is not NFC-normalised; type the letters again or normalise the file"
    if _HIDDEN.search(value):
        return f"{value!r} has an invisible character"
    if _MARKUP.search(value):
        return f"{value!r} looks like markup; data is plain text"
    return ""


def _date(value: str, rule: Descriptor, record: Record) -> str:
    if rule.get("kind") not in ("date", "dates"):
        return ""
    parts = value.split(";") if rule["kind"] == "dates" else [value]
    try:
        spans = [dates.parse(part) for part in parts]
    except ValueError as error:
        return f"{value!r} is not a date of the calendar: {error}"
    stated = record.get(rule.get("precision", ""), "")
    if "precision" in rule and stated != spans[0].precision:
        return f"{value!r} has precision {spans[0].precision}, the row says {stated!r}"
    return ""


def _url(value: str, rule: Descriptor, record: Record) -> str:
    if rule.get("kind") == "url" and not re.fullmatch(r"https?://[^\s<>\"']+", value):
        return f"{value!r} is not an http(s) address"
    return ""


def _words(value: str, rule: Descriptor, record: Record) -> str:
    if rule.get("kind") == "words" and len(value.split()) > 10:
        return f"{value!r} is longer than ten words"
    return ""


def _row_faults(resource: Descriptor, records: list[Record]) -> Iterator[Fault]:
    for columns in resource.get("ranges", []):
        for row, record in enumerate(records, start=2):
            try:
                given = [float(record[c]) for c in columns if record[c]]
            except ValueError:
                continue  # the schema has said that it is not a number
            if given != sorted(given):
                shown = ", ".join(f"{c} {record[c]}" for c in columns if record[c])
                yield Fault(resource["path"], row, columns[0], f"low, value, high: {shown}")


def _verbal_faults(tables: dict[str, list[Record]]) -> Iterator[Fault]:
    """A claim coded from a verbal quantity carries exactly what the written table says."""
    table = {r["phrase_id"]: r for r in tables.get("verbal_quantities", [])}
    pairs = {"value": "value", "value_low": "low", "value_high": "high"}
    for row, claim in enumerate(tables.get("claims", []), start=2):
        phrase = table.get(claim["phrase_id"])
        for column, source in pairs.items():
            if phrase and _number(claim[column]) != _number(phrase[source]):
                yield Fault(
                    "claims.csv",
                    row,
                    column,
                    f"{claim[column]!r}, but verbal_quantities.csv codes"
                    f" '{phrase['phrase']}' as {phrase[source]!r}",
                )


def _ambiguous_ids(package: Package, tables: dict[str, list[Record]]) -> Iterator[Fault]:
    """An id names one row of all citable tables; laws and systems share theirs with entities."""
    home: dict[str, str] = {}
    for name in (table for table in CITABLE if table in package):
        key = package.key(name)
        for row, record in enumerate(tables[name], start=2):
            other = home.setdefault(record[key], name)
            if other != name:
                message = f"{record[key]!r} is an id of {other}.csv too"
                yield Fault(package.path(name).name, row, key, message)


def _number(text: str) -> float | str | None:
    try:
        return float(text) if text else None
    except ValueError:
        return text


def _hash_faults(package: Package) -> Iterator[Fault]:
    for name, resource in package.resources.items():
        actual = f"sha256:{hashlib.sha256(package.path(name).read_bytes()).hexdigest()}"
        if resource.get("hash") != actual:
            yield Fault(
                package.path(name).name,
                0,
                "",
                "does not match its hash in datapackage.json; after a wanted change run"
                " 'make seal-data' and say in data/CHANGELOG.md what changed",
            )
