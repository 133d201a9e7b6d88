"""What the state can see, and what it is reported to have done with it."""

from __future__ import annotations

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, one, where
from tests.recomputed.surveillance.rows import claims, northern, originals, uses


def level(row: Row) -> str:
    if row["evidence"] == "inference" or row["evidence_level"] == "inferred":
        return "inferred"
    seen = row["evidence"] in ("inspected", "measured") and row["evidence_level"] == "inspected"
    return "inspected" if seen else "reported"


def at(raw: Raw, name: str) -> str:
    return wording.count(sum(level(row) == name for row in raw["capabilities"]))


def mostly(raw: Raw, name: str, layer: str) -> bool:
    rows = where(raw["capabilities"], layer=layer)
    return bool(rows) and 2 * sum(level(row) == name for row in rows) > len(rows)


def told_anonymously(raw: Raw, layer: str) -> bool:
    kinds = [row["evidence"] for row in where(raw["capabilities"], layer=layer)]
    return 2 * kinds.count("anonymous-source") > len(kinds)


def phone_contract(raw: Raw) -> str:
    (row,) = (k for k in raw["capabilities"] if k["capability"].startswith("Phone sign-up records"))
    return dates.in_words(row["first_reported"])


def acted(raw: Raw) -> list[Row]:
    return where(raw["capabilities"], used_against_people="yes")


def outlets(raw: Raw) -> str:
    kept = {row["original"] for row in uses(raw)}
    return wording.count(len({one(raw["sources"], source_id=key)["outlet_id"] for key in kept}))


def span(raw: Raw) -> str:
    days = sorted(row["as_of"] for row in uses(raw))
    return f"{dates.in_words(days[0])} to {dates.in_words(days[-1])}"


def only_bank(raw: Raw) -> bool:
    channels = {row["channel"] for row in acted(raw)} & {"bank-records", "wallet"}
    return channels | {row["subject_id"] for row in uses(raw)} == {"bank-records"}


def no_wallet(raw: Raw) -> bool:
    elsewhere = [row for row in uses(raw) if row["subject_id"] != "bank-records"]
    return not where(acted(raw), channel="wallet") and not elsewhere


def from_north(raw: Raw) -> bool:
    seen = {row["original"] for row in uses(raw)}
    north = {row["original"] for row in uses(raw) if northern(raw, row["place_id"])}
    return bool(seen) and seen == north


def metadata(raw: Raw) -> Row:
    return one(claims(raw, "state-visibility"), subject_id="surveillance", evidence="inspected")


def excerpts(raw: Raw) -> bool:
    cited = {row["source_id"] for row in raw["capabilities"]}
    return {one(raw["sources"], source_id=key)["seen"] for key in cited} == {"excerpt"}


def asked(raw: Raw, words: str) -> Row:
    (row,) = (u for u in raw["searches"] if words in u["question"])
    return row


def purchase_search(raw: Raw) -> Row:
    return asked(raw, "wallet payment been traced")


NUMBERS: Numbers = {
    "surveillance.inspected_count": lambda r: at(r, "inspected"),
    "surveillance.inferred_count": lambda r: at(r, "inferred"),
    "surveillance.wallet_channel_count": lambda r: wording.count(
        len(where(r["capabilities"], channel="wallet"))
    ),
    "surveillance.bank_use_originals": lambda r: originals(uses(r)),
    "surveillance.bank_use_outlets": outlets,
    "surveillance.people_arrested": lambda r: wording.count(
        sum(int(float(c["value"])) for c in where(uses(r), indicator_id="people-affected"))
    ),
    "surveillance.use_span": span,
    "surveillance.purchase_search_when": lambda r: dates.in_words(purchase_search(r)["looked_on"]),
    "surveillance.phone_contract_when": phone_contract,
    "surveillance.metadata_finding_date": lambda r: dates.in_words(metadata(r)["as_of"]),
}

PREDICATES: Predicates = {
    "surveillance.device_mostly_inspected": lambda r: mostly(r, "inspected", "device"),
    "surveillance.bank_and_market_mostly_told": lambda r: (
        told_anonymously(r, "bank") and told_anonymously(r, "market")
    ),
    "surveillance.no_wallet_use": no_wallet,
    "surveillance.only_bank_records": only_bank,
    "surveillance.use_all_anonymous": lambda r: (
        {c["evidence"] for c in uses(r)} == {"anonymous-source"}
    ),
    "surveillance.use_from_north": from_north,
    "surveillance.only_excerpts": excerpts,
    "surveillance.purchase_search_in_vain": lambda r: purchase_search(r)["outcome"] == "not-found",
    "surveillance.wallet_rules_not_found": lambda r: (
        asked(r, "register for a wallet app")["outcome"] == "not-found"
    ),
}
