"""What others show of a page: description, card with an image, map of the site, page not found.

The image is the page's first figure beside its title. Addresses that must be complete, those of
the map and of cards, are so where ``_config.yml`` says under which the book is published
(``html: baseurl``); without one there is no map.
"""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from nkpay import drawing
from nkpay.book import images, kept, links, templates
from nkpay.book.citation import base_url
from nkpay.book.figures import evidence_figure
from nkpay.book.shell import Shell
from nkpay.data import package
from nkpay.theme import ACCENT, INK, MUTED, SANS

FOLDER: Final = "_share"
_LONGEST: Final = 200  # more is cut by those who show it
_WIDTH, _HEIGHT = 1200, 630
_NOT_A_PAGE: Final = {"404.html", "search.html"}
_ADDRESS: Final = re.compile(r'\b(href|src)="(?!#|[a-z]+:)([^"]+)"')


def setup(app: Sphinx) -> None:
    """Describe each page, and write what stands beside the pages."""
    app.connect("doctree-read", _draw_card)
    app.connect("html-page-context", _describe)
    app.connect("html-collect-pages", kept.unless_kept(_not_found))
    app.connect("build-finished", _map)


def _describe(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if links.is_print(app.builder) or template not in ("page.html", "search.html"):
        return
    title, base = html.unescape(re.sub("<[^>]*>", "", context.get("title", ""))), base_url(app)
    root, image = app.config.root_doc, _image(app, page, doctree)
    text = _opening(doctree) if doctree else f"{title}: {app.config.html_title}."
    properties = {
        "og:type": "website" if page == root else "article",
        "og:site_name": app.config.html_title,
        "og:title": title,
        "og:description": text,
    }
    if image:
        properties |= {
            "og:image": base + image if base else links.from_page(page, image),
            "og:image:width": str(_WIDTH),
            "og:image:height": str(_HEIGHT),
        }
    if base and doctree:
        properties["og:url"] = f"{base}{page}.html"
    context["metatags"] = context.get("metatags", "") + "".join(
        f'<meta {kind}="{name}" content="{html.escape(value)}">\n'
        for kind, found in (
            ("name", {"description": text, "twitter:card": "summary_large_image"}),
            ("property", properties),
        )
        for name, value in found.items()
    )


def _opening(doctree: nodes.document) -> str:
    """The first paragraph of a page, cut at the end of a word."""
    first = next(iter(doctree.findall(nodes.paragraph)), None)
    text = " ".join(first.astext().split()) if first else ""
    return textwrap.shorten(text, _LONGEST, placeholder=" …")


def _draw_card(app: Sphinx, doctree: nodes.document) -> None:
    """Have the image of a page drawn while the next page is read."""
    figure, title = _first_figure(doctree), next(iter(doctree.findall(nodes.title)), None)
    if figure and title:
        images.begin(card(app.config.html_title, title.astext(), figure.payload))


def _first_figure(doctree: nodes.document) -> evidence_figure | None:
    return next(iter(doctree.findall(evidence_figure)), None)


def _image(app: Sphinx, page: str, doctree: nodes.document | None) -> str:
    """Where the image of a page lies; one without a figure shows that of the landing page."""
    figure = _first_figure(doctree) if doctree else None
    if figure is None:
        root = app.config.root_doc
        return f"{FOLDER}/{root}.png" if app.env.toc_fignumbers.get(root, {}).get("figure") else ""
    target = f"{FOLDER}/{page.rpartition('/')[2]}.png"
    svg = card(app.config.html_title, app.env.titles[page].astext(), figure.payload)
    images.put(app, Path(app.outdir) / target, svg)
    return target


def card(book: str, title: str, payload: dict[str, Any]) -> str:
    """Title of a page to the left, its figure to the right, in the shape that cards have."""
    figure = re.sub(
        r'<svg ([^>]*?)width="[^"]*" height="[^"]*"',
        r'<svg \1x="450" y="40" width="710" height="550"',
        drawing.without_links(payload["svg"]),
        count=1,
    )
    over = "" if title == book else book
    lines = [
        *_lines(over, 30, 20, MUTED, 400),
        *_lines(title, 17, 40, INK, 600),
        *_lines(payload["title"], 32, 20, INK, 400),
    ]
    placed, y = [], 62
    for size, gap, attributes, line in lines:
        y += size + gap
        placed.append(f'<text x="48" y="{y}" font-size="{size}" {attributes}>{line}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}">'
        f'<rect width="100%" height="100%" fill="#fff"/><rect width="14" height="100%" '
        f'fill="{ACCENT}"/><g font-family="{SANS}">{"".join(placed)}</g>{figure}</svg>'
    )


def _lines(
    text: str, width: int, size: int, colour: str, weight: int
) -> Iterable[tuple[int, int, str, str]]:
    """Lines of one size, with the gap above each."""
    for n, line in enumerate(textwrap.wrap(text, width)):
        gap = size * (3 if n else 12) // 10
        yield size, gap, f'fill="{colour}" font-weight="{weight}"', html.escape(line)


def _not_found(app: Sphinx) -> Iterable[Any]:
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or links.is_print(builder):
        return []
    Shell(builder).write("404", "Page not found", templates.render("not_found.html"))
    page, base = Path(app.outdir) / "404.html", urlsplit(base_url(app)).path
    if base:
        # A host sends this page for any address, so what it names must not depend on that.
        text = page.read_text(encoding="utf-8")
        page.write_text(_ADDRESS.sub(rf'\1="{base}\2"', text), encoding="utf-8")
    return []


def _map(app: Sphinx, error: Exception | None) -> None:
    base, out = base_url(app), Path(app.outdir)
    if error or not base or app.builder.format != "html" or links.is_print(app.builder):
        return
    pages = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.html"))
    entries = [
        f"<url><loc>{html.escape(base + page)}</loc><lastmod>{package().closes}</lastmod></url>"
        for page in pages
        if page not in _NOT_A_PAGE and not page.startswith("_")
    ]
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    text = "\n".join(entries)
    (out / "sitemap.xml").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{space}">\n{text}\n</urlset>\n',
        encoding="utf-8",
    )
