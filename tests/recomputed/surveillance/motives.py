"""Why the state wants it: its own texts, insiders retold, and analysts."""

from __future__ import annotations

import re

from tests.recomputed import Numbers, Predicates, Raw, Row, where
from tests.recomputed.surveillance.rows import WATCHING, claims, originals

CONTROL = re.compile(r"\bcontrol|private", re.IGNORECASE)


def own_texts(raw: Raw) -> list[Row]:
    stated = claims(raw, "motive-stated")
    return [row for row in stated if row["evidence"] in ("inspected", "state-claim")]


def inside_control(raw: Raw) -> list[Row]:
    told = where(claims(raw, "motive-stated"), evidence="anonymous-source")
    return [row for row in told if CONTROL.search(row["statement"])]


def watching_kinds(raw: Raw) -> set[str]:
    rows = claims(raw, "motive-stated") + claims(raw, "motive-inferred")
    return {row["evidence"] for row in rows if WATCHING.search(row["statement"])}


NUMBERS: Numbers = {
    "surveillance.own_text_originals": lambda r: originals(own_texts(r)),
    "surveillance.inside_control_originals": lambda r: originals(inside_control(r)),
    "surveillance.inferred_originals": lambda r: originals(claims(r, "motive-inferred")),
    "surveillance.inferred_watching_originals": lambda r: originals(
        [c for c in claims(r, "motive-inferred") if WATCHING.search(c["statement"])]
    ),
}

PREDICATES: Predicates = {
    "surveillance.own_texts_silent": lambda r: (
        bool(own_texts(r)) and not any(WATCHING.search(c["statement"]) for c in own_texts(r))
    ),
    "surveillance.own_texts_transparent": lambda r: any(
        "transparen" in c["statement"].lower() for c in own_texts(r)
    ),
    "surveillance.watching_only_inferred": lambda r: watching_kinds(r) == {"inference"},
}
