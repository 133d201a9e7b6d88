"""Tables of text and of cells: numbered as figures are, referred to, whole on paper, with links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from pypdf import PdfReader

from tests.projects import Project, small
from tests.reading import documents, sheets, squeezed


def _pages(book: Project) -> list[BeautifulSoup]:
    return [
        BeautifulSoup((book.html / f"{name}.html").read_text("utf-8"), "lxml")
        for name in documents()
    ]


def _captions(book: Project) -> list[str]:
    found = [page.select("figure.numbered-table > figcaption") for page in _pages(book)]
    return [" ".join(caption.get_text().split()) for captions in found for caption in captions]


def test_every_table_of_a_chapter_has_a_number_and_a_caption(book: Project) -> None:
    for page in _pages(book):
        for table in page.select("article table"):
            if not table.find_parent("figure", class_="evidence-figure"):
                figure = table.find_parent("figure", class_="numbered-table")
                assert isinstance(figure, Tag), str(table)[:300]
                assert figure["id"] and figure.select_one("figcaption .caption-text"), str(table)


def test_tables_are_numbered_through_in_the_language_of_their_page(book: Project) -> None:
    captions = _captions(book)
    assert [int(re.findall(r"\d+", caption)[0]) for caption in captions] == list(
        range(1, len(captions) + 1)
    )
    for page in _pages(book):
        numbers = page.select(".numbered-table .caption-number")
        words = {str(number.get_text()).split()[0] for number in numbers}
        korean = page.select_one("article > section[lang=ko]")
        assert words <= ({"표"} if korean else {"Table"})


def _unmentioned(pages: Iterable[BeautifulSoup]) -> dict[str, str]:
    """Figures and tables that no sentence of the book refers to by their number."""
    pages = list(pages)
    numbered = "article figure.evidence-figure[id], article figure.numbered-table[id]"
    found = {str(f["id"]): f for page in pages for f in page.select(numbered)}
    sentences = "article :is(p, li) a.reference.internal"
    links = [a for page in pages for a in page.select(sentences) if not a.find_parent("figure")]
    for link in links:
        found.pop(str(link["href"]).partition("#")[2], None)
    return {name: str(figure)[:200] for name, figure in found.items()}


def test_every_figure_and_table_is_referred_to_by_a_sentence(book: Project) -> None:
    assert not _unmentioned(_pages(book))


@pytest.mark.parametrize("kind", ["evidence-figure", "numbered-table"])
def test_one_that_is_not_referred_to_is_found(kind: str) -> None:
    link = '<a class="reference internal" href="one.html#thing">1</a>'
    figure = f'<figure class="{kind}" id="thing"><figcaption>{{}}</figcaption></figure>'
    for text, expected in (
        (f"<p>See {link}.</p>{figure}", set()),
        (f"<p>See it.</p>{figure}", {"thing"}),
        (figure.format(f"<p>{link}</p>"), {"thing"}),
    ):
        page = BeautifulSoup(f"<article>{text}</article>", "lxml")
        assert set(_unmentioned([page])) == expected


def test_a_sentence_gives_the_number_that_stands_above_the_table(book: Project) -> None:
    pages = _pages(book)
    captions = [c for page in pages for c in page.select("figure.numbered-table > figcaption")]
    numbers = {c.parent["id"]: c.select_one(".caption-number").get_text() for c in captions}
    seen = 0
    for link in [a for page in pages for a in page.select("article :is(p, li) a.reference")]:
        if (name := str(link["href"]).partition("#")[2]) in numbers:
            assert link.get_text().strip() == numbers[name].strip(), name
            seen += 1
    assert seen >= len(numbers) > 0


def test_captions_stand_on_paper_above_their_tables(book: Project) -> None:
    """With the same numbers, and never alone at the foot of a page."""
    set_pages = list(map(squeezed, sheets(book.pdf)))
    for caption in _captions(book):
        [place] = [sheet for sheet in set_pages if squeezed(caption) in sheet] or [""]
        _, found, after = place.partition(squeezed(caption))
        assert found and len(after) > 20, caption


def test_ids_of_rows_in_tables_lead_to_the_register_and_to_the_references(book: Project) -> None:
    page = BeautifulSoup((book.html / "chapters" / "history.html").read_text("utf-8"), "lxml")
    links = {str(link["href"]): link.get_text() for link in page.select("table a.row-link")}
    assert links
    for address, row in links.items():
        file, _, anchor = address.partition("#")
        assert anchor == row
        target = (book.html / "chapters" / file).read_text(encoding="utf-8")
        assert f'id="{row}"' in target
    named = PdfReader(book.pdf).named_destinations
    assert {f"ref-{row}" for row in links.values()} <= set(named)


_CHAPTER = """# One

Say {numref}`table-one-kinds` and {numref}`table-one-text`.

```{code-cell}
---
mystnb:
  figure:
    caption: The kinds of evidence
    name: table-one-kinds
    caption_before: true
---
from nkpay import load
load("evidence_kinds")[["label"]]
```

:::{table} A table of the text
:name: table-one-text

| a | b |
|---|---|
| c | d |

:::
"""


@pytest.mark.slow
def test_text_refers_to_tables_of_both_sorts_and_a_wrong_name_fails(tmp_path: Path) -> None:
    project = small(tmp_path / "book", _CHAPTER, executable=True)
    done = project.build()
    assert done.returncode == 0, done.stderr
    page = BeautifulSoup((project.html / "chapters" / "one.html").read_text("utf-8"), "lxml")
    referred = {str(a["href"]): a.get_text() for a in page.select("article p a.reference")}
    assert referred == {"#table-one-kinds": "Table 1", "#table-one-text": "Table 2"}
    project.edit("chapters/one.md", "`table-one-text`.", "`table-one-test`.")
    failed = project.build()
    assert failed.returncode and "table-one-test" in failed.stderr
