"""Fares, shops and phone money by date; what was added from 2024 on, and what was not found."""

from __future__ import annotations

from nkpay import dates, wording
from nkpay.numbers.history.exchanges import earliest_day
from nkpay.numbers.history.selection import Table, about, seen
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, only, used

NEW_THINGS = ("card", "app", "platform", "wages")


@number
def metro_card_seen(claims: Table, system_attributes: Table) -> Number:
    """The date by which fares of the metro were first reported to be paid by card."""
    return seen(claims, system_attributes, "metro-card")


@number
def bus_card_seen(claims: Table, system_attributes: Table) -> Number:
    """The date by which fare cards for buses were pictured."""
    return seen(claims, system_attributes, "bus-card")


@number
def toll_card_seen(claims: Table, system_attributes: Table) -> Number:
    """The day from which a road toll is paid by card."""
    return seen(claims, system_attributes, "mirae-card")


@number
def okryu_announced(claims: Table, system_attributes: Table) -> Number:
    """The earliest day that a source gives for the online shop Okryu."""
    return seen(claims, system_attributes, "okryu", as_of_precision="day")


@number
def sangyon_announced(claims: Table, system_attributes: Table) -> Number:
    """The day on which state media announced the online shop Sangyon."""
    return seen(claims, system_attributes, "sangyon")


@number
def fx_shop_seen(claims: Table, system_attributes: Table) -> Number:
    """The day on which the app of the foreign-currency shops was reported."""
    return seen(claims, system_attributes, "fxshop-app")


@number
def phone_money_since(claims: Table, system_attributes: Table) -> Number:
    """The years from which call credit could be passed on, as the one source dates it."""
    return seen(claims, system_attributes, "phone-money")


@number
def phone_money_banned(claims: Table) -> Number:
    """The months in which, by anonymous sources, dealing in phone money was stopped."""
    rows = about(claims, "phone-money", "other")
    rows = rows[(rows["as_of_precision"] == "month") & (rows["evidence"] == "anonymous-source")]
    text = " or ".join(dates.in_words(month) for month in sorted(set(rows["as_of"])))
    return Number(text, text, ids(rows), "months")


@number
def phone_money_cap(claims: Table) -> Number:
    """The sum that could be loaded as phone money in a day, in won."""
    rows = used(claims)[lambda c: c["subject_id"] == "phone-money"]
    row = only(rows[rows["indicator_id"] == "top-up-cap"], "limit on phone money")
    return Number(row["value"], wording.quantity(row["value"]), ids(row), "won a day")


@number
def phone_money_cap_when(claims: Table) -> Number:
    """The date of that limit."""
    rows = used(claims)[lambda c: c["subject_id"] == "phone-money"]
    row = only(rows[rows["indicator_id"] == "top-up-cap"], "limit on phone money")
    return Number(row["as_of"], dates.in_words(row["as_of"]), ids(row), "date")


@number
def generals_paid_when(claims: Table) -> Number:
    """The date of the earliest report of pay on a card, that of generals."""
    return earliest_day(_of(claims, "payment-cards", "wage-payment"))


@number
def hwawon_opened(claims: Table, system_attributes: Table) -> Number:
    """The date at which the Hwawon Electronic Bank opened, by state media."""
    return seen(claims, system_attributes, "hwawon-bank")


def _of(claims: Table, subject: str, aspect: str) -> Table:
    rows = used(claims)
    return rows[(rows["subject_id"] == subject) & (rows["aspect"] == aspect)]


@number
def qr_apps(claims: Table) -> Number:
    """Apps that pay by QR code, as researchers counted them."""
    rows = used(claims)[lambda c: c["indicator_id"] == "qr-payment-apps-identified"]
    values = sorted(rows["value"].unique())
    text = wording.listing(wording.count(int(n)) for n in values)
    return Number(text, text, ids(rows), "apps")


# The latest year.


def _latest_year(events: Table) -> Table:
    years = events["date"].str[:4]
    return events[years == years.max()]


@number
def events_of_latest_year(events: Table) -> Number:
    """Events on record for the latest year that has any, with that year."""
    rows = _latest_year(events)
    year = rows["date"].iloc[0][:4]
    text = f"{wording.count(len(rows))} events of {year}"
    return Number(len(rows), text, ids(rows), "events")


@predicate
def nothing_new_in_latest_year(events: Table) -> Verdict:
    """No event of the latest year is of a card, an app, a platform or wages."""
    rows = _latest_year(events)
    n = int(rows["category"].isin(NEW_THINGS).sum())
    return Verdict(n == 0 < len(rows), f"{n} of {len(rows)} events", ids(rows))


def _news_agency(searches: Table) -> Table:
    return searches[searches["question"].str.contains("KCNA")]


@number
def agency_searches(searches: Table) -> Number:
    """Searches of what the state news agency said of payment, a month or more each."""
    rows = _news_agency(searches)
    return Number(len(rows), wording.count(len(rows)), ids(rows), "searches")


@predicate
def agency_silent(searches: Table) -> Verdict:
    """No search of the state news agency found what it looked for."""
    rows = _news_agency(searches)
    n = int((rows["outcome"] == "found").sum())
    return Verdict(n == 0 < len(rows), f"{n} of {len(rows)} searches", ids(rows))
