"""Files of the book that are made rather than copied: Vega, and web fonts cut to size.

They lie in a folder of their own and are made again only when what they are made from changes.
"""

from __future__ import annotations

import shutil
from importlib import metadata
from pathlib import Path

from nkpay import drawing
from nkpay.book import datatables, digests, helpers, webfonts
from nkpay.book.helpers import Batch, Task
from nkpay.remembered import drawn

#: The bundled Vega, in the version that drew the static figures.
VEGA = f"vega-{drawing.VEGALITE}.js"
_EXPOSED = "".join(f"window.{name} = {name};" for name in ("vega", "vegaLite", "vegaEmbed"))


_begun: list[Batch] = []


def begin(folder: Path) -> None:
    """Have all of it made beside the build, which begins with little to do on other processors."""
    _begun.append(helpers.later(_tasks(folder)))


def finish(folder: Path) -> None:
    """All of it is there when this returns."""
    while _begun:
        helpers.settle(_begun.pop())
    for task, arguments in _tasks(folder):
        task(*arguments)
    _stamp(folder).write_bytes(_digest(folder))


def _tasks(folder: Path) -> list[Task]:
    """What is to be done, apart from each other; each leaves alone what is there."""
    folder.mkdir(parents=True, exist_ok=True)
    return [(make_vega, (folder,)), (webfonts.write, (folder,)), (datatables.make, (folder,))]


def distrust(folder: Path) -> None:
    """Remove what is not as the last build left it: one was killed, or a disk was full."""
    stamp = _stamp(folder)
    if not stamp.is_file() or stamp.read_bytes() != _digest(folder):
        shutil.rmtree(folder, ignore_errors=True)


def _stamp(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}-whole")


def _digest(folder: Path) -> bytes:
    return digests.of_files(p for p in folder.rglob("*") if p.is_file()).encode()


def make_vega(folder: Path) -> None:
    """Write Vega and its embedding as one classic script."""
    vega, version = folder / VEGA, metadata.version("vl-convert-python")
    key = f"/* vl-convert {version}: {_EXPOSED} */"
    if vega.exists() and vega.read_text(encoding="utf-8").startswith(key):
        return
    bundle = drawn(f"bundle\n{VEGA}\n{key}", _bundle).decode()
    # In a function of its own: its short names clash with those of Sphinx's scripts.
    vega.write_text(f"{key}(function () {{{bundle}\n}})();\n", encoding="utf-8")


def _bundle() -> bytes:
    import vl_convert  # late: it is rarely made

    return str(vl_convert.javascript_bundle(_EXPOSED, vl_version=drawing.VEGALITE)).encode()
