"""What theme and notebooks leave undone for those who read by ear, by keyboard or enlarged.

Done on the finished page, since none of it can be said in a document's own terms: names for
landmarks, a keyboard's way into boxes that scroll, no head of a table without words, and the
language of Korean words.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from typing import Final

_FIXED: Final = (
    # The words that it shows name the toggle of a code cell better than this does.
    (re.compile(r'<summary aria-label="Toggle hidden content">'), "<summary>"),
    (re.compile(r"<th(?: [^>]*)?>\s*(?:<p>\s*</p>)?\s*</th>"), "<td></td>"),
    (re.compile(r"<pre>"), '<pre tabindex="0">'),
    # A name holds the words that are seen, or who speaks to the page can't say them.
    (
        re.compile(r'aria-label="([^"]*) in the register">record<'),
        r'aria-label="\1: record">record<',
    ),
    # What opens the drawers of narrow screens belongs to a landmark as all else does.
    (
        re.compile(r'(?:<input type="checkbox" class="sidebar-toggle"[^>]*>\s*)+'),
        r'<nav aria-label="Drawers">\g<0></nav>',
    ),
    (
        re.compile(r'<a href="#" class="back-to-top.*?</a>', re.DOTALL),
        r'<nav aria-label="Back to top">\g<0></nav>',
    ),
    # Who opens the contents of a page goes on into them, and not through all of the page first.
    (
        re.compile(r'(<div class="content">.*?)(<aside class="toc-drawer.*?</aside>)', re.DOTALL),
        r"\2\1",
    ),
    (re.compile(r'<aside class="sidebar-drawer"'), r'\g<0> aria-label="The book"'),
    (re.compile(r'<aside class="toc-drawer[^"]*"'), r'\g<0> aria-label="On this page"'),
)
#: What names a box that scrolls, and the boxes: around a table, and around the data of a figure.
_HEADING_OR_BOX: Final = re.compile(
    r'<h[1-4][^>]*>(?P<words>.*?)</h[1-4]>|<span class="caption-text">(?P<figure>.*?)</span>'
    r'|<figure class="numbered-table".*?<span class="caption-number">(?P<number>.*?)</span>'
    r'<span class="caption-text">(?P<table>.*?)</span>'
    r'|(?P<box><div class="(?:frame|table-wrapper[^"]*)")'
    r'|(?P<data><div class="table-scroll" [^>]*aria-label="[^"]*)(?=")',
    re.DOTALL,
)
_BOXES: Final = ('<div class="frame"', '<div class="table-wrapper', '<div class="table-scroll" ')
_IN_HEADING: Final = re.compile(r'<a class="headerlink".*?</a>|<[^>]*>', re.DOTALL)
#: Korean words with what stands between them.
_KOREAN: Final = re.compile(r"[\uac00-\ud7a3](?:[\uac00-\ud7a3 ·]*[\uac00-\ud7a3])?")
_TAG: Final = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
#: Elements whose text can hold no other element, and those that say their language themselves.
_CLOSED: Final = re.compile(
    r"<(title|script|style|svg|option|textarea)\b|<(\w+)\b[^>]* lang=\"(?!en)", re.IGNORECASE
)


def mend(page: str) -> str:
    """The page, or a part of one, as it should have been written."""
    for wrong, right in _FIXED:
        page = wrong.sub(right, page)
    return _with_language(_with_named_boxes(page))


def _with_named_boxes(page: str) -> str:
    """Boxes around tables can be reached and scrolled with the keyboard, and have a name."""
    if not any(box in page for box in _BOXES):
        return page  # as on most pages of the register
    section, figure, caption, seen = "", "", "", Counter[str]()

    def name(found: re.Match[str]) -> str:
        nonlocal section, figure, caption
        if found["data"]:
            return f"{found[0]}: {html.escape(figure)}"
        if found["figure"]:
            figure = html.unescape(found["figure"])
        elif found["table"]:
            caption = html.unescape(_IN_HEADING.sub("", found["number"] + found["table"]))
        elif found["words"]:
            section = html.unescape(_IN_HEADING.sub("", found["words"])).strip()
        if not found["box"]:
            return found[0]
        seen[section] += not caption
        again = f" ({seen[section]})" if seen[section] > 1 else ""
        label, caption = caption or f"Table: {section}{again}", ""
        return f'{found[0]} tabindex="0" role="region" aria-label="{html.escape(label)}"'

    return _HEADING_OR_BOX.sub(name, page)


def _with_language(page: str) -> str:
    """Korean words in a text of another language are marked as such."""
    if not _KOREAN.search(page):
        return page
    parts, closed, depth = _TAG.split(page), "", 0
    for n, part in enumerate(parts):
        if n % 2 == 0:
            if not depth and not part.isascii():
                parts[n] = _KOREAN.sub(r'<span lang="ko">\g<0></span>', part)
        elif depth:
            depth += _opens(part, closed) - part.startswith(f"</{closed}")
        elif found := _CLOSED.match(part):
            closed = found[1] or found[2]
            depth = _opens(part, closed)
    return "".join(parts)


def _opens(tag: str, name: str) -> bool:
    return re.match(rf"<{name}\b", tag) is not None and not tag.endswith("/>")
