"""The feed of corrections: one Atom entry an edition."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree

from nkpay.editions import report
from nkpay.editions.compare import Edition

NAMESPACE: Final = "http://www.w3.org/2005/Atom"


def anchor(edition: Edition) -> str:
    """The id of an edition in its page."""
    return f"edition-{edition.version}"


def atom(editions: Iterable[Edition], *, title: str, author: str, page: str, base: str) -> str:
    """The feed as text.

    ``page`` is the address of the page that tells the same; ``base`` is where the book is
    published, or "" where that is not known: then addresses are relative to the feed.
    """
    editions = list(editions)
    feed = ElementTree.Element("feed", xmlns=NAMESPACE)
    _add(feed, "title", f"{title}: corrections and additions")
    # An id that stays the same wherever the book is published.
    _add(feed, "id", _identifier(title))
    _add(feed, "updated", editions[0].date if editions else "1970-01-01T00:00:00Z")
    _add(_add(feed, "author"), "name", author)
    ElementTree.SubElement(feed, "link", href=f"{base}{page}")
    for edition in editions:
        entry = _add(feed, "entry")
        _add(entry, "title", f"Data {edition.version}")
        _add(entry, "id", _identifier(f"{title} {edition.version}"))
        _add(entry, "updated", edition.date)
        ElementTree.SubElement(entry, "link", href=f"{base}{page}#{anchor(edition)}")
        _add(entry, "summary", f"{report.summary(edition)}.")
        _add(entry, "content", report.in_words(edition)).set("type", "text")
    ElementTree.indent(feed, space=" ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(feed, "unicode")}\n'


def _add(parent: ElementTree.Element, tag: str, text: str = "") -> ElementTree.Element:
    child = ElementTree.SubElement(parent, tag)
    child.text = text
    return child


def _identifier(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"nkpay/{name}").urn
