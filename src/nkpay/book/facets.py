"""What each citable table calls the things that readers look for: date, topic, subject, place.

A new citable table needs one line here to be filtered like the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from babel import Locale

from nkpay.code_words import LISTS_BY_HOUSE, MEANS_ELSEWHERE, MEANS_HERE

_ENGLISH: Final = Locale("en", "GB")


@dataclass(frozen=True)
class Facets:
    """Names of columns; empty where a table has no such thing."""

    title: str
    date: str = ""
    topic: str = ""
    subject: str = ""
    place: str = ""
    #: What heads the rows in a list: publishers, systems, laws and titles say nothing.
    head: str = "What it says"


FACETS: Final[dict[str, Facets]] = {
    "claims": Facets("Claims", "as_of", "aspect", "subject_id", "place_id"),
    "series": Facets("Observations", "period", "indicator_id", "entity_id", "place_id"),
    "events": Facets("Events", "date", "category", "system_ids", "place_id", "Event"),
    "provisions": Facets("Provisions of law", "instrument_date", "duty_bearer", "law_id"),
    "concerns": Facets("Concerns and drivers", "as_of", "theme", place="place_id"),
    "capabilities": Facets("What the state can see", "first_reported", "layer", head="Capability"),
    "disclosures": Facets("Who learns what of a payment", "", "question"),
    "sanctions": Facets("Sanctions lists", "listed", "list", "entity_id"),
    "searches": Facets("What was searched for", head="Question"),
    "system_attributes": Facets(
        "Attributes of payment systems", "", "attribute", "system_id", head="Attribute"
    ),
    "systems": Facets("Payment systems", topic="kind", subject="system_id", head="System"),
    "laws": Facets("Laws", "adopted", "kind", "law_id", head="Law"),
    "sources": Facets("Sources", "published", "kind", head="Title"),
    "outlets": Facets("Publishers", topic="kind", head="Publisher"),
    "names": Facets("Glossary of names", topic="kind"),
}

#: Codes that would say little with their hyphens alone taken out.
_CODES: Final = {
    **MEANS_HERE,
    **MEANS_ELSEWHERE,
    **LISTS_BY_HOUSE,
    "dprk": "North Korea",
    "comparator": "another country, for comparison",
    "ngo": "non-governmental organisation",
    "sum": "sum or goods",
}

#: Columns as readers call them; others by their own name without ``_id``.
_COLUMNS: Final = {
    "as_of": "speaks of",
    "as_of_basis": "date is",
    "cited": "source cited there",
    "date_basis": "date is",
    "duty_bearer": "who is bound",
    "entity_id": "about",
    "first_reported": "first reported",
    "instrument_date": "text of",
    "listed": "listed since",
    "listed_basis": "date is",
    "locator": "where on the page",
    "locator_status": "found in",
    "name_native": "in its own language",
    "name_on_list": "name on the list",
    "original_id": "repeats",
    "outlet_id": "publisher",
    "period_basis": "period is",
    "published_basis": "date is",
    "quantity_language": "language of the words",
    "quantity_printed": "as printed",
    "source_id": "source",
    "source_ids": "sources",
    "subject_id": "about",
    "system_ids": "systems",
    "text_seen": "text seen",
    "url": "address",
    "value_high": "at most",
    "value_low": "at least",
}


def of(table: str) -> Facets:
    """The facets of a table; one without a line above has a title alone."""
    return FACETS.get(table) or Facets(words(table).capitalize())


def title(table: str) -> str:
    """A table's name for readers."""
    return of(table).title


def column(name: str) -> str:
    """A column's name for readers: ``source_id`` -> ``source``."""
    return _COLUMNS.get(name, words(name.removesuffix("_ids").removesuffix("_id")))


def words(code: str) -> str:
    """A coded value as words: ``state-claim`` -> ``state claim``."""
    return _CODES.get(code) or code.replace("-", " ").replace("_", " ")


def language(code: str) -> str:
    """``ko`` -> ``Korean``."""
    return str(_ENGLISH.languages.get(code, code))


def country(code: str) -> str:
    """``KR`` -> ``South Korea``."""
    return str(_ENGLISH.territories.get(code, code))
