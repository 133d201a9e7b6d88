"""What is known of the systems, from raw rows."""

from __future__ import annotations

from collections.abc import Callable

from nkpay import wording
from tests.recomputed import Numbers, Predicates, Raw, where
from tests.recomputed.systems.rows import ISSUERS, MAKERS, about, systems_of


def n_of_kind(which: str) -> Callable[[Raw], str]:
    return lambda raw: wording.count(len(where(raw["systems"], kind=which)))


def all_systems(raw: Raw) -> set[str]:
    return systems_of(raw["system_attributes"])


def issued(raw: Raw) -> set[str]:
    return systems_of(about(raw, *ISSUERS))


def made(raw: Raw) -> set[str]:
    return systems_of(about(raw, *MAKERS))


def priced(raw: Raw) -> set[str]:
    return systems_of(about(raw, "fee"))


def of_all(raw: Raw, found: set[str]) -> str:
    return f"{wording.count(len(found))} of {len(all_systems(raw))}"


def still_named(raw: Raw) -> str:
    n = len(where(raw["systems"], status="named-in-2024-or-later"))
    return f"{wording.count(n)} of {len(raw['systems'])}"


def seldom_both(raw: Raw) -> bool:
    return 4 * len(issued(raw) & made(raw)) < len(all_systems(raw))


NUMBERS: Numbers = {
    "systems.counted": lambda r: wording.count(len(r["systems"])),
    "systems.cards_counted": n_of_kind("card"),
    "systems.apps_counted": n_of_kind("payment-app"),
    "systems.shops_counted": n_of_kind("shopping-platform"),
    "systems.still_named": still_named,
    "systems.issuer_known": lambda r: of_all(r, issued(r)),
    "systems.maker_known": lambda r: of_all(r, made(r)),
    "systems.both_known": lambda r: of_all(r, issued(r) & made(r)),
    "systems.fee_known": lambda r: of_all(r, priced(r)),
}

PREDICATES: Predicates = {
    "systems.issuer_mostly_unknown": lambda r: 2 * len(issued(r)) < len(all_systems(r)),
    "systems.makers_and_fees_rarer": lambda r: len(issued(r)) > max(len(made(r)), len(priced(r))),
}
