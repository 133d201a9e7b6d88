"""DataTables, the table library of the register, as a classic script.

The package itables bundles it with jQuery as an ES module, which a page on disk may not load.
"""

from __future__ import annotations

import re
from importlib import metadata, resources
from pathlib import Path
from typing import Final

LIBRARY: Final = "datatables.js"


def make(folder: Path) -> None:
    """Copy the library with its licence, unless it is there in this version already."""
    target, key = folder / LIBRARY, f"/* itables {metadata.version('itables')} */"
    if target.exists() and target.read_text(encoding="utf-8").startswith(key):
        return
    module = (resources.files("itables") / "html" / "dt_bundle.js").read_text(encoding="utf-8")
    exported = re.compile(r"\bexport\s*\{[^}]*?([\w$]+) as jQuery\b[^}]*\}\s*;?")
    script, found = exported.subn(lambda m: f"window.nkpayTables={m[1]}.fn.dataTable;", module)
    if found != 1:
        raise ValueError("itables no longer exports jQuery: see nkpay.book.datatables")
    target.write_text(f"{key}(function () {{{script}\n}})();\n", encoding="utf-8")
    licence = metadata.distribution("itables").read_text("licenses/LICENSE") or ""
    (folder / f"{LIBRARY}.LICENSE.txt").write_text(licence, encoding="utf-8")
