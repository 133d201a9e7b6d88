"""The HTML fragments of the book. Jinja escapes every value: data can't become markup."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from nkpay import dates
from nkpay.book import facets


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("nkpay.book"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["in_words"] = lambda text: dates.in_words(text) if text else "no date"
    environment.filters["in_words_or_code"] = dates.in_words_if_date
    environment.filters["words"] = facets.words
    return environment


def render(name: str, **values: Any) -> str:
    """Fill one template."""
    return _environment().get_template(name).render(**values)
