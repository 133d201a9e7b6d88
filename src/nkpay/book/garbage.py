"""Python's search for garbage, which a build has little of.

It makes millions of small objects that stay to the end, and by default each tenth of a million
has all of them looked at again: a sixth of an edit's build, and as much again when it exits.
"""

from __future__ import annotations

import gc


def look_seldom() -> None:
    """Search after more objects than usual, and through all of them hardly ever."""
    gc.set_threshold(50_000, 20, 100)


def look_no_more() -> None:
    """Leave all that there is to the system, since the process is about to end."""
    gc.freeze()
