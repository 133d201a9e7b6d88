"""Exchanges of notes before and in 2009, what households kept, the bans, and the vouchers."""

from __future__ import annotations

import pandas as pd

from nkpay import dates, wording
from nkpay.numbers.history.money import reform
from nkpay.numbers.history.selection import Table, earliest
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, only, used

BEFORE = "currency-exchanges-before-2009"
VOUCHERS = "central-bank-vouchers"


def _of(claims: Table, subject: str, indicator: str) -> Table:
    rows = used(claims)
    return rows[(rows["subject_id"] == subject) & (rows["indicator_id"] == indicator)]


def ratios(claims: Table) -> Table:
    """Old won for a new one in the exchanges before 2009, with the year."""
    rows = _of(claims, BEFORE, "exchange-ratio")
    return rows.assign(year=rows["as_of"].str[:4]).sort_values("year", kind="stable")


@number
def exchange_years(claims: Table) -> Number:
    """Years of earlier exchanges of notes for which a source gives the ratio."""
    rows = ratios(claims)
    text = wording.listing(rows["year"].unique())
    return Number(text, text, ids(rows), "years")


def _cuts(claims: Table) -> Table:
    return ratios(claims)[lambda r: r["value"] > 1]


@predicate
def one_earlier_cut(claims: Table) -> Verdict:
    """In one year alone before 2009 did a new won cost more than one old won."""
    rows = ratios(claims)
    cut, years = _cuts(claims)["year"].nunique(), rows["year"].nunique()
    return Verdict(cut == 1 < years, f"{cut} of {years} years", ids(rows))


@number
def earlier_cut(claims: Table) -> Number:
    """The years before 2009 in which a new won cost more than one old won, with the ratio."""
    rows = _cuts(claims)
    texts = dict.fromkeys(
        f"{year}, at {wording.quantity(value)} to 1"
        for year, value in zip(rows["year"], rows["value"], strict=True)
    )
    text = wording.listing(texts)
    return Number(text, text, ids(rows), "old won for a new one")


@number
def notice_given(claims: Table) -> Number:
    """The day on which a state organ announced an exchange of notes before 2009."""
    rows = used(claims)[lambda c: (c["subject_id"] == BEFORE) & (c["evidence"] == "state-claim")]
    return earliest_day(rows)


def earliest_day(rows: Table) -> Number:
    """The earliest date of claims, as prose prints it."""
    spans = [dates.parse(text) for text in rows["as_of"]]
    return earliest(rows.assign(first=[s.first for s in spans], last=[s.last for s in spans]))


@number
def earlier_limit(claims: Table) -> Number:
    """The limit on deposits that a source gives for an exchange before 2009, in old won."""
    row = only(_of(claims, BEFORE, "exchange-cap"), "limit of an earlier exchange")
    return Number(row["value"], wording.quantity(row["value"]), ids(row), "old won")


@predicate
def exchanges_counted_differently(claims: Table) -> Verdict:
    """Sources that count exchanges of notes up to 2009 give more than one figure."""
    subjects = (BEFORE, "currency-reform-2009")
    rows = pd.concat([_of(claims, subject, "other-count") for subject in subjects])
    n = rows["value"].nunique()
    return Verdict(n > 1, f"{n} figures", ids(rows))


@number
def reform_days(claims: Table) -> Number:
    """Days that people had in 2009 to exchange old notes, as sources give them."""
    rows = reform(claims)[lambda c: c["indicator_id"] == "duration-days"]
    text = wording.listing(wording.count(int(n)) for n in sorted(rows["value"].unique()))
    return Number(text, text, ids(rows), "days")


def _reform_ratios(claims: Table) -> Table:
    return reform(claims)[lambda c: c["indicator_id"] == "exchange-ratio"]


@number
def reform_ratio(claims: Table) -> Number:
    """Old won for a new one in 2009, as most claims give it."""
    rows = _reform_ratios(claims)
    rows = rows[rows["value"] == rows["value"].mode().iloc[0]]
    value = rows["value"].iloc[0]
    return Number(value, wording.quantity(value), ids(rows), "old won for a new one")


@number
def deposit_ratio(claims: Table) -> Number:
    """The lowest ratio that a source gives for 2009, that for deposits."""
    rows = _reform_ratios(claims)
    row = rows.loc[rows["value"].idxmin()]
    return Number(row["value"], wording.quantity(row["value"]), ids(row), "old won for a new one")


@number
def ban_years(claims: Table) -> Number:
    """Years of which claims about a ban on foreign money speak, two where a page leaves it open."""
    rows = used(claims)[lambda c: c["subject_id"] == "foreign-currency-ban"]
    text = wording.listing(sorted({_years(text) for text in rows["as_of"]}))
    return Number(text, text, ids(rows), "years")


def _years(as_of: str) -> str:
    return " or ".join(dict.fromkeys(part[:4] for part in as_of.split("/")))


@number
def voucher_faces(claims: Table) -> Number:
    """Face values of the Central Bank's paper vouchers, in won."""
    rows = _of(claims, VOUCHERS, "voucher-face-value")
    text = wording.listing(wording.quantity(v) for v in sorted(rows["value"].unique()))
    return Number(text, text, ids(rows), "won")


def _voucher_prices(claims: Table) -> Table:
    """What a voucher changed hands at, in order of date, with the range of each claim."""
    rows = _of(claims, VOUCHERS, "won-amount").sort_values("as_of", kind="stable")
    return rows.assign(
        low=rows["value_low"].fillna(rows["value"]), high=rows["value_high"].fillna(rows["value"])
    )


@number
def voucher_prices(claims: Table) -> Number:
    """What a voucher is said to have changed hands at, in won, with the month of each price."""
    rows = _voucher_prices(claims)
    text = wording.listing(
        f"{wording.between(low, high, 'won')} in {dates.in_words(month)}"
        for low, high, month in zip(rows["low"], rows["high"], rows["as_of"], strict=True)
    )
    return Number(text, text, ids(rows), "won")


@predicate
def voucher_below_face(claims: Table) -> Verdict:
    """Every price at which a voucher changed hands is below the least face value."""
    rows, faces = _voucher_prices(claims), _of(claims, VOUCHERS, "voucher-face-value")
    dearest, least = rows["high"].max(), faces["value"].min()
    return Verdict(bool(dearest < least), f"{dearest:g} of {least:g}", ids(rows, faces))
