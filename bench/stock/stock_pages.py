"""The part of our extension without which stock Jupyter Book could not render the pages."""

from __future__ import annotations

from sphinx.application import Sphinx

from nkpay.book import anchors, figures, findings, roles, uses


def setup(app: Sphinx) -> None:
    """Add the roles, the figures, and anchors that the text refers to."""
    for part in (anchors, roles, findings, figures, uses):
        part.setup(app)
    # The files that a figure offers for download are ours alone: stock has none to write.
    for listener in list(app.events.listeners["html-page-context"]):
        if listener.handler is figures._write_files:
            app.disconnect(listener.id)
