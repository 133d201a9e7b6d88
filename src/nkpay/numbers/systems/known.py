"""How many systems are on record, and of how many the issuer, the maker and a fee."""

from __future__ import annotations

from nkpay import wording
from nkpay.numbers.systems.selection import ISSUING, MAKING, Table, about
from nkpay.registry import Number, Rows, Verdict, number, predicate
from nkpay.select import ids


@number
def counted(systems: Table) -> Number:
    """Systems on record, of whatever kind."""
    n = len(systems)
    return Number(n, wording.count(n), ("table:systems",), "systems")


@number
def cards_counted(systems: Table) -> Number:
    """Cards on record, those for transit left aside."""
    return _of_kind(systems, "card")


@number
def apps_counted(systems: Table) -> Number:
    """Payment apps on record."""
    return _of_kind(systems, "payment-app")


@number
def shops_counted(systems: Table) -> Number:
    """Online shops and platforms on record."""
    return _of_kind(systems, "shopping-platform")


def _of_kind(systems: Table, kind: str) -> Number:
    rows = systems[systems["kind"] == kind]
    return Number(len(rows), wording.count(len(rows)), ids(rows), "systems")


@number
def still_named(systems: Table) -> Number:
    """Systems that a source names as in use in 2024 or later, of all on record."""
    n = int((systems["status"] == "named-in-2024-or-later").sum())
    return Number(n, f"{wording.count(n)} of {len(systems)}", ("table:systems",), "systems")


def _having(rows: Table) -> set[str]:
    return set(rows["system_id"])


def _share(systems: set[str], system_attributes: Table, rows: Rows) -> Number:
    of = system_attributes["system_id"].nunique()
    return Number(len(systems), f"{wording.count(len(systems))} of {of}", rows, "systems")


@number
def issuer_known(system_attributes: Table) -> Number:
    """Systems with an issuer or operator on record, of all of which anything is recorded."""
    known = _having(about(system_attributes, *ISSUING))
    return _share(known, system_attributes, ids(system_attributes))


@number
def maker_known(system_attributes: Table) -> Number:
    """Systems with a developer on record, of all of which anything is recorded."""
    known = _having(about(system_attributes, *MAKING))
    return _share(known, system_attributes, ids(system_attributes))


@number
def both_known(system_attributes: Table) -> Number:
    """Systems with both an issuer or operator and a developer on record, of all."""
    known = _having(about(system_attributes, *ISSUING)) & _having(about(system_attributes, *MAKING))
    return _share(known, system_attributes, ids(system_attributes))


@number
def fee_known(system_attributes: Table) -> Number:
    """Systems with a fee or price on record, of all of which anything is recorded."""
    known = _having(about(system_attributes, "fee"))
    return _share(known, system_attributes, ids(system_attributes))


@predicate
def issuer_mostly_unknown(system_attributes: Table) -> Verdict:
    """An issuer or operator is on record for fewer than half of the systems."""
    known = issuer_known(system_attributes)
    of = system_attributes["system_id"].nunique()
    return Verdict(2 * int(known.value or 0) < of, known.text, known.rows)


@predicate
def makers_and_fees_rarer(system_attributes: Table) -> Verdict:
    """Systems with a developer on record, and those with a fee, are fewer than with an issuer."""
    issuer, maker, fee = (
        int(of(system_attributes).value or 0) for of in (issuer_known, maker_known, fee_known)
    )
    margin = f"issuer {issuer}, maker {maker}, fee {fee}"
    return Verdict(issuer > max(maker, fee), margin, ids(system_attributes))


def seldom_both(system_attributes: Table) -> Verdict:
    """For fewer than one in four systems both an issuer or operator and a developer are known."""
    both = both_known(system_attributes)
    of = system_attributes["system_id"].nunique()
    return Verdict(4 * int(both.value or 0) < of, both.text, both.rows)
