"""How far the evidence reaches: originals by place and period, sources by publisher and year."""

from __future__ import annotations

from typing import Final

import pandas as pd

from nkpay import wording
from nkpay.charts.certainty.grid import grid
from nkpay.numbers.certainty import places as reach
from nkpay.numbers.certainty import publishers as houses
from nkpay.registry import Drawing, chart

LABELS: Final = {
    reach.COUNTRY: "whole country",
    reach.ACROSS: "several areas",
    reach.OUTSIDE: "other countries",
}
#: Years of publication before this one share a column.
FIRST_YEAR: Final = 2010


def _places(claims: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """One row a cell; areas that cover much first, then provinces with most originals first."""
    rows = reach.placed(claims, places)
    counted = rows.groupby(["area", "period"])["original"].nunique()
    totals = rows.groupby("area")["original"].nunique()
    units = sorted(reach.units(places), key=lambda unit: (-totals.get(unit, 0), unit))
    areas = [reach.COUNTRY, reach.ACROSS, *units, reach.OUTSIDE]
    periods = [*reach.PERIODS, reach.NO_DATE]
    return pd.DataFrame(
        {
            "row": LABELS.get(area) or places.at[area, "name"],
            "column": period,
            "count": int(counted.get((area, period), 0)),
            "originals in all periods": int(totals.get(area, 0)),
            "rows": "table:claims",
        }
        for area in areas
        for period in periods
    )


@chart
def places_by_period(claims: pd.DataFrame, places: pd.DataFrame, *, width: int) -> Drawing:
    """Originals by the place and the period that their claims speak of."""
    table = _places(claims, places)
    totals = table.drop_duplicates("row").set_index("row")["originals in all periods"]
    empty = reach.places_without_claims(claims, places).text
    return Drawing(
        chart=grid(table, width, 160 if width > 500 else 104),
        title=f"More is reported of Pyongyang than of all provinces, and of {empty} nothing",
        asserts=("certainty.capital_outweighs_provinces", "certainty.some_places_without_claims"),
        alt=(
            f"A grid of {len(table)} cells, {len(totals)} areas by {table['column'].nunique()}"
            " periods, each with a number of originals. Over all periods: "
            + wording.listing(f"{name} {n}" for name, n in totals.items())
            + "."
        ),
        caption=(
            "In each cell the originals with a claim that speaks of this place and begins in this"
            " period; an empty cell has none. A place counts with its province, and an original"
            " in every row that it speaks of. The periods differ in length. It shows what was"
            " found and coded, not where most happens."
        ),
        table=table,
        rows=reach.CLAIMS,
    )


def _publishers(sources: pd.DataFrame, outlets: pd.DataFrame) -> pd.DataFrame:
    """One row a cell, the publishers with most sources first."""
    shown = houses.leading(sources)
    years = sources["published"].str[:4]
    last = int(houses.latest_year(sources))
    names = [f"to {FIRST_YEAR - 1}", *map(str, range(FIRST_YEAR, last + 1)), reach.NO_DATE]
    column = years.where(years >= str(FIRST_YEAR), names[0]).where(years != "", reach.NO_DATE)
    counted = sources.groupby(["outlet_id", column.rename("column")]).size()
    return pd.DataFrame(
        {
            "row": outlets.at[house, "name"],
            "column": name,
            "count": int(counted.get((house, name), 0)),
            "rows": "table:sources",
        }
        for house in shown
        for name in names
    )


@chart
def publishers_by_year(sources: pd.DataFrame, outlets: pd.DataFrame, *, width: int) -> Drawing:
    """Sources of the publishers with most of them, by year of publication."""
    table = _publishers(sources, outlets)
    totals = table.groupby("row", sort=False)["count"].sum()
    latest = houses.latest_year(sources)
    return Drawing(
        chart=grid(table, width, 190 if width > 500 else 0),
        title=f"Most of the publishers that give most sources have none of {latest}",
        asserts=("certainty.most_leading_without_latest_year",),
        alt=(
            f"A grid of {len(table)} cells, {len(totals)} publishers by"
            f" {table['column'].nunique()} years, each with a number of sources. In all: "
            + wording.listing(f"{name} {n}" for name, n in totals.items())
            + f". Without a source of {latest}: "
            + wording.listing(outlets.loc[houses.without_latest_year(sources), "name"])
            + "."
        ),
        caption=(
            f"Sources of the {wording.count(len(totals))} publishers with most of them, by year of"
            " publication; an empty cell has none. A page that was not in the searched collection"
            " is not here: an outlet that is silent in the data need not have been silent."
        ),
        table=table,
        rows=houses.SOURCES,
    )
