"""Through whom each row reached us, found again from the raw rows."""

from __future__ import annotations

import pytest

from nkpay import lineage
from nkpay.data import Package
from nkpay.sampling import STATING
from tests.recomputed import Raw, Row, houses

COLUMNS = ["row", "original", "publisher", "first_publisher", "evidence"]


def expected(raw: Raw, table: str, row: Row) -> list[tuple[str, ...]]:
    """The lines of a raw row."""
    id_, claims = next(iter(row.values())), {c["claim_id"]: c for c in raw["claims"]}
    sources, outlets = {s["source_id"]: s for s in raw["sources"]}, houses(raw)
    claim = row if table == "claims" else claims.get(row.get("claim_id", ""))
    if table == "disclosures":
        row = {**row, "source_id": claims[row["claim_id"]]["source_id"]}
    found = []
    for page in (row.get("source_ids") or row["source_id"]).split(";"):
        original = claim["original"] if claim else sources[page]["original_id"] or page
        evidence = claim["evidence"] if claim else row.get("evidence", "")
        publisher = sources[page]["outlet_id"]
        found.append((id_, original, publisher, outlets.get(original, ""), evidence))
    return found


@pytest.mark.parametrize("table", [*STATING, "disclosures"])
def test_each_row_comes_along_the_lines_of_its_pages(table: str, data: Package, raw: Raw) -> None:
    lines = lineage.lines(data, ["places", table])
    assert set(lines["table"]) == {table} and list(lines.index) == list(range(len(lines)))
    found = list(lines[COLUMNS].itertuples(index=False, name=None))
    assert found == [line for row in raw[table] for line in expected(raw, table, row)]


def test_a_row_is_gone_when_its_last_line_is_cut(data: Package) -> None:
    lines = lineage.lines(data, ["events"])
    several = lines["row"].value_counts().loc[lambda n: n > 1].index[0]
    ours = lines["row"] == several
    first = ours & ~lines["row"].duplicated()
    assert several in lineage.cut(data, lines, first.to_numpy())["events"].index
    left = lineage.cut(data, lines, ours.to_numpy())
    assert list(left["events"].index) == [row for row in data["events"].index if row != several]
    assert left["claims"] is data["claims"]
