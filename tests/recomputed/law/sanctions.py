"""Sanctions: which banks and firms behind the payment systems stand on which list."""

from __future__ import annotations

import re

from nkpay import dates, wording
from tests.recomputed import Finding, Findings, Numbers, Predicates, Raw, Row, one, used, where

TRADE_BANK = "foreign-trade-bank"
#: A list for export control, which freezes nothing.
END_USERS = "japan-end-users"


def is_bank(attribute: Row) -> bool:
    return re.search(r"\bbank\b", attribute["value"]) is not None


def issuers(raw: Raw) -> list[Row]:
    return [a for a in where(raw["system_attributes"], attribute="issuer") if is_bank(a)]


def others(raw: Raw) -> list[Row]:
    roles = {"issuer", "developer", "operator", "partner"}
    return [a for a in raw["system_attributes"] if a["attribute"] in roles and not is_bank(a)]


def looked_up(raw: Raw, names: list[Row]) -> list[Row]:
    known = {a["value"] for a in names}
    return [s for s in raw["sanctions"] if s["entity_id"] in known]


def frozen(raw: Raw) -> list[Row]:
    return [s for s in looked_up(raw, issuers(raw)) if s["list"] != END_USERS]


def bank_rows(raw: Raw) -> list[Row]:
    return issuers(raw) + frozen(raw)


def names(rows: list[Row], column: str = "entity_id") -> set[str]:
    return {row[column] for row in rows}


def found(raw: Raw) -> list[Row]:
    return where(frozen(raw), status="listed")


def most_listed(raw: Raw) -> bool:
    return 2 * len(names(found(raw))) > len(names(issuers(raw), "value"))


def first_listing(raw: Raw, entity: str, name: str) -> str:
    rows = where(raw["sanctions"], entity_id=entity, list=name, status="listed")
    return dates.in_words(min(row["listed"] for row in rows))


def told(raw: Raw, subject: str, **cells: str) -> Row:
    return one(used(raw["claims"]), aspect="sanction", subject_id=subject, **cells)


def count(row: Row) -> str:
    return wording.count(int(float(row["value"])))


def of_2017(raw: Raw) -> Row:
    return told(raw, "us-executive-orders-13722-13810", unit="banks")


def offices(raw: Raw) -> Row:
    return told(raw, "un-resolution-2321", unit="days")


def swift(raw: Raw) -> str:
    row = told(raw, "swift-disconnection-2017", source_id="kyodo-2017-swift")
    return f"{count(row)} North Korean banks in {dates.in_words(row['as_of'])}"


def law_day(raw: Raw, law: str) -> str:
    return dates.in_words(one(raw["laws"], law_id=law)["adopted"].split(";")[-1])


def bureau_lists(raw: Raw) -> set[str]:
    return {s["list"] for s in where(raw["sanctions"], entity_id="pitb", status="listed")}


def seoul(raw: Raw) -> bool:
    rows = where(raw["sanctions"], list="south-korea")
    return bool(rows) and not where(rows, status="not-found")


def newest(raw: Raw) -> Row:
    return max(where(raw["sanctions"], status="listed"), key=lambda s: s["listed"])


def copy_is_older(raw: Raw) -> bool:
    searched = where(raw["sanctions"], status="not-found", list="us-ofac-sdn")
    pages = [one(raw["sources"], source_id=s["source_id"]) for s in searched]
    copy = max(page["published"] for page in pages)
    last = newest(raw)
    later = dates.parse(last["listed"]).first > dates.parse(copy).last
    return last["list"] == "us-ofac-sdn" and later


def trade_bank_lists(raw: Raw) -> set[str]:
    return names(where(raw["sanctions"], entity_id=TRADE_BANK, status="listed"), "list")


def left_over(raw: Raw) -> set[str]:
    on_any = where(looked_up(raw, issuers(raw)), status="listed")
    return names(issuers(raw), "value") - names(on_any)


def us_has_all(raw: Raw) -> bool:
    all_names = names(found(raw))
    return bool(all_names) and names(where(found(raw), list="us-ofac-sdn")) == all_names


NUMBERS: Numbers = {
    "law.issuing_banks": lambda r: wording.count(len(names(issuers(r), "value"))),
    "law.issuing_banks_listed": lambda r: wording.count(len(names(found(r)))),
    "law.issuing_banks_un": lambda r: wording.count(len(names(where(found(r), list="un-1718")))),
    "law.other_makers": lambda r: wording.count(len(names(others(r), "value"))),
    "law.trade_bank_lists": lambda r: wording.count(len(trade_bank_lists(r) - {END_USERS})),
    "law.trade_bank_us": lambda r: first_listing(r, TRADE_BANK, "us-ofac-sdn"),
    "law.trade_bank_un": lambda r: first_listing(r, TRADE_BANK, "un-1718"),
    "law.triangle_us": lambda r: first_listing(r, "golden-triangle-bank", "us-ofac-sdn"),
    "law.bureau_since": lambda r: first_listing(r, "pitb", "japan"),
    "law.trade_bank_un_disputed": lambda r: dates.in_words(
        told(r, TRADE_BANK, source_id="conventus-2017-ofac-banks")["as_of"]
    ),
    "law.banks_of_2017": lambda r: count(of_2017(r)),
    "law.banks_of_2017_when": lambda r: dates.in_words(of_2017(r)["as_of"]),
    "law.swift_last": swift,
    "law.offices_days": lambda r: count(offices(r)),
    "law.offices_when": lambda r: dates.in_words(offices(r)["as_of"]),
    "law.concern_since": lambda r: law_day(r, "us-patriot-act-section-311"),
    "law.newest_listing": lambda r: dates.in_words(newest(r)["listed"]),
    "law.ossetia_when": lambda r: dates.in_words(
        one(r["events"], category="sanctions", place_id="russia")["date"]
    ),
}

PREDICATES: Predicates = {
    "law.issuing_banks_mostly_listed": most_listed,
    "law.all_listed_by_us": us_has_all,
    "law.bureau_alone": lambda r: (
        names(where(looked_up(r, others(r)), status="listed")) == {"pitb"}
    ),
    "law.bureau_by_japan": lambda r: bureau_lists(r) - {END_USERS} == {"japan"},
    "law.seoul_not_searched": seoul,
    "law.unlisted_pair": lambda r: left_over(r) == {"mirae-bank", "geumbit-bank"},
    "law.newer_than_copy": copy_is_older,
}

FINDINGS: Findings = {
    "law.issuing_banks_listed": Finding(bank_rows, most_listed),
}
