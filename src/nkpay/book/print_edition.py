"""The print edition: the same executed pages as one document, set by WeasyPrint.

Sphinx's ``singlehtml`` assembles the chapters on a plain theme of our own; the references
list the rows that the text and its figures cite, and no others.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from nkpay.book import links, paging, row_links, stack, systems_index, templates
from nkpay.book.figures import evidence_figure
from nkpay.book.findings import finding
from nkpay.book.problems import BookError
from nkpay.book.records import records
from nkpay.book.roles import computed
from nkpay.data import package
from nkpay.evidence import sources_of
from nkpay.fonts import FACES, folder_of_fonts

FILE = "electronic-payment-in-north-korea.pdf"
_HERE = Path(__file__).parent

_NO_PANGO = """Pango is missing, so the PDF was not made; the HTML is complete.
  Debian, Ubuntu:  apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
  Fedora:          dnf install pango
  macOS:           brew install pango
({error})"""


def setup(app: Sphinx) -> None:
    """Add the references and the cover to the single document."""
    app.connect("builder-inited", _without_index)
    app.connect("html-page-context", _context)


def _without_index(app: Sphinx) -> None:
    """Nobody searches paper by script: spare the index of its words."""
    builder: Any = app.builder
    if links.is_print(builder):
        builder.search = False


def _context(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if not links.is_print(app.builder) or doctree is None:
        return
    context["book_title"] = app.config.html_title
    context["book_author"] = app.config.author
    context["references"] = templates.render("references.html", groups=_references(doctree))
    context["faces"] = [(face, face.path.as_uri()) for face in FACES]
    context["stylesheet"] = (_HERE / "print_theme" / "print.css").as_uri()


def _references(doctree: nodes.document) -> list[dict[str, Any]]:
    """Sources of the rows cited in the text and its figures, each with those rows.

    A source stands where it is first cited. A row of several sources stands with the first.
    """
    cited: dict[str, None] = {}
    for node in doctree.findall():
        if isinstance(node, (computed, finding)):
            cited.update(dict.fromkeys(node["rows"]))
        elif isinstance(node, nodes.raw):
            cited.update(dict.fromkeys(row_links.rows_of(node)))
        elif isinstance(node, evidence_figure):
            cited.update(dict.fromkeys(node.payload["rows"]))
    by_source: dict[str, list[str]] = {}
    for row in cited:
        by_source.setdefault(next(iter(sources_of(row, records().tables)), ""), []).append(row)
    return [_reference(source, rows) for source, rows in by_source.items()]


def _reference(source: str, rows: list[str]) -> dict[str, Any]:
    known = records()
    record = known.rows("sources")[source] if source else {}
    return {
        "source": record,
        "live": bool(source) and known.sources[source].live,
        "outlet": known.rows("outlets")[record["outlet_id"]]["name"] if source else "",
        "rows": [
            (links.reference(row).removeprefix("#"), row, known.statement(row)) for row in rows
        ],
    }


def weasyprint() -> ModuleType:
    """The typesetter, or a BookError that says which package it lacks."""
    folder_of_fonts()
    try:
        return importlib.import_module("weasyprint")
    except OSError as error:
        raise BookError(_NO_PANGO.format(error=str(error).splitlines()[0])) from None


def write_pdf(page: Path, target: Path) -> None:
    """Set the assembled document as a tagged PDF, from files of this machine alone.

    Raises
    ------
    BookError
        Pango is not installed, or a file that the page needs cannot be read.
    """
    typesetter = weasyprint()
    urls = importlib.import_module("weasyprint.urls")
    importlib.import_module("nkpay.book.pdf_objects").list_pages_once()
    importlib.import_module("nkpay.book.columns").set_once()
    importlib.import_module("nkpay.book.styles").ask_seldom()
    fetcher = urls.URLFetcher(allowed_protocols=("file", "data"), fail_on_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with importlib.import_module("nkpay.book.lines").broken_once():
            stack.in_one_piece(lambda: _write(typesetter, page, fetcher, target))
    except urls.FatalURLFetchingError as error:
        raise BookError(f"The PDF was not made: {error}") from None


def _write(typesetter: ModuleType, page: Path, fetcher: Any, target: Path) -> None:
    document = typesetter.HTML(filename=str(page), url_fetcher=fetcher)
    _set(document).write_pdf(
        str(target),
        finisher=importlib.import_module("nkpay.book.pdf_objects").make_once,
        pdf_tags=True,
        pdf_identifier=package().digest[:32].encode(),
    )


def _set(document: Any) -> Any:
    """All pages: figures where they fill them, the index of systems once their pages are known."""
    images: dict[str, Any] = {}
    paging.fill_pages(document, images)
    named = systems_index.mark(document.etree_element)
    return systems_index.replace_last(document, document.render(cache=images), named)
