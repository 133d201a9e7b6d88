"""The part of our extension without which stock Jupyter Book could not render the pages."""

from __future__ import annotations

from sphinx.application import Sphinx

from nkpay.book import anchors, figures, roles


def setup(app: Sphinx) -> None:
    """Add the two roles, the figures, and anchors that the text refers to."""
    for part in (anchors, roles, figures):
        part.setup(app)
