"""Single dates, spans and counts that the chapter prints."""

from __future__ import annotations

from nkpay import wording
from nkpay.numbers.systems.selection import Table, dated, stated_years
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, only, used


def _claims(claims: Table, subject: str, aspect: str, **cells: str) -> Table:
    rows = used(claims)[lambda c: (c["subject_id"] == subject) & (c["aspect"] == aspect)]
    for column, value in cells.items():
        rows = rows[rows[column] == value]
    return rows


@number
def ullim_years(system_attributes: Table) -> Number:
    """First and last year in which the first version of Ullim is said to have begun."""
    return stated_years(system_attributes, "ullim-1")


@number
def ullim_second(claims: Table) -> Number:
    """The month in which an unnamed source has the second version of Ullim come out."""
    return dated(_claims(claims, "ullim-2", "launch", evidence="anonymous-source"))


@number
def jonsong_phone_years(system_attributes: Table) -> Number:
    """First and last year in which the Jonsong system for phones is said to have begun."""
    return stated_years(system_attributes, "jonsong-app")


@number
def sonbong_refused(claims: Table) -> Number:
    """The month in which a named visitor found that shops in Rason hardly took the card."""
    return dated(_claims(claims, "sonbong-card", "acceptance", evidence="named-witness"))


@number
def kumgil_photographed(claims: Table) -> Number:
    """The year for which a photograph shows the Kumgil card."""
    return dated(_claims(claims, "kumgil-card", "launch", evidence="inspected"))


@number
def toll_began(claims: Table) -> Number:
    """The day from which a motorway toll was paid with the Mirae card."""
    return dated(_claims(claims, "mirae-card", "launch"))


@number
def won_card_reported(claims: Table) -> Number:
    """The month in which residents of Pyongyang are said to have been handed a card in won."""
    return dated(_claims(claims, "won-card-2012", "launch"))


@number
def hwawon_opened(claims: Table) -> Number:
    """The month in which the Hwawon Electronic Bank opened, by the state's word."""
    return dated(_claims(claims, "hwawon-bank", "launch"))


@number
def shop_app_reported(claims: Table) -> Number:
    """The day of the first report of the app of foreign-currency shops."""
    return dated(_claims(claims, "fxshop-app", "launch"))


def _sili_places(claims: Table) -> Table:
    return used(claims)[
        lambda c: (c["subject_id"] == "sili-card") & (c["indicator_id"] == "accepting-outlets")
    ]


@number
def sili_places(claims: Table) -> Number:
    """Places that took the Sili card, the lowest and the highest figure printed."""
    rows = _sili_places(claims)
    low, high = rows["value"].min(), rows["value"].max()
    return Number(high, wording.between(low, high), ids(rows), "places")


@number
def smart_cards(claims: Table) -> Number:
    """Kinds of smart card that state television counted, in use or being made."""
    rows = used(claims)[
        lambda c: (c["indicator_id"] == "card-kinds") & (c["evidence"] == "state-claim")
    ]
    row = only(rows, "kinds of smart card on television")
    return Number(row["value_low"], wording.quantity(row["value_low"]), ids(row), "kinds")


@predicate
def kumbit_from_one_page(system_attributes: Table) -> Verdict:
    """All that is recorded of the Kumbit card comes from one page."""
    rows = system_attributes[system_attributes["system_id"] == "kumbit-card"]
    n = rows["source_id"].nunique()
    return Verdict(n == 1, f"{n} pages", ids(rows))


@predicate
def ullim_before_jonsong(system_attributes: Table) -> Verdict:
    """All stated beginnings of the first Ullim lie in years before the announced Jonsong system."""
    ullim = ullim_years(system_attributes)
    rows = system_attributes[system_attributes["attribute"] == "launch"]
    rows = rows[(rows["system_id"] == "jonsong-app") & (rows["basis"] == "announced")]
    year = int(rows["value"].str[:4].min())
    last = int(str(ullim.value).split()[-1])
    return Verdict(last < year, f"{ullim.text} against {year}", ullim.rows + ids(rows))
