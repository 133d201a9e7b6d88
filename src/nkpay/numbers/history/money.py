"""The money before: certificates, the exchange of notes, foreign cash; then wages and credit."""

from __future__ import annotations

from nkpay import dates, wording
from nkpay.numbers.history.selection import Table, about, earliest, spans, with_systems, won_cards
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, used


def reform(claims: Table) -> Table:
    """Claims about the exchange of notes of 2009."""
    return about(claims, "currency-reform-2009", "currency-history")


@number
def reform_date(claims: Table) -> Number:
    """The earliest day that a claim gives for the exchange of notes."""
    return earliest(reform(claims)[lambda c: c["as_of_precision"] == "day"])


@number
def reform_originals(claims: Table) -> Number:
    """Independent originals of the claims about the exchange of notes."""
    n = reform(claims)["original"].nunique()
    return Number(n, wording.count(n), ids(reform(claims)), "originals")


@number
def reform_limits(claims: Table) -> Number:
    """Each limit on the exchange of old notes that a source gives, in old won."""
    rows = reform(claims)[lambda c: c["indicator_id"] == "exchange-cap"].sort_values("value")
    text = wording.listing(wording.quantity(value) for value in rows["value"].unique())
    return Number(text, text, ids(rows), "old won")


def _earlier_exchanges(claims: Table) -> Table:
    return used(claims)[lambda c: c["subject_id"] == "currency-exchanges-before-2009"]


@number
def earlier_exchanges(claims: Table) -> Number:
    """Claims about exchanges of notes before that of 2009."""
    rows = _earlier_exchanges(claims)
    return Number(len(rows), wording.count(len(rows)), ids(rows), "claims")


@predicate
def earlier_exchanges_relayed(claims: Table) -> Verdict:
    """No claim about an earlier exchange of notes rests on a text that its author inspected."""
    rows = _earlier_exchanges(claims)
    n = int((rows["evidence"] == "inspected").sum())
    return Verdict(n == 0 < len(rows), f"{n} of {len(rows)} inspected", ids(rows))


@predicate
def reform_unseen(claims: Table) -> Verdict:
    """No claim about the exchange of notes rests on an inspected text or a survey."""
    rows = reform(claims)
    n = int(rows["evidence"].isin(["inspected", "measured"]).sum())
    return Verdict(n == 0 < len(rows), f"{n} of {len(rows)} claims", ids(rows))


def _certificates(system_attributes: Table, attribute: str) -> Table:
    fec = system_attributes[system_attributes["system_id"] == "fec"]
    return spans(fec[fec["attribute"] == attribute], "value")


@number
def certificates_began(system_attributes: Table) -> Number:
    """Years that sources give for the first certificates for foreign currency."""
    rows = _certificates(system_attributes, "launch")
    text = " or ".join(dates.in_words(value) for value in sorted(set(rows["value"])))
    return Number(text, text, ids(rows), "years")


@predicate
def before_won_cards(claims: Table, systems: Table, system_attributes: Table) -> Verdict:
    """Certificates had ended and notes been exchanged before any date of a card in won alone."""
    ended, exchange = _certificates(system_attributes, "last-seen"), reform_date(claims)
    cards = won_cards(systems, system_attributes)
    before = max(ended["last"].max(), dates.parse(str(exchange.value)).last)
    rows = ids(ended) + exchange.rows + with_systems(cards)
    return Verdict(before < cards["first"].min(), f"{before}, {cards['first'].min()}", rows)


@number
def foreign_cash(claims: Table) -> Number:
    """Refugees who had paid in foreign cash, first and last period asked about."""
    asked = about(claims, "foreign-currency", "share-of-people").sort_values("last")
    rows = asked[asked["indicator_id"] == "bok-payment-experience-foreign-cash"]
    first, last = (wording.quantity(rows["value"].iloc[i]) for i in (0, -1))
    return Number(f"{first}/{last}", f"{first} to {last} per cent", ids(rows), "per cent")


@number
def wage_attempt(claims: Table) -> Number:
    """The earliest date that a source gives for wages by card."""
    return earliest(about(claims, "wage-cards", "wage-payment"))


@number
def wage_start(claims: Table) -> Number:
    """The earliest date for wages by card that more than one original gives."""
    rows = about(claims, "wage-cards", "wage-payment")
    return earliest(rows[rows.groupby("as_of")["original"].transform("nunique") > 1])


@number
def credit_seen(claims: Table) -> Number:
    """The date of the earliest inspected app texts on credit by card, with claims and originals."""
    credit = about(claims, "samhung-credit", "credit")
    rows = credit[credit["evidence"] == "inspected"]
    n, of = wording.count(len(rows)), wording.count(rows["original"].nunique())
    text = f"{earliest(rows).text} (claims: {n}, originals: {of})"
    return Number(earliest(rows).value, text, ids(rows), "date")
