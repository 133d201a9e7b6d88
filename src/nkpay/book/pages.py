"""What every page carries: our styles and scripts, the data version, no request elsewhere."""

from __future__ import annotations

import shutil
from importlib import metadata
from pathlib import Path
from typing import Any

import vl_convert
from sphinx.application import Sphinx
from sphinx.config import Config

from nkpay import dates, rendering
from nkpay.book import datatables, links, webfonts
from nkpay.book.figures import VEGA
from nkpay.data import package

_HERE = Path(__file__).parent


def setup(app: Sphinx) -> None:
    """Add static files and templates, and fill the context of each page."""
    app.connect("config-inited", _paths)
    app.connect("builder-inited", _assets)
    app.connect("html-page-context", _context)


def _paths(app: Sphinx, config: Config) -> None:
    # New lists: Sphinx shares the default ones between builds of one process.
    config.templates_path = [*config.templates_path, str(_HERE / "page_templates")]
    if config.html_theme == "nkpay_print":
        return
    config.html_static_path = [*config.html_static_path, str(_HERE / "static")]
    app.add_css_file("fonts.css", priority=890)
    app.add_css_file("book.css", priority=900)


def _assets(app: Sphinx) -> None:
    """Put made files in place before the pages are written, which carry their checksums."""
    if app.builder.format == "html" and not links.is_print(app.builder):
        made = Path(app.outdir).parent / ".assets"
        make_assets(made)
        shutil.copytree(made, Path(app.outdir) / "_static", dirs_exist_ok=True)


def make_assets(folder: Path) -> None:
    """Write what is made rather than copied, unless it is there from the same sources.

    Vega in the version that drew the static figures, and the web fonts.
    """
    folder.mkdir(parents=True, exist_ok=True)
    vega, key = folder / VEGA, f"/* vl-convert {metadata.version('vl-convert-python')} */"
    if not vega.exists() or not vega.read_text(encoding="utf-8").startswith(key):
        bundle = vl_convert.javascript_bundle(
            "window.vegaEmbed = vegaEmbed;", vl_version=rendering.VEGALITE
        )
        # In a function of its own: its short names clash with those of Sphinx's scripts.
        vega.write_text(f"{key}(function () {{{bundle}\n}})();\n", encoding="utf-8")
    webfonts.write(folder)
    datatables.make(folder)


def _context(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    context["data_version"] = package().version
    context["evidence_closes"] = dates.in_words(package().closes)
    context["is_register"] = bool(context.get("nkpay_register"))
    if context.get("has_figures") and not links.is_print(app.builder):
        app.add_js_file("figures.js", loading_method="defer")
    if context["is_register"] and page.count("/") == 1:
        app.add_js_file("register.js", loading_method="defer")
