"""What the systems do, from raw rows."""

from __future__ import annotations

from collections import defaultdict

from nkpay import wording
from tests.recomputed import Numbers, Predicates, Raw, Row, one, used, where
from tests.recomputed.systems.known import priced
from tests.recomputed.systems.rows import ISSUERS, MAKERS, SEEN, about, kind, label, systems_of


def kinds_of(raw: Raw) -> dict[str, str]:
    return {c["claim_id"]: c["evidence"] for c in used(raw["claims"])}


def functions(raw: Raw) -> dict[tuple[str, str], set[str]]:
    """The kinds of evidence of each system and function."""
    kinds, found = kinds_of(raw), defaultdict(set)
    for row in about(raw, "function"):
        found[row["system_id"], row["value"]].add(kinds.get(row["claim_id"], ""))
    return found


def with_claims(raw: Raw, rows: list[Row]) -> list[Row]:
    named = {row["claim_id"] for row in rows}
    return rows + [c for c in raw["claims"] if c["claim_id"] in named]


def function_rows(raw: Raw) -> list[Row]:
    return with_claims(raw, about(raw, "function"))


def coded(raw: Raw) -> list[set[str]]:
    return [kinds for kinds in functions(raw).values() if kinds - {""}]


def seen_and_coded(raw: Raw) -> tuple[int, int]:
    return sum(bool(kinds & SEEN) for kinds in coded(raw)), len(coded(raw))


def functions_seen(raw: Raw) -> str:
    return " of ".join(wording.count(n) for n in seen_and_coded(raw))


def mostly_told(raw: Raw) -> bool:
    n, of = seen_and_coded(raw)
    return 2 * n < of


def n_functions(raw: Raw) -> dict[str, int]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in about(raw, "function"):
        found[row["system_id"]].add(row["value"])
    return {system: len(done) for system, done in found.items()}


def samhung_leads(raw: Raw) -> bool:
    n = n_functions(raw)
    own = n.pop("samhung-wallet", 0)
    return own > max(n.values())


def seen_of(raw: Raw, systems: set[str]) -> list[str]:
    return [s for (s, _), kinds in functions(raw).items() if s in systems and kinds & SEEN]


def samhung_most_seen(raw: Raw) -> bool:
    found = seen_of(raw, kind(raw, "payment-app"))
    return 2 * found.count("samhung-wallet") > len(found)


def two_cards_seen(raw: Raw) -> bool:
    found = seen_of(raw, kind(raw, "card", "transit-card"))
    return {s for s in found if found.count(s) > 1} == {"koryo-card", "narae-card"}


def no_transfer_seen(raw: Raw) -> bool:
    kept = kind(raw, "card", "payment-app")
    sent = [
        kinds for (s, does), kinds in functions(raw).items() if does == "p2p_transfer" and s in kept
    ]
    return bool(sent) and not any(kinds & SEEN for kinds in sent)


def transfer_seen_of(raw: Raw) -> set[str]:
    found = functions(raw).items()
    return {s for (s, does), kinds in found if does == "p2p_transfer" and kinds & SEEN}


def inspectors(raw: Raw) -> str:
    apps, claims = kind(raw, "payment-app"), {c["claim_id"]: c for c in used(raw["claims"])}
    rows = [a for a in about(raw, "function") if a["system_id"] in apps]
    linked = [claims[a["claim_id"]] for a in rows if a["claim_id"] in claims]
    originals = {c["original"] for c in linked if c["evidence"] == "inspected"}
    houses = {one(raw["sources"], source_id=o)["outlet_id"] for o in originals}
    names = sorted({one(raw["outlets"], outlet_id=house)["name"] for house in houses})
    return f"{wording.count(len(names))} publishers ({'; '.join(names)})"


def exchanging(raw: Raw) -> list[Row]:
    apps = kind(raw, "payment-app")
    return [
        a for a in where(raw["system_attributes"], value="fx_exchange") if a["system_id"] in apps
    ]


def exchange_apps(raw: Raw) -> str:
    n, of = len(systems_of(exchanging(raw))), len(kind(raw, "payment-app"))
    return f"{wording.count(n)} of {wording.count(of)}"


def qr_count(raw: Raw) -> Row:
    return one(used(raw["claims"]), indicator_id="qr-payment-apps-identified")


def qr_named(raw: Raw) -> str:
    page = qr_count(raw)["source_id"]
    rows = where(raw["system_attributes"], value="qr_payment", source_id=page)
    return wording.count(len(systems_of(rows)))


def without(raw: Raw, which: str, *attributes: str) -> str:
    return label(raw, kind(raw, which) - systems_of(about(raw, *attributes)))


NUMBERS: Numbers = {
    "systems.functions_seen": functions_seen,
    "systems.functions_uncoded": lambda r: wording.count(len(functions(r)) - len(coded(r))),
    "systems.samhung_functions": lambda r: wording.count(n_functions(r).get("samhung-wallet", 0)),
    "systems.wallet_inspectors": inspectors,
    "systems.exchange_apps": exchange_apps,
    "systems.qr_apps_found": lambda r: wording.count(int(qr_count(r)["value"])),
    "systems.qr_apps_named": qr_named,
    "systems.apps_without_house": lambda r: without(r, "payment-app", *ISSUERS, *MAKERS),
    "systems.apps_with_fee": lambda r: label(r, kind(r, "payment-app") & priced(r)),
    "systems.cards_without_function": lambda r: without(r, "card", "function"),
}

PREDICATES: Predicates = {
    "systems.samhung_leads": samhung_leads,
    "systems.samhung_most_seen": samhung_most_seen,
    "systems.exchange_from_one_page": lambda r: len({a["source_id"] for a in exchanging(r)}) == 1,
    "systems.two_cards_seen": two_cards_seen,
    "systems.no_transfer_seen": no_transfer_seen,
    "systems.transfer_seen_of_machines": lambda r: transfer_seen_of(r) == {"hwawon-bank"},
}
