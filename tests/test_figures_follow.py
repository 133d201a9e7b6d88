"""Invariant 3 for figures: what is drawn is what the rows say, and it follows them."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable
from functools import cache

import pandas as pd
import pytest
from altair.utils import schemapi

from nkpay import registry, rendering
from nkpay.data import Package
from nkpay.evidence import table_of
from nkpay.registry import Drawing
from tests.recomputed import Raw

FIGURES = sorted(registry.chart)

#: Columns of plotted tables that carry a cell of the data as it stands, and in which unit.
CARRIED = {"value": 1, "value_low": 1, "value_high": 1, "won": 1, "million": 1e6}


Today = Callable[..., Drawing]


def drawn(name: str, tables: registry.Tables, width: int = rendering.WIDE) -> Drawing:
    with schemapi.debug_mode(False):  # one test looks at the whole of it
        return registry.chart.compute(name, tables, width=width)


@pytest.fixture(scope="module")
def today(data: Package) -> Today:
    """Each figure from the data as they are, drawn once for all tests."""
    return cache(lambda name, width=rendering.WIDE: drawn(name, data, width))


def plotted_ids(drawing: Drawing, data: Package) -> set[str]:
    """Row ids in any cell of the plotted table."""
    known = {
        i
        for name in (
            "claims",
            "series",
            "events",
            "provisions",
            "concerns",
            "capabilities",
            "disclosures",
            "system_attributes",
            "laws",
            "systems",
        )
        for i in data[name].index
    }
    cells = {part for cell in drawing.table.to_numpy().ravel() for part in str(cell).split(";")}
    return {cell.strip() for cell in cells} & known


@pytest.mark.parametrize("name", FIGURES)
def test_every_plotted_row_is_declared(name: str, data: Package, today: Today) -> None:
    drawing = today(name)
    whole = {row.removeprefix("table:") for row in drawing.rows if row.startswith("table:")}
    undeclared = plotted_ids(drawing, data) - set(drawing.rows)
    assert {i for i in undeclared if table_of(i, data) not in whole} == set()


@pytest.mark.parametrize("name", FIGURES)
def test_plotted_values_are_those_of_the_csv(
    name: str, data: Package, raw: Raw, today: Today
) -> None:
    """Where a plotted row names one row of the data, its values are the cells of that row."""
    drawing = today(name)
    cells = {r[data.key(t)]: r for t in ("claims", "series") for r in raw[t]}
    for record in drawing.table.to_dict("records"):
        named = [cells[str(v)] for v in record.values() if str(v) in cells]
        for column, unit in CARRIED.items():
            if len(named) == 1 and column in record and isinstance(record[column], float):
                source = {"won": "value", "million": "value"}.get(column, column)
                given = [named[0][c] for c in (source, "value", "value_low", "value_high")]
                allowed = {float(g) / unit for g in given if g}
                low, high = named[0]["value_low"], named[0]["value_high"]
                if low and high:
                    allowed.add((float(low) + float(high)) / 2 / unit)  # our midpoint
                assert record[column] in allowed or record[column] != record[column], record


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_follows_its_rows(name: str, data: Package, today: Today) -> None:
    """Without one of its rows the plotted table, or what is said of it, is another."""
    before = today(name)
    rows = [row for row in before.rows if not row.startswith("table:")]
    cited = {table_of(row, data) for row in rows} or {
        row.removeprefix("table:") for row in before.rows
    }
    for table in sorted(cited):
        own = [row for row in rows if table_of(row, data) == table] or list(data[table].index)
        some = own[:: max(1, len(own) // 8)]
        assert any(moves(name, before, {table: data[table].drop(index=row)}, data) for row in some)


def moves(name: str, before: Drawing, changed: dict[str, pd.DataFrame], data: Package) -> bool:
    """Whether the figure is another with a changed table, or refuses it."""
    try:
        after = drawn(name, ChainMap(changed, data))  # type: ignore[arg-type]
    except registry.Uncomputable:
        return True
    return not after.table.equals(before.table) or after.alt != before.alt


@pytest.mark.parametrize("name", FIGURES)
def test_the_alternative_text_is_computed(name: str, today: Today) -> None:
    """It speaks of values in the plotted table, and both widths say the same."""
    wide, narrow = today(name), today(name, rendering.NARROW)
    assert wide.alt == narrow.alt
    words = {str(cell) for cell in wide.table.to_numpy().ravel()} | {str(len(wide.table))}
    assert any(word and word in wide.alt for word in words), name


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_asserts_and_plots_something(name: str, today: Today) -> None:
    assert today(name).asserts, "the title asserts nothing"
    assert len(today(name).table), "nothing is plotted"


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_valid_vega_lite_in_both_widths(name: str, today: Today) -> None:
    """Altair validates here; a build leaves it out, since it takes longer than drawing."""
    for width in (rendering.WIDE, rendering.NARROW):
        today(name, width).chart.to_dict(validate=True)


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_for_which_a_filter_leaves_no_data_says_so_and_is_not_drawn(
    name: str, data: Package
) -> None:
    """It neither shows an empty frame nor fails without its name."""
    left = ChainMap({table: data[table].iloc[:0] for table in data}, data)  # type: ignore[arg-type]
    with pytest.raises((registry.Uncomputable, rendering.FalseTitle), match=f"'{name}'"):
        rendering.figure(name, left)
