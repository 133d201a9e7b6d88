"""How the chapter shows a table: a plain DataFrame whose rows lead to the register on screen."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from nkpay.folding_tables import FOLDS, STYLE, cells
from nkpay.numbers.systems.selection import Table

MISSING: Final = "not reported"
_HANGUL: Final = re.compile("[\uac00-\ud7a3]+")
#: One style for all tables. What leads away has no place on paper.
_STYLE: Final = """<style>
table.dataframe.lookup th[scope="row"] { word-break: keep-all; }
table.dataframe.lookup th span { white-space: nowrap; }
table.dataframe.lookup td { overflow-wrap: break-word; }
@media screen {
  div.cell_output table.dataframe.lookup td { min-width: 0; }
}
@media print {
  .in-register { display: none; }
  table.dataframe.lookup th[scope="row"] { border-bottom: .25pt solid #cbd2d9; }
}
</style>"""


@dataclass(frozen=True)
class Lookup:
    """A table as the chapter shows it; ``ways`` lead from a row to its record."""

    table: pd.DataFrame
    ways: dict[str, str] = field(default_factory=dict)
    widths: tuple[int, ...] = ()

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{html.escape(c)}</th>' for c in self.table.columns)
        rows = "\n".join(self._row(*row) for row in self.table.itertuples(index=False, name=None))
        columns = "".join(f'<col style="width: {width}%">' for width in self.widths)
        return (
            f'{STYLE}{_STYLE}<table class="dataframe lookup {FOLDS}">'
            f"<colgroup>{columns}</colgroup>"
            f"<thead><tr>{head}</tr></thead>\n"
            f"<tbody>{rows}</tbody></table>"
        )

    def _row(self, first: str, *others: str) -> str:
        rest = cells(self.table.columns[1:], others)
        # A Korean word is not broken, which word-break does on screen only.
        name = _HANGUL.sub(r'<span lang="ko">\g<0></span>', html.escape(first))
        return f'<tr><th scope="row">{name}{self._way(first)}</th>{rest}</tr>'

    def _way(self, name: str) -> str:
        if name not in self.ways:
            return ""
        label = html.escape(f"{name} in the register")
        way = html.escape(f"../{self.ways[name]}")
        return f' <a class="in-register" href="{way}" aria-label="{label}">record</a>'


def listed(parts: Iterable[str], missing: str = MISSING) -> str:
    """Parts of a cell, each once; words where there is none."""
    return "; ".join(dict.fromkeys(parts)) or missing


def address(table: str, row: str) -> str:
    """Where the record of a row lies, from the root of the book."""
    from nkpay.book.links import in_table  # late: the numbers need no Sphinx

    return in_table(table, row)


def name_of(entities: Table, thing: str) -> str:
    """A thing as the book prints it, with its Korean name."""
    return f"{entities.at[thing, 'label']} {entities.at[thing, 'hangul']}".strip()
