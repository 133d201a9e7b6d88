"""How values read in a sentence. British spelling, no abbreviations that a newcomer lacks."""

from __future__ import annotations

from collections.abc import Iterable

_SMALL = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


def count(n: int) -> str:
    """A count as prose prints it: words up to twelve, figures with commas above."""
    return _SMALL[n] if 0 <= n <= 12 else f"{n:,}"


def quantity(value: float) -> str:
    """A figure with commas and no needless decimals: ``8,400``, ``0.7``."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def percent(value: float) -> str:
    """``23 per cent``."""
    return f"{quantity(value)} per cent"


def between(low: float, high: float, unit: str = "") -> str:
    """``10 to 20 per cent``; one figure where both ends agree."""
    text = quantity(low) if low == high else f"{quantity(low)} to {quantity(high)}"
    return f"{text} {unit}".strip()


def times(ratio: float) -> str:
    """A ratio to the precision at which it is worth saying: ``4.1 times``, ``37 times``."""
    return f"{ratio:.1f} times" if round(ratio, 1) < 10 else f"{ratio:,.0f} times"


def listing(items: Iterable[str]) -> str:
    """``a, b and c``."""
    parts = list(items)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
