"""Images of drawings: helpers draw them while pages are read, and they are written last.

Nobody waits for them before that: pages name them, and only who downloads or shares one sees it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from nkpay import drawing
from nkpay.book import helpers


def setup(app: Sphinx) -> None:
    """Write the images when all pages are written."""
    _wanted(app).clear()
    app.connect("html-collect-pages", _no_more, priority=100)
    app.connect("build-finished", _write)


def begin(svg: str, scale: float = 1) -> None:
    """Have an image drawn that a page will ask for."""
    helpers.later([(drawing.keep_png, (svg, scale))])


def put(app: Sphinx, path: Path, svg: str, scale: float = 1) -> None:
    """Ask for an image at a place."""
    path.parent.mkdir(exist_ok=True)
    _wanted(app)[path] = (svg, scale)


def _no_more(app: Sphinx) -> tuple[()]:
    """All pages are written but those of the register, which asks for no image."""
    helpers.dismiss()
    return ()


def _wanted(app: Any) -> dict[Path, tuple[str, float]]:
    wanted: dict[Path, tuple[str, float]] = app.__dict__.setdefault("nkpay_images", {})
    return wanted


def _write(app: Sphinx, error: Exception | None) -> None:
    if error:
        return
    helpers.settle()
    for path, (svg, scale) in _wanted(app).items():
        path.write_bytes(drawing.to_png(svg, scale))
