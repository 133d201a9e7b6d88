"""Sums in real terms follow their written rule."""

from __future__ import annotations

from collections import ChainMap

import pandas as pd
import pytest

from nkpay import dates, real_terms
from nkpay.data import Package


def test_each_sum_is_divided_by_the_price_that_its_row_names(data: Package) -> None:
    found = real_terms.real_terms(data)
    assert len(found) > 50
    for row in found.to_dict("records"):
        table = "claims" if row["base_row"] in data["claims"].index else "series"
        base, price = data[table].loc[row["base_row"]], data["series"].loc[row["price_row"]]
        assert base["currency_basis"] == price["currency_basis"], row["derived_id"]
        assert row["price_gap_days"] <= real_terms.NEAR
        if pd.notna(base["value"]):
            assert row["value"] == pytest.approx(base["value"] / price["value"], rel=1e-3)


def test_no_nearer_price_of_the_same_place_was_passed_over(data: Package) -> None:
    prices = data["series"]
    prices = prices[(prices["indicator_id"] == "rice-price") & prices["value"].notna()]
    found = real_terms.real_terms(data)
    for row in found[found["unit"] == "kilograms of rice"].to_dict("records"):
        table = "claims" if row["base_row"] in data["claims"].index else "series"
        when = dates.parse(row["period"])
        basis = data[table].loc[row["base_row"], "currency_basis"]
        used_price = data["series"].loc[row["price_row"]]
        rivals = prices[
            (prices["place_id"] == used_price["place_id"]) & (prices["currency_basis"] == basis)
        ]
        gaps = [days_between(when, dates.parse(period)) for period in rivals["period"]]
        assert row["price_gap_days"] == min(gaps), row["derived_id"]


def days_between(one: dates.Span, two: dates.Span) -> int:
    return max(0, (two.first - one.last).days, (one.first - two.last).days)


def test_a_price_of_the_month_goes_before_an_average_of_the_year(data: Package) -> None:
    """C1420 is of December 2025: O00606 averages that year, O01428 is of 7 December."""
    found = real_terms.real_terms(data).set_index("derived_id")
    assert found.at["C1420-rice-price", "price_row"] == "O01428"
    assert found.at["C1420-fx-usd", "price_row"] == "O01344"


def test_a_year_is_divided_by_the_price_nearest_to_its_middle(data: Package) -> None:
    series = data["series"]
    near = series[(series["indicator_id"] == "rice-price") & (series["place_id"] == "pyongyang")]
    row = real_terms.real_terms(data).set_index("derived_id").loc["C1125-rice-price"]
    year = near[near["period"].str.startswith(row["period"])]["period"]
    middle = pd.Timestamp(f"{row['period']}-07-02")
    days = (pd.to_datetime(year) - middle).abs()
    assert len(year) > 1
    assert row["price_row"] == days.idxmin()


def test_old_won_is_never_divided_by_a_price_in_new_won(data: Package) -> None:
    price = data["series"].query("indicator_id == 'rice-price'").index
    frame = data["series"].copy()
    frame.loc[price, "currency_basis"] = "new-won"
    found = real_terms.real_terms(ChainMap({"series": frame}, data))  # type: ignore[arg-type]
    old = data["claims"].query("currency_basis == 'old-won'").index
    assert not found[found["base_row"].isin(old) & (found["unit"] == "kilograms of rice")].size
