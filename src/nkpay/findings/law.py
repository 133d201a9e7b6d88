"""Law: what is known of the Electronic Payment Law, and whom it binds."""

from __future__ import annotations

import pandas as pd

from nkpay import wording
from nkpay.findings import changes, finding
from nkpay.numbers.landing.judgements import CONFIRMED, UNJUDGED, bearing, word
from nkpay.numbers.law import abroad, text
from nkpay.numbers.law import mandatory as duties
from nkpay.numbers.law import sanctions as issuers
from nkpay.numbers.law.selection import EPL, mandatory, provisions_of
from nkpay.registry import Tables, Verdict
from nkpay.select import ids


def an_article_that_names_residents(tables: Tables) -> Tables:
    """A claim that somebody read in the law that residents must pay electronically."""
    like = bearing(tables["claims"], "duty").index[0]
    read = {"evidence": "inspected", "position": "all", "original": "the-law-itself"}
    return changes.add(tables, "claims", like, read)


@finding(
    "Whether residents must pay electronically is not known",
    overturned_by=an_article_that_names_residents,
)
def duty_not_known(claims: pd.DataFrame) -> Verdict:
    """Answers exclude each other, that all must pay so and that use is not mandatory, and nobody
    says to have read either in a text."""
    rows = bearing(claims, "duty")
    said = wording.listing(sorted(set(rows["position"]) - {""}))
    return Verdict(len(rows) > 0 and word(rows) == UNJUDGED, f"answers: {said}", ids(rows))


def pages_that_name_everyone(tables: Tables) -> Tables:
    """As many further originals that name everyone as now name businesses."""
    named = mandatory(tables["claims"], "businesses")
    further = [
        {"position": "all", "original": f"further-{i}"} for i in range(named["original"].nunique())
    ]
    return changes.add(tables, "claims", named.index[0], *further)


@finding(
    "More originals name businesses than everyone as bound to electronic payment",
    overturned_by=pages_that_name_everyone,
)
def businesses_named_most(claims: pd.DataFrame) -> Verdict:
    """The originals that name businesses as bound outnumber those that name everyone."""
    return duties.businesses_lead(claims)


def the_whole_text(tables: Tables) -> Tables:
    """Every article of the law seen under its number."""
    like = text.read_articles(tables["provisions"]).index[0]
    size = text.articles_said(tables["claims"]).value
    articles = [{"article": str(n)} for n in range(int(str(size).partition(".")[0]))]
    return changes.add(tables, "provisions", like, *articles)


@finding(
    "Most articles of the Electronic Payment Law were not seen by us",
    overturned_by=the_whole_text,
)
def text_mostly_unread(claims: pd.DataFrame, provisions: pd.DataFrame) -> Verdict:
    """Fewer than one in two of the articles that the law is said to have were seen under their
    number."""
    return text.mostly_unread(claims, provisions)


def one_amount(tables: Tables) -> Tables:
    """One provision of the law with the amount of its fine."""
    known = provisions_of(tables["provisions"], EPL)
    return changes.alter(tables, "provisions", known.index[:1], sanction_amount="100,000 won")


@finding(
    "No source gives the amount of a fine under the Electronic Payment Law",
    overturned_by=one_amount,
    absence=True,
)
def no_amount_of_a_fine(claims: pd.DataFrame, provisions: pd.DataFrame) -> Verdict:
    """Sources say that the law sets fines, and none of them, nor any provision, has an amount."""
    return duties.no_amount(claims, provisions)


@finding(
    "The Electronic Payment Law aims at less cash",
    overturned_by=changes.one_original(lambda claims: bearing(claims, "law")),
)
def aims_at_less_cash(claims: pd.DataFrame) -> Verdict:
    """More than one original saw the stated aim of the law, and their answers fit together."""
    rows = bearing(claims, "law")
    return Verdict(word(rows) == CONFIRMED, word(rows), ids(rows))


def banks_taken_off(tables: Tables) -> Tables:
    """Every list takes the issuing banks off."""
    banks = issuers.behind(tables["system_attributes"], banks=True)
    rows = issuers.freezes(tables["sanctions"], banks["value"])
    return changes.alter(tables, "sanctions", rows.index, status="delisted")


@finding(
    "Most banks named as issuers of cards and other payment means were found on a list that"
    " freezes assets",
    overturned_by=banks_taken_off,
)
def issuing_banks_listed(
    system_attributes: pd.DataFrame,
    sanctions: pd.DataFrame,
    claims: pd.DataFrame,  # noqa: ARG001  the trial takes evidence away by the claims behind rows
) -> Verdict:
    """Of the banks that a source names as issuer of a payment system, more than half were found
    on the list of the United Nations, of a state or of the European Union."""
    return issuers.issuing_banks_mostly_listed(system_attributes, sanctions)


def a_duty_of_buyers_abroad(tables: Tables) -> Tables:
    """One provision abroad that makes residents accept electronic payment."""
    rows = abroad.wants(abroad.abroad(tables["provisions"]), abroad.ELECTRONIC)
    return changes.alter(tables, "provisions", rows.index[:1], duty_bearer="residents")


@finding(
    "No rule that we saw abroad makes residents pay without cash",
    overturned_by=a_duty_of_buyers_abroad,
    absence=True,
)
def buyers_nowhere_bound(provisions: pd.DataFrame) -> Verdict:
    """Of the provisions abroad that want electronic payment taken or used, none names residents,
    citizens, persons or users as bound."""
    return abroad.buyers_nowhere_bound(provisions)
