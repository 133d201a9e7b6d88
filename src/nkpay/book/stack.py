"""Room for deep calls in one piece.

Python keeps the frames of its calls in pieces of 16 kilobytes. It asks the system for another
piece whenever calls go deeper than one reaches, and gives it back when they return. The typesetter
stands just at such an end: 54,000 times in the print edition, a fifteenth of its time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_Result = TypeVar("_Result")


def in_one_piece(call: Callable[[], _Result]) -> _Result:
    """Make a call below which a thousand others find room in the same piece."""
    return call()


# A frame that claims to need 40,000 places gets a piece of 512 kilobytes, and its calls the rest.
in_one_piece.__code__ = in_one_piece.__code__.replace(co_stacksize=40_000)
