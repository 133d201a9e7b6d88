"""Results that take long to compute, kept in a folder for other processes and later builds.

A build names the folder, by what its library is, and its kernels and its print edition look
there before they compute. Beside it lie drawings, which follow from their specification, the
renderer and the fonts alone and so outlive a change of the library. Each result lies under a
digest of everything that it was made from, so nothing in the folders can be out of date, and
begins with a digest of itself, so nothing in them can be damaged unseen. Without a folder
everything is computed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

#: The environment variable with the folder of this library's results.
FOLDER: Final = "NKPAY_REMEMBERED"
#: The folder beside it for what does not depend on the library.
DRAWINGS: Final = "drawings"


def remembered(made_from: str, make: Callable[[], list[Any]]) -> list[Any]:
    """What ``make`` returns, from the folder if it is there; lists, texts and numbers only."""
    if not (folder := os.environ.get(FOLDER)):
        return make()
    made = _kept(Path(folder), made_from, lambda: json.dumps(make()).encode())
    return list(json.loads(made))


def drawn(made_from: str, make: Callable[[], bytes]) -> bytes:
    """What ``make`` draws or cuts, from the folder if it is there."""
    folder = os.environ.get(FOLDER)
    return _kept(Path(folder).with_name(DRAWINGS), made_from, make) if folder else make()


def _kept(folder: Path, made_from: str, make: Callable[[], bytes]) -> bytes:
    file = folder / hashlib.sha256(made_from.encode()).hexdigest()
    if (kept := _read(file)) is not None:
        return kept
    made = make()
    folder.mkdir(exist_ok=True)
    fresh = file.with_suffix(f".{os.getpid()}")  # two processes may make the same
    fresh.write_bytes(hashlib.sha256(made).digest() + made)
    fresh.replace(file)
    return made


def _read(file: Path) -> bytes | None:
    """What was kept, or None if nothing was, or not whole."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return None
    size = hashlib.sha256().digest_size
    digest, kept = content[:size], content[size:]
    return kept if hashlib.sha256(kept).digest() == digest else None
