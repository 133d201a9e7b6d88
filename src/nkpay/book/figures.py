"""Put drawn figures into the page: numbered, linked mark by mark, with sources and data.

A figure arrives as a JSON output of its cell. It becomes one document node, so that Sphinx
numbers it and cross-references find it, and one template writes it for screen and paper.
"""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, cast

from docutils import nodes
from myst_nb.core.render import MimeData, MimeRenderPlugin, NbElementRenderer
from sphinx.application import Sphinx

from nkpay import drawing
from nkpay.book import links, templates
from nkpay.book.assets import VEGA
from nkpay.data import package
from nkpay.evidence import evidence_mix, sources_behind
from nkpay.theme import EVIDENCE_LABELS


class evidence_figure(nodes.General, nodes.Element):
    """A drawn figure with everything printed around it, under ``payload``."""


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
        anchor = drawing.anchor(name)
        figure = evidence_figure("", ids=[anchor], names=[anchor], payload=data.content)
        document = renderer.renderer.document
        document.note_explicit_target(figure)
        return [figure]


def setup(app: Sphinx) -> None:
    """Let Sphinx number the figures, and write their data beside the pages."""
    app.add_enumerable_node(
        evidence_figure, "figure", _title, override=True, html=(_write, _nothing)
    )
    app.connect("html-page-context", _write_files)


def _title(node: nodes.Node) -> str:
    return str(cast(evidence_figure, node)["payload"]["title"])


def _by_publisher(
    sources: list[str], address: Callable[[str], str]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Publishers, most used first, each with the years and addresses of its sources."""
    table, outlets = package()["sources"], package()["outlets"]
    grouped: dict[str, list[tuple[str, str]]] = {}
    for source in sources:
        record = table.loc[source]
        year = record["published"][:4] or "undated"
        grouped.setdefault(outlets.loc[record["outlet_id"], "name"], []).append(
            (year, address(source))
        )
    ordered = sorted(grouped.items(), key=lambda item: -len(item[1]))
    return [(name, sorted(pages)) for name, pages in ordered]


def _nothing(self: Any, node: nodes.Node) -> None:
    """``_write`` has written all of it."""


def _write(self: Any, node: evidence_figure) -> None:
    builder, docname = self.builder, self.builder.current_docname
    payload = node["payload"]
    on_paper = links.is_print(builder)

    def address(row: str) -> str:
        return (
            links.reference(row)
            if on_paper
            else links.from_page(builder, docname, links.of_row(row))
        )

    before = len(self.body)
    self.add_fignumber(node)
    number = "".join(self.body[before:])
    del self.body[before:]
    sources = sources_behind(payload["rows"], package())
    self.body.append(
        templates.render(
            "figure.html",
            figure=payload,
            anchor=node["ids"][0],
            number=number,
            wide=_on_paper(builder, node)
            if on_paper
            else drawing.with_links(payload["svg"], address),
            narrow="" if on_paper else drawing.with_links(payload["svg_narrow"], address),
            publishers=_by_publisher(sources, address),
            tables=[(row[6:], address(row)) for row in payload["rows"] if row[:6] == "table:"],
            mix=evidence_mix(payload["rows"], package()),
            labels=EVIDENCE_LABELS,
            version=package().version,
            on_paper=on_paper,
            vega=links.from_page(builder, docname, f"_static/{VEGA}"),
            files=links.from_page(builder, docname, f"_figures/{node['ids'][0]}"),
        )
    )
    raise nodes.SkipNode


def _on_paper(builder: Any, node: evidence_figure) -> str:
    """The drawing as a file: in the page the typesetter would style each of its elements."""
    payload, name = node["payload"], f"{node['ids'][0]}.svg"
    folder = Path(builder.outdir) / "_figures"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(drawing.without_links(payload["svg"]), encoding="utf-8")
    return f'<img src="_figures/{name}" alt="{html.escape(payload["alt"])}">'


def _write_files(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Data as CSV and the spec as a classic script: neither needs a server to be opened."""
    figures = list(doctree.findall(evidence_figure)) if doctree else []
    context["has_figures"] = bool(figures)
    if links.is_print(app.builder):
        return
    folder = Path(app.outdir) / "_figures"
    for figure in figures:
        folder.mkdir(exist_ok=True)
        anchor, payload = figure["ids"][0], figure["payload"]
        (folder / f"{anchor}.csv").write_text(as_csv(payload["table"]), encoding="utf-8")
        specs = {"wide": _addressed(payload["spec"]), "narrow": _addressed(payload["spec_narrow"])}
        spec = json.dumps(specs, ensure_ascii=False, sort_keys=True)
        # "</" would end the script element if the file were ever inlined.
        script = f'nkpayFigure("{anchor}", {spec.replace("</", "<" + chr(92) + "/")});\n'
        (folder / f"{anchor}.js").write_text(script, encoding="utf-8")


def as_csv(table: dict[str, Any]) -> str:
    """The plotted values; a cell that a spreadsheet would run as a formula is quoted as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table["columns"])
    writer.writerows([_harmless(cell) for cell in row] for row in table["data"])
    return out.getvalue()


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@") else cell


def _addressed(spec: dict[str, Any]) -> dict[str, Any]:
    """The spec with the links of its marks as addresses from the root of the book."""
    datasets = {
        name: [
            {**row, "link": links.of_row(row["link"].removeprefix("row/"))}
            if "link" in row
            else row
            for row in rows
        ]
        for name, rows in spec.get("datasets", {}).items()
    }
    return {**spec, "datasets": datasets}
