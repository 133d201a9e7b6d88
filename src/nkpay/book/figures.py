"""Put drawn figures into the page: numbered, linked mark by mark, with sources and data.

A figure arrives as a JSON output of its cell. It becomes one document node, so that Sphinx
numbers it and cross-references find it, and one template writes it for screen and paper.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar, cast

from docutils import nodes
from docutils.utils.smartquotes import smartyPants
from myst_nb.core.render import MimeData, MimeRenderPlugin, NbElementRenderer
from sphinx.application import Sphinx

from nkpay import drawing
from nkpay.book import (
    citation,
    figure_files,
    figure_words,
    images,
    languages,
    links,
    notebooks,
    print_tree,
    templates,
)
from nkpay.book.assets import VEGA
from nkpay.book.records import records
from nkpay.data import package
from nkpay.evidence import evidence_mix, sources_behind

_SIZE = re.compile(r'\b(?:width|height)="[\d.]+"')


class evidence_figure(nodes.General, nodes.Element):
    """A drawn figure with everything printed around it.

    Sphinx reads the whole page again for each reference to one of its figures, so what is known
    of a figure is kept as text, which takes no time to read, until somebody asks for it.
    """

    @classmethod
    def of(cls, name: str, payload: str) -> evidence_figure:
        """The node of a figure, with its anchor."""
        anchor = drawing.anchor(name)
        return cls("", ids=[anchor], names=[anchor], payload=payload)

    @property
    def payload(self) -> dict[str, Any]:
        """What ``rendering.Figure.payload`` holds, and the drawings; not to be changed."""
        return _read(self["payload"])


@lru_cache(maxsize=64)
def _read(payload: str) -> dict[str, Any]:
    known: dict[str, Any] = json.loads(payload)
    # As in the prose, where MyST does so.
    return known | {part: smartyPants(known[part], attr="q") for part in ("title", "caption")}


class FigureMime(MimeRenderPlugin):
    """MyST-NB asks this for every output; it takes those that ``rendering.figure`` made."""

    mime_priority_overrides: ClassVar = [
        ("html", drawing.MIME, 1),
        ("singlehtml", drawing.MIME, 1),
    ]

    @staticmethod
    def handle_mime(
        renderer: NbElementRenderer, data: MimeData, inline: bool
    ) -> list[nodes.Element] | None:
        """The node for one form of an output; no node for the forms that notebooks use."""
        name = data.output_metadata.get("nkpay_figure")
        if not name:
            return None
        if data.mime_type != drawing.MIME:
            return []
        figure = evidence_figure.of(name, data.content)
        document = renderer.renderer.document
        document.note_explicit_target(figure)
        return [figure]


def setup(app: Sphinx) -> None:
    """Let Sphinx number the figures, and write their data beside the pages."""
    app.add_enumerable_node(
        evidence_figure, "figure", _title, override=True, html=(_write, _nothing)
    )
    app.connect("doctree-read", _begin_images)
    app.connect("html-page-context", _write_files)


def _title(node: nodes.Node) -> str:
    return str(cast(evidence_figure, node).payload["title"])


def _by_publisher(
    sources: list[str], address: Callable[[str], str], undated: str
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Publishers, most used first, each with the years and addresses of its sources."""
    table, outlets = records().rows("sources"), records().rows("outlets")
    grouped: dict[str, list[tuple[str, str]]] = {}
    for source in sources:
        record = table[source]
        year = record["published"][:4] or undated
        name = outlets[record["outlet_id"]]["name"]
        grouped.setdefault(name, []).append((year, address(source)))
    ordered = sorted(grouped.items(), key=lambda item: -len(item[1]))
    return [(name, sorted(pages)) for name, pages in ordered]


def _nothing(self: Any, node: nodes.Node) -> None:
    """``_write`` has written all of it."""


def _write(self: Any, node: evidence_figure) -> None:
    builder, docname = self.builder, self.builder.current_docname
    payload = node.payload
    on_paper = links.is_print(builder)

    def address(row: str) -> str:
        return links.reference(row) if on_paper else links.from_page(docname, links.of_row(row))

    say = figure_words.PHRASES[payload["language"]]
    sources = sources_behind(payload["rows"], records().tables)
    self.body.append(
        templates.render(
            "figure.html",
            figure=payload,
            anchor=node["ids"][0],
            number=figure_words.number(self, node, "figure", payload["language"]),
            wide=_on_paper(builder, node)
            if on_paper
            else figure_files.with_titles(payload["svg"], address),
            narrow="" if on_paper else figure_files.with_titles(payload["svg_narrow"], address),
            publishers=_by_publisher(sources, address, say["undated"]),
            tables=[(row[6:], address(row)) for row in payload["rows"] if row[:6] == "table:"],
            mix=evidence_mix(payload["rows"], records().tables),
            say=say,
            labels=figure_words.EVIDENCE[payload["language"]],
            default=languages.DEFAULT,
            version=package().version,
            on_paper=on_paper,
            **({} if on_paper else _menu(builder, docname, node)),
        )
    )
    raise nodes.SkipNode


def _menu(builder: Any, docname: str, node: evidence_figure) -> dict[str, Any]:
    """What the menu under a figure leads to, as seen from its page."""
    payload, anchor = node.payload, node["ids"][0]
    rule = links.of_name(payload["asserts"][0]) if payload["asserts"] else ""
    kernel = builder.env.metadata[docname].get("kernelspec")
    return {
        "rule": rule and links.from_page(docname, rule),
        "vega": links.from_page(docname, f"_static/{VEGA}"),
        "files": links.from_page(docname, f"_figures/{anchor}"),
        "drawn_by": payload["drawn_by"],
        "notebook": kernel and links.from_page(docname, notebooks.file_of(docname)),
        "citation": citation.of_figure(
            payload["title"], f"{docname}.html#{anchor}", citation.base_url(builder.app)
        ),
        "cite": links.from_page(docname, "cite.html"),
    }


def _on_paper(builder: Any, node: evidence_figure) -> str:
    """The drawing as a file: in the page the typesetter would style each of its elements."""
    payload, name = node.payload, f"{node['ids'][0]}.svg"
    folder = Path(builder.outdir) / "_figures"
    folder.mkdir(exist_ok=True)
    svg = print_tree.bare(drawing.without_links(payload["svg"]))
    (folder / name).write_text(svg, encoding="utf-8")
    size = " ".join(_SIZE.findall(svg)[:2])
    return f'<img src="_figures/{name}" {size} alt="{html.escape(payload["alt"])}">'


def _begin_images(app: Sphinx, doctree: nodes.document) -> None:
    for figure in doctree.findall(evidence_figure):
        images.begin(*_image(figure))


def _image(figure: evidence_figure) -> tuple[str, float]:
    """What the image of a figure is drawn from, and its size as a multiple of that on screen."""
    return drawing.on_white(figure.payload["svg"]), figure_files.SCALE


def _write_files(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put the files of each figure beside the pages, and tell the page that it has figures."""
    figures = list(doctree.findall(evidence_figure)) if doctree else []
    context["has_figures"] = bool(figures)
    if links.is_print(app.builder):
        return
    folder = Path(app.outdir) / "_figures"
    for figure in figures:
        figure_files.write(folder, figure["ids"][0], figure.payload)
        images.put(app, folder / f"{figure['ids'][0]}.png", *_image(figure))
