"""How tests read a built book: its pages, its scripts and its PDF."""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any, Final

import lxml.html
import yaml
from bs4 import Tag
from lxml.html import HtmlElement
from pypdf.generic import DictionaryObject, IndirectObject
from pypdfium2 import PdfDocument, PdfPage, raw

from tests.projects import ROOT

#: The margin above and below the text of the PDF, in points.
MARGIN: Final = 24 / 25.4 * 72


def documents() -> list[str]:
    """The pages that ``_toc.yml`` names."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    return [toc["root"], *(chapter["file"] for chapter in toc["chapters"])]


def sheets(pdf: Path) -> list[str]:
    """The text of every page of the PDF; a hyphen at the end of a line is a hyphen."""
    with closing(PdfDocument(pdf)) as document:
        # PDFium, unlike pypdf, takes a fraction of a second, and marks such a hyphen as 2.
        texts = [page.get_textpage().get_text_bounded() for page in document]
    return [text.replace("\2", "-").replace("\r\n", "\n") for text in texts]


def images(pdf: Path) -> list[int]:
    """The pages of the PDF on which pixels are drawn, from one."""
    with closing(PdfDocument(pdf)) as document:
        return [
            number
            for number, page in enumerate(document, start=1)
            if any(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))
        ]


def feet(pdf: Path) -> list[float]:
    """What share of each page is empty below its last line, head and foot aside."""
    with closing(PdfDocument(pdf)) as document:
        return [_empty(page) for page in document]


def _empty(page: PdfPage) -> float:
    text, height = page.get_textpage(), page.get_height()
    lines = [text.get_rect(number) for number in range(text.count_rects())]
    bottoms = [line[1] for line in lines if line[1] > MARGIN and line[3] < height - MARGIN]
    return (min(bottoms) - MARGIN) / (height - 2 * MARGIN) if bottoms else 1.0


@cache
def parsed(path: Path) -> HtmlElement:
    return lxml.html.parse(path).getroot()


def marked(document: HtmlElement) -> list[HtmlElement]:
    return document.xpath("//*[@data-number or @data-predicate or @data-finding or @data-figure]")


def in_script(path: Path) -> Any:
    """The content of a data script: one call with JSON in it."""
    call = re.fullmatch(r"[\w.]+\((.*)\);\n", path.read_text(encoding="utf-8"), re.DOTALL)
    assert call, path
    return json.loads(call[1])


def squeezed(text: str) -> str:
    """Text without white space and hyphens: what survives a change of line breaks."""
    return re.sub(r"[\s\-\u00ad\u2010]+", "", unicodedata.normalize("NFKC", text))


def in_context(line: Tag, number: Tag) -> str:
    """A number with the eight characters either side in its paragraph, squeezed."""
    ahead = itertools.takewhile(lambda string: number not in string.parents, line.strings)
    start = len(squeezed("".join(ahead)))
    end = start + len(squeezed(number.get_text()))
    return squeezed(line.get_text())[max(start - 8, 0) : end + 8]


def set_in(body: str, words: str) -> bool:
    """Whether a document has these words, in one piece or in two where a page or figure comes
    between."""
    if words in body:
        return True
    cuts = range(4, len(words) - 3)
    return any(words[:cut] in body and words[cut:] in body for cut in cuts)


def without_heads(text: str) -> str:
    """The text of a page without running heads and page number, which come last."""
    return re.sub(r"\nElectronic payment in North Korea[^\n]*\n\d+\s*$", "", text)


def alternatives(node: object, depth: int = 0) -> Iterator[str]:
    """The alternative texts in a tag tree."""
    if isinstance(node, IndirectObject):
        node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from alternatives(child, depth)
    elif isinstance(node, DictionaryObject) and depth < 60:
        if "/Alt" in node:
            yield str(node["/Alt"])
        if "/K" in node:
            yield from alternatives(node["/K"], depth + 1)
