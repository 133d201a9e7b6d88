"""What frictionless checks by itself: types, enumerations, patterns, keys and foreign keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import frictionless

from nkpay.data import Package
from nkpay.validation.fault import Fault

#: How to mend what frictionless finds, by its type of error.
_MEND: Final = {
    "foreign-key": "add that row first, or mend the spelling",
    "primary-key": "give the row an id that no row has had before",
    "unique-error": "give the row an id that no row has had before",
    "type-error": "write a plain number with a point, no unit and no thousands separator",
    "constraint-error": "see the column in data/README.md",
}


def schema_faults(package: Package) -> Iterator[Fault]:
    """Every error that frictionless reports, in plain words."""
    report = frictionless.Package(str(package.folder / "datapackage.json")).validate()
    for error in report.errors:
        yield Fault("datapackage.json", 0, "", error.message)
    for task in report.tasks:
        for error in task.errors:
            if error.type in ("hash-count", "byte-count"):
                continue  # said better by nkpay.validation.files
            row = getattr(error, "row_number", 0) or 0
            names = getattr(error, "field_names", [])
            column = getattr(error, "field_name", "") or "".join(names[:1])
            file, mend = Path(task.place).name, _MEND.get(error.type, "")
            yield Fault(file, row, column, _in_plain_words(error), mend)


def _in_plain_words(error: Any) -> str:
    """What frictionless found, with the value and the rule."""
    cell, rule = getattr(error, "cell", None), error.note
    if error.type == "foreign-key":
        return f"{error.field_cells[0]!r} is not in {error.reference_name}.csv"
    if listed := re.fullmatch(r'constraint "enum" is "\[(.*)\]"', rule):
        rule = f"must be one of {listed[1]}"
    if error.type == "type-error":
        rule = rule.replace('type is "', "the column's type is ").replace('/default"', "")
    return rule if cell in (None, "") or repr(cell) in rule else f"{cell!r}: {rule}"
