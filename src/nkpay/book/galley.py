"""How tall each block of the print edition is, before pages are made of it.

Printers once pulled a galley proof: the type of a chapter in one long column, to see where pages
would end. This is the same: the typesetter sets the chapters once on sheets without an end, and
the places of the blocks tell their heights.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, takewhile
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

from cssselect2 import ElementWrapper

#: The height of a sheet of A4 in the pixels of CSS, and a sheet that nothing is too long for.
A4: Final = 297 * 96 / 25.4
_ENDLESS: Final = "@page { size: 210mm 20000mm }"
#: The attributes that the style sheet or the size of something depends on.
_MATTERS: Final = ("id", "class", "style", "lang", "src", "colspan", "rowspan", "data-block")
#: Classes that only say what a link is or what colour it has.
_COLOURS: Final = {
    "computed",
    "predicate",
    "reference",
    "internal",
    "row-link",
    "std",
    "std-numref",
}
#: What follows the chapters.
_BEHIND: Final = ("references", "index-of-systems")
_HEADINGS: Final = ("h1", "h2", "h3", "h4")


@dataclass
class Block:
    """A heading, paragraph, list, table or figure, with the space below it, in pixels."""

    parent: Element
    element: Element
    height: float = 0
    #: Of a figure: how much of that is the drawing.
    drawing: float = 0
    #: Of a table: the height of each row, that of the first with all above it.
    rows: tuple[float, ...] = ()
    #: Of a table: the height of its heads, which stand again on the next page.
    heads: float = 0

    @property
    def figure(self) -> Element | None:
        """The figure that this block is, if it is one; tables can break, and are none."""
        found = (figure for figure in self.element.iter("figure") if _has(figure, "evidence"))
        return next(found, None)

    @property
    def heading(self) -> bool:
        """Whether this may not stand alone at the foot of a page."""
        return self.element.tag in _HEADINGS


@dataclass
class Chapter:
    """The blocks of a chapter in their order, and the height of a page that they go on."""

    blocks: list[Block]
    page: float


def pull(document: Any, images: dict[str, Any]) -> list[Chapter]:
    """The chapters of a document that the typesetter has read, each block with its height.

    A chapter ends with the part of its last figure: where pages end behind it is foreseen by none.

    The drawings are read into ``images``, so that they need not be read again for the pages.
    """
    chapters = [_that_matter(section) for section in _sections(document.etree_element)]
    _name(chapters)
    tree = copy.deepcopy(document.etree_element)
    _shorten(tree)
    proof = copy.copy(document)
    proof.wrapper_element = ElementWrapper.from_html_root(tree, content_language=None)
    proof.etree_element = tree
    pages = proof.render(cache=images).pages
    places = {name: place[1] for page in pages for name, place in page.anchors.items()}
    return [_measured(number, blocks, places) for number, blocks in enumerate(chapters)]


def _has(element: Element, word: str) -> bool:
    return word in (element.get("class") or "")


def _sections(tree: Element) -> list[Element]:
    """The landing page and the chapters, which Sphinx hangs below it."""
    (main,) = tree.iter("main")
    below = [part for part in main.iter("div") if _has(part, "toctree-wrapper")]
    return [*main.findall("section")[:1], *(s for part in below for s in part.findall("section"))]


def _blocks(section: Element) -> Iterator[Block]:
    for child in section:
        if child.tag == "section":
            yield from _blocks(child)
        elif child.tag != "span" and not _has(child, "toctree-wrapper"):
            yield Block(section, child)


def _that_matter(section: Element) -> list[Block]:
    """The blocks of a chapter as far as a figure can move, and the one that they end at."""
    blocks = list(_blocks(section))
    parts = [block.parent for block in blocks if block.figure is not None]
    last = max((n for n, block in enumerate(blocks) if block.parent in parts[-1:]), default=-1)
    return blocks[: last + 2]


def _name(chapters: list[list[Block]]) -> None:
    """Mark what is to be found again in the proof."""
    for number, blocks in enumerate(chapters):
        for place, block in enumerate(blocks):
            block.element.set("data-block", f"{number}-{place}")


def _shorten(tree: Element) -> None:
    """Leave the chapters and the cover, whose sheet is unlike others; name blocks, mark ends."""
    SubElement(next(tree.iter("head")), "style").text = _ENDLESS
    for parent, child in list(_unmeasured(tree)):
        parent.remove(child)
    for number, section in enumerate(_sections(tree)):
        end = Element("div", {"id": f"block-{number}-end", "style": "height: 1px"})
        below = [child for child in section if _has(child, "toctree-wrapper")]
        section.insert(list(section).index(below[0]) if below else len(section), end)
    for element in next(tree.iter("body")).iter():
        for key in [key for key in element.attrib if key not in _MATTERS]:
            del element.attrib[key]
        if name := element.attrib.pop("data-block", ""):
            element.set("id", f"block-{name}")
            _name_parts(element, f"block-{name}")
        _flatten(element)


def _unmeasured(tree: Element) -> Iterator[tuple[Element, Element]]:
    """What the places of figures do not depend on, each with what it stands in."""
    for parent in tree.iter():
        for child in parent:
            if child.tag == "nav" or child.get("id") in _BEHIND:
                yield parent, child
    for section in _sections(tree):
        for block in _blocks(section):
            if not block.element.get("data-block"):
                yield block.parent, block.element


def _flatten(element: Element) -> None:
    """Leave the words alone where links and marks change their colour and not their width."""
    inside = list(element.iter())[1:] if element.tag in ("p", "td", "th", "li") else ()
    if inside and all(part.tag in ("a", "span") and _coloured(part) for part in inside):
        element.text = "".join(element.itertext())
        element[:] = []


def _coloured(element: Element) -> bool:
    return set((element.get("class") or "").split()) <= _COLOURS


def _name_parts(block: Element, name: str) -> None:
    """Name the drawing of a figure and what is below it; the heads of a table, and its rows."""
    parts = {
        "drawing": (part for part in block.iter("div") if _has(part, "drawing")),
        "source": (part for part in block.iter("p") if _has(part, "figure-source")),
        "heads": (row for head in block.iter("thead") for row in head.iter("tr")),
    }
    for word, found in parts.items():
        if (part := next(found, None)) is not None:
            part.set("id", f"{name}-{word}")
    for number, row in enumerate(row for body in block.iter("tbody") for row in body.iter("tr")):
        row.set("id", f"{name}-row-{number}")


def _measured(number: int, blocks: list[Block], places: dict[str, float]) -> Chapter:
    names = [f"block-{number}-{place}" for place in range(len(blocks))]
    tops = [places[name] for name in (*names, f"block-{number}-end")]
    for name, block, top, below in zip(names, blocks, tops, tops[1:], strict=False):
        block.element.attrib.pop("data-block")
        block.height = below - top
        if f"{name}-drawing" in places:
            block.drawing = places[f"{name}-source"] - places[f"{name}-drawing"]
        _measure_rows(block, name, top, below, places)
    # A sheet has the same margin above and below, and a chapter begins at the top of one.
    return Chapter(blocks, A4 - 2 * tops[0])


def _measure_rows(
    block: Block, name: str, top: float, below: float, places: dict[str, float]
) -> None:
    named = takewhile(places.__contains__, (f"{name}-row-{number}" for number in count()))
    rows = [places[row] for row in named]
    if rows:
        ends = [*rows[1:], below]
        starts = [top, *rows[1:]]
        block.rows = tuple(end - start for start, end in zip(starts, ends, strict=True))
        block.heads = rows[0] - places.get(f"{name}-heads", rows[0])
