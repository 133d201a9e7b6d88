"""The verdict on a finding in plain words, as the book prints it beside the finding."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import pandas as pd

from nkpay import trial, wording
from nkpay.findings import findings
from nkpay.folding import FOLDS, STYLE, cells
from nkpay.registry import Tables
from nkpay.trial import Removal, Trial

#: What ends the verdict on a finding that something was not found.
ONE_FIND: Final = "one find would overturn it"

#: What is taken away with a kind of evidence.
KINDS: Final = {
    "inspected": "what was inspected",
    "measured": "surveys and official statistics",
    "named-witness": "named witnesses",
    "anonymous-source": "anonymous sources",
    "state-claim": "claims of the state",
    "inference": "inference",
}
#: More names than these are counted, not listed.
_LISTED: Final = 2


def in_words(tried: Trial, tables: Tables) -> str:
    """What the trial showed: ``stands without any one original; falls without Daily NK``."""
    held = [way for way in trial.WAYS if not tried.falls(way)]
    rests, falls = _originals(tried, tables)
    more = _publishers(tried, tables)
    rests, falls = rests + more[0], falls + more[1]
    for removal in tried.falls("evidence"):
        kind = KINDS[removal.key]
        if removal.rows == len(tried.rows):
            rests.append(f"on {kind} alone")
        else:
            falls.append(f"without {kind}")
    parts = (
        f"stands without any one {_alternatives(held)}" if "original" in held else "",
        f"rests {wording.listing(rests)}" if rests else "",
        f"falls {wording.listing(falls)}" if falls else "",
        ONE_FIND if findings.about(tried.name).absence else "",
    )
    return "; ".join(part for part in parts if part)


def _alternatives(held: list[str]) -> str:
    """The ways in which a finding stands, from the first: original, then publisher, then kind."""
    words = {"original": "original", "publisher": "publisher", "evidence": "kind of evidence"}
    named = [words[way] for way in held]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} or {named[-1]}"


def _originals(tried: Trial, tables: Tables) -> tuple[list[str], list[str]]:
    """Originals that a finding rests on, and those without which it falls."""
    fallen = tried.falls("original")
    if len(tried.originals) == 1 and fallen:
        return [f"on one original ({original_name(fallen[0].key, tables)})"], []
    if len(fallen) > _LISTED:
        return [], [f"without any of {wording.count(len(fallen))} of its originals"]
    return [], [f"without {original_name(removal.key, tables)}" for removal in fallen]


def _publishers(tried: Trial, tables: Tables) -> tuple[list[str], list[str]]:
    """Likewise publishers, but for those that an original already stands for."""
    if len(tried.originals) == 1:
        return [], []
    outlet = tables["sources"]["outlet_id"]
    told = {outlet.get(removal.key, "") for removal in tried.falls("original")}
    names = tables["outlets"]["name"]

    def all_of_it(removal: Removal) -> bool:
        return removal.rows == len(tried.rows)

    fallen = tried.falls("publisher")
    rests = [f"on one publisher ({names[r.key]})" for r in fallen if all_of_it(r)]
    others = [r.key for r in fallen if not all_of_it(r) and r.key not in told]
    falls = [f"without {names[key]}" for key in others]
    return rests, falls


def original_name(key: str, tables: Tables) -> str:
    """An original as a reader knows it: its publisher and year, or what is known of it."""
    if key not in tables["sources"].index:
        return str(tables["originals"].loc[key, "description"])
    source = tables["sources"].loc[key]
    name = tables["outlets"].loc[source["outlet_id"], "name"]
    return f"{name} {source['published'][:4]}".strip()


def anchor(name: str) -> str:
    """The id of a finding in the table of the trial."""
    return "finding-" + re.sub(r"[^a-z0-9]+", "-", name)


def table(tables: Tables) -> pd.DataFrame:
    """One row a finding.

    Columns: ``finding`` (its name), ``statement``, ``verdict`` (in words), ``originals`` and
    ``publishers`` (how many), ``rows`` (how many), ``margin`` and ``overturned_by`` (the change
    of the data, named in advance, that would overturn it).
    """
    return pd.DataFrame(
        {
            "finding": tried.name,
            "statement": findings.about(tried.name).statement,
            "verdict": in_words(tried, tables),
            "originals": len(tried.originals),
            "publishers": len(tried.publishers),
            "rows": len(tried.rows),
            "margin": tried.verdict.margin,
            "overturned_by": " ".join(
                (findings.about(tried.name).overturned_by.__doc__ or "").split()
            ),
        }
        for tried in trial.run(tables)
    )


@dataclass(frozen=True)
class Shown:
    """The table of the trial as a chapter shows it: every row has its anchor."""

    HEADS: ClassVar = ("Finding", "Originals", "Verdict", "What would overturn it")
    table: pd.DataFrame

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{head}</th>' for head in self.HEADS)
        rows = "".join(map(self._row, self.table.to_dict("records")))
        columns = "".join(f'<col style="width: {width}%">' for width in (32, 12, 28, 28))
        return (
            f'{STYLE}<table class="dataframe trial {FOLDS}"><colgroup>{columns}</colgroup>'
            f"<thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table>"
        )

    @staticmethod
    def _row(row: dict[str, Any]) -> str:
        verdict = row["verdict"][:1].upper() + row["verdict"][1:] + "."
        first = f'<th scope="row">{html.escape(row["statement"])}</th>'
        others = cells(Shown.HEADS[1:], (row["originals"], verdict, row["overturned_by"]))
        return f'<tr id="{anchor(row["finding"])}">{first}{others}</tr>\n'


def show(tables: Tables) -> Shown:
    """The table of the trial."""
    return Shown(table(tables))
