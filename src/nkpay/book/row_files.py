"""Each claim and observation as one small file, to be fetched alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from nkpay.book import conflicting, kept, links
from nkpay.book.records import Records

#: Tables of which each row is a file as well.
TABLES: Final = ("claims", "series")


def write(out: Path, rows: Records) -> None:
    """Write the files."""
    for table in TABLES:
        for row in rows.rows(table):
            kept.put(out, links.as_json(table, row), as_file(rows, table, row))


def as_file(rows: Records, table: str, row: str) -> str:
    """A row with its source as JSON; what is not known is null."""
    record = {k: None if v != v or v == "" else v for k, v in rows.record(row).items()}
    content = {
        "id": row,
        "table": table,
        "data_version": rows.package.version,
        "licence": "CC-BY-4.0",
        "statement": rows.statement(row),
        "row": record,
        "sources": [source._asdict() for source in rows.sources_of(row)],
        "conflicts_with": list(conflicting.of(row)),
    }
    return json.dumps(content, ensure_ascii=False) + "\n"
