"""Rules that need more than one cell: ranges, units, bounds, attributes, repeated statements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from nkpay import dates
from nkpay.data import Package
from nkpay.evidence import CITABLE
from nkpay.validation.fault import Fault, Record, Records

_VALUES: Final = ("value", "value_low", "value_high")
#: Attributes whose value is a bank, firm or office.
_BODIES: Final = ("issuer", "developer", "operator", "partner")
_WON: Final = re.compile(r"won\b")
#: A hundred old won became one new won.
_EXCHANGE: Final = date(2009, 11, 30)


def row_faults(package: Package, tables: Records) -> Iterator[Fault]:
    """Every rule of this module, over all tables."""
    for name in package:
        yield from _ranges(package, name, tables[name])
        yield from _dates_without_company(package, name, tables[name])
        yield from _without_reason(package, name, tables[name])
    yield from _verbal(tables)
    yield from _measured("claims.csv", tables.get("claims", []), tables)
    yield from _measured("series.csv", tables.get("series", []), tables)
    yield from _won(tables)
    yield from _attributes(package, tables)
    yield from _said_twice(tables)
    yield from _answered_twice(tables)
    yield from _ambiguous_ids(package, tables)


def _ranges(package: Package, name: str, records: list[Record]) -> Iterator[Fault]:
    resource = package.resources[name]
    for columns in resource.get("ranges", []):
        for row, record in enumerate(records, start=2):
            given = [_number(record[c]) for c in columns if record[c]]
            numbers = [n for n in given if isinstance(n, float)]
            if len(numbers) == len(given) and numbers != sorted(numbers):
                shown = ", ".join(f"{c} {record[c]}" for c in columns if record[c])
                message = f"low, value, high do not rise: {shown}"
                yield Fault(resource["path"], row, columns[0], message, "put them in order")


def _dates_without_company(package: Package, name: str, records: list[Record]) -> Iterator[Fault]:
    """A precision or basis where no date is, or a date without its basis."""
    file, fields = package.path(name).name, {f["name"]: f for f in package.fields(name)}
    for column, field in fields.items():
        precision = field.get("rule", {}).get("precision", "")
        basis = precision.replace("_precision", "_basis")
        for row, record in enumerate(records, start=2) if precision else ():
            for beside in (precision, basis):
                if beside in fields and bool(record[beside]) != bool(record[column]):
                    message = f"{record[beside]!r} beside {column} {record[column]!r}"
                    yield Fault(file, row, beside, message, "fill both cells or neither")


def _without_reason(package: Package, name: str, records: list[Record]) -> Iterator[Fault]:
    """A row that no longer counts, and no word why."""
    for row, record in enumerate(records, start=2):
        for column in ("rank", "status"):
            out = record.get(column) in ("deprecated", "withdrawn")
            if out and not record.get("notes", "no such column"):
                message, mend = f"{record[column]!r} without a reason", "give the reason in 'notes'"
                yield Fault(package.path(name).name, row, column, message, mend)


def _verbal(tables: Records) -> Iterator[Fault]:
    """A claim coded from a verbal quantity carries exactly what the written table says."""
    table = {r["phrase_id"]: r for r in tables.get("verbal_quantities", [])}
    pairs = dict(zip(_VALUES, ("value", "low", "high"), strict=True))
    for row, claim in enumerate(tables.get("claims", []), start=2):
        phrase = table.get(claim["phrase_id"])
        for column, source in pairs.items():
            if phrase and _number(claim[column]) != _number(phrase[source]):
                coded = f"verbal_quantities.csv codes '{phrase['phrase']}' as {phrase[source]!r}"
                message = f"{claim[column]!r}, but {coded}"
                yield Fault("claims.csv", row, column, message, "use the table's figures")


def _measured(file: str, records: list[Record], tables: Records) -> Iterator[Fault]:
    """A value has an indicator, its unit, and lies within the indicator's bounds."""
    indicators = {r["indicator_id"]: r for r in tables.get("indicators", [])}
    for row, record in enumerate(records, start=2):
        given = {c: record[c] for c in _VALUES if record[c]}
        indicator = indicators.get(record["indicator_id"])
        if given and not record["indicator_id"]:
            mend = "name what is measured, from indicators.csv"
            yield Fault(file, row, "indicator_id", "a value without an indicator", mend)
        if not indicator:
            continue
        if "unit" in record and record["unit"] != (indicator["unit"] if given else ""):
            wanted = indicator["unit"] if given else ""
            message = f"{record['unit']!r}; the unit of '{indicator['indicator_id']}' is {wanted!r}"
            yield Fault(file, row, "unit", message, "convert the value, or leave both empty")
        for column, cell in given.items():
            if message := _out_of_bounds(cell, indicator):
                yield Fault(file, row, column, message, "mend the value or its indicator")


