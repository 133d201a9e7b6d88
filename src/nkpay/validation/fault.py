"""One broken rule, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

Record = dict[str, str]
Records = dict[str, list[Record]]


@dataclass(frozen=True, order=True)
class Fault:
    """One broken rule; ``row`` counts as a spreadsheet does, the header being row 1.

    ``message`` names the value and the rule, ``mend`` what to do about it.
    """

    file: str
    row: int
    column: str
    message: str
    mend: str = ""

    def __str__(self) -> str:
        row = f": row {self.row}" if self.row else ""
        column = f", column '{self.column}'" if self.column else ""
        mend = f"; {self.mend}" if self.mend else ""
        return f"{self.file}{row}{column}: {self.message}{mend}"
