"""Invariant 5: built again the book is fresh and identical, and its notebooks run elsewhere."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import nbformat
import pytest

from nkpay import rendering
from tests import same_bytes
from tests.projects import GOOD, REMEMBERING_NOTHING, Project, differing, small, whole
from tests.reading import documents, sheets, squeezed


def test_nothing_executes_when_nothing_has_changed(book: Project) -> None:
    done = book.build()
    assert done.returncode == 0
    assert "nothing has changed" in done.stderr
    assert "executing" not in done.stderr


@pytest.mark.slow
def test_edited_prose_executes_nothing(book: Project, tmp_path: Path) -> None:
    project = book.copy(tmp_path / "book")
    project.edit("chapters/methods.md", "# ", "# Re: ")
    done = project.build()
    assert done.returncode == 0, done.stderr
    assert "executing" not in done.stderr
    assert "Re: " in (project.html / "chapters" / "methods.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_every_page_names_the_sheets_with_a_letter_that_is_new_to_the_chapters(
    tmp_path: Path,
) -> None:
    project = small(tmp_path, "# One\n\nPlain.\n")
    addresses = set()
    for prose in ("Plain.", "Plain, with a long \u017f."):
        project.edit("chapters/one.md", "Plain.", prose)
        done = project.run(sys.executable, "-m", "nkpay", "book", "--no-pdf")
        assert done.returncode == 0, done.stderr
        pages = [project.html / "register" / "index.html", project.html / "chapters" / "one.html"]
        named = {re.findall(r"pages\.css\?v=\w+", p.read_text(encoding="utf-8"))[0] for p in pages}
        assert len(named) == 1, prose
        addresses |= named
    assert len(addresses) == 2


@pytest.mark.slow
def test_a_changed_cell_changes_page_pdf_and_notebook(book: Project, tmp_path: Path) -> None:
    project = book.copy(tmp_path / "book")
    path = project.root / "data" / "claims.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(i for i, line in enumerate(lines) if line.startswith("C0368,"))
    assert ",23,,,% of respondents," in lines[at]
    lines[at] = lines[at].replace(",23,,,% of respondents,", ",27,,,% of respondents,")
    path.write_text("".join(lines), encoding="utf-8")
    done = project.build()
    assert done.returncode == 0, done.stderr
    before = (book.html / "chapters" / "adoption.html").read_text(encoding="utf-8")
    after = (project.html / "chapters" / "adoption.html").read_text(encoding="utf-8")
    assert ">23 per cent<" in before and ">23 per cent<" not in after
    assert ">27 per cent<" in after
    assert "27 per cent" in (project.notebooks / "adoption.ipynb").read_text(encoding="utf-8")
    assert "27percent" in squeezed("".join(sheets(project.pdf)))
    claims = Path("register", "claims")
    assert (project.html / claims / "C0001.json").samefile(book.html / claims / "C0001.json")
    assert '"value": 27.0' in (project.html / claims / "C0368.json").read_text(encoding="utf-8")
    assert '"value": 23.0' in (book.html / claims / "C0368.json").read_text(encoding="utf-8")


def test_the_first_difference_of_two_builds_is_shown(tmp_path: Path) -> None:
    for name, text in (("one", "same until here: 1"), ("other", "same until here: 2")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    said = same_bytes.first_difference(tmp_path / "one", tmp_path / "other")
    assert "byte 17" in said and "here: 1" in said and "here: 2" in said
    assert "missing" in same_bytes.first_difference(tmp_path / "one", tmp_path / "none")


@pytest.mark.slow
def test_plain_jupyter_book_gives_the_same_html(book: Project, tmp_path: Path) -> None:
    plain = whole(tmp_path / "plain")
    command = Path(sys.executable).with_name("jupyter-book")
    done = plain.run(str(command), "build", ".", "-W", "--keep-going")
    assert done.returncode == 0, done.stdout + done.stderr
    (plain.html / ".buildinfo").unlink()  # of no use to a reader: ours does not publish it
    assert differing(book.root / "_build", plain.root / "_build", ("html",)) == []


# Stale pages


@pytest.mark.slow
def test_a_deleted_chapter_is_gone_and_a_renamed_one_is_renamed_everywhere(tmp_path: Path) -> None:
    project = small(tmp_path, GOOD)
    project.write("chapters/two.md", "# Two\n\nText.\n")
    one, both = "- file: chapters/one\n", "- file: chapters/one\n- file: chapters/two\n"
    project.edit("_toc.yml", one, both)
    assert project.build().returncode == 0
    project.edit("chapters/two.md", "# Two", "# Renamed")
    assert project.build().returncode == 0
    assert "Renamed" in (project.html / "chapters" / "one.html").read_text(encoding="utf-8")
    project.edit("_toc.yml", both, one)
    (project.root / "chapters" / "two.md").unlink()
    assert project.build().returncode == 0
    assert not (project.html / "chapters" / "two.html").exists()


@pytest.mark.slow
def test_an_edit_taken_back_gives_the_same_bytes(built: Project) -> None:
    before = {p: p.read_bytes() for p in built.html.rglob("*") if p.is_file()}
    built.edit("index.md", "A landing page.", "A landing place.")
    assert built.build().returncode == 0
    built.edit("index.md", "A landing place.", "A landing page.")
    assert built.build().returncode == 0
    assert {p: p.read_bytes() for p in built.html.rglob("*") if p.is_file()} == before


@pytest.mark.slow
def test_a_damaged_book_is_mended(built: Project) -> None:
    page = built.html / "chapters" / "one.html"
    page.unlink()
    assert built.build().returncode == 0
    assert page.is_file()


@pytest.mark.slow
def test_a_picture_beside_a_chapter_counts_as_input(built: Project) -> None:
    built.write("chapters/dot.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert "nothing has changed" not in built.build().stderr


# Notebooks


def test_every_notebook_runs_again_in_a_clean_kernel_and_gives_what_the_book_shows(
    book: Project, tmp_path: Path
) -> None:
    notebooks = sorted(book.notebooks.glob("*.ipynb"))
    assert len(notebooks) == len(documents())
    done = book.run(
        *(sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute"),
        *("--output-dir", str(tmp_path), *map(str, notebooks)),
        **REMEMBERING_NOTHING,
    )
    assert done.returncode == 0, done.stderr
    for path in notebooks:
        shown = nbformat.read(path, as_version=4)
        again = nbformat.read(tmp_path / path.name, as_version=4)
        for cell, anew in zip(shown.cells, again.cells, strict=True):
            assert outputs(cell) == outputs(anew), path.name


def outputs(cell: nbformat.NotebookNode) -> list[object]:
    """What a cell shows, without what only the book reads."""
    return [
        {k: v for k, v in output.get("data", {}).items() if k != rendering.MIME}
        or output.get("text")
        for output in cell.get("outputs", [])
    ]


def test_notebooks_hold_values_where_the_source_has_roles(book: Project) -> None:
    for path in book.notebooks.glob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        prose = "".join(
            c["source"] if isinstance(c["source"], str) else "".join(c["source"])
            for c in cells
            if c["cell_type"] == "markdown"
        )
        assert "{num}`" not in prose and "{says}`" not in prose, path.name
