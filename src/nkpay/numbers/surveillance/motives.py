"""Why the state wants it: its own texts, insiders retold, and analysts."""

from __future__ import annotations

import pandas as pd

from nkpay import wording
from nkpay.numbers.surveillance.selection import aspect, originals
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids

WATCHING = r"\b(?:monitor|watch|trac(?:e|k|ing)|surveil)"

TRANSPARENCY = r"transparen"

CONTROL = r"\bcontrol|private"

#: Aims in short, and the words by which a claim names one; a claim may name several.
AIMS = {
    "watching": WATCHING,
    "transparency": TRANSPARENCY,
    "control of trade": r"\bcontrol|private (?:commerce|trade)|regulat|\bcurb",
    "idle money": r"idle|soak|hidden|kept at home|hard currency|private money|state banks"
    r"|official finance|official banks",
    "less cash": r"less cash|without cash|cash dealings|circulation",
    "state income": r"revenue|state financ|treasury|\btax|\bfees|funds (?:for|at)",
    "better service": r"convenien|smooth finan|anywhere|\bfast|\bspeed",
}
OTHER = "other"


def all_motives(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims on why the state promotes electronic payment, stated or inferred."""
    return pd.concat([aspect(claims, f"motive-{kind}") for kind in ("stated", "inferred")])


def by_aim(claims: pd.DataFrame) -> pd.DataFrame:
    """One row an aim that a claim names, with who names it: own texts, insiders or analysts.

    What a source inside presumes counts with the insiders, what an author does with the analysts.
    """
    rows = all_motives(claims)
    told = {"inspected": "own texts", "state-claim": "own texts", "anonymous-source": "insiders"}
    rows = rows.assign(voice=rows["evidence"].map(told).fillna("analysts"))
    named = pd.DataFrame(
        {
            aim: rows["statement"].str.contains(words, case=False, regex=True)
            for aim, words in AIMS.items()
        }
    )
    named[OTHER] = ~named.any(axis=1)
    return pd.concat(rows[named[aim]].assign(aim=aim) for aim in named)


def own_texts(claims: pd.DataFrame) -> pd.DataFrame:
    """Motives in laws that were read and in the state's own publications."""
    own = ["inspected", "state-claim"]
    return aspect(claims, "motive-stated")[lambda c: c["evidence"].isin(own)]


@predicate
def own_texts_silent(claims: pd.DataFrame) -> Verdict:
    """No motive in the state's own texts, as we word it, speaks of watching or tracing."""
    rows = own_texts(claims)
    n = int(rows["statement"].str.contains(WATCHING, case=False).sum())
    return Verdict(len(rows) > 0 and n == 0, f"{n} of {len(rows)} do", ids(rows))


@predicate
def own_texts_transparent(claims: pd.DataFrame) -> Verdict:
    """At least one original of the state's own texts names transparency as an aim."""
    rows = own_texts(claims)
    named = rows[rows["statement"].str.contains(TRANSPARENCY, case=False)]
    return Verdict(len(named) > 0, f"{named['original'].nunique()} originals", ids(rows))


@number
def own_text_originals(claims: pd.DataFrame) -> Number:
    """Originals that give a motive from the state's own texts."""
    return originals(own_texts(claims))


@number
def inside_control_originals(claims: pd.DataFrame) -> Number:
    """Originals in which an anonymous source gives control or private trade as an aim."""
    told = aspect(claims, "motive-stated")[lambda c: c["evidence"] == "anonymous-source"]
    return originals(told[told["statement"].str.contains(CONTROL, case=False)])


@number
def inferred_originals(claims: pd.DataFrame) -> Number:
    """Originals that infer a motive of the state."""
    return originals(aspect(claims, "motive-inferred"))


@number
def inferred_watching_originals(claims: pd.DataFrame) -> Number:
    """Of those, originals that speak of watching, tracing or tracking, as we word them."""
    rows = aspect(claims, "motive-inferred")
    return originals(rows[rows["statement"].str.contains(WATCHING, case=False)])


@predicate
def watching_only_inferred(claims: pd.DataFrame) -> Verdict:
    """Watching or tracing is named as an aim by inference, and by no other kind of evidence."""
    rows = by_aim(claims)[lambda c: c["aim"] == "watching"]
    kinds = set(rows["evidence"])
    margin = f"kinds: {wording.listing(sorted(kinds))}"
    return Verdict(kinds == {"inference"}, margin, ids(all_motives(claims)))
