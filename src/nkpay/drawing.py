"""From the specification of a chart to the SVG that every output shows.

Kept apart from ``nkpay.rendering``, since this needs neither pandas nor Altair: a build draws
in processes of its own, where starting the renderer is the only cost.
"""

from __future__ import annotations

import hashlib
import html
import json
import logging
import re
from functools import cache
from importlib import metadata
from typing import Any, Final

from nkpay.fonts import folder_of_fonts
from nkpay.remembered import drawn

#: The form that the book reads: JSON, but not by its name, or nbformat would go through each
#: number of each specification whenever a notebook is copied.
MIME: Final = "application/vnd.nkpay.figure"
#: The version of Vega-Lite that Altair's charts are written in (a test compares).
VEGALITE: Final = "6.4"
#: Set in the kernels of a build, which draws all figures itself: a kernel that drew its own
#: would spend most of its time on starting the renderer.
LATER: Final = "NKPAY_DRAW_LATER"
VEGALITE_MIME: Final = f"application/vnd.vegalite.v{VEGALITE[0]}+json"


def anchor(name: str) -> str:
    """The id of a figure in its page: ``fig-adoption-usage-claims``."""
    return "fig-" + re.sub(r"[^a-z0-9]+", "-", name)


def as_text(payload: dict[str, Any]) -> str:
    """A payload in the form that the book reads."""
    return json.dumps(payload, ensure_ascii=False)


def with_drawings(text: str) -> str:
    """A payload with the drawings at both widths.

    What was drawn already is not drawn again.
    """
    payload = json.loads(text)
    if "svg" in payload:
        return text
    name = anchor(payload["name"])
    payload["svg"] = to_svg(payload["spec"], f"{name}-wide", payload["alt"])
    payload["svg_narrow"] = to_svg(payload["spec_narrow"], f"{name}-narrow", payload["alt"])
    return as_text(payload)


def outputs(text: str) -> dict[str, Any]:
    """What a notebook shows of a figure with drawings, in every form."""
    payload = json.loads(text)
    plain = without_links(payload["svg"])
    page = (
        f"<figure><figcaption><b>{html.escape(payload['title'])}</b></figcaption>"
        f"{plain}<p>{html.escape(payload['caption'])}</p></figure>"
    )
    return {
        "text/html": page,
        "image/svg+xml": plain,
        VEGALITE_MIME: payload["spec"],
        "text/plain": f"{payload['title']}. {payload['alt']}",
    }


def to_svg(spec: dict[str, Any], prefix: str, alt_text: str) -> str:
    """Render a Vega-Lite spec as an SVG that carries its description and collides with no other.

    vl-convert numbers clip paths and gradients from zero in each file; inlined side by side in
    one page they would clash, so ids get the figure's own prefix.
    """
    made_from = f"svg\n{_drawn_with()}\n{json.dumps(spec, sort_keys=True)}"
    svg = drawn(made_from, lambda: _vega(spec).encode()).decode()
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}-\1)", svg)
    title = f'<title id="{prefix}-alt">{html.escape(alt_text)}</title>'
    svg = _DISC.sub(_as_curves, svg)
    svg = _ROLES.sub("", svg)
    head = f'<svg role="graphics-document document" aria-labelledby="{prefix}-alt" '
    return re.sub(r"<svg ([^>]*)>", lambda m: f"{head}{m[1]}>{title}", svg, count=1)


def _vega(spec: dict[str, Any]) -> str:
    return str(renderer().vegalite_to_svg(spec, vl_version=VEGALITE))


def to_png(svg: str, scale: float = 1) -> bytes:
    """A drawing as an image."""

    def draw() -> bytes:
        return bytes(renderer().svg_to_png(svg, scale=scale))

    return drawn(f"png\n{_drawn_with()}\n{scale}\n{svg}", draw)


def keep_png(svg: str, scale: float) -> None:
    """Draw an image that will be asked for; it is remembered, not sent to who asks now."""
    to_png(svg, scale)


@cache
def _drawn_with() -> str:
    """The renderer and the fonts behind every drawing."""
    files = sorted(folder_of_fonts().glob("*.ttf"))
    fonts = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    return f"vl-convert {metadata.version('vl-convert-python')} {VEGALITE} {fonts}"


def on_white(svg: str) -> str:
    """The drawing without links and on a ground, so that it can stand anywhere."""
    plain = without_links(svg)
    return plain.replace("</title>", '</title><rect width="100%" height="100%" fill="#fff"/>', 1)


@cache
def renderer() -> Any:
    """vl-convert, measuring text with our fonts and asking nothing of the network."""
    import vl_convert  # late: a page that is only read draws nothing

    # They remark which of two defaults they took, and that a line of no length has no outline.
    for part in ("vl_convert", "tiny_skia"):
        logging.getLogger(part).setLevel(logging.ERROR)
    # With a limit, far above what a figure needs, it grows less before it looks for garbage.
    vl_convert.configure(base_url=False, allowed_base_urls=[], max_v8_heap_size_mb=512)
    vl_convert.register_font_directory(str(folder_of_fonts()))
    return vl_convert


# Vega names each mark by its fields and each group by its kind, which read aloud says little; a
# reader's software gets the description, the texts, and links that say what they lead to.
_ROLES = re.compile(r' (?:role|aria-label|aria-roledescription)="[^"]*"')
_DISC = re.compile(r"M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0")


def _as_curves(disc: re.Match[str]) -> str:
    """A circle as four Bézier curves: WeasyPrint draws one of two half-circle arcs as a hexagon."""
    r = float(disc[1])
    k = round(r * 0.5523, 3)  # the usual control distance for a quarter circle
    return (
        f"M{r},0C{r},{k},{k},{r},0,{r}C{-k},{r},{-r},{k},{-r},0"
        f"C{-r},{-k},{-k},{-r},0,{-r}C{k},{-r},{r},{-k},{r},0Z"
    )


# vl-convert puts something of its own before the relative address that the chart gives.
_LINK = re.compile(r'<a xlink:href="[^"]*\brow/([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)


def without_links(svg: str) -> str:
    """The same drawing without the links of its marks, for places that have no register."""
    return _LINK.sub(r"\2", svg)


def with_links(svg: str, address: Any) -> str:
    """Point the link of each mark at the register; ``address`` maps a row id to a URL."""
    return _LINK.sub(
        lambda m: f'<a href="{html.escape(address(html.unescape(m[1])))}">{m[2]}</a>', svg
    )
