"""The HTML fragments of the book. Jinja escapes every value: data can't become markup."""

from __future__ import annotations

import re
from functools import cache
from math import ceil
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from nkpay import dates
from nkpay.book import facets

_TAG: Final = re.compile(r"<[a-z][^>]*>")
_LONG: Final = re.compile(r"\b\d+\.\d{3,}\b")
_TAGS: Final = re.compile(r"<[^>]*>")
_LINE_ENDS: Final = re.compile(r"</(?:dt|dd|h2)>")
#: Letters on a line of a record on a narrow phone.
_ON_A_LINE: Final = 36
_HEIGHT: Final = re.compile(r'<svg [^>]*\bheight="([\d.]+)"')


def _lighter(svg: str) -> str:
    """A drawing to a hundredth of a pixel: more digits are a tenth of a page, and not seen."""
    return _TAG.sub(lambda tag: _LONG.sub(lambda m: f"{float(m[0]):.2f}", tag[0]), svg)


def _height(svg: str) -> str:
    """The height of a drawing in pixels."""
    found = _HEIGHT.search(svg)
    return found[1] if found else "0"


def _lines(records: str) -> int:
    """How many lines a phone needs for records, or a few more; headings count double."""
    texts = (_TAGS.sub("", text) for text in _LINE_ENDS.split(records))
    lines = sum(ceil(len(text.strip()) / _ON_A_LINE) for text in texts)
    return lines + records.count("<h2")


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
    environment.filters["lighter"] = _lighter
    environment.filters["height"] = _height
    environment.filters["lines"] = _lines
    environment.filters["words"] = facets.words
    return environment


def render(name: str, **values: Any) -> str:
    """Fill one template."""
    return _environment().get_template(name).render(**values)
