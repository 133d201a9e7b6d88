"""The chapter on systems from raw rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, one, used, where

ISSUERS = {"issuer", "operator"}
MAKERS = {"developer", "partner"}
SEEN = {"inspected", "measured", "named-witness"}
JOINED = {"wallet-users", "manmulsang-members", "platform-visits", "platform-daily-visits"}


def about(raw: Raw, *attributes: str) -> list[Row]:
    return [a for a in raw["system_attributes"] if a["attribute"] in attributes]


def systems_of(rows: list[Row]) -> set[str]:
    return {row["system_id"] for row in rows}


def kind(raw: Raw, *kinds: str) -> set[str]:
    return {s["system_id"] for s in raw["systems"] if s["kind"] in kinds}


def n_of_kind(which: str) -> Callable[[Raw], str]:
    return lambda raw: wording.count(len(where(raw["systems"], kind=which)))


def label(raw: Raw, things: set[str]) -> str:
    names = {e["entity_id"]: e["label"] for e in raw["entities"]}
    return wording.listing(sorted(names[thing] for thing in things)) or "none"


# What is known of them.


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


# What they do.


def kinds_of(raw: Raw) -> dict[str, str]:
    return {c["claim_id"]: c["evidence"] for c in used(raw["claims"])}


def functions(raw: Raw) -> dict[tuple[str, str], set[str]]:
    """The kinds of evidence of each system and function."""
    kinds, found = kinds_of(raw), defaultdict(set)
    for row in about(raw, "function"):
        found[row["system_id"], row["value"]].add(kinds.get(row["claim_id"], ""))
    return found


def function_rows(raw: Raw) -> list[Row]:
    rows = about(raw, "function")
    named = {row["claim_id"] for row in rows}
    return rows + [c for c in raw["claims"] if c["claim_id"] in named]


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
    found = seen_of(raw, kind(raw, "card", "transit-card", "bank-service"))
    return {s for s in found if found.count(s) > 1} == {"koryo-card", "narae-card"}


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


# Who stands behind them.


def is_bank(raw: Raw) -> set[str]:
    return {e["entity_id"] for e in where(raw["entities"], kind="bank")}


def by_banks(raw: Raw) -> list[Row]:
    banks = is_bank(raw)
    return [a for a in about(raw, *ISSUERS) if a["value"] in banks]


def banks(raw: Raw) -> set[str]:
    return {a["value"] for a in by_banks(raw)}


def firms(raw: Raw) -> set[str]:
    return {a["value"] for a in about(raw, *ISSUERS, *MAKERS)} - is_bank(raw)


def looked_up(raw: Raw, houses: set[str]) -> list[Row]:
    return [s for s in raw["sanctions"] if s["entity_id"] in houses and s["list"] != "other"]


def listed(raw: Raw, houses: set[str], *, by: str = "") -> set[str]:
    rows = where(looked_up(raw, houses), status="listed")
    return {s["entity_id"] for s in rows if not by or s["list"] == by}


def banks_issue(raw: Raw) -> tuple[int, int]:
    return len(systems_of(by_banks(raw))), len(issued(raw))


def banks_listed(raw: Raw) -> tuple[int, int]:
    return len(listed(raw, banks(raw))), len(banks(raw))


def banks_unlisted(raw: Raw) -> str:
    sought = {s["entity_id"] for s in looked_up(raw, banks(raw))}
    return label(raw, sought - listed(raw, banks(raw)))


def japan_alone(raw: Raw) -> bool:
    rows = where(looked_up(raw, firms(raw)), status="listed")
    return len({s["entity_id"] for s in rows}) == 1 and {s["list"] for s in rows} == {"japan"}


# Users.


def user_counts(raw: Raw) -> list[Row]:
    units = {"people", "members", "visits", "visits a day"}
    return [c for c in where(used(raw["claims"]), aspect="users") if c["unit"] in units]


def none_active(raw: Raw) -> bool:
    rows = user_counts(raw)
    return bool(rows) and all(c["indicator_id"] in JOINED for c in rows)


def joiners_by_state(raw: Raw) -> bool:
    rows = [c for c in user_counts(raw) if c["unit"] in ("people", "members")]
    state = {c["original"] for c in rows if c["evidence"] == "state-claim"}
    return bool(rows) and all(c["original"] in state for c in rows)


# Dates and counts.


def years(raw: Raw, system: str) -> str:
    rows = where(raw["system_attributes"], attribute="launch", system_id=system)
    spans = [dates.parse(a["value"]) for a in rows if a["basis"] in ("announced", "stated", "rule")]
    low, high = min(s.first.year for s in spans), max(s.last.year for s in spans)
    return str(low) if low == high else f"{low} to {high}"


def when(subject: str, aspect: str, **cells: str) -> Callable[[Raw], str]:
    def printed(raw: Raw) -> str:
        rows = where(used(raw["claims"]), subject_id=subject, aspect=aspect, **cells)
        return dates.in_words(min(c["as_of"] for c in rows if c["as_of"]))

    return printed


def phone_money(raw: Raw) -> str:
    cells = {"aspect": "other", "evidence": "anonymous-source", "as_of_precision": "month"}
    rows = where(used(raw["claims"]), subject_id="phone-money", **cells)
    return dates.in_words(min(c["as_of"] for c in rows if c["original"] == c["source_id"]))


def sili_places(raw: Raw) -> str:
    rows = where(used(raw["claims"]), subject_id="sili-card", indicator_id="accepting-outlets")
    values = [float(c["value"]) for c in rows]
    return wording.between(min(values), max(values))


def smart_cards(raw: Raw) -> str:
    row = one(used(raw["claims"]), indicator_id="card-kinds", evidence="state-claim")
    return wording.quantity(float(row["value_low"]))


def ullim_first(raw: Raw) -> bool:
    rows = where(raw["system_attributes"], attribute="launch", system_id="jonsong-app")
    announced = min(int(a["value"][:4]) for a in rows if a["basis"] == "announced")
    return int(years(raw, "ullim-1").split()[-1]) < announced


def shared_spellings(raw: Raw) -> str:
    ours, borne = {s["system_id"] for s in raw["systems"]}, defaultdict(set)
    for name in raw["names"]:
        borne[name["spelling"]] |= set(name["entity_id"].split(";")) & ours
    return wording.count(sum(len(things) > 1 for things in borne.values()))


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
    "systems.banks_issue": lambda r: f"{wording.count(banks_issue(r)[0])} of {banks_issue(r)[1]}",
    "systems.issuing_banks_listed": lambda r: " of ".join(map(wording.count, banks_listed(r))),
    "systems.issuing_banks_not_found": banks_unlisted,
    "systems.issuing_banks_of_un_list": lambda r: label(r, listed(r, banks(r), by="un-1718")),
    "systems.firms_looked_up": lambda r: wording.count(
        len({s["entity_id"] for s in looked_up(r, firms(r))})
    ),
    "systems.firms_listed": lambda r: label(r, listed(r, firms(r))),
    "systems.ullim_years": lambda r: years(r, "ullim-1"),
    "systems.ullim_second": when("ullim-2", "launch", evidence="anonymous-source"),
    "systems.jonsong_phone_years": lambda r: years(r, "jonsong-app"),
    "systems.sonbong_year": lambda r: years(r, "sonbong-card"),
    "systems.sonbong_refused": when("sonbong-card", "acceptance", evidence="named-witness"),
    "systems.kumgil_photographed": when("kumgil-card", "launch", evidence="inspected"),
    "systems.toll_began": when("mirae-card", "launch"),
    "systems.won_card_reported": when("won-card-2012", "launch"),
    "systems.hwawon_opened": when("hwawon-bank", "launch"),
    "systems.shop_app_reported": when("fxshop-app", "launch"),
    "systems.phone_money_stopped": phone_money,
    "systems.sili_places": sili_places,
    "systems.smart_cards": smart_cards,
    "systems.shared_spellings": shared_spellings,
}

PREDICATES: Predicates = {
    "systems.issuer_mostly_unknown": lambda r: 2 * len(issued(r)) < len(all_systems(r)),
    "systems.makers_and_fees_rarer": lambda r: len(issued(r)) > max(len(made(r)), len(priced(r))),
    "systems.seldom_both": seldom_both,
    "systems.functions_mostly_told": mostly_told,
    "systems.samhung_leads": samhung_leads,
    "systems.samhung_most_seen": samhung_most_seen,
    "systems.exchange_from_one_page": lambda r: len({a["source_id"] for a in exchanging(r)}) == 1,
    "systems.two_cards_seen": two_cards_seen,
    "systems.no_active_users": none_active,
    "systems.joiners_by_state_or_echo": joiners_by_state,
    "systems.banks_issue_most": lambda r: 2 * banks_issue(r)[0] > banks_issue(r)[1],
    "systems.most_issuing_banks_listed": lambda r: 2 * banks_listed(r)[0] > banks_listed(r)[1],
    "systems.one_firm_by_japan_alone": japan_alone,
    "systems.kumbit_from_one_page": lambda r: (
        len({a["source_id"] for a in where(r["system_attributes"], system_id="kumbit-card")}) == 1
    ),
    "systems.ullim_before_jonsong": ullim_first,
}

#: For each finding its rows and its test, as ``certainty.FINDINGS`` holds them.
FINDINGS = {
    "systems.seldom_issuer_and_maker": (lambda r: r["system_attributes"], seldom_both),
    "systems.functions_mostly_told": (function_rows, mostly_told),
    "systems.no_active_users": (user_counts, none_active),
}
