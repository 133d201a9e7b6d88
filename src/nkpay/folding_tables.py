"""How a table to look things up in fits a phone: each row folds into a block of named cells."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Final

#: The class of a table that folds.
FOLDS: Final = "folds"

STYLE: Final = """<style>
div.cell_output table.dataframe.folds { width: 100%; }
div.cell_output table.dataframe.folds th { text-align: left; vertical-align: top; }
@media screen and (max-width: 40rem) {
  div.cell_output table.dataframe.folds thead, .folds colgroup { display: none; }
  div.cell_output table.dataframe.folds :is(tbody, tr, th, td) { display: block; width: auto; }
  div.cell_output table.dataframe.folds :is(th, td) { min-width: 0; border: 0; padding: 0; }
  div.cell_output table.dataframe.folds tr {
    border-bottom: 1px solid var(--color-background-border); padding: .5rem 0;
  }
  .folds td[data-head]::before {
    content: attr(data-head) ": "; color: var(--color-foreground-muted);
  }
}
@media print {
  table.folds :is(th, td) { text-align: left; vertical-align: top; hyphens: manual; }
}
</style>"""


def cells(heads: Iterable[str], values: Iterable[object]) -> str:
    """The cells of a row after its first, each with the head that stands before it on a phone."""
    return "".join(
        f'<td data-head="{html.escape(head)}">{html.escape(str(value))}</td>'
        for head, value in zip(heads, values, strict=True)
    )
