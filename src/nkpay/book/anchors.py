"""Anchors of sections that are unique in the whole book, not only in their page.

Every chapter has a section "What is not known". In the print edition, one document, their
anchors would clash and the contents lead to the wrong one; with the chapter's name in front
an anchor is the same on screen and on paper.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Rename before Sphinx collects the table of contents, at its default priority."""
    app.connect("doctree-read", _rename, priority=100)


def _rename(app: Sphinx, doctree: nodes.document) -> None:
    chapter = app.env.docname.rpartition("/")[2]
    top = next(iter(doctree.findall(nodes.section)), None)
    for section in doctree.findall(nodes.section):
        if section is top:
            continue
        section["ids"] = [f"{chapter}-{anchor}" for anchor in section["ids"]]
        doctree.ids.update(dict.fromkeys(section["ids"], section))
