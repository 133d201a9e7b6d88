"""Draw a registered figure once for every output: page, print, notebook and download.

The static SVG is the figure; interaction is an extra that a script may add later. Two widths
are drawn from the same chart function, so that text stays readable on a phone.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import altair as alt
import vl_convert

from nkpay import registry, theme
from nkpay.data import package
from nkpay.registry import Drawing, Tables

WIDE: Final = 660
NARROW: Final = 330
MIME: Final = "application/vnd.nkpay.figure+json"
_VEGALITE_MIME: Final = f"application/vnd.vegalite.v{alt.SCHEMA_VERSION.lstrip('v')[0]}+json"
VEGALITE: Final = ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])


class FalseTitle(Exception):
    """The title of a figure asserts what the data no longer supports."""


@dataclass(frozen=True)
class Figure:
    """A drawn figure. Displayed in a notebook it shows itself; the book reads ``payload``."""

    name: str
    drawing: Drawing
    wide: dict[str, Any]
    narrow: dict[str, Any]

    @property
    def anchor(self) -> str:
        """The id of the figure in its page."""
        return anchor(self.name)

    @cached_property
    def svg(self) -> str:
        """The figure at full width."""
        return to_svg(self.wide, f"{self.anchor}-wide", self.drawing.alt)

    @cached_property
    def svg_narrow(self) -> str:
        """The figure for a phone."""
        return to_svg(self.narrow, f"{self.anchor}-narrow", self.drawing.alt)

    @property
    def payload(self) -> dict[str, Any]:
        """Everything that the book prints around and in the figure, as JSON."""
        drawing = self.drawing
        return {
            "name": self.name,
            "title": drawing.title,
            "asserts": list(drawing.asserts),
            "alt": drawing.alt,
            "caption": drawing.caption,
            "rows": list(drawing.rows),
            "table": json.loads(drawing.table.to_json(orient="split", index=False)),
            "svg": self.svg,
            "svg_narrow": self.svg_narrow,
            "spec": self.wide,
            "spec_narrow": self.narrow,
        }

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        plain = f"{self.drawing.title}. {self.drawing.alt}"
        page = (
            f"<figure><figcaption><b>{html.escape(self.drawing.title)}</b></figcaption>"
            f"{without_links(self.svg)}<p>{html.escape(self.drawing.caption)}</p></figure>"
        )
        bundle = {
            MIME: self.payload,
            "text/html": page,
            "image/svg+xml": without_links(self.svg),
            _VEGALITE_MIME: self.wide,
            "text/plain": plain,
        }
        return bundle, {"nkpay_figure": self.name}


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
    drawing = registry.chart.compute(name, tables, width=WIDE)
    for asserted in drawing.asserts:
        verdict = registry.predicate.compute(asserted, tables)
        if not verdict.holds:
            raise FalseTitle(
                f"figure '{name}': its title \"{drawing.title}\" asserts '{asserted}', which does"
                f" not hold: {verdict.margin}"
            )
    narrow = registry.chart.compute(name, tables, width=NARROW)
    return Figure(name, drawing, drawing.chart.to_dict(), narrow.chart.to_dict())


def anchor(name: str) -> str:
    """The id of a figure in its page: ``fig-adoption-usage-claims``."""
    return "fig-" + re.sub(r"[^a-z0-9]+", "-", name)


def to_svg(spec: dict[str, Any], prefix: str, alt_text: str) -> str:
    """Render a Vega-Lite spec as an SVG that carries its description and collides with no other.

    vl-convert numbers clip paths and gradients from zero in each file; inlined side by side in
    one page they would clash, so ids get the figure's own prefix.
    """
    svg = vl_convert.vegalite_to_svg(spec, vl_version=VEGALITE)
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}-\1)", svg)
    title = f'<title id="{prefix}-alt">{html.escape(alt_text)}</title>'
    svg = _DISC.sub(_as_curves, svg)
    svg = re.sub(r"; link: row/[^\";]+", "", svg)
    head = f'<svg role="graphics-document document" aria-labelledby="{prefix}-alt" '
    return re.sub(r"<svg ([^>]*)>", lambda m: f"{head}{m[1]}>{title}", svg, count=1)


# vl-convert puts a base URL of its own before the relative address that the chart gives.
_DISC = re.compile(r"M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0")


def _as_curves(disc: re.Match[str]) -> str:
    """A circle as four Bézier curves: WeasyPrint draws one of two half-circle arcs as a hexagon."""
    r = float(disc[1])
    k = round(r * 0.5523, 3)  # the usual control distance for a quarter circle
    return (
        f"M{r},0C{r},{k},{k},{r},0,{r}C{-k},{r},{-r},{k},{-r},0"
        f"C{-r},{-k},{-k},{-r},0,{-r}C{k},{-r},{r},{-k},{r},0Z"
    )


_LINK = re.compile(r'<a xlink:href="[^"]*\brow/([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)


def without_links(svg: str) -> str:
    """The same drawing without the links of its marks, for places that have no register."""
    return _LINK.sub(r"\2", svg)


def with_links(svg: str, address: Any) -> str:
    """Point the link of each mark at the register; ``address`` maps a row id to a URL."""
    return _LINK.sub(
        lambda m: f'<a href="{html.escape(address(html.unescape(m[1])))}">{m[2]}</a>', svg
    )
