"""Which files of the checkout this process reads: a build asks its kernels.

Python calls an audit hook for every file that is opened, whichever library opens it, so a
chapter need not say which tables it uses. What a hook can't follow, a program started or a
folder of data listed, counts as reading anything.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from nkpay.data import repository

#: Stands for whatever may have been read.
ANYTHING: Final = "*"

_PROGRAMS: Final = ("subprocess.Popen", "os.system", "os.posix_spawn", "os.fork", "os.exec")
_LISTINGS: Final = ("os.listdir", "os.scandir")
_seen: set[str] = set()


def start() -> None:
    """Watch from now on. A hook can't be taken away again, so this is for kernels."""
    root = os.path.realpath(repository())
    # Every page depends on the library anyway.
    own = tuple(f"{p}{os.sep}" for p in (Path(__file__).parent, f"{root}/_build", f"{root}/.venv"))

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in _PROGRAMS:
            _seen.add(ANYTHING)
        elif event == "open":
            _seen.update(_inside(arguments[0], root, own))
        elif event in _LISTINGS and any(
            name.startswith("data") for name in _inside(arguments[0], root, own)
        ):
            _seen.add(ANYTHING)

    sys.addaudithook(hook)


def seen() -> str:
    """Paths from the root of the checkout, a line each."""
    return "\n".join(sorted(_seen))


def _inside(path: object, root: str, own: tuple[str, ...]) -> list[str]:
    """The path from the root; nothing where it is not of the checkout."""
    if not isinstance(path, (str, bytes)):
        return []
    real = os.path.realpath(os.fsdecode(path))
    inside = real.startswith(f"{root}{os.sep}") and not f"{real}{os.sep}".startswith(own)
    return [os.path.relpath(real, root)] if inside else []
