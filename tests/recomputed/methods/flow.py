"""What became of every coding: entered, merged or left out, and the rows that came of it."""

from __future__ import annotations

from collections.abc import Callable

from nkpay import wording
from tests.recomputed import Numbers, Predicates, Raw, half, where

GIVEN = {
    "sources": "source_id",
    "claims": "claim_id",
    "series": "observation_id",
    "systems": "system_id",
    "system_attributes": "attribute_id",
    "events": "event_id",
    "provisions": "provision_id",
    "concerns": "concern_id",
    "capabilities": "capability_id",
}


def outcome(which: str) -> Callable[[Raw], str]:
    return lambda raw: f"{len(where(raw['codings'], outcome=which)):,}"


def given(raw: Raw) -> str:
    named = {part for row in raw["codings"] for part in row["row_ids"].split(";")}
    ids = [row[key] for table, key in GIVEN.items() for row in raw[table]]
    return f"{sum(i in named for i in ids):,} of {len(ids):,}"


NUMBERS: Numbers = {
    "methods.codings_all": lambda r: f"{len(r['codings']):,}",
    "methods.codings_entered": outcome("entered"),
    "methods.codings_merged": outcome("merged"),
    "methods.codings_left_out": outcome("left-out"),
    "methods.coders": lambda r: (
        f"{len(r['codings']):,} codings by {wording.count(len({c['coder'] for c in r['codings']}))}"
        " coders"
    ),
    "methods.codings_unsafe": lambda r: (
        f"{len(where(r['codings'], reason='unsafe')):,} of {len(r['codings']):,}"
    ),
    "methods.rows_from_codings": given,
}

PREDICATES: Predicates = {
    "methods.most_codings_entered": lambda r: half(
        where(r["codings"], outcome="entered"), r["codings"]
    ),
    "methods.few_left_out": lambda r: (
        20 * len(where(r["codings"], outcome="left-out")) < len(r["codings"])
    ),
}
