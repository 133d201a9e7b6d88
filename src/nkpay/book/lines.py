"""Lines of text, each broken once.

The print edition is set twice, first as a galley that tells how high everything is. And whatever
runs over the foot of a page, or is measured for a table, is set anew where it comes to stand. Two
lines of five are broken again that have been broken before, out of the same text, in the same
type, to the same width. The bytes are the same without this module.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from weasyprint.layout import inline, preferred
from weasyprint.text import line_break

#: What the typesetter asks of a style when it breaks a line.
_PROPERTIES: Final = (
    *("direction", "lang", "white_space", "word_break", "word_spacing", "letter_spacing"),
    *("overflow_wrap", "tab_size", "text_decoration_line", "hyphens", "hyphenate_character"),
    *("hyphenate_limit_chars", "hyphenate_limit_zone", "font_family", "font_feature_settings"),
    *("font_kerning", "font_language_override", "font_size", "font_stretch", "font_style"),
    *("font_variant_alternates", "font_variant_caps", "font_variant_east_asian"),
    *("font_variant_ligatures", "font_variant_numeric", "font_variant_position"),
    *("font_variation_settings", "font_weight"),
)
_breaking: Final = line_break.split_first_line


@contextmanager
def broken_once() -> Iterator[None]:
    """While one document is set, which has the same faces throughout: keep what was broken."""
    kept = _Kept()
    inline.split_first_line = preferred.split_first_line = kept.split_first_line
    try:
        yield
    finally:
        inline.split_first_line = preferred.split_first_line = _breaking


class _Kept:
    """What WeasyPrint's ``split_first_line`` gave, by all that it looks at."""

    def __init__(self) -> None:
        self._lines: dict[tuple[Any, ...], Any] = {}
        self._styles: dict[int, tuple[Any, str]] = {}

    def split_first_line(
        self,
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> Any:
        """A line as WeasyPrint breaks it; its layout is a copy, since it will be justified."""
        rest = (max_width, justification_spacing, is_line_start, minimum)
        key = (text, self._type(style), *rest)
        if key not in self._lines:
            self._lines[key] = _breaking(text, style, context, *rest)
        layout, *measures = self._lines[key]
        return copy.copy(layout), *measures

    def _type(self, style: Any) -> str:
        # With the style, so that no other one comes to have its address.
        known = self._styles.get(id(style))
        if known is None:
            type_ = repr([style[name] for name in _PROPERTIES])
            known = self._styles[id(style)] = (style, type_)
        return known[1]
