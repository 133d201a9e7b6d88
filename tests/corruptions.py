"""Corrupt single cells at random and count what the validator names.

Each corruption spoils one cell of one row in one of nine ways. Many are put into one copy of the
data, each in a row of its own, and the hashes are written anew so that they catch nothing. A
corruption counts as caught if a fault names its file, row and column (an id that occurs twice
may be named by the file and row alone).

``python -m tests.corruptions 4000`` prints the rates by kind; ``make verify`` does so too.
"""

from __future__ import annotations

import csv
import random
import shutil
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nkpay import validate
from nkpay.data import Descriptor, Package

Record = dict[str, str]
#: Corruptions put into one copy; the rest of the rows stay whole.
AT_ONCE = 600


@dataclass(frozen=True)
class Corruption:
    """One spoilt cell; ``row`` counts as a spreadsheet does."""

    kind: str
    table: str
    row: int
    column: str
    value: str


def wrong_type(field: Descriptor, record: Record, rng: random.Random) -> str | None:
    if field["type"] == "string":
        return None
    return rng.choice(["many", "1,5", "12 won", "n/a", "—"])


def out_of_range(field: Descriptor, record: Record, rng: random.Random) -> str | None:
    if field["type"] != "string" and record[field["name"]]:
        return rng.choice(["-5", "-0.01", "1e18"])
    if field.get("rule", {}).get("kind") == "date" and record[field["name"]]:
        return rng.choice(["2931", "1231"])
    return None


def dangling_id(field: Descriptor, record: Record, rng: random.Random) -> str | None:
    value = record[field["name"]]
    if value and (field.get("refers") or "references" in field.get("rule", {})):
        return value[:-1] + rng.choice("qxz") + "x"
    return None


def outside_the_list(field: Descriptor, record: Record, rng: random.Random) -> str | None:
    return "perhaps" if "enum" in field.get("constraints", {}) else None


def swapped_ends(field: Descriptor, record: Record, rng: random.Random) -> str | None:
    low = field["name"] in ("value_low", "low")
    high = record.get("value_high" if field["name"] == "value_low" else "high", "")
    if low and high and record[field["name"]]:
        return f"{float(high) * 2 + 1:g}"
    return None


def impossible_date(field: Descriptor, record: Record, rng: random.Random) -> str | None:
    if field.get("rule", {}).get("kind") in ("date", "dates") and record[field["name"]]:
        return rng.choice(["2025-02-30", "2025-13", "27.11.2025", "Nov-25", "2019/2016"])
    return None


def doubled_key(field: Descriptor, record: Record, rng: random.Random) -> str | None:
    return field["first"] if field.get("key") and field["first"] != record[field["name"]] else None


def stray_space(field: Descriptor, record: Record, rng: random.Random) -> str | None:
    value = record[field["name"]]
    if not value:
        return None
    return rng.choice([value + " ", " " + value, value.replace(" ", "  ", 1) + "\u00a0"])


def not_normalised(field: Descriptor, record: Record, rng: random.Random) -> str | None:
    if field["type"] != "string":
        return None
    return unicodedata.normalize("NFD", f"{record[field['name']]} 전성".strip())


def markup(field: Descriptor, record: Record, rng: random.Random) -> str | None:
    if field["type"] != "string":
        return None
    value = record[field["name"]]
    return rng.choice([f"<b>{value}</b>", f"{value}<script>x</script>", f"{value}&nbsp;x"])


def emptied(field: Descriptor, record: Record, rng: random.Random) -> str | None:
    return "" if field.get("constraints", {}).get("required") else None


KINDS: dict[str, Callable[[Descriptor, Record, random.Random], str | None]] = {
    "wrong type": wrong_type,
    "out of range": out_of_range,
    "dangling id": dangling_id,
    "outside the list": outside_the_list,
    "swapped low and high": swapped_ends,
    "impossible date": impossible_date,
    "duplicated key": doubled_key,
    "stray white space": stray_space,
    "not NFC": not_normalised,
    "markup": markup,
    "emptied": emptied,
}


