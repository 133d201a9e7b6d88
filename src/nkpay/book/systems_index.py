"""The index of payment systems at the back of the print edition.

Which page names which system is known when all pages are set. So the last page of the document,
which holds no more than the head of the index, is replaced by pages that are set afterwards.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import count
from typing import Any, Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from nkpay.book import templates
from nkpay.book.records import records
from nkpay.data import package

#: What a mention stands in, where nothing of the kind stands inside.
_PLACES: Final = ("p", "li", "td", "th", "dt", "dd", "figcaption", "h1", "h2", "h3", "h4")
#: A name: words such as "ATM" and "mobile money" also speak of other countries.
_NAME: Final = re.compile(r"[A-Z]\w*[a-z]|[\uac00-\ud7a3 ]{3,}$")
_HANGUL: Final = re.compile(r"[\uac00-\ud7a3]")


def mark(tree: Element) -> dict[str, list[str]]:
    """Give each place that names a system an anchor; system -> its anchors, in order."""
    found: dict[str, list[str]] = {}
    names, numbers = _names(), count()
    pattern = _pattern(names)
    for place in _places(tree):
        text = " ".join("".join(place.itertext()).split())
        named = {system for match in pattern.finditer(text) for system in names[match[0]]}
        if named and not place.get("id"):
            place.set("id", f"names-{next(numbers)}")
        for system in named:
            found.setdefault(system, []).append(place.attrib["id"])
    return found


def replace_last(document: Any, body: Any, found: dict[str, list[str]]) -> Any:
    """The pages of ``body`` with the index in place of the last; ``document`` is its source."""
    pages = body.pages[:-1]
    at = {anchor: number for number, page in enumerate(pages, 1) for anchor in page.anchors}
    text = templates.render(
        "systems_index.html",
        head=_head(document.etree_element),
        number=len(pages) + 1,
        entries=[
            (_label(system), _korean(system), list(_runs(anchors, at)))
            for system, anchors in sorted(found.items(), key=lambda item: _label(item[0]).lower())
        ],
    )
    source = type(document)(
        string=text, base_url=document.base_url, url_fetcher=document.url_fetcher
    )
    index = source.render(font_config=body.font_config)
    return body.copy([*pages, *index.pages])


def _runs(anchors: Iterable[str], at: dict[str, int]) -> Iterator[tuple[str, int, int]]:
    """Pages with these anchors, those that follow each other as one: anchor, first, last."""
    first = {at[anchor]: anchor for anchor in reversed(list(anchors)) if anchor in at}
    begins = end = 0
    for page in [*sorted(first), 0]:
        if begins and page != end + 1:
            yield first[begins], begins, end
        begins = begins if begins and page == end + 1 else page
        end = page


@cache
def _names() -> dict[str, frozenset[str]]:
    """Every name -> the systems that it may mean: none, where a longer name means another thing."""
    found: dict[str, set[str]] = {name: set() for name in records().labels.values()}
    systems = package()["systems"].index
    for system in systems:
        spellings = [name["spelling"] for name in records().names.get(system, [])]
        for name in [_label(system), *filter(_NAME.match, spellings)]:
            found.setdefault(name, set()).add(system)
    return {name: frozenset(named) for name, named in found.items()}


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names, the longest first; those without Hangul as whole words."""
    names = sorted(names, key=len, reverse=True)
    korean, others = (
        _any(name for name in names if bool(_HANGUL.search(name)) is hangul)
        for hangul in (True, False)
    )
    return re.compile(rf"{korean}|\b{others}(?!\w)")


def _any(names: Iterable[str]) -> str:
    """Any of the names, parted by their first letter: else all are tried at each place."""
    rests: dict[str, list[str]] = {}
    for name in names:
        rests.setdefault(name[0], []).append(re.escape(name[1:]))
    parted = (f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in rests.items())
    return f"(?:{'|'.join(parted)})"


def _label(system: str) -> str:
    return str(records().labels[system])


def _korean(system: str) -> str:
    """Its first name in Hangul."""
    names = records().names.get(system, [])
    return next((str(n["spelling"]) for n in names if n["form"] == "hangul"), "")


def _places(tree: Element) -> Iterator[Element]:
    """The places of the chapters, not those of the references."""
    (main,) = tree.iter("main")
    for part in main:
        if part.get("id") not in ("references", "index-of-systems"):
            yield from (e for e in part.iter() if e.tag in _PLACES and not _has_blocks(e))


def _has_blocks(place: Element) -> bool:
    return any(part is not place and part.tag in _PLACES for part in place.iter())


def _head(tree: Element) -> str:
    """Styles and metadata of the document."""
    return ElementTree.tostring(copy.deepcopy(next(tree.iter("head"))), "unicode", method="html")
