"""What of the safety rule a program can enforce.

Private persons are coded to county and month at the finest, with no age, sum, kin or workplace,
and no method of evasion enters the data. A program cannot judge that. It can refuse the words
in which such details come, in every text of ours about North Korea, and a day where people were
caught. A false alarm costs an author one rewording; a detail let through may cost more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nkpay.validation.fault import Fault, Records

#: Columns that hold our own words.
_TEXTS: Final = {
    "claims": ("statement", "population", "cited", "notes"),
    "events": ("title", "description"),
    "concerns": ("statement", "holder"),
    "capabilities": ("capability", "reveals"),
    "disclosures": ("notes",),
    "provisions": ("obligation", "sanction"),
    "series": ("note",),
    "sources": ("notes",),
    "codings": ("note",),
    "rechecks": ("note",),
    "sanctions": ("reason", "note"),
    "searches": ("looked_for", "finding"),
}
#: What is refused, and what to do instead. Officials and authors are named by office or name.
_REFUSED: Final = (
    # "People aged 15 and over" is the base of a survey; "a trader aged 52" is a person.
    (
        re.compile(r"\b(?:aged \d\d?\b(?! ?(?:to|and|or|-|–|\+))|\d\d[- ]year[- ]old"
                   r"|in (?:his|her) \d0s)", re.IGNORECASE),
        "an age",
    ),
    (re.compile(r"\bsurnamed\b|\b(?:Mr|Mrs|Ms)\.? [A-Z]\b", re.IGNORECASE), "a private name"),
    (
        re.compile(r"\b(?:his|her) "
                   r"(?:wife|husband|son|daughter|mother|father|brother|sister)\b", re.IGNORECASE),
        "kin of a person",
    ),
    (
        re.compile(r"\b(?:a|one) (?:wom[ae]n|man|resident|worker|trader|broker|person) "
                   r"(?:who|from|of|in) "
                   r"[^.]*\b(?:village|dong|ri|inminban|factory|mine|school)\b", re.IGNORECASE),
        "a village or workplace of a person",
    ),
    (
        re.compile(r"\b(?:how to|in order to|so as to|trick to|way to) (?:evade|avoid|bypass|"
                   r"circumvent|get round|escape) (?:the )?(?:check|control|detection|surveillance|"
                   r"tracking|monitoring|wiretap|police)", re.IGNORECASE),
        "a method of evasion",
    ),
)  # fmt: skip
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
#: Statements that speak of what was done to people.
_PERILOUS: Final = ("use-against-people",)


def safety_faults(tables: Records) -> Iterator[Fault]:
    """Texts and dates that could help to find a person, as far as a program can tell."""
    for table, columns in _TEXTS.items():
        for row, record in enumerate(tables.get(table, []), start=2):
            for column in columns:
                for pattern, what in _REFUSED:
                    if found := pattern.search(record[column]):
                        message = f"{found[0]!r} looks like {what}"
                        mend = "leave it out or put it more widely (data/README.md, safety)"
                        yield Fault(f"{table}.csv", row, column, message, mend)
    for row, claim in enumerate(tables.get("claims", []), start=2):
        if claim["aspect"] in _PERILOUS and claim["as_of_precision"] == "day":
            message = f"{claim['as_of']!r} gives the day on which people were caught"
            yield Fault("claims.csv", row, "as_of", message, "write the month")
    for row, coding in enumerate(tables.get("codings", []), start=2):
        if "coarsened" in coding["note"].lower() and _DAY.search(coding["as_of"]):
            message = f"{coding['as_of']!r} gives the day that the coarsened row leaves out"
            yield Fault("codings.csv", row, "as_of", message, "write the month")
