"""Figures find a place on paper where they leave no page half empty.

A figure stays whole, so one that does not fit goes to the next page and leaves a gap. Three
things are tried to fill it, the lesser one first:

1. The drawing is set smaller, as long as its letters can be read.
2. Blocks that follow the figure in its section go before it, until the page is full.
3. The figure goes before blocks that it followed, but stays behind the first that refers to it.

No figure passes a heading or another figure. Of several places the one with the smallest gap is
taken. Where pages end is foreseen from the heights of the galley proof. That is right to a line or
two; the typesetter has the last word, and whatever it decides is whole and in order.
"""

from __future__ import annotations

from typing import Any, Final

from nkpay.book import galley
from nkpay.book.galley import Block, Chapter

#: The least that a pixel of a drawing may measure: its letters of 12 then have five and a half
#: points, and journals ask for five at least.
SMALLEST: Final = 5.5 * (96 / 72) / 12
#: A gap of this share of a page is none that a reader would stumble over.
_SMALL: Final = 0.12
_MM: Final = 96 / 25.4
_LINE: Final = 10.4 * 1.45 * 96 / 72
#: The space below a figure, which may hang over the end of a page, and that below a paragraph.
_BELOW, _BETWEEN = 6 * _MM, 2.6 * _MM
#: Kept free below a figure: a paragraph of two lines may come on another page than foreseen.
_SPARE: Final = 2 * _LINE + _BETWEEN


def fill_pages(document: Any, images: dict[str, Any]) -> None:
    """Move and scale the figures of a document that the typesetter has read, in place."""
    for chapter in galley.pull(document, images):
        _Pages(chapter).fill()


class _Pages:
    """The pages of a chapter as they fill."""

    def __init__(self, chapter: Chapter) -> None:
        self._blocks, self._page = list(chapter.blocks), chapter.page
        #: How far the page is used before each block, for those that have their place.
        self._used = [0.0]

    def fill(self) -> None:
        """Go through the blocks; a figure has its place when its turn has come once."""
        settled: set[int] = set()
        while (place := len(self._used) - 1) < len(self._blocks):
            block = self._blocks[place]
            if block.figure is not None and id(block) not in settled:
                settled.add(id(block))
                if moved := self._best(place):
                    _move(self._blocks, place, moved)
                    del self._used[place + 1 + min(moved, 0) :]
                    continue
            if block.figure is not None:
                self._shrink(block, self._used[-1])
            self._used.append(self._after(place, self._used[-1]))

    def _best(self, place: int) -> int:
        """By how many blocks a figure goes down, or up if below zero, for the smallest gap."""
        block = self._blocks[place]
        gaps = {0: self._gap(block, self._used[place])}
        used = self._used[place]
        for passed in range(1, self._may_pass(place, 1) + 1):
            used = self._after(place + passed, used)
            gaps[passed] = self._gap(block, used)
        for passed in range(1, self._may_pass(place, -1) + 1):
            gaps[-passed] = self._gap(block, self._used[place - passed])
        return min(gaps, key=lambda moved: (gaps[moved], abs(moved)))

    def _gap(self, block: Block, used: float) -> float:
        """What a figure leaves empty if it comes here; nothing if that is hardly seen."""
        gap = self._page - used
        sits = self._fits(block, used) or self._lower(block, used) > 0
        return 0 if sits or gap < _SMALL * self._page else gap

    def _may_pass(self, place: int, step: int) -> int:
        """How many blocks a figure may pass, downwards or upwards."""
        figure, passed = self._blocks[place], 0
        address = f"#{figure.figure.get('id')}" if figure.figure is not None else ""
        while 0 <= (other := place + step * (passed + 1)) < len(self._blocks):
            block = self._blocks[other]
            stands = block.heading or block.figure is not None or block.parent is not figure.parent
            named = any(link.get("href") == address for link in block.element.iter("a"))
            if stands or (step < 0 and named):
                break
            passed += 1
        return passed

    def _shrink(self, block: Block, used: float) -> None:
        """Set a drawing as small as it must be to fit, if it need not be too small."""
        if not self._fits(block, used) and (height := self._lower(block, used)):
            block.height -= block.drawing - height
            for image in block.element.iter("img"):
                image.set("style", f"max-height: {height:.1f}px")

    def _fits(self, block: Block, used: float) -> bool:
        return used + block.height - _BELOW <= self._page - _SPARE + 1  # whole pixels

    def _lower(self, block: Block, used: float) -> float:
        """The height at which a drawing lets its figure fit; 0 if its letters got too small."""
        height = self._page - _SPARE - used - (block.height - _BELOW - block.drawing)
        drawn = sum(float(image.get("height", 0)) for image in block.element.iter("img"))
        return height if SMALLEST * drawn <= height < block.drawing else 0

    def _after(self, place: int, used: float) -> float:
        """How far the page is used after a block, which may have begun another one."""
        block = self._blocks[place]
        if block.heading:
            used = used if used + self._together(place) <= self._page else 0
        elif block.figure is not None:
            used = used if self._fits(block, used) else 0
        elif block.element.tag == "p" and used + block.height - _BETWEEN > self._page:
            return self._broken(block, used)
        elif block.rows:
            return self._with_rows(block, used)
        if block.figure is not None:
            return min(used + block.height, self._page)
        return (used + block.height) % self._page

    def _with_rows(self, block: Block, used: float) -> float:
        """How far the page is used after a table, whose rows stay whole."""
        for row in block.rows:
            used = used + row if used + row <= self._page else block.heads + row
        return used

    def _together(self, place: int) -> float:
        """What must stand on the page of a heading: itself and the beginning of what follows."""
        height = self._blocks[place].height
        if place + 1 == len(self._blocks):
            return height
        following = self._blocks[place + 1]
        if following.heading:
            return height + self._together(place + 1)
        if following.figure is not None:
            return height + following.height - _BELOW
        return height + min(following.height, following.rows[0] if following.rows else 3 * _LINE)

    def _broken(self, block: Block, used: float) -> float:
        """The lines of a paragraph that go to the next page: three at least, as those that stay."""
        lines = round((block.height - _BETWEEN) / _LINE)
        stay = int((self._page - used) / _LINE)
        go = lines if stay < 3 or lines < 6 else max(lines - stay, 3)
        return go * _LINE + _BETWEEN


def _move(blocks: list[Block], place: int, passed: int) -> None:
    """Put a figure behind blocks that follow it."""
    figure = blocks.pop(place)
    blocks.insert(place + passed, figure)
    siblings = figure.parent
    siblings.remove(figure.element)
    before = blocks[place + passed - 1].element
    siblings.insert(list(siblings).index(before) + 1, figure.element)
