"""The verdict on a finding in plain words, as the book prints it beside the finding."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import pandas as pd

from nkpay import trial, wording, wording_ko
from nkpay.findings import findings
from nkpay.folding_tables import FOLDS, STYLE, cells
from nkpay.registry import Tables
from nkpay.trial import Removal, Trial


@dataclass(frozen=True)
class Phrases:
    """How one language says what a trial showed; ``{}`` is what the trial names.

    ``ways`` and ``kinds`` name what is taken away. ``rests`` and ``falls`` join what a finding
    rests on, and that without which it falls.
    """

    ways: dict[str, str]
    kinds: dict[str, str]
    stands: str
    rests: Callable[[list[str]], str]
    falls: Callable[[list[str]], str]
    one_original: str
    one_publisher: str
    one_kind: str
    without: str
    without_any: str
    alternatives: Callable[[list[str]], str]
    count: Callable[[int], str]
    one_find: str


def _or(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _falls_in_korean(parts: list[str]) -> str:
    if len(parts) == 1:
        return f"{parts[0]} 없이는 성립하지 않음"
    return f"다음 가운데 하나만 빠져도 성립하지 않음: {wording_ko.listing(parts)}"


#: Language of a page -> its phrases.
PHRASES: Final = {
    "en": Phrases(
        ways={"original": "original", "publisher": "publisher", "evidence": "kind of evidence"},
        kinds={
            "inspected": "what was inspected",
            "measured": "surveys and official statistics",
            "named-witness": "named witnesses",
            "anonymous-source": "anonymous sources",
            "state-claim": "claims of the state",
            "inference": "inference",
        },
        stands="stands without any one {}",
        rests=lambda parts: f"rests {wording.listing(parts)}",
        falls=lambda parts: f"falls {wording.listing(parts)}",
        one_original="on one original ({})",
        one_publisher="on one publisher ({})",
        one_kind="on {} alone",
        without="without {}",
        without_any="without any of {} of its originals",
        alternatives=_or,
        count=wording.count,
        one_find="one find would overturn it",
    ),
    "ko": Phrases(
        ways={"original": "원출처", "publisher": "발행처", "evidence": "근거 종류"},
        kinds={
            "inspected": "직접 확인한 근거",
            "measured": "조사와 공식 통계",
            "named-witness": "실명 증언",
            "anonymous-source": "익명 소식통",
            "state-claim": "북한 당국의 주장",
            "inference": "추론",
        },
        stands="{} 중 어느 하나가 빠져도 성립",
        rests=lambda parts: f"{wording_ko.listing(parts)}에만 근거",
        falls=_falls_in_korean,
        one_original="단일 원출처({})",
        one_publisher="단일 발행처({})",
        one_kind="{}",
        without="{}",
        without_any="원출처 {} 중 어느 하나",
        alternatives="·".join,
        count=wording_ko.count,
        one_find="반례가 하나라도 나오면 뒤집힘",
    ),
}
#: More names than these are counted, not listed.
_LISTED: Final = 2


def in_words(tried: Trial, tables: Tables, language: str = "en") -> str:
    """What the trial showed: ``stands without any one original; falls without Daily NK``."""
    say = PHRASES[language]
    held = [way for way in trial.WAYS if not tried.falls(way)]
    rests, falls = _originals(tried, tables, say)
    more = _publishers(tried, tables, say)
    rests, falls = rests + more[0], falls + more[1]
    for removal in tried.falls("evidence"):
        kind = say.kinds[removal.key]
        if removal.rows == len(tried.rows):
            rests.append(say.one_kind.format(kind))
        else:
            falls.append(say.without.format(kind))
    named = [say.ways[way] for way in held]
    parts = (
        say.stands.format(say.alternatives(named)) if "original" in held else "",
        say.rests(rests) if rests else "",
        say.falls(falls) if falls else "",
        say.one_find if findings.about(tried.name).absence else "",
    )
    return "; ".join(part for part in parts if part)


def _originals(tried: Trial, tables: Tables, say: Phrases) -> tuple[list[str], list[str]]:
    """Originals that a finding rests on, and those without which it falls."""
    fallen = tried.falls("original")
    if len(tried.originals) == 1 and fallen:
        return [say.one_original.format(original_name(fallen[0].key, tables))], []
    if len(fallen) > _LISTED:
        return [], [say.without_any.format(say.count(len(fallen)))]
    return [], [say.without.format(original_name(removal.key, tables)) for removal in fallen]


def _publishers(tried: Trial, tables: Tables, say: Phrases) -> tuple[list[str], list[str]]:
    """Likewise publishers, but for those that an original already stands for."""
    if len(tried.originals) == 1:
        return [], []
    outlet = tables["sources"]["outlet_id"]
    told = {outlet.get(removal.key, "") for removal in tried.falls("original")}
    names = tables["outlets"]["name"]

    def all_of_it(removal: Removal) -> bool:
        return removal.rows == len(tried.rows)

    fallen = tried.falls("publisher")
    rests = [say.one_publisher.format(names[r.key]) for r in fallen if all_of_it(r)]
    others = [r.key for r in fallen if not all_of_it(r) and r.key not in told]
    falls = [say.without.format(names[key]) for key in others]
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
