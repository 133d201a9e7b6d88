"""The record of each edition: ``editions/<version>.json``, with ids and printed texts alone.

It is written at a release, beside the data, so that the book can tell what changed from a tree
without git and without the earlier data. Of a corrected cell it names row and column alone: what
stood there may have been taken out to protect a person.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from nkpay.data import DataError, repository
from nkpay.editions.compare import Correction, Edition, Move, TableChange

_IDS: Final = ("added_rows", "withdrawn", "gone", "columns")


def folder() -> Path:
    """Where the records lie."""
    return repository() / "editions"


def write(edition: Edition) -> Path:
    """Keep an edition; one of the same version is replaced."""
    path = folder() / f"{edition.version}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(_plain(edition), ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path


def _plain(edition: Edition) -> dict[str, Any]:
    """Without what is empty; ids in one line."""
    plain = asdict(edition)
    for table in plain["tables"]:
        table["corrections"] = [f"{cell['row']} {cell['column']}" for cell in table["corrections"]]
        for ids in _IDS:
            table[ids] = " ".join(table[ids])
    plain["tables"] = [{k: v for k, v in table.items() if v} for table in plain["tables"]]
    plain["moves"] = [list(move.values()) for move in plain["moves"]]
    return plain


def read_all() -> list[Edition]:
    """Every edition on record, the latest first.

    Raises
    ------
    DataError
        A record is not what ``write`` makes; the message names it.
    """
    editions = [read(path) for path in folder().glob("*.json")]
    return sorted(editions, key=lambda edition: _order(edition.version), reverse=True)


def read(path: Path) -> Edition:
    """One edition."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        tables = tuple(_table(table) for table in plain.pop("tables"))
        moves = tuple(Move(*move) for move in plain.pop("moves"))
        return Edition(**plain, tables=tables, moves=moves)
    except (ValueError, TypeError, KeyError) as error:
        mend = "write it anew with 'make diff AGAINST=... WRITE=1'"
        raise DataError(f"{path}: is no record of an edition ({error}); {mend}") from None


def _table(plain: dict[str, Any]) -> TableChange:
    return TableChange(
        table=plain["table"],
        rows=plain.get("rows", 0),
        added=plain.get("added", 0),
        corrections=tuple(Correction(*cell.split()) for cell in plain.get("corrections", [])),
        **{name: tuple(plain.get(name, "").split()) for name in _IDS},
    )


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
