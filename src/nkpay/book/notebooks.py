"""Executed notebooks for download, in which the roles have become their values."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nbformat
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from nkpay import drawing, registry
from nkpay.book import execute, kept, links
from nkpay.book.problems import BookError
from nkpay.data import package
from nkpay.findings import findings

# Code comes first in the alternation: a role shown as code is text about roles.
_ROLE = re.compile(r"(?s)(```.*?```|``.+?``)|\{(num|says|finding)\}`([^`]+)`")
_TITLED = re.compile(r"(?s)(.+?)\s*<([^<>]+)>")
FOLDER = "_notebooks"


def setup(app: Sphinx) -> None:
    """Write the notebooks when the HTML is written, and tell each page of its own."""
    app.connect("build-finished", _write_all)
    app.connect("html-page-context", _link)


def _write_all(app: Sphinx, error: Exception | None) -> None:
    if error or links.is_print(app.builder) or app.builder.format != "html":
        return
    (Path(app.outdir) / FOLDER).mkdir(exist_ok=True)
    written: dict[str, str] = {}
    for docname in kept.written(app):
        chapter = execute.read_chapter(app.env, docname)
        if chapter:
            other = written.setdefault(file_of(docname), docname)
            if other != docname:
                raise BookError(f"{docname} and {other} would share one notebook; rename one")
            path = Path(app.outdir) / file_of(docname)
            notebook = portable(execute.executed(app.env, chapter))
            path.write_text(_dumps(notebook), encoding="utf-8")


def file_of(docname: str) -> str:
    """Where the notebook of a page lies, from the root of the book."""
    return f"{FOLDER}/{docname.rpartition('/')[2]}.ipynb"


def portable(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook as a reader downloads it: values for roles, ids that never change."""
    for index, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{index}"
        if cell.cell_type == "markdown":
            cell["source"] = with_values(cell.source)
    for forms in execute.figures(notebook):
        # What the book reads becomes what a notebook shows.
        forms.update(drawing.outputs(forms.pop(drawing.MIME)))
    notebook.metadata.pop("source_map", None)
    notebook["nbformat"], notebook["nbformat_minor"] = 4, 5
    return notebook


def with_values(text: str) -> str:
    """Markdown with each number or asserted words in place of its role."""
    return _ROLE.sub(_value, text)


def _value(match: re.Match[str]) -> str:
    code, role, content = match.groups()
    if code:
        return code
    if role == "num":
        return registry.number.compute(content.strip(), package()).text
    if titled := _TITLED.fullmatch(content):
        return titled[1]
    return findings.about(content.strip()).statement if role == "finding" else content


def _dumps(notebook: nbformat.NotebookNode) -> str:
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _link(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    env: BuildEnvironment = app.env
    if (
        doctree is not None
        and not links.is_print(app.builder)
        and env.metadata[page].get("kernelspec")
    ):
        context["notebook"] = links.from_page(page, file_of(page))
