"""Rules for one cell: text hygiene, dates, addresses, quotations, lists of ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from nkpay import dates
from nkpay.data import Descriptor, Package
from nkpay.evidence import CITABLE
from nkpay.validation.fault import Fault, Record, Records

# Titles may hold angle brackets ("<Inside N. Korea> ..."); elements and scripts are no text.
_MARKUP: Final = re.compile(
    r"</|<!|<(?:a|b|i|p|em|strong|br|img|div|span|script|style|iframe|svg|object|link|meta)\b[^>]*>"
    r"|javascript:|&(?:#\w+|amp|lt|gt|quot|nbsp);",
    re.IGNORECASE,
)
_HIDDEN: Final = re.compile(
    "[\u0000-\u001f\u007f\u00a0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]"
)
#: Nothing in the data is older.
_EARLIEST: Final = 1900
Finding = tuple[str, str] | None


def cell_faults(package: Package, name: str, tables: Records) -> Iterator[Fault]:
    """Cells of one table that break a rule for cells."""
    file = package.path(name).name
    for field in package.fields(name):
        column, rule = field["name"], field.get("rule", {})
        tests = [_hygiene, *_tests(rule, package, tables)]
        for row, record in enumerate(tables[name], start=2):
            value = record[column] or ""
            for test in tests:
                if value and (finding := test(value, record)):
                    yield Fault(file, row, column, *finding)


def _tests(
    rule: Descriptor, package: Package, tables: Records
) -> Iterator[Callable[[str, Record], Finding]]:
    """The tests that the descriptor's ``rule`` of a column asks for."""
    if rule.get("kind") in ("date", "dates"):
        yield lambda value, record: _date(value, rule, record, package.closes)
    if rule.get("kind") == "url":
        yield _url
    if rule.get("kind") == "words":
        yield _words
    if "references" in rule:
        targets = _targets(rule["references"], package)
        known = {r[package.key(t)] for t in targets for r in tables.get(t, [])}
        files = " or ".join(f"{target}.csv" for target in targets)
        yield lambda value, record: _listed(value, known, files)


def _targets(references: str | list[str], package: Package) -> list[str]:
    """The tables that a rule names; ``rows`` are all that can be cited."""
    if references == "rows":
        return [name for name in CITABLE if name in package]
    return [references] if isinstance(references, str) else references


def _hygiene(value: str, record: Record) -> Finding:
    if value != value.strip() or "  " in value:
        return f"{value!r} has white space at an end or doubled", "delete it"
    if not unicodedata.is_normalized("NFC", value):
        return f"{value!r} is not NFC-normalised", "type the letters again or normalise the file"
    if _HIDDEN.search(value):
        return f"{value!r} has an invisible character", "type the text again"
    if _MARKUP.search(value):
        return f"{value!r} looks like markup; data is plain text", "write it as plain text"
    return None


def _date(value: str, rule: Descriptor, record: Record, closes: str) -> Finding:
    parts = value.split(";") if rule["kind"] == "dates" else [value]
    try:
        spans = [dates.parse(part) for part in parts]
    except ValueError as error:
        form = "write YYYY, YYYY-MM, YYYY-MM-DD, YYYY-Qn or YYYY/YYYY"
        return f"{value!r} is not a date of the calendar: {error}", form
    stated = record.get(rule.get("precision", ""), "")
    if "precision" in rule and stated != spans[0].precision:
        precision = spans[0].precision
        message = f"{value!r} has precision {precision}, the row says {stated!r}"
        return message, f"write '{precision}' in '{rule['precision']}', or mend the date"
    last = dates.parse(closes).last if not rule.get("future") else date.max
    if any(span.first.year < _EARLIEST or span.first > last for span in spans):
        message = f"{value!r} is before {_EARLIEST} or after the evidence closes ({closes})"
        return message, "mend the date"
    return None


def _url(value: str, record: Record) -> Finding:
    if not re.fullmatch(r"https?://[^\s<>\"']+\.[^\s<>\"']+", value):
        return f"{value!r} is not an http(s) address", "copy the address from the browser"
    return None


def _words(value: str, record: Record) -> Finding:
    if len(value.split()) > 10:
        return f"{value!r} is longer than ten words", "quote the quantity only"
    return None


def _listed(value: str, known: set[str], files: str) -> Finding:
    parts = value.split(";")
    for part in parts:
        if part not in known:
            return f"{part!r} is not in {files}", "add that row first, or mend the spelling"
    if len(set(parts)) < len(parts):
        return f"{value!r} names an id twice", "name it once"
    return None
