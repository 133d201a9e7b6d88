"""The surveillance chapter's numbers from raw rows."""

from __future__ import annotations

import re

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, one, used, where

WATCHING = re.compile(r"\b(monitor|watch|trace|track|tracing|surveil)", re.IGNORECASE)
CONTROL = re.compile(r"\bcontrol|private", re.IGNORECASE)
NORTH = {"ryanggang", "north-hamgyong", "northern-provinces", "northern-border"}


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


def claims(raw: Raw, aspect: str) -> list[Row]:
    return where(used(raw["claims"]), aspect=aspect)


def uses(raw: Raw) -> list[Row]:
    return claims(raw, "use-against-people")


def acted(raw: Raw) -> list[Row]:
    return where(raw["capabilities"], used_against_people="yes")


def originals(rows: list[Row]) -> str:
    return wording.count(len({row["original"] for row in rows}))


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


def northern(raw: Raw, place: str) -> bool:
    parents = {row["place_id"]: row["parent_id"] for row in raw["places"]}
    return place in NORTH or parents.get(place) in NORTH


def from_north(raw: Raw) -> bool:
    seen = {row["original"] for row in uses(raw)}
    north = {row["original"] for row in uses(raw) if northern(raw, row["place_id"])}
    return bool(seen) and seen == north


def own_texts(raw: Raw) -> list[Row]:
    stated = claims(raw, "motive-stated")
    return [row for row in stated if row["evidence"] in ("inspected", "state-claim")]


def inside_control(raw: Raw) -> list[Row]:
    told = where(claims(raw, "motive-stated"), evidence="anonymous-source")
    return [row for row in told if CONTROL.search(row["statement"])]


def named(raw: Raw, theme: str) -> list[Row]:
    return [row for row in where(raw["concerns"], theme=theme) if row["place_id"] != "dprk"]


def fear_places(raw: Raw, *, beyond_north: bool = False) -> str:
    places = {row["place_id"] for row in named(raw, "state-surveillance")}
    found = {p for p in places if not (beyond_north and northern(raw, p))}
    names = {one(raw["places"], place_id=place)["name"] for place in found}
    return wording.listing(name.replace("The ", "the ") for name in sorted(names))


def gives_both(raw: Raw) -> bool:
    fear = {row["source_id"] for row in where(raw["concerns"], theme="state-surveillance")}
    ease = {row["source_id"] for row in where(raw["concerns"], theme="convenience")}
    return bool(fear & ease)


def held(raw: Raw, subject: str) -> Row:
    surveys = where(used(raw["claims"]), indicator_id="household-financial-assets")
    sums = where(used(raw["claims"]), indicator_id="usd-amount", subject_id=subject)
    (claim,) = (row for row in sums if row["original"] in {s["original"] for s in surveys})
    return claim


def promise(raw: Raw) -> bool:
    said = [r for r in claims(raw, "state-visibility") if "stay anonymous" in r["statement"]]
    return bool({row["original"] for row in said} & {row["original"] for row in uses(raw)})


def narae(raw: Raw) -> bool:
    rows = where(used(raw["claims"]), subject_id="narae-card")
    return bool(where(rows, aspect="state-visibility")) and any(
        "anonymously" in row["statement"] for row in rows
    )


def metadata(raw: Raw) -> Row:
    return one(claims(raw, "state-visibility"), subject_id="surveillance", evidence="inspected")


def excerpts(raw: Raw) -> bool:
    cited = {row["source_id"] for row in raw["capabilities"]}
    return {one(raw["sources"], source_id=key)["seen"] for key in cited} == {"excerpt"}


def purpose(raw: Raw) -> str:
    clause = one(raw["provisions"], law_id="electronic-payment-law", article="1")
    return dates.in_words(clause["instrument_date"])


def reform(raw: Raw) -> str:
    (event,) = (
        row
        for row in where(raw["events"], category="currency")
        if row["title"].startswith("Won exchanged")
    )
    return dates.in_words(event["date"])