def rates(data: Path, wanted: int, seed: str) -> dict[str, tuple[int, int]]:
    """For each kind the corruptions caught and made; ``wanted`` of them in all."""
    rng = random.Random(seed)
    made: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    package = Package(data)
    while (missing := wanted - made.total()) > 0:
        batch = list(_batch(package, min(AT_ONCE, missing), rng))
        found = _faults(data, batch)
        for corruption in batch:
            made[corruption.kind] += 1
            caught[corruption.kind] += _is_named(corruption, found, package)
    return {kind: (caught[kind], made[kind]) for kind in KINDS}


def _batch(package: Package, size: int, rng: random.Random) -> Iterator[Corruption]:
    """Random corruptions, at most one a row, kinds and tables in turn."""
    records = {name: _read(package.path(name)) for name in package}
    tables = [name for name in records if records[name]]
    taken: set[tuple[str, int]] = set()
    kinds = list(KINDS)
    while len(taken) < size:
        kind, table = kinds[len(taken) % len(kinds)], rng.choice(tables)
        row = rng.randrange(len(records[table]))
        fields = [*_fields(package, table, records[table])]
        rng.shuffle(fields)
        for field in fields if (table, row) not in taken else ():
            record = records[table][row]
            value = KINDS[kind](field, record, rng)
            if value is not None and value != record[field["name"]]:
                taken.add((table, row))
                yield Corruption(kind, table, row + 2, field["name"], value)
                break


def _fields(package: Package, table: str, records: list[Record]) -> Iterator[Descriptor]:
    """The columns of a table, each with what a corruption must know of it."""
    schema = package.resources[table]["schema"]
    refers = {column for key in schema.get("foreignKeys", []) for column in key["fields"]}
    for field in schema["fields"]:
        key = field["name"] == schema["primaryKey"]
        first = records[0][field["name"]]
        yield field | {"refers": field["name"] in refers, "key": key, "first": first}


def _faults(data: Path, batch: list[Corruption]) -> list[validate.Fault]:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "data"
        shutil.copytree(data, copy)
        package = Package(copy)
        for table in {c.table for c in batch}:
            records = _read(package.path(table))
            for corruption in (c for c in batch if c.table == table):
                records[corruption.row - 2][corruption.column] = corruption.value
            _write(package.path(table), records)
        return validate.faults(package, hashes=False)


def _is_named(corruption: Corruption, found: list[validate.Fault], package: Package) -> bool:
    file = package.path(corruption.table).name
    columns = {corruption.column, *_companions(corruption, package)}
    if corruption.kind == "duplicated key":
        columns.add("")
    return any((f.file, f.row) == (file, corruption.row) and f.column in columns for f in found)


def _companions(corruption: Corruption, package: Package) -> Iterator[str]:
    """A range is named by its first column, a date by itself or by its precision or basis."""
    for columns in package.resources[corruption.table].get("ranges", []):
        if corruption.column in columns:
            yield columns[0]
    for field in package.fields(corruption.table):
        precision = field.get("rule", {}).get("precision", "")
        beside = {field["name"], precision, precision.replace("_precision", "_basis")}
        if precision and corruption.column in beside:
            yield from beside


def _read(path: Path) -> list[Record]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, restval=""))


def _write(path: Path, records: list[Record]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(records[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(records)


def main() -> None:
    """Print the rates by kind as a table."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    found = rates(Path(__file__).parents[1] / "data", wanted, "verify")
    for kind, (caught, made) in found.items():
        print(f"{kind:22} {caught:5} of {made:5}  {caught / made:7.1%}")
    caught, made = (sum(column) for column in zip(*found.values(), strict=True))
    print(f"{'all':22} {caught:5} of {made:5}  {caught / made:7.1%}")
    sys.exit(caught < 0.95 * made)


if __name__ == "__main__":
    main()
