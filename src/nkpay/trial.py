"""The trial of the findings: what becomes of each without part of its evidence.

Three ways to take evidence away, each with all that came through it: one original, one publisher
(its pages, and what others repeat from it), one kind of evidence. A finding stands if its test
still holds on what is left; it falls if it does not, or if nothing is left to test. Only what a
finding rests on is taken away, since nothing else can change it.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import astuple, dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
import pandas as pd

from nkpay import lineage
from nkpay.findings import findings
from nkpay.registry import Tables, Uncomputable, Verdict
from nkpay.remembered import remembered

#: The ways of taking evidence away, in the order of the verdict.
WAYS: Final = ("original", "publisher", "evidence")
#: What a row of a table is about. The tables not named are read whole.
_TOPICS: Final = {
    "claims": ("aspect", "indicator_id"),
    "provisions": ("law_id",),
    "series": ("indicator_id",),
    "system_attributes": ("attribute",),
}


@dataclass(frozen=True)
class Removal:
    """One part of the evidence taken away: ``way`` is one of WAYS, ``key`` an id.

    ``rows`` counts the rows of the finding that went with it, ``originals`` their originals.
    """

    way: str
    key: str
    rows: int
    originals: int
    stands: bool
    margin: str


@dataclass(frozen=True)
class Trial:
    """A finding, what it rests on, and what becomes of it without parts of that.

    ``rows`` are the rows of the finding that state something and can be taken away.
    """

    name: str
    verdict: Verdict
    rows: tuple[str, ...]
    originals: tuple[str, ...]
    publishers: tuple[str, ...]
    _case: _Case = field(repr=False, compare=False)

    def by(self, way: str) -> tuple[Removal, ...]:
        """The removals of one way, those that take most originals and rows first."""
        return self._case.removals(way)

    def falls(self, way: str) -> tuple[Removal, ...]:
        """The removals of one way without which the finding falls."""
        return tuple(removal for removal in self.by(way) if not removal.stands)


def tables_read() -> tuple[str, ...]:
    """The tables that the findings and their lineage need."""
    named = {table for name in findings for table in findings.tables(name)}
    return tuple(sorted(named | {"claims", "originals", "sources"}))


def run(tables: Tables) -> tuple[Trial, ...]:
    """Every finding that holds, on trial, in order of name."""
    return _run(_Same(tables))


class _Same:
    """Tables as a key of a cache, by which they are, not by what stands in them."""

    def __init__(self, tables: Tables) -> None:
        self.tables = {name: tables[name] for name in tables_read()}
        self._key = tuple(map(id, self.tables.values()))

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self._key == other._key


@lru_cache(maxsize=2)  # it holds the tables, so that no other table can take their place
def _run(same: _Same) -> tuple[Trial, ...]:
    return tuple(_all(same.tables))


def _all(tables: Tables) -> Iterator[Trial]:
    for name in findings:
        # One that is false or has no data is a fault of the book, which says so.
        with suppress(Uncomputable):
            tried = try_one(name, tables)
            if tried.verdict.holds:
                yield tried


def try_one(name: str, tables: Tables) -> Trial:
    """One finding on trial.

    Raises
    ------
    Uncomputable
        It has no row of this data to rest on; the message names it.
    """
    verdict = findings.compute(name, tables)
    return _try(name, _Excerpt(_near(verdict, findings.tables(name), tables)))


def _near(verdict: Verdict, names: tuple[str, ...], tables: Tables) -> dict[str, pd.DataFrame]:
    """Of the tables that a finding reads, the rows of the topics that it rests on.

    More than the rows it rests on: where one is taken away, another may take its place.
    """
    near = {}
    for name in names:
        frame = tables[name]
        declared = frame[frame.index.isin(verdict.rows)]
        topics = [
            frame[c].isin(set(declared[c]) - {""}) for c in _TOPICS.get(name, ()) if len(declared)
        ]
        near[name] = frame[pd.concat(topics, axis=1).any(axis=1)] if topics else frame
    if "claims" not in near:
        near["claims"] = _claims_named(near, tables["claims"])
    pages = _behind(near, tables["sources"])
    originals = tables["originals"]
    named = {*_named(near), *pages["original_id"]}
    return {**near, "sources": pages, "originals": originals[originals.index.isin(named)]}


def _claims_named(near: dict[str, pd.DataFrame], claims: pd.DataFrame) -> pd.DataFrame:
    """The claims along whose lines attributes and answers come."""
    named = [frame["claim_id"] for frame in near.values() if "claim_id" in frame]
    return claims[claims.index.isin(pd.concat(named) if named else [])]


def _named(near: dict[str, pd.DataFrame]) -> pd.Series:
    """The pages and originals that rows name."""
    named = [
        frame[column].str.split(";").explode()
        for frame in near.values()
        for column in ("source_id", "source_ids", "original")
        if column in frame
    ]
    return pd.concat(named)


def _behind(near: dict[str, pd.DataFrame], sources: pd.DataFrame) -> pd.DataFrame:
    """The pages that rows come from, and those that they repeat."""
    pages = sources[sources.index.isin(_named(near))]
    return sources[sources.index.isin({*pages.index, *pages["original_id"]})]


class _Excerpt:
    """Tables as a key of a cache, by what stands in them."""

    def __init__(self, frames: dict[str, pd.DataFrame]) -> None:
        self.frames = frames
        self.text = "".join(f"{name}\n{frame.to_csv()}" for name, frame in frames.items())

    def __hash__(self) -> int:
        return hash(self.text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Excerpt) and self.text == other.text


# A book prints many numbers of one trial, and a changed row concerns few of the findings.
@lru_cache(maxsize=256)
def _try(name: str, excerpt: _Excerpt) -> Trial:
    case = _Case(name, excerpt)
    ours = case.ours
    return Trial(
        name=name,
        verdict=case.verdict,
        rows=tuple(sorted(set(ours["row"]))),
        originals=tuple(sorted(set(ours["original"]))),
        publishers=tuple(sorted({*ours["publisher"], *ours["first_publisher"]} - {""})),
        _case=case,
    )


class _Case:
    """Takes evidence away from one finding, each way when it is first asked for."""

    def __init__(self, name: str, excerpt: _Excerpt) -> None:
        self._name = name
        self._text = excerpt.text
        self._tables = tables = excerpt.frames
        self.verdict = findings.compute(name, tables)
        self._lines = lineage.lines(tables, findings.tables(name))
        self._column = {name: column.to_numpy() for name, column in self._lines.items()}
        self._is_ours = self._lines["row"].isin(self.verdict.rows).to_numpy()
        #: The lines of the rows that the finding rests on.
        self.ours = self._lines[self._is_ours]
        self._found: dict[str, tuple[Removal, ...]] = {}
        # A publisher of one original takes the same rows away as that original.
        self._tested: dict[bytes, tuple[bool, str]] = {}

    def removals(self, way: str) -> tuple[Removal, ...]:
        """Every removal of one way."""
        if way not in self._found:
            made_from = f"{self._name}\n{way}\n{self._text}"
            found = remembered(made_from, lambda: [astuple(r) for r in self._remove_each(way)])
            self._found[way] = tuple(Removal(*fields) for fields in found)
        return self._found[way]

    def _remove_each(self, way: str) -> list[Removal]:
        found = [self._remove(way, key, gone) for key, gone in self._parts(way)]
        return sorted(found, key=lambda r: (-r.originals, -r.rows, r.key))

    def _parts(self, way: str) -> Iterator[tuple[str, np.ndarray]]:
        """Every part of the evidence: its key, and which lines it takes away."""
        columns = {"publisher": ["publisher", "first_publisher"]}.get(way, [way])
        for key in sorted(set(self.ours[columns].to_numpy().ravel()) - {""}):
            yield key, np.logical_or.reduce([self._column[name] == key for name in columns])

    def _remove(self, way: str, key: str, gone: np.ndarray) -> Removal:
        lost = gone.tobytes()
        if lost not in self._tested:
            self._tested[lost] = self._without(gone)
        taken = gone & self._is_ours
        rows, originals = (len(set(self._column[name][taken])) for name in ("row", "original"))
        return Removal(way, key, rows, originals, *self._tested[lost])

    def _without(self, gone: np.ndarray) -> tuple[bool, str]:
        """Whether the finding stands on what is left, and by what margin."""
        left = lineage.cut(self._tables, self._lines, gone)
        try:
            verdict = findings.compute(self._name, ChainMap(left, self._tables))
        except Uncomputable:
            return False, "nothing is left to rest on"
        return bool(verdict.holds), verdict.margin
