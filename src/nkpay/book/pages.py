"""What every page carries: our styles and scripts, the data version, no request elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import vl_convert
from sphinx.application import Sphinx
from sphinx.config import Config

from nkpay import dates, rendering
from nkpay.book import links, webfonts
from nkpay.book.figures import VEGA
from nkpay.book.freshness import library_digest
from nkpay.data import package

_HERE = Path(__file__).parent


def setup(app: Sphinx) -> None:
    """Add static files and templates, and fill the context of each page."""
    app.connect("config-inited", _paths)
    app.connect("html-page-context", _context)
    app.connect("build-finished", _write_assets)


def _paths(app: Sphinx, config: Config) -> None:
    # New lists: Sphinx shares the default ones between builds of one process.
    config.templates_path = [*config.templates_path, str(_HERE / "page_templates")]
    config.html_static_path = [*config.html_static_path, str(_HERE / "static")]
    if config.html_theme != "nkpay_print":
        app.add_css_file("fonts.css", priority=890)
        app.add_css_file("book.css", priority=900)


def _context(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    context["data_version"] = package().version
    context["evidence_closes"] = dates.in_words(package().closes)
    context["is_register"] = bool(context.get("nkpay_register"))
    if context.get("has_figures") and not links.is_print(app.builder):
        app.add_js_file("figures.js", loading_method="defer")


def _write_assets(app: Sphinx, error: Exception | None) -> None:
    """Write what is made rather than copied: Vega in the version that drew the figures, fonts."""
    if error or links.is_print(app.builder) or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    vega = static / VEGA
    made_from = f"/* made by {library_digest()[:16]} */"
    if not vega.exists() or not vega.read_text(encoding="utf-8").startswith(made_from):
        bundle = vl_convert.javascript_bundle(
            "window.vegaEmbed = vegaEmbed;", vl_version=rendering.VEGALITE
        )
        # In a function of its own: its short names clash with those of Sphinx's scripts.
        vega.write_text(f"{made_from}(function () {{{bundle}\n}})();\n", encoding="utf-8")
    webfonts.write(static)
