"""Tables to look things up in, each row with its link to the register.

A link leads from a chapter's page, so it stands on the screen alone; paper prints the words.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from typing import Final

import pandas as pd

from nkpay import conflicts, dates, wording
from nkpay.answers import Answer, answers
from nkpay.conflicts import Conflict
from nkpay.folding_tables import FOLDS, STYLE, cells
from nkpay.numbers.landing.evidence import plural
from nkpay.registry import Tables

_STYLE: Final = (
    "<style>.on-paper { display: none }"
    " @media print { .on-screen { display: none } .on-paper { display: inline } }</style>"
)
_STANCES: Final = {
    "not-mandatory": "nobody must",
    "all": "everybody must",
    "businesses": "businesses must",
    "de-facto": "in effect one must",
}
_OUTCOMES: Final = {
    "not-found": "nothing found",
    "partly-found": "found in part",
}
#: Where one agency's texts, or one outlet's table, were gone through whole.
_COPY: Final = "public repository"


@dataclass(frozen=True)
class Lookup:
    """A table whose index holds what each row is called; ``links`` gives where each leads."""

    table: pd.DataFrame
    links: tuple[str, ...]
    widths: tuple[int, ...]

    def _repr_html_(self) -> str:
        heads = (str(self.table.index.name), *self.table.columns)
        head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in heads)
        columns = "".join(f'<col style="width: {width}%">' for width in self.widths)
        records = zip(self.links, self.table.itertuples(name=None), strict=True)
        rows = "\n".join(self._row(link, *record) for link, record in records)
        return (
            f'{STYLE}{_STYLE}<table class="dataframe {FOLDS}"><colgroup>{columns}</colgroup>'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )

    def _row(self, link: str, first: object, *others: object) -> str:
        name = html.escape(str(first))
        return (
            f'<tr><td><a class="on-screen" href="../register/{link}">{name}</a>'
            f'<span class="on-paper">{name}</span></td>{cells(self.table.columns, others)}</tr>'
        )


def disagreements(tables: Tables) -> Lookup:
    """One row a conflict: what is asked, what is said, how many say so, and what else differs."""
    answered = {answer.row: answer for answer in answers(tables)}
    found = sorted(conflicts.find(tables), key=lambda c: _question(c, tables).casefold())
    records = [
        {
            "question": _question(conflict, tables),
            "what is said": _said([answered[row] for row in conflict.rows], tables),
            "what else differs": wording.listing(
                part for part in conflict.differs if part != "original"
            )
            or "nothing",
            "rows": _voices(conflict),
        }
        for conflict in found
    ]
    links = tuple(f"conflicts/{c.key}.html#{c.key}" for c in found)
    return Lookup(pd.DataFrame(records).set_index("question"), links, (29, 29, 20, 22))


def _voices(conflict: Conflict) -> str:
    """How many rows, and whether they are voices or readings of one."""
    if conflict.originals == 1:
        return f"{len(conflict.rows)} readings of one original"
    return f"{len(conflict.rows)} from {plural(conflict.originals, 'original')}"


def _question(conflict: Conflict, tables: Tables) -> str:
    asked = conflict.question.rpartition(".")[2].replace("-", " ").capitalize()
    if conflict.kind == "value":
        indicators = {_measured(row, tables)["indicator_id"] for row in conflict.rows}
        if len(indicators) == 1:
            asked = str(tables["indicators"].at[indicators.pop(), "label"])
    if conflict.subject:
        return f"{tables['entities'].at[conflict.subject, 'label']}: {asked.lower()}"
    return asked


def _measured(row: str, tables: Tables) -> pd.Series:
    """A row with a value, a claim or an observation."""
    table = "claims" if row in tables["claims"].index else "series"
    return tables[table].loc[row]


def _said(group: list[Answer], tables: Tables) -> str:
    """The answers of a group, or the lowest and the highest of them."""
    kind = group[0].kind
    if kind == "name":
        labels = tables["entities"]["label"]
        return " or ".join(sorted({str(labels.get(a.text, a.text)) for a in group}))
    if kind == "stance":
        return "; ".join(_STANCES[key] for key in _STANCES if key in {a.text for a in group})
    if kind == "date":
        first = min(group, key=lambda a: (a.low, a.high))
        last = max(group, key=lambda a: (a.high, a.low))
        printed = tables["system_attributes"]["value"]
        return " to ".join(dates.in_words(printed[a.row]) for a in (first, last))
    ends = [end for a in group for end in (a.low, a.high) if isfinite(end)]
    unit = tables["indicators"].at[_measured(group[0].row, tables)["indicator_id"], "unit"]
    said = wording.between(min(ends), max(ends), unit).replace(" % ", " per cent ")
    return f"{said}, {_years(group, tables)}"


def _years(group: list[Answer], tables: Tables) -> str:
    """The years of which a group speaks: ``2009``, ``2009 to 2011``."""
    rows = [_measured(a.row, tables) for a in group]
    spans = [dates.parse(row.get("as_of") or row.get("period")) for row in rows]
    first, last = min(s.first.year for s in spans), max(s.last.year for s in spans)
    return str(first) if first == last else f"{first} to {last}"


def searches(tables: Tables) -> Lookup:
    """One row a question put to public pages that was not answered in full, in vain first."""
    asked = tables["searches"]
    unanswered = asked["outcome"].isin(list(_OUTCOMES)) & ~asked["looked_in"].str.contains(_COPY)
    asked = asked[unanswered]
    asked = asked.assign(order=asked["outcome"].map(list(_OUTCOMES).index))
    asked = asked.sort_values("order", kind="stable")
    shown = pd.DataFrame({"question": asked["question"], "result": asked["outcome"].map(_OUTCOMES)})
    return Lookup(shown.set_index("question"), tuple(_addresses(asked.index)), (78, 22))


def _addresses(rows: pd.Index) -> Iterator[str]:
    # As the register has it: rows of a long table lie by their id without its last two signs.
    return (f"searches/{row[:-2]}.html#{row}" for row in rows)
