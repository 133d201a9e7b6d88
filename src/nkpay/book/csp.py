"""A Content-Security-Policy on every page: nothing from elsewhere, no eval, no stray script.

Pages open from disk too, where no server can send the policy as a header, so it stands in a
``<meta>``. Inline scripts that the theme writes are allowed by their hash, taken from the page
as it is written.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.jinja2glue import BuiltinTemplateLoader

from nkpay.book import accessible, loading

_INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
_HEAD = '<meta charset="utf-8">'


def setup(app: Sphinx) -> None:
    """Let Sphinx write its pages through ``Templates``."""
    app.connect("config-inited", _use)


def _use(app: Sphinx, config: Config) -> None:
    if config.html_theme != "nkpay_print":
        config.template_bridge = f"{__name__}.Templates"


class Templates(BuiltinTemplateLoader):
    """Sphinx's templates; each page is mended for all readers and gets the policy."""

    def render(self, template: str, context: dict[str, Any]) -> str:  # type: ignore[override]
        """Fill a template (called by Sphinx for each page and static file)."""
        page = super().render(template, context)
        return with_policy(loading.deferred(accessible.mend(page)))


def with_policy(page: str) -> str:
    """The page with its policy ahead of everything that the policy governs."""
    if _HEAD not in page:
        return page  # a static file that Sphinx fills as a template
    hashes = dict.fromkeys(_hash(script) for script in _INLINE.findall(page))
    # "file:" lets a page on disk load the scripts beside it; on a server it allows nothing.
    policy = (
        f"default-src 'none'; script-src 'self' file: {' '.join(hashes)}; "
        "style-src 'self' file: 'unsafe-inline'; img-src 'self' file: data:; "
        "font-src 'self' file: data:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
        "form-action 'self' file:"
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return page.replace(_HEAD, f"{_HEAD}\n    {meta}", 1)


@cache
def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
