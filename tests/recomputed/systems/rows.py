"""Rows of the chapter on systems that several second computations use."""

from __future__ import annotations

from nkpay import wording
from tests.recomputed import Raw, Row

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


def label(raw: Raw, things: set[str]) -> str:
    names = {e["entity_id"]: e["label"] for e in raw["entities"]}
    return wording.listing(sorted(names[thing] for thing in things)) or "none"