def assets(raw: Raw) -> Row:
    return one(used(raw["claims"]), indicator_id="household-financial-assets")


def cash_part(raw: Raw) -> Row:
    return one(
        used(raw["claims"]),
        subject_id="household-finance",
        indicator_id="other-share",
        original=assets(raw)["original"],
    )


def worded(rows: list[Row], words: str) -> Row:
    (row,) = (r for r in rows if words in r["statement"])
    return row


def day(rows: list[Row], words: str) -> str:
    return dates.in_words(worded(rows, words)["as_of"])


def abroad(raw: Raw, subject: str, indicator: str) -> list[Row]:
    return where(used(raw["claims"]), subject_id=subject, indicator_id=indicator)


def convictions(raw: Raw) -> Row:
    rows = abroad(raw, "belarus-payments", "people-affected")
    last = max(row["as_of"] for row in rows)
    return one(rows, as_of=last)


def asked_share(raw: Raw, subject: str, words: str) -> str:
    row = worded(abroad(raw, subject, "respondent-share"), words)
    return wording.percent(float(row["value"]))


def hours(raw: Raw, what: str) -> str:
    rules = where(raw["provisions"], law_id="anti-money-laundering-implementing-regulations")
    found = [re.search(rf"{what}.*within (\d+) hours", row["obligation"]) for row in rules]
    (only_one,) = (match for match in found if match)
    return only_one[1]


def asked(raw: Raw, words: str) -> Row:
    (row,) = (u for u in raw["searches"] if words in u["question"])
    return row


def purchase_search(raw: Raw) -> Row:
    return asked(raw, "wallet payment been traced")


def fear(raw: Raw, evidence: str) -> str:
    rows = where(raw["concerns"], theme="state-surveillance", evidence=evidence)
    return wording.count(len(rows))


def watching_kinds(raw: Raw) -> set[str]:
    rows = claims(raw, "motive-stated") + claims(raw, "motive-inferred")
    return {row["evidence"] for row in rows if WATCHING.search(row["statement"])}


def reasons(raw: Raw) -> list[Row]:
    return [q for q in raw["concerns"] if q["direction"] in ("deterrent", "driver")]


def insiders_on_privacy(raw: Raw) -> tuple[list[Row], list[Row]]:
    told = where(claims(raw, "driver"), evidence="anonymous-source")
    private = re.compile(r"privacy|anonym", re.IGNORECASE)
    return told, [
        r for r in told if private.search(r["statement"]) or WATCHING.search(r["statement"])
    ]


