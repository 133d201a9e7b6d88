"""Results that take long to compute, kept in a folder for other processes and later builds.

A build names the folder, by what its library is, and its kernels and its print edition look
there before they compute. Each result lies under a digest of everything that it was computed
from, so nothing in the folder can be out of date. Without a folder everything is computed.
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


def remembered(made_from: str, make: Callable[[], list[Any]]) -> list[Any]:
    """What ``make`` returns, from the folder if it is there; lists, texts and numbers only."""
    if not (folder := os.environ.get(FOLDER)):
        return make()
    file = Path(folder) / f"{hashlib.sha256(made_from.encode()).hexdigest()}.json"
    if (kept := _read(file)) is not None:
        return kept
    made = make()
    fresh = file.with_suffix(f".{os.getpid()}")  # two processes may make the same
    fresh.write_text(json.dumps(made), encoding="utf-8")
    fresh.replace(file)
    return made


def _read(file: Path) -> list[Any] | None:
    """What was kept, or None if nothing was, or not whole."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return kept if isinstance(kept, list) else None
