"""The chapter's tables: what is recorded of each system, one row a system."""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

from nkpay import dates, wording
from nkpay.numbers.systems.selection import ISSUING, STATED, Table, about
from nkpay.numbers.systems.shown import MISSING, Lookup, address, listed, name_of
from nkpay.registry import Tables

#: A maker that also issues.
_SAME: Final = "the same house"
#: Widths of the columns of a table of systems, in per cent.
_WIDTHS: Final = (28, 28, 17, 17, 10)


def begun(rows: Table) -> str:
    """When a system is said to have begun, or by when it was there."""
    rows = rows.assign(first=[dates.parse(text).first for text in rows["value"]])
    rows = rows.sort_values(["first", "value"])

    def of(*bases: str) -> list[str]:
        values = rows.loc[rows["basis"].isin(bases), "value"]
        return [_short(text) for text in dict.fromkeys(values)]

    parts = (
        _either(of(*STATED)),
        f"first report: {of('first-reported')[0]}" if of("first-reported") else "",
        f"planned for {_either(of('planned'))}" if of("planned") else "",
    )
    return listed(part for part in parts if part)


def _either(words: list[str]) -> str:
    return wording.listing(words).replace(" and ", " or ")


def _short(text: str) -> str:
    words = dates.in_words(text)
    for month in dates.MONTHS:
        words = words.replace(month, month[:3])
    return words


def behind(rows: Table, entities: Table) -> str:
    """Issuer or operator, and maker, of a system."""
    label = entities["label"]
    issuers = list(dict.fromkeys(label[house] for house in about(rows, *ISSUING)["value"]))
    makers = list(dict.fromkeys(label[house] for house in about(rows, "developer")["value"]))
    if makers and makers == issuers:
        return f"{wording.listing(issuers)}, also its maker"
    makers = sorted((m if m not in issuers else _SAME for m in makers), key=_SAME.__ne__)
    named = f"named as maker: {'; '.join(makers)}" if len(makers) > 1 else ""
    made = named or "".join(f"made by {maker}" for maker in makers)
    return listed([*issuers, made] if made else issuers)


def _fees(rows: Table, tables: Tables) -> str:
    """Fees as sources print them, each with the year of which, or in which, it was told."""
    fees = about(rows, "fee")
    told = tables["claims"]["as_of"].reindex(fees["claim_id"]).fillna("").to_numpy()
    printed = tables["sources"].loc[fees["source_id"], "published"].to_numpy()
    years = [(one or two)[:4] for one, two in zip(told, printed, strict=True)]
    return listed(f"{_plain(f)} ({y})" for f, y in zip(fees["value"], years, strict=True))


def _record(system: str, tables: Tables) -> dict[str, str]:
    attributes, entities = tables["system_attributes"], tables["entities"]
    rows = attributes[attributes["system_id"] == system]
    last = sorted(about(rows, "last-seen")["value"], key=lambda text: dates.parse(text).last)
    return {
        "system": name_of(entities, system),
        "issuer or operator; maker": behind(rows, entities),
        "begun": begun(about(rows, "launch")),
        "fee or price": _fees(rows, tables),
        "last named": _short(last[-1][:7]) if last else MISSING,
    }


def _plain(text: str) -> str:
    """A fee in British spelling, without the remark behind it; the register has both."""
    return re.sub(r"\bpercent\b", "per cent", re.sub(r" \([^)]*\)", "", text))


def of_systems(
    tables: Tables, *kinds: str, currency: tuple[str, ...] = (), fees: bool = True
) -> Lookup:
    """One row a system of some kinds, those that hold some money, in order of name."""
    systems = tables["systems"]
    kept = systems[systems["kind"].isin(kinds)]
    if currency:
        kept = kept[kept["currency"].isin(currency)]
    order = sorted(kept.index, key=lambda s: str(tables["entities"].at[s, "label"]))
    records = {system: _record(system, tables) for system in order}
    ways = {record["system"]: address("systems", s) for s, record in records.items()}
    table = pd.DataFrame(records.values())
    if fees:
        return Lookup(table, ways, _WIDTHS)
    return Lookup(table.drop(columns="fee or price"), ways, (30, 34, 24, 12))
