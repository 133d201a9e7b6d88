"""The print edition as a reader of paper meets it: its type, and its contents."""

from __future__ import annotations

import re
from pathlib import Path

from pypdf import PdfReader

from nkpay.fonts import FACES
from tests.projects import Project
from tests.reading import sheets


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
