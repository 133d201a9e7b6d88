"""Tables across systems: houses behind them, spellings, and what is not on record."""

from __future__ import annotations

from typing import Final

import pandas as pd

from nkpay import wording
from nkpay.numbers.systems.names import shared
from nkpay.numbers.systems.selection import ISSUING, STATED, Table, about
from nkpay.numbers.systems.shown import Lookup, address, listed, name_of
from nkpay.registry import Tables

LISTS: Final = {
    "un-1718": "United Nations",
    "us-ofac-sdn": "United States",
    "eu": "European Union",
    "uk": "United Kingdom",
    "japan": "Japan",
    "south-korea": "South Korea",
    "australia": "Australia",
}
ROLES: Final = {
    "issuer": "issues",
    "operator": "runs",
    "developer": "made",
    "partner": "took part in",
}
#: The systems that the three articles with which this report began name or describe.
FOUNDING: Final = (
    *("sili-card", "narae-card", "koryo-card", "sonbong-card", "kumbit-card", "jonsong-card"),
    *("metro-card", "bus-card", "jonsong-app", "kangsong-app", "ullim-1", "ullim-2"),
    *("samhung-wallet", "apnal-wallet", "saebyol-app", "narae-app", "okryu", "manmulsang"),
    *("grain-voucher", "samhung-credit"),
)


def houses(tables: Tables, *, banks: bool) -> Lookup:
    """One row a house: what it issues, runs or made, and lists on which it was found or not."""
    entities, sanctions = tables["entities"], tables["sanctions"]
    rows = about(tables["system_attributes"], *ROLES)
    rows = rows[rows["value"].map(entities["kind"]).eq("bank") == banks]
    order = sorted(set(rows["value"]), key=lambda house: str(entities.at[house, "label"]))
    records, ways = [], {}
    for house in order:
        looked = sanctions[(sanctions["entity_id"] == house) & (sanctions["list"] != "other")]
        name = name_of(entities, house)
        record = {
            "house": name,
            "systems": _systems_of(rows[rows["value"] == house], entities),
            "found on the list of": _lists(looked, "listed", "none found"),
        }
        # Of the firms nearly all rows would say the same.
        sought = {"looked for and not found": _lists(looked, "not-found", "none")} if banks else {}
        records.append(record | sought)
        if len(looked):
            ways[name] = address("sanctions", str(looked.index[0]))
    return Lookup(pd.DataFrame(records), ways, (24, 28, 24, 24) if banks else (42, 42, 16))


def _systems_of(rows: Table, entities: Table) -> str:
    """``issues and runs Okryu``: systems of a house by what it is to them."""
    roles = rows.groupby("system_id")["attribute"].agg(set)
    by_roles: dict[str, list[str]] = {}
    for system, held in roles.items():
        verbs = wording.listing(verb for role, verb in ROLES.items() if role in held)
        by_roles.setdefault(verbs, []).append(str(entities.at[system, "label"]))
    return listed(f"{verbs}: {', '.join(sorted(them))}" for verbs, them in by_roles.items())


def _lists(rows: Table, status: str, missing: str) -> str:
    found = set(rows.loc[rows["status"] == status, "list"])
    return ", ".join(name for key, name in LISTS.items() if key in found) or missing


def shared_names(tables: Tables) -> Lookup:
    """One row a set of systems that share spellings."""
    labels = tables["entities"]["label"]
    borne = shared(tables["names"], tables["systems"]).rename("things").reset_index()
    grouped = borne.groupby("things")["spelling"].agg(lambda s: ", ".join(sorted(s)))
    return Lookup(
        pd.DataFrame(
            {"spelling": spellings, "may mean": " or ".join(str(labels[t]) for t in things)}
            for things, spellings in grouped.items()
        )
    )


def spellings(tables: Tables, least: int = 3) -> Lookup:
    """One row a system with so many spellings beside its label and its Korean name."""
    entities, names = tables["entities"], tables["names"]
    bearers = names.assign(thing=names["entity_id"].str.split(";")).explode("thing")
    records, ways = [], {}
    for system in sorted(tables["systems"].index, key=lambda s: str(entities.at[s, "label"])):
        label, hangul = str(entities.at[system, "label"]), str(entities.at[system, "hangul"])
        met = bearers.loc[bearers["thing"] == system, "spelling"]
        others = [s for s in met if s not in (label, hangul)]
        if len(set(others)) < least:
            continue
        ways[label] = address("systems", system)
        records.append(
            {
                "system": label,
                "Korean": hangul or "not seen",
                "other spellings": ", ".join(dict.fromkeys(others)),
            }
        )
    return Lookup(pd.DataFrame(records), ways, (26, 20, 54))


def gaps(tables: Tables) -> Lookup:
    """One row a system that the founding articles name: what of it is on record and what is not."""
    entities, attributes = tables["entities"], tables["system_attributes"]
    records, ways = [], {}
    for system in FOUNDING:
        rows = attributes[attributes["system_id"] == system]
        launch = about(rows, "launch")
        known = {
            "issuer": len(about(rows, *ISSUING)) > 0,
            "maker": len(about(rows, "developer")) > 0,
            "beginning": bool(launch["basis"].isin(STATED).any()),
            "functions": len(about(rows, "function")) > 0,
            "fee or price": len(about(rows, "fee")) > 0,
        }
        name = name_of(entities, system)
        ways[name] = address("systems", system)
        records.append(
            {
                "system": name,
                "on record": ", ".join(k for k, v in known.items() if v) or "nothing",
                "not reported": ", ".join(k for k, v in known.items() if not v) or "none of these",
            }
        )
    return Lookup(pd.DataFrame(records), ways, (34, 34, 32))
