"""The objects of the PDF, each made once.

The typesetter asks every object for its bytes twice, once for the file and once for the
identifier of the file, and compresses it each time. And it writes down where the pages are, all
of them, for each of some forty thousand tags. Together that is a tenth of the time that the PDF
takes. The bytes are the same without this module.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pydyf


class _Ready(pydyf.Object):
    """An object whose bytes are known."""

    def __init__(self, made_from: pydyf.Object, data: bytes) -> None:
        super().__init__()
        self.number, self.generation = made_from.number, made_from.generation
        self.free = made_from.free
        self._data, self._compressible = data, made_from.compressible

    @property
    def data(self) -> bytes:
        """The bytes, without a look at what they were made from."""
        return self._data

    @property
    def compressible(self) -> bool:
        """Whether it can stand in a stream of objects: no stream can."""
        return self._compressible


def make_once(document: Any, pdf: pydyf.PDF) -> None:
    """Replace every object by its bytes (the ``finisher`` of WeasyPrint's ``write_pdf``)."""
    streams = [thing for thing in pdf.objects if isinstance(thing, pydyf.Stream)]
    with ThreadPoolExecutor() as pool:  # zlib lets other threads run
        squeezed = dict(zip(map(id, streams), pool.map(_bytes, streams), strict=True))
    for place, thing in enumerate(pdf.objects):
        if thing.free != "f":
            pdf.objects[place] = _Ready(thing, squeezed.get(id(thing)) or thing.data)


def _bytes(thing: pydyf.Object) -> bytes:
    return bytes(thing.data)


def list_pages_once() -> None:
    """Let the list of pages be made anew only when there is a page more."""
    pydyf.PDF.page_references = property(_page_references)


_made_anew = pydyf.PDF.page_references.fget


def _page_references(pdf: pydyf.PDF) -> tuple[bytes, ...]:
    number = len(pdf.pages["Kids"])
    known: tuple[int, tuple[bytes, ...]] = getattr(pdf, "nkpay_pages", (-1, ()))
    if known[0] != number:
        known = pdf.nkpay_pages = (number, _made_anew(pdf))
    return known[1]
