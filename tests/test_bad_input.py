"""Bad input gets one clear message and a failing status, every time, and destroys nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import nkpay
from tests.projects import GOOD, Project, small


def fails_twice(project: Project, *words: str, **environment: str) -> None:
    """Two builds in a row fail, and each says all of these words."""
    for attempt in ("first", "second"):
        done = project.build(**environment)
        assert done.returncode != 0, f"the {attempt} build passed"
        for word in words:
            assert word in done.stderr, f"{attempt} build: {word!r} is not in\n{done.stderr}"
        assert "Traceback" not in done.stderr, done.stderr


def test_an_unknown_number_suggests_near_names_and_the_last_book_stays(built: Project) -> None:
    before = (built.html / "chapters" / "one.html").read_bytes()
    built.edit("chapters/one.md", "qr_share_pyongyang", "qr_share_pyong")
    fails_twice(
        built,
        "chapters/one.md:3: number 'adoption.qr_share_pyong' is not registered",
        "near: 'adoption.qr_share_pyongyang'",
    )
    assert (built.html / "chapters" / "one.html").read_bytes() == before
    assert built.pdf.is_file()


@pytest.mark.slow
def test_all_wrong_names_are_reported_at_once(tmp_path: Path) -> None:
    project = small(tmp_path, "# One\n\n{num}`a.b`\n\n{says}`more <c.d>`\n")
    fails_twice(project, "one.md:3: number 'a.b'", "one.md:5: predicate 'c.d'")


@pytest.mark.slow
def test_an_assertion_that_new_data_makes_false_is_quoted(built: Project) -> None:
    sentence = "The capital is {says}`ahead <adoption.capital_above_provinces>` of the rest."
    built.write("chapters/one.md", f"# One\n\n{sentence}\n")
    assert built.build().returncode == 0
    path = built.root / "data" / "claims.csv"
    text = path.read_text(encoding="utf-8")
    claim = next(line for line in text.splitlines() if line.startswith("C0087,"))
    swapped = claim.replace(",80,75,85,", ",10,5,15,").replace("en-eight-in-ten", "")
    assert swapped != claim
    path.write_text(text.replace(claim, swapped), encoding="utf-8")
    fails_twice(built, "chapters/one.md:3:", 'no longer says "ahead"', sentence)


def test_a_broken_cell_is_named_before_anything_is_built(built: Project) -> None:
    built.edit("data/claims.csv", ",anonymous-source,", ",rumour,")
    fails_twice(built, "claims.csv: row ", "column 'evidence': 'rumour'", "fault(s) in the data")
    assert (built.html / "index.html").is_file()


@pytest.mark.slow
def test_a_claim_id_that_does_not_exist_is_named(built: Project) -> None:
    path = built.root / "data" / "system_attributes.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = lines[1].split(",")
    cells[7] = "C9999"
    path.write_text("\n".join([lines[0], ",".join(cells), *lines[2:], ""]), encoding="utf-8")
    fails_twice(built, "system_attributes.csv: row 2", "C9999")


def test_a_cell_that_raises_names_its_file_and_line(tmp_path: Path) -> None:
    chapter = "# One\n\n```{code-cell}\n1 + 1\n```\n\n```{code-cell}\n1 / 0\n```\n"
    project = small(tmp_path, chapter, executable=True)
    fails_twice(project, "chapters/one.md:19: the cell raised ZeroDivisionError: division by zero")


_NO_KERNEL = """
import sys
class Without:
    def find_spec(self, name, path=None, target=None):
        if name == "ipykernel.kernelapp":
            raise ImportError("a library of the kernel is broken")
