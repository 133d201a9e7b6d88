"""Lineage: through whom each row reached us, so that a source can be taken away with all of it.

A row comes along one or more lines, each from an original by way of a page. It is gone when
all its lines are cut: an event that several pages report stays while one of them is left.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from nkpay.registry import Tables
from nkpay.sampling import STATING


def lines(tables: Tables, names: Iterable[str]) -> pd.DataFrame:
    """One row a line.

    Columns: ``table``, ``row``, ``original`` (id of a source, or of an original not seen),
    ``publisher`` and ``first_publisher`` (outlets of the page and of the original, "" where that
    of an original not seen has no row) and ``evidence`` ("" where the table codes none). Tables
    whose rows state nothing of the world have no lines, but for the answers that claims give.
    """
    parts = [_lines(tables, name) for name in names if name in (*STATING, "disclosures")]
    columns = ["table", "row", "original", "publisher", "first_publisher", "evidence"]
    return pd.concat([pd.DataFrame(columns=columns, dtype=object), *parts], ignore_index=True)


def _lines(tables: Tables, name: str) -> pd.DataFrame:
    rows, sources = tables[name], tables["sources"]
    if name == "disclosures":
        rows = _with_pages(rows, tables["claims"])
    first = publishers(sources, tables["originals"])
    pages = rows["source_ids"] if "source_ids" in rows else rows["source_id"]
    found = pages.str.split(";").explode().rename("page").to_frame()
    repeats, outlet = sources["original_id"].to_dict(), sources["outlet_id"].to_dict()
    found["original"] = [repeats.get(page) or page for page in found["page"]]
    found["evidence"] = rows.get("evidence", "")
    if name == "claims":
        found["original"] = rows["original"]
    elif "claim_id" in rows:
        _from_claims(found, rows["claim_id"], tables["claims"])
    return pd.DataFrame(
        {
            "table": name,
            "row": found.index,
            "original": found["original"].to_numpy(),
            "publisher": [outlet.get(page, "") for page in found["page"]],
            "first_publisher": [first.get(original, "") for original in found["original"]],
            "evidence": found["evidence"].to_numpy(),
        }
    )


def publishers(sources: pd.DataFrame, originals: pd.DataFrame) -> dict[str, str]:
    """The outlet of each source, and of each original not seen whose publisher has a row."""
    named = originals["outlet_id"] if "outlet_id" in originals else originals.iloc[:0, 0]
    return {**named[named != ""].to_dict(), **sources["outlet_id"].to_dict()}


def _with_pages(answers: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Answers that a claim gives, with the page of that claim."""
    known = answers[answers["claim_id"].isin(claims.index)]
    return known.assign(source_id=claims.loc[known["claim_id"], "source_id"].to_numpy())


def _from_claims(found: pd.DataFrame, linked: pd.Series, claims: pd.DataFrame) -> None:
    """An attribute that names its claim comes from where the claim comes from."""
    known = linked[linked.isin(claims.index)]
    for column in ("original", "evidence"):
        found.loc[known.index, column] = claims.loc[known, column].to_numpy()


def cut(tables: Tables, ways: pd.DataFrame, gone: np.ndarray) -> dict[str, pd.DataFrame]:
    """The tables without the rows all of whose lines are gone; ``gone`` says so for each line."""
    rows, names = ways["row"].to_numpy(), ways["table"].to_numpy()
    standing = set(rows[~gone])
    lost: dict[str, set[str]] = {}
    for name, row in zip(names[gone], rows[gone], strict=True):
        if row not in standing:
            lost.setdefault(name, set()).add(row)
    left = dict(tables)
    for name, ids in lost.items():
        left[name] = tables[name][~tables[name].index.isin(ids)]
    return left
