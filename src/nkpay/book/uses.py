"""Where the book uses what: each number, asserted words, finding and figure, with its place.

Noted when a page is read and kept with Sphinx's environment, so that the register's ways back
into the book and the cards are complete whichever pages a build writes anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from nkpay.book import figure_files
from nkpay.book.figures import evidence_figure
from nkpay.book.findings import finding
from nkpay.book.roles import computed


@dataclass(frozen=True)
class Use:
    """One place of the book; ``kind`` is number, predicate, finding or figure.

    ``asserts`` names the predicates behind a figure's title, ``marks`` the rows that its marks
    stand for.
    """

    kind: str
    name: str
    words: str
    page: str
    title: str
    anchor: str
    rows: tuple[str, ...]
    asserts: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """The place, from the root of the book."""
        return f"{self.page}.html#{self.anchor}"


def setup(app: Sphinx) -> None:
    """Collect after reading; forget a page that is read again or gone."""
    app.connect("doctree-read", _collect)
    app.connect("env-purge-doc", _purge)


def uses(env: BuildEnvironment) -> list[Use]:
    """Every use in the order of the book."""
    kept = _kept(env)
    order = [name for name in env.toctree_includes.get(env.config.root_doc, ()) if name in kept]
    pages = [p for p in (env.config.root_doc, *order) if p in kept]
    return [use for page in dict.fromkeys([*pages, *sorted(kept)]) for use in kept[page]]


def by_row(found: list[Use]) -> dict[str, list[Use]]:
    """For each row the places that rest on it."""
    ways: dict[str, list[Use]] = {}
    for use in found:
        for row in dict.fromkeys(use.rows):
            ways.setdefault(row, []).append(use)
    return ways


def by_page(found: list[Use]) -> dict[str, list[Use]]:
    """Uses by the title of their page; those that rest on few rows come first."""
    pages: dict[str, list[Use]] = {}
    for use in sorted(found, key=lambda use: len(use.rows)):
        pages.setdefault(use.title, []).append(use)
    return pages


def _kept(env: BuildEnvironment) -> dict[str, list[Use]]:
    if not hasattr(env, "nkpay_uses"):
        env.nkpay_uses = {}  # type: ignore[attr-defined]  # stored with the environment
    kept: dict[str, list[Use]] = env.nkpay_uses  # type: ignore[attr-defined]
    return kept


def _purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    _kept(env).pop(docname, None)


def _collect(app: Sphinx, doctree: nodes.document) -> None:
    heading = next(iter(doctree.findall(nodes.title)), None)
    title = heading.astext() if heading else app.env.docname
    _kept(app.env)[app.env.docname] = list(_found(doctree, app.env.docname, title))


def _found(doctree: nodes.document, page: str, title: str) -> Iterator[Use]:
    seen: dict[str, int] = {}
    for node in doctree.findall():
        if isinstance(node, (computed, finding)):
            kind = node.get("kind", "finding")
            stem = f"use-finding-{node['name']}" if kind == "finding" else f"use-{node['name']}"
            seen[stem] = seen.get(stem, 0) + 1
            node["anchor"] = f"{stem}-{seen[stem]}" if seen[stem] > 1 else stem
            words, rows = node.astext(), tuple(node["rows"])
            yield Use(kind, node["name"], words, page, title, node["anchor"], rows)
        elif isinstance(node, evidence_figure):
            yield _figure(node.payload, page, title, node["ids"][0])


def _figure(payload: dict[str, Any], page: str, title: str, anchor: str) -> Use:
    return Use(
        *("figure", payload["name"], payload["title"], page, title, anchor),
        rows=tuple(payload["rows"]),
        asserts=tuple(payload["asserts"]),
        marks=figure_files.marks(payload["svg"] + payload["svg_narrow"]),
    )
