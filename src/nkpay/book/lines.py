"""Lines of text, each broken once and shaped once.

The print edition is set twice, first as a galley that tells how high everything is. And whatever
runs over the foot of a page, or is measured for a table, is set anew where it comes to stand. Two
lines of five are broken again that have been broken before, out of the same text, in the same
type, to the same width. And each line is shaped anew when it is painted, since the typesetter
does not keep how it was shaped; the words of a figure are even shaped three times. The bytes are
the same without this module, unless a style sheet cuts lines off (``text-overflow``,
``block-ellipsis``), which ours does not.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import ModuleType
from typing import Any, Final

from weasyprint.layout import inline, preferred
from weasyprint.text import line_break
from weasyprint.text.ffi import pango

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
#: What ends a paragraph for Pango, and is painted as a sign of its own where a line must go on.
_ENDS: Final = re.compile("[\n\r\u2029]")


@contextmanager
def broken_once() -> Iterator[None]:
    """While one document is set, which has the same faces throughout: keep what was broken."""
    kept = _Kept()
    with ExitStack() as changes:
        for module in (inline, preferred, line_break):
            changes.enter_context(_changed(module, "split_first_line", kept.split_first_line))
        changes.enter_context(_changed(line_break, "Layout", _Lasting))
        yield


@contextmanager
def _changed(module: ModuleType, name: str, value: Any) -> Iterator[None]:
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)


class _Lasting(line_break.Layout):
    """A line that stays shaped until it is painted."""

    def set_text(self, text: str, justify: bool = False) -> None:
        """Take the text as one that is painted, so that Pango need not shape it for that again."""
        one = not _ENDS.search(text)
        pango.pango_layout_set_single_paragraph_mode(self.layout, one)
        super().set_text(text, justify)

    def deactivate(self) -> None:
        """Stay as it is."""

    def reactivate(self, style: Any) -> None:
        """Be shaped again only if its words are to be moved apart."""
        if self.justification_spacing:
            super().reactivate(style)


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
