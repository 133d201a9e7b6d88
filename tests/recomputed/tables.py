"""The tables that chapters print, from raw rows: each a list of lines, each line its cells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

from nkpay import dates, wording
from tests.recomputed import Raw, Row, houses, one, used, where

Lines = list[list[str]]

EVIDENCE = {
    "inspected": "text or device inspected",
    "measured": "survey or official statistic",
    "named-witness": "named witness",
    "anonymous-source": "anonymous source",
    "state-claim": "state claim",
    "inference": "inference",
}


def name(raw: Raw, table: str, column: str, key: str) -> str:
    """A cell of the row with that key."""
    return next(r[column] for r in raw[table] if next(iter(r.values())) == key)


# Adoption.


def told(raw: Raw, claim: Row) -> list[str]:
    outlets = houses(raw)
    outlet = outlets[claim["original" if claim["original"] in outlets else "source_id"]]
    place = name(raw, "places", "name", claim["place_id"])
    return [
        claim["claim_id"],
        f"{dates.in_words(claim['as_of'])}, {place}",
        claim["statement"],
        f"{name(raw, 'outlets', 'name', outlet)} ({EVIDENCE[claim['evidence']]})",
    ]


def wage_accounts(raw: Raw) -> Lines:
    rows = [
        c
        for c in used(raw["claims"])
        if (c["aspect"] == "wage-payment" and c["indicator_id"] != "usd-amount")
        or (c["aspect"], c["subject_id"]) == ("economy", "farm-distribution")
    ]
    return [told(raw, c) for c in sorted(rows, key=lambda c: c["as_of"])]


def card_costs(raw: Raw) -> Lines:
    costs = ("card-issue-fee", "card-joining-fee", "card-monthly-fee")
    rows = [c for c in used(raw["claims"]) if c["indicator_id"] in costs]
    return [
        [*told(raw, c), wording.quantity(float(c["value"])), in_rice(raw, c)]
        for c in sorted(rows, key=lambda c: c["as_of"])
    ]


def in_rice(raw: Raw, claim: Row) -> str:
    """At the price of the capital that is nearest in time, of the same won."""
    prices = [
        (apart(claim["as_of"], price["period"]), price["observation_id"], float(price["value"]))
        for price in where(raw["series"], indicator_id="rice-price", place_id="pyongyang")
        if price["currency_basis"] == claim["currency_basis"] == "new-won"
        and price["period_basis"] == "printed"
        and price["period_precision"] in ("day", "month")
        and price["value"]
    ]
    gap, _, price = min(prices)
    return f"{float(claim['value']) / price:.1f} kg" if gap <= 183 else "no price near"


def apart(one_: str, two: str) -> int:
    first, second = dates.parse(one_), dates.parse(two)
    return max(0, (second.first - first.last).days, (first.first - second.last).days)


# Certainty.


def searches(raw: Raw) -> Lines:
    found = {"not-found": "nothing found", "partly-found": "found in part"}
    return [
        [s["question"], words, f"searches/{s['search_id'][:-2]}.html#{s['search_id']}"]
        for outcome, words in found.items()
        for s in where(raw["searches"], outcome=outcome)
        if "public repository" not in s["looked_in"]
    ]


# The puzzle.


def anatomy(raw: Raw) -> Lines:
    from tests.recomputed.adoption.shares import shares

    users = where(used(raw["claims"]), aspect="users")
    heard = where(users, evidence="anonymous-source", place_id="dprk")
    rows = [
        *shares(raw),
        *where(users, indicator_id="point-change", subject_id="qr-payment"),
        *where(heard, subject_id="jonsong-card"),
        *(c for c in where(heard, subject_id="payment-cards") if c["cited"][:12] == "Central Bank"),
    ]
    rows.sort(key=lambda c: dates.parse(c["as_of"]).first)
    return [dissected(raw, c) for c in rows]


def dissected(raw: Raw, c: Row) -> list[str]:
    place = name(raw, "places", "name", c["place_id"])
    base = c["population"] if place in c["population"] else f"{place}: {c['population']}"
    return [
        c["claim_id"],
        dates.in_words(c["as_of"]) + (" (inferred)" if c["as_of_basis"] == "inferred" else ""),
        base if c["population"] else f"{place}; base not reported",
        act(raw, c),
        f"{c['cited'] or 'the page itself'}; {original(raw, c['original'])}",
        EVIDENCE[c["evidence"]],
    ]


def act(raw: Raw, c: Row) -> str:
    indicator = one(raw["indicators"], indicator_id=c["indicator_id"]) if c["indicator_id"] else {}
    if not indicator.get("question"):
        return c["statement"]
    is_system = bool(where(raw["systems"], system_id=c["subject_id"]))
    means = f" ({name(raw, 'entities', 'label', c['subject_id'])})" if is_system else ""
    low, high = c["value_low"], c["value_high"]
    text = wording.between(float(low), float(high)) if low else wording.quantity(float(c["value"]))
    return f"{indicator['label']}{means}: {text}"


def original(raw: Raw, key: str) -> str:
    if not where(raw["sources"], source_id=key):
        return name(raw, "originals", "description", key)
    source = one(raw["sources"], source_id=key)
    return f"{name(raw, 'outlets', 'name', source['outlet_id'])} {source['published'][:4]}".strip()


# Systems.


def systems(*kinds: str, currency: str = "", fees: bool = True) -> Callable[[Raw], Lines]:
    def lines(raw: Raw) -> Lines:
        rows = [
            s
            for s in raw["systems"]
            if s["kind"] in kinds and (not currency or s["currency"] in currency.split())
        ]
        rows.sort(key=lambda s: name(raw, "entities", "label", s["system_id"]))
        return [system(raw, s["system_id"], fees) for s in rows]

    return lines


def system(raw: Raw, id_: str, fees: bool) -> list[str]:
    entity = one(raw["entities"], entity_id=id_)
    rows = where(raw["system_attributes"], system_id=id_)
    seen = sorted(where(rows, attribute="last-seen"), key=lambda r: dates.parse(r["value"]).last)
    return [
        f"{entity['label']} {entity['hangul']}".strip(),
        behind(raw, rows),
        begun(where(rows, attribute="launch")),
        *([fee(raw, where(rows, attribute="fee"))] if fees else []),
        short(seen[-1]["value"][:7]) if seen else "not reported",
        f"register/systems/{id_}.html#{id_}",
    ]


def behind(raw: Raw, rows: list[Row]) -> str:
    def of(*attributes: str) -> list[str]:
        values = (r["value"] for r in rows if r["attribute"] in attributes)
        return list(dict.fromkeys(name(raw, "entities", "label", value) for value in values))

    issuers, makers = of("issuer", "operator"), of("developer")
    if makers and makers == issuers:
        return f"{wording.listing(issuers)}, also its maker"
    others = [m for m in makers if m not in issuers]
    named = ["the same house"] * (len(makers) - len(others)) + others
    made = [f"made by {named[0]}"] if len(named) == 1 else ["named as maker: " + "; ".join(named)]
    return "; ".join([*issuers, *(made if named else [])]) or "not reported"


def begun(rows: list[Row]) -> str:
    rows = sorted(rows, key=lambda r: (dates.parse(r["value"]).first, r["value"]))
    by_basis: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        stated = row["basis"] in ("announced", "stated", "rule")
        by_basis["stated" if stated else row["basis"]].append(short(row["value"]))
    once = {basis: list(dict.fromkeys(values)) for basis, values in by_basis.items()}
    parts = [wording.listing(once.get("stated", [])).replace(" and ", " or ")]
    if "first-reported" in once:
        parts.append(f"first report: {once['first-reported'][0]}")
    if "planned" in once:
        parts.append("planned for " + wording.listing(once["planned"]).replace(" and ", " or "))
    return "; ".join(filter(None, parts)) or "not reported"


def short(text: str) -> str:
    return re.sub(r"([A-Z][a-z]{2})[a-z]+", r"\1", dates.in_words(text))


def fee(raw: Raw, rows: list[Row]) -> str:
    found = []
    for row in rows:
        words = re.sub(r" \([^)]*\)", "", row["value"]).replace("percent", "per cent")
        claims = where(raw["claims"], claim_id=row["claim_id"])
        when = (claims and claims[0]["as_of"]) or name(
            raw, "sources", "published", row["source_id"]
        )
        found.append(f"{words} ({when[:4]})")
    return "; ".join(dict.fromkeys(found)) or "not reported"


def shared_names(raw: Raw) -> Lines:
    kinds = {s["system_id"] for s in raw["systems"]}
    bearers: dict[str, set[str]] = defaultdict(set)
    for n in raw["names"]:
        if n["entity_id"] in kinds:
            bearers[n["spelling"]].add(n["entity_id"])
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for spelling, things in bearers.items():
        if len(things) > 1:
            groups[tuple(sorted(things))].append(spelling)
    return [
        [", ".join(sorted(said)), " or ".join(name(raw, "entities", "label", t) for t in things)]
        for things, said in sorted(groups.items())
    ]


TABLES: dict[str, Callable[[Raw], Lines]] = {
    "adoption.wage_accounts": wage_accounts,
    "adoption.card_costs": card_costs,
    "certainty.searches": searches,
    "puzzle.anatomy": anatomy,
    "systems.foreign_cards": systems("card", currency="foreign both not-reported"),
    "systems.won_cards": systems("card", "transit-card", currency="won"),
    "systems.apps": systems("payment-app", fees=False),
    "systems.shops": systems("shopping-platform", fees=False),
    "systems.shared_names": shared_names,
}
