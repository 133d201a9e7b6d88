"""Properties of styles, found with fewer questions.

The typesetter works out each property of each style when it is asked for it, 900,000 times in
the print edition, and nineteen of twenty times no rule names the property: it has its initial
value or that of the parent. And the height of a line without words follows from the type alone,
but is looked up by writing out all that the type has. The bytes are the same without this module.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from weasyprint import css
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.functions import check_math
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.layout import inline
from weasyprint.text import line_break

_asked: Final = css.ComputedStyle.__missing__
_measured: Final = line_break.strut
#: Properties that follow rules of their own, whether a rule names them or not.
_PECULIAR: Final = {"float", "display", "position", "page", "line_height"}


def ask_seldom() -> None:
    """Let the typesetter go the short way, where there is one."""
    css.ComputedStyle.__missing__ = _missing
    inline.strut = _Struts()


def _names(key: str) -> tuple[str, ...]:
    """Every name by which a rule can set a property: that of a side, or those of its place."""
    name: Callable[..., str] | None = PHYSICAL_FUNCTIONS.get(key)
    places = (name(block="ttb", inline=way) for way in ("ltr", "rtl")) if name else ()
    return (key, *places)


def _plain(key: str) -> bool:
    return not (key in _PECULIAR or key.startswith(("__", "text_decoration_")))


#: Properties with their initial value where no rule names them, which needs no computing.
_INITIAL: Final = {
    key: (value, _names(key))
    for key, value in INITIAL_VALUES.items()
    if _plain(key) and key not in INHERITED | INITIAL_NOT_COMPUTED and not check_math(value)
}
_HANDED_DOWN: Final = {key for key in INHERITED if _plain(key) and key not in PHYSICAL_FUNCTIONS}


def _missing(style: Any, key: str) -> Any:
    """What WeasyPrint's ``ComputedStyle`` computes for a property."""
    cascaded = style.cascaded
    if known := _INITIAL.get(key):
        value, names = known
        if cascaded.keys().isdisjoint(names):
            style[key] = value
            return value
    elif key in _HANDED_DOWN and key not in cascaded and style.parent_style is not None:
        value = style[key] = style.parent_style[key]
        return value
    return _asked(style, key)


class _Struts:
    """WeasyPrint's ``strut``, by the style that it looks at."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, Any]] = {}

    def __call__(self, style: Any) -> Any:
        # With the style, so that no other one comes to have its address.
        known = self._known.get(id(style))
        if known is None:
            known = self._known[id(style)] = (style, _measured(style))
        return known[1]
