"""How far the evidence reaches: years, languages and publishers of the claims."""

from __future__ import annotations

from collections import Counter

from nkpay import wording
from tests.recomputed import Numbers, Raw


def dated(raw: Raw) -> list[str]:
    return [c["as_of"][:4] for c in raw["claims"] if c["as_of"]]


def recent(raw: Raw) -> str:
    years = dated(raw)
    n = sum(int(year) >= 2020 for year in years)
    return f"{n:,} of {len(years):,} dated claims speak of 2020 or later"


def korean(raw: Raw) -> str:
    pages = {s["source_id"] for s in raw["sources"] if s["language"] == "ko"}
    return f"{sum(c['source_id'] in pages for c in raw['claims']):,} of {len(raw['claims']):,}"


def leading(raw: Raw) -> str:
    names = {o["outlet_id"]: o["name"] for o in raw["outlets"]}
    houses_of = {s["source_id"]: names[s["outlet_id"]] for s in raw["sources"]}
    counts = Counter(houses_of[c["source_id"]] for c in raw["claims"])
    total, named = 0, []
    for name, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if 3 * total >= len(raw["claims"]):
            break
        total += n
        named.append(f"{name} ({n:,})")
    return f"{wording.listing(named)} of {len(raw['claims']):,} claims"


NUMBERS: Numbers = {
    "certainty.recent_claims": recent,
    "certainty.claims_in_korean": korean,
    "certainty.claims_of_leading_publishers": leading,
}
