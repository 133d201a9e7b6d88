"""Users, dates and counts of the systems, from raw rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from nkpay import dates, wording
from tests.recomputed import Numbers, Predicates, Raw, Row, one, used, where
from tests.recomputed.systems.rows import JOINED

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
    "systems.ullim_years": lambda r: years(r, "ullim-1"),
    "systems.ullim_second": when("ullim-2", "launch", evidence="anonymous-source"),
    "systems.jonsong_phone_years": lambda r: years(r, "jonsong-app"),
    "systems.sonbong_refused": when("sonbong-card", "acceptance", evidence="named-witness"),
    "systems.kumgil_photographed": when("kumgil-card", "launch", evidence="inspected"),
    "systems.toll_began": when("mirae-card", "launch"),
    "systems.won_card_reported": when("won-card-2012", "launch"),
    "systems.hwawon_opened": when("hwawon-bank", "launch"),
    "systems.shop_app_reported": when("fxshop-app", "launch"),
    "systems.sili_places": sili_places,
    "systems.smart_cards": smart_cards,
    "systems.shared_spellings": shared_spellings,
}

PREDICATES: Predicates = {
    "systems.joiners_by_state_or_echo": joiners_by_state,
    "systems.kumbit_from_one_page": lambda r: (
        len({a["source_id"] for a in where(r["system_attributes"], system_id="kumbit-card")}) == 1
    ),
    "systems.ullim_before_jonsong": ullim_first,
}
