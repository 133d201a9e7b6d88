"""The Sphinx side of the report: what turns executed chapters into pages.

``_config.yml`` names this package as an extension, so that a plain ``jupyter-book build .``
gives the same HTML as ``make book``.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_HERE = Path(__file__).parent


#: Modules of this package that connect themselves to a build, in this order.
PARTS = (
    *("freshness", "execute", "anchors", "csp", "loading", "search"),
    *("tables", "numbered_tables", "row_links", "languages"),
    *(
        "roles",
        "findings",
        "images",
        "figures",
        "uses",
        "cards",
        "citation",
        "changes",
        "downloads",
    ),
    *(
        "register",
        "notebooks",
        "pages",
        "sharing",
        "print_tree",
        "print_edition",
        "printing",
        "kept",
    ),
)


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect every part to the build (called by Sphinx)."""
    app.add_html_theme("nkpay_print", str(_HERE / "print_theme"))
    # Jupyter Book sets this for an extension that the book leaves out.
    app.add_config_value("comments_config", {}, "")
    for part in PARTS:
        # Imported late: `make book` with nothing to do must not wait for Sphinx and pandas.
        importlib.import_module(f"{__name__}.{part}").setup(app)
    return {"version": "1", "parallel_read_safe": False, "parallel_write_safe": True}
