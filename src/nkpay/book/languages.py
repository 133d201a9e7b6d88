"""Pages in another language than the book's: the language that their head names, and its mark.

A page says ``lang: ko`` in its head. Its text is then marked as such for readers' software, for
the typesetter and for the style sheets, and what the book adds to it speaks that language.
"""

from __future__ import annotations

from typing import Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

DEFAULT: Final = "en"
_CLASS: Final = "language-"


def setup(app: Sphinx) -> None:
    """Mark each page once it is read."""
    app.connect("doctree-read", _mark)


def of_page(env: BuildEnvironment, page: str) -> str:
    """The language of a page that has been read."""
    return str(env.metadata.get(page, {}).get("lang", DEFAULT))


def around(node: nodes.Element) -> str:
    """The language of the page that a node stands on, in the single document too."""
    place: nodes.Element | None = node
    while place is not None:
        marks: list[str] = place["classes"] if isinstance(place, nodes.section) else []
        for mark in marks:
            if mark.startswith(_CLASS):
                return mark.removeprefix(_CLASS)
        place = place.parent
    return DEFAULT


def _mark(app: Sphinx, doctree: nodes.document) -> None:
    language = of_page(app.env, app.env.docname)
    if language == DEFAULT:
        return
    for section in doctree.findall(nodes.section):
        if section.parent is doctree:
            # Docutils writes a class of this form as the attribute ``lang``.
            section["classes"].append(f"{_CLASS}{language}")
