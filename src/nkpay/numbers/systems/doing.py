"""What the systems are said to do, and how that is known."""

from __future__ import annotations

from nkpay import wording
from nkpay.numbers.systems.selection import (
    Table,
    both_ids,
    each_function,
    functions,
    labels,
    of_kind,
    seen,
)
from nkpay.registry import Number, Rows, Verdict, number, predicate
from nkpay.select import ids, only, used

CARDS = ("card", "transit-card")


@number
def functions_seen(claims: Table, system_attributes: Table) -> Number:
    """Functions that somebody saw, of those whose evidence is coded, a system counted apart."""
    n, of, rows = _seen_of(claims, system_attributes)
    return Number(n, f"{wording.count(n)} of {wording.count(of)}", both_ids(rows), "functions")


def _seen_of(claims: Table, system_attributes: Table) -> tuple[int, int, Table]:
    """How many functions were seen, of how many whose evidence is coded, and the rows of all."""
    rows = functions(claims, system_attributes)
    pairs = each_function(rows[rows["evidence"] != ""])
    return len(seen(pairs)), len(pairs), rows


@number
def functions_uncoded(claims: Table, system_attributes: Table) -> Number:
    """Functions of systems of which the data name a page and no kind of evidence."""
    rows = functions(claims, system_attributes)
    n = int((each_function(rows)["evidence"] == "").sum())
    return Number(n, wording.count(n), both_ids(rows), "functions")


def functions_mostly_told(claims: Table, system_attributes: Table) -> Verdict:
    """Of the functions whose evidence is coded more than half were not inspected or witnessed."""
    n, of, rows = _seen_of(claims, system_attributes)
    margin = f"{wording.count(n)} of {wording.count(of)} seen"
    return Verdict(2 * n < of, margin, both_ids(rows))


@number
def samhung_functions(system_attributes: Table) -> Number:
    """Functions on record of the Samhung Electronic Wallet."""
    rows = system_attributes[system_attributes["attribute"] == "function"]
    rows = rows[rows["system_id"] == "samhung-wallet"]
    n = rows["value"].nunique()
    return Number(n, wording.count(n), ids(rows), "functions")


@predicate
def samhung_leads(system_attributes: Table) -> Verdict:
    """The Samhung wallet has more functions on record than any other system."""
    rows = system_attributes[system_attributes["attribute"] == "function"]
    n = rows.groupby("system_id")["value"].nunique()
    own, others = int(n.get("samhung-wallet", 0)), int(n.drop("samhung-wallet").max())
    return Verdict(own > others, f"{own} against {others}", ids(rows))


def _of_apps(claims: Table, systems: Table, system_attributes: Table) -> tuple[Table, Rows]:
    apps = of_kind(systems, "payment-app")
    rows = functions(claims, system_attributes)
    rows = rows[rows["system_id"].isin(apps.index)]
    return rows, both_ids(rows) + ids(apps)


@predicate
def samhung_most_seen(claims: Table, systems: Table, system_attributes: Table) -> Verdict:
    """Of the functions of apps that somebody saw more than half are the Samhung wallet's."""
    rows, behind = _of_apps(claims, systems, system_attributes)
    found = seen(each_function(rows))
    own = int((found["system_id"] == "samhung-wallet").sum())
    return Verdict(2 * own > len(found), f"{own} of {len(found)}", behind)


@number
def wallet_inspectors(
    claims: Table, systems: Table, system_attributes: Table, sources: Table, outlets: Table
) -> Number:
    """Publishers of the originals that inspected a function of a payment app."""
    rows, behind = _of_apps(claims, systems, system_attributes)
    inspected = rows[rows["evidence"] == "inspected"]
    originals = sorted(set(claims.loc[inspected["claim_id"], "original"]))
    names = sorted(set(outlets.loc[sources.loc[originals, "outlet_id"], "name"]))
    text = f"{wording.count(len(names))} publishers ({'; '.join(names)})"
    return Number(len(names), text, behind, "publishers")


@predicate
def exchange_from_one_page(systems: Table, system_attributes: Table) -> Verdict:
    """All payment apps with an exchange of currency on record have it from one page."""
    apps = of_kind(systems, "payment-app")
    rows = system_attributes[system_attributes["value"] == "fx_exchange"]
    rows = rows[rows["system_id"].isin(apps.index)]
    n = rows["source_id"].nunique()
    return Verdict(n == 1, f"{n} pages", ids(rows) + ids(apps))


