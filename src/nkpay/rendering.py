"""Draw a registered figure once for every output: page, print, notebook and download.

The static SVG is the figure; interaction is an extra that a script may add later. Two widths
are drawn from the same chart function, so that text stays readable on a phone.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from altair.utils import schemapi

from nkpay import drawing, registry, theme
from nkpay.data import package
from nkpay.drawing import LATER, MIME
from nkpay.registry import Drawing, Tables

WIDE: Final = 660
NARROW: Final = 330


class FalseTitle(Exception):
    """The title of a figure asserts what the data no longer supports."""


@dataclass(frozen=True)
class Figure:
    """A figure. Displayed in a notebook it shows itself; the book reads ``payload``."""

    name: str
    drawing: Drawing
    wide: dict[str, Any]
    narrow: dict[str, Any]

    @property
    def anchor(self) -> str:
        """The id of the figure in its page."""
        return drawing.anchor(self.name)

    @property
    def svg(self) -> str:
        """The figure at full width."""
        return str(json.loads(self._drawn)["svg"])

    @property
    def payload(self) -> dict[str, Any]:
        """Everything that the book prints around and in the figure, as JSON, but its drawings."""
        made = self.drawing
        return {
            "name": self.name,
            "title": made.title,
            "asserts": list(made.asserts),
            "alt": made.alt,
            "caption": made.caption,
            "rows": list(made.rows),
            "drawn_by": registry.place_of(registry.chart.function(self.name)),
            "language": made.language,
            "table": json.loads(made.table.to_json(orient="split", index=False)),
            "spec": self.wide,
            "spec_narrow": self.narrow,
        }

    @cached_property
    def _drawn(self) -> str:
        return drawing.with_drawings(drawing.as_text(self.payload))

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        named = {"nkpay_figure": self.name}
        if os.environ.get(LATER):
            return {MIME: drawing.as_text(self.payload)}, named
        return {MIME: self._drawn, **drawing.outputs(self._drawn)}, named


def figure(name: str, tables: Tables | None = None) -> Figure:
    """Draw a registered figure.

    Parameters
    ----------
    name
        ``<chapter>.<function>``, as in ``adoption.usage_claims``.
    tables
        Other tables than those of the data package, for instance with a source taken out.

    Raises
    ------
    UnknownName
        No figure has that name; the message suggests near ones.
    FalseTitle
        A predicate that the title rests on does not hold in these tables.
    """
    theme.enable()
    tables = package() if tables is None else tables
    # Altair would hold every part of every chart against its schema, which takes longer than
    # to draw it; the tests do so for all charts.
    with schemapi.debug_mode(False):
        return _figure(name, tables)


def _figure(name: str, tables: Tables) -> Figure:
    made = registry.chart.compute(name, tables, width=WIDE)
    for asserted in made.asserts:
        verdict = registry.predicate.compute(asserted, tables)
        if not verdict.holds:
            raise FalseTitle(
                f"figure '{name}': its title \"{made.title}\" asserts '{asserted}', which does"
                f" not hold: {verdict.margin}"
            )
    narrow = registry.chart.compute(name, tables, width=NARROW)
    wide, small = (drawn.chart.to_dict(validate=False) for drawn in (made, narrow))
    return Figure(name, made, wide, small)