def _out_of_bounds(cell: str, indicator: Record) -> str:
    value = _number(cell)
    low, high = _number(indicator["minimum"]), _number(indicator["maximum"])
    if not isinstance(value, float):
        return ""
    if (isinstance(low, float) and value < low) or (isinstance(high, float) and value > high):
        bounds = f"{indicator['minimum']} to {indicator['maximum']}"
        return f"{cell} is outside {bounds}, the bounds of '{indicator['indicator_id']}'"
    return ""


def _attributes(package: Package, tables: Records) -> Iterator[Fault]:
    """An attribute's value is of the kind that the attribute has."""
    entities = {r["entity_id"] for r in tables.get("entities", [])}
    allowed = package.resources.get("system_attributes", {}).get("values", {})
    for row, record in enumerate(tables.get("system_attributes", []), start=2):
        attribute, value = record["attribute"], record["value"]
        message = mend = ""
        if attribute in ("launch", "last-seen"):
            precision = _precision(value)
            if precision != record["date_precision"]:
                message = f"{value!r} has precision {precision!r}, the row says"
                message += f" {record['date_precision']!r}"
                mend = "write a date, and its precision beside it"
        elif attribute in _BODIES and value not in entities:
            message, mend = f"{value!r} is not in entities.csv", "add that row first"
        elif value not in allowed.get(attribute, [value]):
            message = f"{value!r} is not one of {', '.join(allowed[attribute])}"
            mend = "use a word of that list, or add it to datapackage.json"
        if message:
            yield Fault("system_attributes.csv", row, "value", message, mend)
        if bool(record["basis"]) != (attribute == "launch"):
            message = f"{record['basis']!r} beside the attribute '{attribute}'"
            yield Fault("system_attributes.csv", row, "basis", message, "only a launch has one")


def _precision(value: str) -> str:
    try:
        return dates.parse(value).precision
    except ValueError:
        return "none"


def _said_twice(tables: Records) -> Iterator[Fault]:
    """One row a statement: the same source may not say the same words of one place twice."""
    seen: dict[tuple[str, ...], str] = {}
    columns = ("source_id", "statement", "place_id", "as_of", "population")
    for row, claim in enumerate(tables.get("claims", []), start=2):
        first = seen.setdefault(tuple(claim[c] for c in columns), claim["claim_id"])
        if first != claim["claim_id"]:
            message = f"{first} says the same"
            yield Fault("claims.csv", row, "statement", message, "merge the two into the older")


def _answered_twice(tables: Records) -> Iterator[Fault]:
    """A claim gives an answer to a question on a means of payment once."""
    seen: dict[tuple[str, ...], str] = {}
    columns = ("means", "question", "answer", "claim_id")
    for row, answer in enumerate(tables.get("disclosures", []), start=2):
        first = seen.setdefault(tuple(answer[c] for c in columns), answer["disclosure_id"])
        if first != answer["disclosure_id"]:
            message = f"{first} says the same"
            yield Fault("disclosures.csv", row, "claim_id", message, "keep the older")


def _ambiguous_ids(package: Package, tables: Records) -> Iterator[Fault]:
    """An id names one row of all citable tables; laws and systems share theirs with entities."""
    home: dict[str, str] = {}
    for name in (table for table in CITABLE if table in package):
        key = package.key(name)
        for row, record in enumerate(tables[name], start=2):
            other = home.setdefault(record[key], name)
            if other != name:
                message = f"{record[key]!r} is an id of {other}.csv too"
                yield Fault(package.path(name).name, row, key, message, "choose another id")


def _number(text: str) -> float | str | None:
    try:
        return float(text) if text else None
    except ValueError:
        return text


def _won(tables: Records) -> Iterator[Fault]:
    """A sum or rate in won says which won; new won did not exist before the exchange."""
    won = {r["indicator_id"] for r in tables.get("indicators", []) if _WON.match(r["unit"])}
    for table, column in (("claims", "as_of"), ("series", "period")):
        for row, record in enumerate(tables.get(table, []), start=2):
            given = any(record[c] for c in _VALUES)
            basis, when = record["currency_basis"], record[column]
            in_won = given and record["indicator_id"] in won
            message = ""
            if in_won != (basis in ("old-won", "new-won")):
                message = f"{basis!r} beside a value in {record['indicator_id']!r}"
            elif basis == "new-won" and _ends_before(when, _EXCHANGE):
                message = f"new won in {when}, before the exchange of {_EXCHANGE}"
            if message:
                mend = "old-won or new-won for values in won, else as the column says"
                yield Fault(f"{table}.csv", row, "currency_basis", message, mend)


def _ends_before(when: str, day: date) -> bool:
    try:
        return bool(when) and dates.parse(when).last < day
    except ValueError:
        return False
