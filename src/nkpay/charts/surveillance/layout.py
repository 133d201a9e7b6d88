"""Where the cells of the scorecard lie, in pixels, and the words and lines around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pandas as pd

from nkpay.numbers.surveillance.scorecard import MEANS, QUESTIONS

#: Room between marks; height of a line of type, of the head of a block and of a group's name.
STEP: Final = 15
LINE: Final = 14
HEAD: Final = 66
GROUP: Final = 24

#: Column heads in three lines each, since a whole question is too long.
HEADS: Final = {
    "identity": ("User shows", "who they are", "at the start"),
    "seller": ("Seller", "learns", "who pays"),
    "bank": ("Bank or", "operator learns", "who pays"),
    "state": ("State or", "central bank", "sees who pays"),
    "payee": ("Bank or state", "learns who", "is paid"),
    "sum": ("State sees", "sums or", "goods"),
}

Words = tuple[float, float, str]


@dataclass(frozen=True)
class Layout:
    """Cells of one size, ``across`` columns side by side; further columns come in blocks below."""

    table: pd.DataFrame
    label: int
    column: int
    across: int

    @cached_property
    def heights(self) -> dict[str, int]:
        """The height of each row, by the lines of marks that its fullest cell needs."""
        sizes = self.table.groupby(["means", "question", "answer"]).size()
        fullest = sizes.groupby("means").max()
        lines = {name: -(-int(fullest.get(name, 1)) // self.fits) for name in MEANS}
        return {name: max(26, STEP * n + 10) for name, n in lines.items()}

    @property
    def fits(self) -> int:
        """Marks that fit side by side in half a cell."""
        return self.column // 2 // STEP

    @property
    def blocks(self) -> range:
        """Blocks of columns, one below the other."""
        return range(len(QUESTIONS) // self.across)

    @cached_property
    def tops(self) -> dict[tuple[int, str], int]:
        """The top of each row and group in each block; the end of a block under no name."""
        found, y = {}, 0
        for block in self.blocks:
            y += HEAD
            group = ""
            for name, means in MEANS.items():
                if means.group != group:
                    group = means.group
                    found[block, group] = y
                    y += GROUP
                found[block, name] = y
                y += self.heights[name]
            found[block, ""] = y
            y += 16
        return found

    def block(self, question: str) -> int:
        """The block in which the column of a question stands."""
        return list(QUESTIONS).index(question) // self.across

    def left(self, question: str) -> int:
        """The left edge of a column."""
        return self.label + list(QUESTIONS).index(question) % self.across * self.column

    def middle(self, question: str, means: str) -> float:
        """The height at which the middle of a cell lies."""
        return self.tops[self.block(question), means] + self.heights[means] / 2

    def placed(self) -> pd.DataFrame:
        """The marks of the table with their places."""
        cells = self.table.groupby(["means", "question", "answer"])
        place = cells.cumcount()
        lines = (cells["claim_id"].transform("size") - 1) // self.fits
        side = (self.table["answer"] == "yes") * (self.column // 2)
        middles = map(self.middle, self.table["question"], self.table["means"])
        return self.table.assign(
            x=self.table["question"].map(self.left) + side + 9 + place % self.fits * STEP,
            y=pd.Series(list(middles)) + STEP * (place // self.fits - lines / 2),
        )

    def rules(self) -> pd.DataFrame:
        """The lines between rows and between columns."""
        ends = self.label + self.across * self.column
        rows = [(0, self.tops[b, m], ends, self.tops[b, m]) for b in self.blocks for m in MEANS]
        first = next(iter(MEANS.values())).group
        edges = [self.label + i * self.column - 4 for i in range(self.across)]
        columns = [
            (x, self.tops[b, first] - HEAD, x, self.tops[b, ""]) for b in self.blocks for x in edges
        ]
        return pd.DataFrame(rows + columns, columns=["x", "y", "x2", "y2"])

    def labels(self) -> Iterator[Words]:
        """Names of rows."""
        for block in self.blocks:
            for name in MEANS:
                yield 0, self.tops[block, name] + self.heights[name] / 2, name

    def groups(self) -> Iterator[Words]:
        """Names of groups of rows."""
        for (_, name), y in self.tops.items():
            if name and name not in MEANS:
                yield 0, y + 14, name

    def _head(self, question: str) -> int:
        first = next(iter(MEANS.values())).group
        return self.tops[self.block(question), first] - HEAD + 8

    def heads(self) -> Iterator[Words]:
        """Heads of columns."""
        for question, lines in HEADS.items():
            for i, line in enumerate(lines):
                yield self.left(question) + 2, self._head(question) + LINE * i, line

    def sides(self) -> Iterator[Words]:
        """No and yes over the halves of a column."""
        for question in HEADS:
            for shift, word in ((0, "no"), (self.column // 2, "yes")):
                at = self.left(question) + 4 + shift
                yield at, self._head(question) + LINE * 3 + 4, word

    def empty(self, word: str) -> Iterator[Words]:
        """A word in each cell without a mark."""
        full = set(zip(self.table["means"], self.table["question"], strict=True))
        for means in MEANS:
            for question in QUESTIONS:
                if (means, question) not in full:
                    yield self.left(question) + 2, self.middle(question, means), word
