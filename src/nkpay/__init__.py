"""The library behind the report: tables in, numbers, figures and pages out.

A chapter needs two names::

    from nkpay import figure, load

``load("claims")`` gives a typed, validated table; ``figure("adoption.usage_claims")``
draws a registered figure. Everything else is reached through its module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nkpay.data import load
    from nkpay.rendering import figure

__all__ = ["figure", "load"]


def __getattr__(name: str) -> Any:
    """Import what is asked for: a build with nothing to do should not wait for Altair."""
    if name == "load":
        from nkpay.data import load

        return load
    if name == "figure":
        from nkpay.rendering import figure

        return figure
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
