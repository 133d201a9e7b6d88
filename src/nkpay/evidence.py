"""From a row to what stands behind it: source, kind of evidence, original.

Row ids are unique over the tables that can be cited, so an id alone says where it lives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

import pandas as pd

from nkpay import dates
from nkpay.code_words import ANSWERS, FUNCTIONS, LISTS, MEANS_ELSEWHERE, MEANS_HERE, STATUS
from nkpay.registry import Tables

#: Tables whose rows may be cited, in the order in which an id is looked up.
CITABLE: Final = (
    "claims",
    "series",
    "events",
    "provisions",
    "concerns",
    "capabilities",
    "disclosures",
    "sanctions",
    "searches",
    "system_attributes",
    "systems",
    "laws",
    "sources",
    "outlets",
)

#: The column that says what a row states, the first of these that its table has.
_SAYS: Final = ("statement", "title", "obligation", "capability", "question", "name")


class UnknownRow(LookupError):
    """An id that no table of the data package holds."""


def table_of(row: str, tables: Tables) -> str:
    """The table that holds a row; ``table:<name>`` stands for a whole table.

    Raises
    ------
    UnknownRow
        No citable table has that id.
    """
    if row.startswith("table:"):
        return row.removeprefix("table:")
    for name in CITABLE:
        if name in tables and row in tables[name].index:
            return name
    raise UnknownRow(f"row {row!r} is in no table of the data package")


def sources_of(row: str, tables: Tables) -> tuple[str, ...]:
    """The ids of the sources that a row rests on; empty for whole tables."""
    if row.startswith("table:"):
        return ()
    name = table_of(row, tables)
    if name == "sources":
        return (row,)
    record = tables[name].loc[row]
    if name == "disclosures":
        return sources_of(str(record["claim_id"]), tables)
    cited = record.get("source_ids") or record.get("source_id") or ""
    return tuple(part for part in str(cited).split(";") if part)


def sources_behind(rows: Iterable[str], tables: Tables) -> list[str]:
    """Sources of several rows, most used first, each once."""
    used = Counter(source for row in rows for source in sources_of(row, tables))
    return [source for source, _ in sorted(used.items(), key=lambda item: (-item[1], item[0]))]


def statement_of(row: str, tables: Tables) -> str:
    """One plain sentence that says what a row holds."""
    if row.startswith("table:"):
        return f"Every row of the table '{row.removeprefix('table:')}'."
    name = table_of(row, tables)
    record = tables[name].loc[row]
    if name == "series":
        label = tables["indicators"].loc[record["indicator_id"], "label"]
        place = tables["places"].loc[record["place_id"], "name"]
        unit = tables["indicators"].loc[record["indicator_id"], "unit"]
        when = dates.in_words_if_date(record["period"])
        return f"{label}, {place}, {when}: {_value(record)} {unit}"
    if name == "system_attributes":
        return _attribute(record, tables)
    if name == "disclosures":
        means = (MEANS_HERE | MEANS_ELSEWHERE)[record["means"]]
        said = ANSWERS[record["question"]][record["answer"]]
        return f"{means[0].upper()}{means[1:]}: {said}, says {record['claim_id']}"
    if name == "sanctions":
        label = tables["entities"].loc[record["entity_id"], "label"]
        return f"{label} {STATUS[record['status']]} the {LISTS[record['list']]}"
    if name in ("systems", "laws"):
        return str(tables["entities"].loc[row, "label"])
    for column in _SAYS:
        if column in record.index:
            return str(record[column])
    return row


def _attribute(record: pd.Series, tables: Tables) -> str:
    label = tables["entities"].loc[record["system_id"], "label"]
    if record["attribute"] == "function" and record["value"] in FUNCTIONS:
        return f"{label}: function to {FUNCTIONS[record['value']]}"
    return f"{label}: {record['attribute'].replace('-', ' ')} {_said(record, tables)}"


def _said(record: pd.Series, tables: Tables) -> str:
    """The value of an attribute in words: a name for an id, a date as prose prints it."""
    value, entities = str(record["value"]), tables["entities"]
    if value in entities.index:
        return str(entities.loc[value, "label"])
    if record["date_precision"]:
        return dates.in_words_if_date(value)
    return value.replace("_", " ")


def _value(record: pd.Series) -> str:
    value, low, high = record["value"], record["value_low"], record["value_high"]
    if pd.notna(value):
        return f"{value:,.10g}"
    return f"{low:,.10g} to {high:,.10g}" if pd.notna(high) else f"at least {low:,.10g}"


def kind_of(row: str, tables: Tables) -> str:
    """The kind of evidence of a row, or "" where its table does not code one."""
    if row.startswith("table:"):
        return ""
    return str(tables[table_of(row, tables)].loc[row].get("evidence", "") or "")


def evidence_mix(rows: Iterable[str], tables: Tables) -> dict[str, int]:
    """How many rows of each kind of evidence, in the order of ``evidence_kinds``."""
    mix = Counter(kind for row in rows if (kind := kind_of(row, tables)))
    kinds = tables["evidence_kinds"]
    order = sorted(kinds.index, key=lambda kind: int(kinds.loc[kind, "rank_order"]))
    return {kind: mix[kind] for kind in order if mix[kind]}


def originals(claims: pd.DataFrame) -> int:
    """How many independent originals stand behind claims: pages that repeat one count once."""
    return int(claims["original"].nunique())
