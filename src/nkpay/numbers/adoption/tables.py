"""Tables of the chapter that a reader would rather look things up in than see drawn."""

from __future__ import annotations

import pandas as pd

from nkpay import dates, wording
from nkpay.numbers.adoption.comparison import outlet_of
from nkpay.numbers.adoption.economy import in_pyongyang, rice_price
from nkpay.real_terms import real_terms
from nkpay.registry import Tables
from nkpay.select import used
from nkpay.theme import EVIDENCE_LABELS

CARD_COSTS = ("card-issue-fee", "card-joining-fee", "card-monthly-fee")


def wage_accounts(tables: Tables) -> pd.DataFrame:
    """Claims of how wages and farm shares are paid, in the order of the time they speak of."""
    claims = used(tables["claims"])
    paid = claims["aspect"].eq("wage-payment") & claims["indicator_id"].ne("usd-amount")
    farms = claims["aspect"].eq("economy") & claims["subject_id"].eq("farm-distribution")
    rows = claims[paid | farms].sort_values("as_of", kind="stable")
    return _told(rows, tables)


def card_costs(tables: Tables) -> pd.DataFrame:
    """What a card is said to cost in won, and in rice at the market price of its day."""
    claims, series = used(tables["claims"]), tables["series"]
    rows = claims[claims["indicator_id"].isin(CARD_COSTS)].sort_values("as_of", kind="stable")
    prices = in_pyongyang(rice_price(series)).drop(columns="middle")
    read = {"claims": rows, "series": prices, "indicators": tables["indicators"]}
    divided = real_terms(read).set_index("base_row")
    rice = divided["value"].reindex(rows.index)
    return _told(rows, tables).assign(
        **{
            "New won": rows["value"].map(wording.quantity),
            "In rice": rice.map(lambda kg: f"{kg:.1f} kg" if pd.notna(kg) else "no price near"),
        }
    )


def _told(rows: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """When, where, what and who, in words; the index, headed 'Claim', holds their ids."""
    outlets = outlet_of(rows, tables["sources"]).map(tables["outlets"]["name"])
    places = rows["place_id"].map(tables["places"]["name"])
    told = pd.DataFrame(
        {
            "When and where": rows["as_of"].map(dates.in_words) + ", " + places,
            "What is said": rows["statement"],
            "Who says so": outlets + " (" + rows["evidence"].map(EVIDENCE_LABELS) + ")",
        }
    )
    return told.rename_axis(index=None, columns="Claim")