sys.meta_path.insert(0, Without())
"""


@pytest.mark.slow
def test_a_kernel_that_does_not_start_is_told_with_the_reason(tmp_path: Path) -> None:
    project = small(tmp_path / "book", "# One\n\n```{code-cell}\n1 + 1\n```\n", executable=True)
    (tmp_path / "sitecustomize.py").write_text(_NO_KERNEL)
    done = project.build(PYTHONPATH=str(tmp_path))
    assert done.returncode != 0
    assert "Jupyter's kernel cannot be loaded: a library of the kernel is broken" in done.stderr
    assert "chapters/one.md: its kernel did not start" in done.stderr
    assert "Traceback" not in done.stderr, done.stderr


@pytest.mark.slow
def test_an_unknown_figure_names_its_file_and_suggests(tmp_path: Path) -> None:
    chapter = (
        "# One\n\n```{code-cell}\nfrom nkpay import figure\nfigure('adoption.usage_claim')\n```\n"
    )
    project = small(tmp_path, chapter, executable=True)
    fails_twice(project, "chapters/one.md:15", "near: 'adoption.usage_claims'")


@pytest.mark.slow
def test_a_chapter_that_never_ends_is_stopped_by_name(tmp_path: Path) -> None:
    chapter = "# One\n\n```{code-cell}\nwhile True: pass\n```\n"
    project = small(tmp_path, chapter, executable=True)
    project.edit("_config.yml", "timeout: 120", "timeout: 2")
    fails_twice(project, "chapters/one.md:15: the cell ran longer than 2 s")


@pytest.mark.slow
def test_a_broken_reference_fails(tmp_path: Path) -> None:
    project = small(tmp_path, "# One\n\nSee {numref}`fig-nowhere`.\n")
    fails_twice(project, "fig-nowhere")


@pytest.mark.slow
def test_without_pango_the_html_is_built_and_the_package_is_named(tmp_path: Path) -> None:
    fake = tmp_path / "without"
    fake.mkdir()
    (fake / "weasyprint.py").write_text("raise OSError('cannot load library pango-1.0-0')\n")
    project = small(tmp_path / "book", GOOD)
    words = ("Pango is missing", "apt install libpango", "dnf install pango", "brew install pango")
    fails_twice(project, *words, PYTHONPATH=str(fake))
    assert "about eight in ten" in (project.html / "chapters" / "one.html").read_text("utf-8")


@pytest.mark.slow
def test_a_missing_font_is_named(tmp_path: Path) -> None:
    library = tmp_path / "library"
    shutil.copytree(Path(nkpay.__file__).parent, library / "nkpay")
    (library / "nkpay" / "fonts" / "NotoSansKR-Regular.ttf").unlink()
    project = small(tmp_path / "book", GOOD)
    fails_twice(
        project,
        "NotoSansKR-Regular.ttf: font file missing",
        "git checkout",
        PYTHONPATH=str(library),
    )


@pytest.mark.slow
def test_text_in_data_cannot_become_markup(built: Project) -> None:
    """Angle brackets in a title are legal text; they arrive as text."""
    built.edit(
        "data/sources.csv", "Why North Koreans resist", "Why <x onload=1> & so North Koreans resist"
    )
    done = built.build()
    assert done.returncode == 0, done.stderr
    folder = built.html / "register" / "sources"
    page = (folder / "dailynk-2025-digital-push.html").read_text(encoding="utf-8")
    assert "<x onload" not in page
    assert "&lt;x onload=1&gt; &amp; so" in page


def test_a_version_that_is_none_is_refused(built: Project) -> None:
    built.edit("data/datapackage.json", '"version": "', '"version": "<script>')
    fails_twice(built, "datapackage.json", "version")


@pytest.mark.slow
def test_a_claim_withdrawn_while_a_chapter_uses_it_is_named(built: Project) -> None:
    path = built.root / "data" / "claims.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(i for i, line in enumerate(lines) if line.startswith("C0087,"))
    assert ",normal,active," in lines[at]
    lines[at] = lines[at].replace(",normal,active,", ",normal,withdrawn,")
    path.write_text("".join(lines), encoding="utf-8")
    fails_twice(
        built,
        "chapters/one.md:3: number 'adoption.qr_share_pyongyang' cannot be computed",
        "expected one row, the data has 0",
    )


@pytest.mark.slow
def test_an_unknown_kernel_is_named(tmp_path: Path) -> None:
    project = small(tmp_path, "# One\n\n```{code-cell}\n1\n```\n", executable=True)
    project.edit("chapters/one.md", "name: python3", "name: python9")
    fails_twice(project, "chapters/one.md: no kernel 'python9' is installed")


@pytest.mark.slow
def test_the_line_of_a_role_inside_a_paragraph_is_named(tmp_path: Path) -> None:
    project = small(tmp_path, "# One\n\nA first line,\na second with {num}`a.b`.\n")
    fails_twice(project, "chapters/one.md:4: number 'a.b'")
