"""The print edition as a reader of paper meets it: its type, and its contents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from nkpay.fonts import FACES
from tests.projects import Project
from tests.reading import documents, parsed, sheets
from tests.recomputed import Raw


def faces(pdf: Path) -> set[str]:
    """The names of the fonts in a PDF, without the six letters that mark a subset."""
    return {
        str(font.get_object()["/BaseFont"]).rpartition("+")[2]
        for page in PdfReader(pdf).pages
        for font in page["/Resources"].get("/Font", {}).values()
    }


def test_paper_is_set_in_our_own_typefaces_alone(book: Project) -> None:
    """None of the system, whose letters depend on the machine, and none slanted by force."""
    ours = {face.family.replace(" ", "-") for face in FACES}
    styles = {"", "-Semi-Bold", "-Italic"}
    found = {name.lstrip("/") for name in faces(book.pdf)}
    assert len(found) > 5
    assert found <= {family + style for family in ours for style in styles}


def test_the_contents_name_the_page_on_which_a_chapter_begins(book: Project) -> None:
    paper = PdfReader(book.pdf)
    heads = [item for item in paper.outline if not isinstance(item, list)]
    begins = [paper.get_destination_page_number(item) for item in heads]
    contents = re.sub(r"\n2\s*$", "", sheets(book.pdf)[1])  # the number of the page itself
    named = [int(number) for number in re.findall(r"(?:\. ?){5,}\s*(\d+)", contents)]
    assert len(named) > 5
    assert named == [page + 1 for page in begins if page + 1 >= named[0]]


@pytest.mark.parametrize("system", ["apnal-wallet", "jonsong-card", "manmulsang", "sangyon"])
def test_the_index_names_pages_that_name_a_system(book: Project, raw: Raw, system: str) -> None:
    pages = [
        re.sub(r"\s+", " ", re.sub(r"[-\u00ad\ufffe]\s*\n", "", page)) for page in sheets(book.pdf)
    ]
    assert pages[-1].endswith(str(len(pages)))  # its own number follows on from the references
    (label,) = (e["label"] for e in raw["entities"] if e["entity_id"] == system)
    spellings = [n["spelling"] for n in raw["names"] if n["entity_id"] == system]
    (numbers,) = re.findall(rf"{label}[^\d]*?((?:\d+(?:–\d+)?(?:, )?)+)", pages[-1])
    spans = [numbers.split("–") for numbers in numbers.strip(", ").split(", ")]
    named = {page for ends in spans for page in range(int(ends[0]), int(ends[-1]) + 1)}
    assert len(named) >= 3
    assert named <= {
        n for n, page in enumerate(pages, 1) if any(name in page for name in spellings)
    }


def test_no_item_of_a_list_breaks_after_its_first_word(book: Project) -> None:
    """The typesetter does so at times where a link at the end of a line is too long for it."""
    text = "\n".join(sheets(book.pdf))
    pages = [parsed(book.html / f"{name}.html") for name in documents()]
    # Judgements begin with their word of likelihood on a line of its own.
    plain = "//article//li[not(ancestor::nav) and not(descendant::strong)]"
    items = [item.text_content().split() for page in pages for item in page.xpath(plain)]
    beginnings = {f"\n{words[0]}\n{words[1]} " for words in items if len(words) > 2}
    assert len(beginnings) > 50
    assert [beginning for beginning in beginnings if beginning in text] == []