@number
def exchange_apps(systems: Table, system_attributes: Table) -> Number:
    """Payment apps with an exchange of currency on record, of all payment apps."""
    apps = of_kind(systems, "payment-app")
    rows = system_attributes[system_attributes["value"] == "fx_exchange"]
    rows = rows[rows["system_id"].isin(apps.index)]
    n = rows["system_id"].nunique()
    text = f"{wording.count(n)} of {wording.count(len(apps))}"
    return Number(n, text, ids(rows) + ids(apps), "apps")


def _found_apps(claims: Table) -> Table:
    return used(claims)[lambda c: c["indicator_id"] == "qr-payment-apps-identified"]


@number
def qr_apps_found(claims: Table) -> Number:
    """Apps that pay by QR code, as researchers counted them."""
    row = only(_found_apps(claims), "apps with QR codes")
    return Number(row["value"], wording.count(int(row["value"])), ids(row), "apps")


@number
def qr_apps_named(claims: Table, system_attributes: Table) -> Number:
    """Systems that the page with that count names as paying by QR code."""
    row = only(_found_apps(claims), "apps with QR codes")
    rows = system_attributes[
        (system_attributes["value"] == "qr_payment")
        & (system_attributes["source_id"] == row["source_id"])
    ]
    n = rows["system_id"].nunique()
    return Number(n, wording.count(n), ids(rows, row), "systems")


@number
def apps_without_house(systems: Table, system_attributes: Table, entities: Table) -> Number:
    """Payment apps of which neither issuer nor operator nor developer is on record."""
    apps = of_kind(systems, "payment-app")
    houses = ["issuer", "operator", "developer", "partner"]
    rows = system_attributes[system_attributes["attribute"].isin(houses)]
    rows = rows[rows["system_id"].isin(apps.index)]
    without = set(apps.index) - set(rows["system_id"])
    return Number(len(without), labels(entities, without), ids(rows) + ids(apps), "apps")


@number
def apps_with_fee(systems: Table, system_attributes: Table, entities: Table) -> Number:
    """Payment apps with a fee on record."""
    apps = of_kind(systems, "payment-app")
    rows = system_attributes[system_attributes["attribute"] == "fee"]
    rows = rows[rows["system_id"].isin(apps.index)]
    having = set(rows["system_id"])
    return Number(len(having), labels(entities, having), ids(rows) + ids(apps), "apps")


@number
def cards_without_function(systems: Table, system_attributes: Table, entities: Table) -> Number:
    """Cards of which no function is on record."""
    cards = of_kind(systems, "card")
    rows = system_attributes[system_attributes["attribute"] == "function"]
    rows = rows[rows["system_id"].isin(cards.index)]
    without = set(cards.index) - set(rows["system_id"])
    return Number(len(without), labels(entities, without), ids(rows) + ids(cards), "cards")


@predicate
def no_transfer_seen(claims: Table, systems: Table, system_attributes: Table) -> Verdict:
    """That a card or payment app sends money to a person was inspected or witnessed of none."""
    kept = of_kind(systems, "card", "payment-app")
    rows = functions(claims, system_attributes)
    rows = rows[rows["system_id"].isin(kept.index) & (rows["value"] == "p2p_transfer")]
    n, of = len(seen(each_function(rows))), rows["system_id"].nunique()
    return Verdict(n == 0 and of > 0, f"{n} of {of} seen", both_ids(rows) + ids(kept))


@predicate
def transfer_seen_of_machines(claims: Table, system_attributes: Table) -> Verdict:
    """That a system sends money to a person was seen of the machines of the Hwawon bank alone."""
    rows = functions(claims, system_attributes)
    rows = rows[rows["value"] == "p2p_transfer"]
    found = sorted(seen(each_function(rows)).groupby("system_id").size().index)
    return Verdict(found == ["hwawon-bank"], f"seen: {', '.join(found)}", both_ids(rows))


@predicate
def two_cards_seen(claims: Table, systems: Table, system_attributes: Table) -> Verdict:
    """Of cards only Koryo and Narae have more than one function that was seen."""
    kept = of_kind(systems, *CARDS)
    rows = functions(claims, system_attributes)
    rows = rows[rows["system_id"].isin(kept.index)]
    n = seen(each_function(rows)).groupby("system_id").size()
    several = sorted(n[n > 1].index)
    rows_behind = both_ids(rows) + ids(kept)
    return Verdict(several == ["koryo-card", "narae-card"], ", ".join(several), rows_behind)
