"""The tables that chapters print to look things up in say what the raw rows say."""

from __future__ import annotations

import random
from collections import ChainMap
from collections.abc import Callable
from io import StringIO
from typing import Any

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from nkpay.book.tables import rewritten
from nkpay.data import Package
from nkpay.numbers.adoption import tables as adoption
from nkpay.numbers.certainty import tables as certainty
from nkpay.numbers.puzzle import anatomy
from nkpay.numbers.systems import indexes, lookup
from nkpay.registry import Tables
from tests.recomputed import Raw, Row
from tests.recomputed.tables import TABLES, Lines

FOREIGN = ("foreign", "both", "not-reported")
SHOWN: dict[str, Callable[[Tables], Any]] = {
    "adoption.wage_accounts": adoption.wage_accounts,
    "adoption.card_costs": adoption.card_costs,
    "certainty.searches": certainty.searches,
    "puzzle.anatomy": anatomy.show,
    "systems.foreign_cards": lambda t: lookup.of_systems(t, "card", currency=FOREIGN),
    "systems.won_cards": lambda t: lookup.of_systems(t, "card", "transit-card", currency=("won",)),
    "systems.apps": lambda t: lookup.of_systems(t, "payment-app", fees=False),
    "systems.shops": lambda t: lookup.of_systems(t, "shopping-platform", fees=False),
    "systems.shared_names": indexes.shared_names,
}
NAMES = sorted(SHOWN)
#: What is taken away to see whether the tables follow.
SHORTENED = ("claims", "searches", "system_attributes", "series", "names")


def lines(name: str, tables: Tables) -> Lines:
    """The cells of a table as text, each line with the address that it leads to, if there is."""
    shown = SHOWN[name](tables)
    if isinstance(shown, certainty.Lookup):
        frame = shown.table.reset_index().assign(link=shown.links)
    elif isinstance(shown, pd.DataFrame):
        frame = shown.reset_index()
    else:
        frame = shown.table
        if ways := getattr(shown, "ways", {}):
            frame = frame.assign(link=[ways[system] for system in frame["system"]])
    return [[str(cell) for cell in line] for line in frame.itertuples(index=False)]


@pytest.mark.parametrize("name", NAMES)
def test_a_table_equals_its_second_computation(name: str, data: Package, raw: Raw) -> None:
    assert lines(name, data) == TABLES[name](raw)


@pytest.mark.parametrize("name", NAMES)
def test_a_table_follows_its_rows(name: str, data: Package, raw: Raw) -> None:
    """Without a part of the rows both computations still agree, or both give up."""
    for seed in range(4):
        chosen = random.Random(f"{name}{seed}")
        kept = {t: [r for r in raw[t] if chosen.random() < 0.7] for t in SHORTENED}
        frames = {t: data[t].loc[ids(data, t, rows)] for t, rows in kept.items()}
        tables: Tables = ChainMap(frames, data)  # type: ignore[arg-type]
        assert lines(name, tables) == TABLES[name]({**raw, **kept})


def ids(data: Package, table: str, rows: list[Row]) -> list[str]:
    return [row[data.key(table)] for row in rows]


@pytest.mark.parametrize("name", NAMES)
def test_a_table_is_shown_with_every_cell_and_head(name: str, data: Package) -> None:
    shown = SHOWN[name](data)
    page = shown.to_html() if isinstance(shown, pd.DataFrame) else shown._repr_html_()
    (found, *_) = pd.read_html(
        StringIO(page.replace("record</a>", "</a>")), keep_default_na=False, thousands=None
    )
    frame = shown if isinstance(shown, pd.DataFrame) else shown.table
    for column in frame.columns:
        assert column in found.columns
        assert [" ".join(str(c).split()) for c in found[column]] == [
            " ".join(str(c).split()) for c in frame[column]
        ]


def test_tables_of_cells_have_one_row_of_heads_and_numbers_to_the_right() -> None:
    frame = pd.DataFrame({"who": ["a & b", "c"], "share": [12.5, 7]}, index=["x", "y"])
    table = BeautifulSoup(rewritten(frame.rename_axis("row").to_html()), "lxml")
    heads = [(th.text, th.get("scope"), th.get("class")) for th in table.select("thead th")]
    assert heads == [("row", "col", None), ("who", "col", None), ("share", "col", ["number"])]
    assert [th["scope"] for th in table.select("tbody th")] == ["row", "row"]
    assert [td.text for td in table.select("tbody td")] == ["a & b", "12.5", "c", "7.0"]
    unnamed = BeautifulSoup(rewritten(frame.to_html()), "lxml")
    assert [th.text for th in unnamed.select("thead th")] == ["who", "share"]
    crossed = frame.assign(at=1).pivot_table(index="who", columns="at", values="share")
    heads_of_crossed = BeautifulSoup(rewritten(crossed.to_html()), "lxml").select("thead th")
    assert [th.text for th in heads_of_crossed] == ["who / at", "1"]
    gaps = pd.DataFrame({"found": ["3", "none"], "read": ["1", "2 of 3"], "said": ["no", "yes"]})
    plain = rewritten(gaps.to_html(index=False, border=0))
    columns = [th.get("class") for th in BeautifulSoup(plain, "lxml").select(".frame thead th")]
    assert columns == [["number"], None, None]


def test_a_wide_table_with_sentences_folds_on_a_phone_into_named_cells() -> None:
    said = "A sentence that is too long to stand beside three other columns."
    frame = pd.DataFrame({"who <i>": ["x"], "when": [2020], "what": [said]}, index=["C1"])
    frame = frame.rename_axis("claim")
    table = BeautifulSoup(rewritten(frame.to_html()), "lxml").select_one("table")
    assert table and "folding" in table["class"]
    assert [td["data-head"] for td in table.select("td")] == ["who <i>", "when", "what"]
    for narrow in (frame.drop(columns="when"), frame.assign(what="short")):
        plain = BeautifulSoup(rewritten(narrow.to_html()), "lxml")
        assert not plain.select(".folding") and not plain.select("[data-head]")
