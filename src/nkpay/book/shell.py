"""The theme's page around a register page, filled once and used for all.

Sphinx takes some 15 ms to fill the theme for a page, most of it for a sidebar that is the same
on all of them; the register has hundreds of pages. So the theme is filled once for each depth
of folder, with marks where title, text and name go.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

from sphinx.builders.html import StandaloneHTMLBuilder

from nkpay.book import accessible, kept, loading

_NAME, _TITLE, _BODY = "nkpay-name-of-page", "nkpay-title-of-page", "<!-- nkpay-body-of-page -->"


class Shell:
    """Writes pages of the register."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self._builder = builder
        self._filled: dict[str, tuple[str, str]] = {}

    def write(self, page: str, title: str, body: str) -> None:
        """Write one page; ``page`` is its path in the book without ``.html``."""
        before, after = self._around(page)
        head = before.replace(_TITLE, html.escape(title)).replace(_NAME, Path(page).name)
        text = f"{head}{accessible.mend(body)}{after}"
        kept.put(Path(self._builder.outdir), f"{page}.html", loading.with_letters(text))

    def _around(self, page: str) -> tuple[str, str]:
        folder = page.rpartition("/")[0]
        name = f"{folder}/{_NAME}".lstrip("/")
        if folder not in self._filled:
            target = Path(self._builder.outdir) / f"{name}.html"
            context: dict[str, Any] = {"title": _TITLE, "body": _BODY, "nkpay_register": True}
            self._builder.handle_page(name, context, "page.html", outfilename=str(target))
            before, _, after = target.read_text(encoding="utf-8").partition(_BODY)
            target.unlink()
            self._filled[folder] = before, after
        return self._filled[folder]