def cash_dwarfs(raw: Raw) -> bool:
    return float(held(raw, "cash")["value"]) > 100 * float(held(raw, "banking")["value"])


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
    "surveillance.own_text_originals": lambda r: originals(own_texts(r)),
    "surveillance.inside_control_originals": lambda r: originals(inside_control(r)),
    "surveillance.inferred_originals": lambda r: originals(claims(r, "motive-inferred")),
    "surveillance.inferred_watching_originals": lambda r: originals(
        [c for c in claims(r, "motive-inferred") if WATCHING.search(c["statement"])]
    ),
    "surveillance.law_purpose_date": purpose,
    "surveillance.reform_date": reform,
    "surveillance.watching_fear_places": fear_places,
    "surveillance.watching_fear_further": lambda r: fear_places(r, beyond_north=True),
    "surveillance.cash_at_home": lambda r: wording.quantity(float(held(r, "cash")["value"])),
    "surveillance.bank_deposits": lambda r: wording.count(int(float(held(r, "banking")["value"]))),
    "surveillance.refugees_asked": lambda r: "".join(
        re.findall(r"\d", held(r, "cash")["population"])
    ),
    "surveillance.assets_period": lambda r: dates.in_words(cash_part(r)["as_of"]),
    "surveillance.cash_share": lambda r: wording.percent(float(cash_part(r)["value"])),
    "surveillance.order_to_banks": lambda r: day(claims(r, "cash-access"), "Central Bank order"),
    "surveillance.guaranteed_deposits": lambda r: day(
        claims(r, "economy"), "deposits guaranteed by the state"
    ),
    "surveillance.branches_offered": lambda r: day(
        claims(r, "driver"), "branches in cities and counties"
    ),
    "surveillance.stability_expected": lambda r: day(
        claims(r, "driver"), "keeps electronic payment stable"
    ),
    "surveillance.watching_told": lambda r: fear(r, "anonymous-source"),
    "surveillance.watching_presumed": lambda r: fear(r, "inference"),
    "surveillance.belarus_convictions": lambda r: wording.count(
        int(float(convictions(r)["value"]))
    ),
    "surveillance.belarus_when": lambda r: dates.in_words(convictions(r)["as_of"]),
    "surveillance.myanmar_frozen": lambda r: (
        "more than "
        + wording.quantity(
            float(one(abroad(r, "myanmar-payments", "accounts-blocked"))["value_low"])
        )
    ),
    "surveillance.rouble_for_control": lambda r: asked_share(
        r, "russia-digital-payment", "tighter state control"
    ),
    "surveillance.euro_privacy_first": lambda r: asked_share(
        r, "cbdc-privacy", "privacy as the most important"
    ),
    "surveillance.large_report_hours": lambda r: hours(r, "large"),
    "surveillance.suspicious_report_hours": lambda r: hours(r, "suspicious"),
    "surveillance.reporting_rules_adopted": lambda r: dates.in_words(
        one(r["laws"], law_id="anti-money-laundering-implementing-regulations")["adopted"]
    ),
    "surveillance.residents_asked": lambda r: wording.count(
        int(
            float(
                worded(abroad(r, "surveillance", "respondents"), "residents of North Korea")[
                    "value"
                ]
            )
        )
    ),
    "surveillance.speech_on_control": lambda r: day(
        where(used(r["claims"]), evidence="state-claim"), "leading role and control"
    ),
    "surveillance.purchase_search_when": lambda r: dates.in_words(purchase_search(r)["looked_on"]),
    "surveillance.phone_contract_when": phone_contract,
    "surveillance.card_shunned": lambda r: day(
        claims(r, "deterrent"), "above all wealthy traders and money changers"
    ),
    "surveillance.cash_foreign": lambda r: wording.percent(
        float(
            one(
                used(r["claims"]),
                indicator_id="foreign-share-of-household-cash",
                original=assets(r)["original"],
            )["value"]
        )
    ),
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
    "surveillance.own_texts_silent": lambda r: (
        bool(own_texts(r)) and not any(WATCHING.search(c["statement"]) for c in own_texts(r))
    ),
    "surveillance.own_texts_transparent": lambda r: any(
        "transparen" in c["statement"].lower() for c in own_texts(r)
    ),
    "surveillance.arrest_fear_only_north": lambda r: (
        bool(named(r, "inspection-and-arrest"))
        and all(northern(r, q["place_id"]) for q in named(r, "inspection-and-arrest"))
    ),
    "surveillance.watching_fear_wider": lambda r: any(
        not northern(r, q["place_id"]) for q in named(r, "state-surveillance")
    ),
    "surveillance.one_report_gives_both": gives_both,
    "surveillance.cash_dwarfs_deposits": cash_dwarfs,
    "surveillance.promise_and_practice": promise,
    "surveillance.narae_read_both_ways": narae,
    "surveillance.only_excerpts": excerpts,
    "surveillance.purchase_search_in_vain": lambda r: purchase_search(r)["outcome"] == "not-found",
    "surveillance.wallet_rules_not_found": lambda r: (
        asked(r, "register for a wallet app")["outcome"] == "not-found"
    ),
    "surveillance.watching_only_inferred": lambda r: watching_kinds(r) == {"inference"},
    "surveillance.privacy_not_asked": lambda r: (
        bool(insiders_on_privacy(r)[0]) and not insiders_on_privacy(r)[1]
    ),
    "surveillance.reasons_unmeasured": lambda r: (
        bool(reasons(r)) and not where(reasons(r), evidence="measured")
    ),
}
