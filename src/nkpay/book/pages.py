"""What every page carries: our styles and scripts, the data version, no request elsewhere."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, cast

from myst_nb.sphinx_ext import add_global_html_resources
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config

from nkpay import dates
from nkpay.book import assets, languages, links, loading, page_words
from nkpay.data import package

_HERE = Path(__file__).parent


def setup(app: Sphinx) -> None:
    """Add static files and templates, and fill the context of each page."""
    app.connect("config-inited", _paths)
    app.connect("write-started", _assets)
    app.connect("html-page-context", _context)


def _paths(app: Sphinx, config: Config) -> None:
    # New lists: Sphinx shares the default ones between builds of one process.
    config.templates_path = [*config.templates_path, str(_HERE / "page_templates")]
    if config.html_theme == "nkpay_print":
        return
    config.html_static_path = [*config.html_static_path, str(_HERE / "static")]


def _assets(app: Sphinx, builder: Builder) -> None:
    """Put made files in place before the pages are written, which carry their checksums."""
    if builder.format == "html" and not links.is_print(builder):
        made = Path(app.outdir).parent / ".assets"
        assets.finish(made)
        shutil.copytree(made, Path(app.outdir) / "_static", dirs_exist_ok=True)
        # MyST-NB copies its styles when all pages are written, too late for their checksum.
        add_global_html_resources(app, None)
        loading.write(cast(StandaloneHTMLBuilder, builder), _HERE / "static")


def _context(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    context["data_version"] = package().version
    context["evidence_closes"] = dates.in_words(package().closes)
    page_words.fill(context, languages.of_page(app.env, page), package())
    context["is_register"] = bool(context.get("nkpay_register"))
    if context.get("has_figures") and not links.is_print(app.builder):
        app.add_js_file("figures.js", loading_method="defer")
    if context["is_register"] and page.count("/") == 1:
        app.add_js_file("register.js", loading_method="defer")
