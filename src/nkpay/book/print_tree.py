"""What stands on screen and not on paper leaves the tree before it is written.

Code is for readers who can fold it away and run it. A style sheet could hide it, but only after
Sphinx has coloured each word of it and the typesetter has looked up a style for each.
"""

from __future__ import annotations

from typing import Any, Final
from xml.etree import ElementTree

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from nkpay.book import links

_SVG: Final = "http://www.w3.org/2000/svg"
#: Attributes that say nothing of how a thing looks.
_MUTE: Final = {"class", "pointer-events", "aria-hidden"}


def bare(svg: str) -> str:
    """A drawing without what cannot be seen: areas for a pointer, empty groups, groups in groups.

    Vega draws them for the screen; they are a quarter of what the typesetter would go through.
    """
    ElementTree.register_namespace("", _SVG)
    drawing = ElementTree.fromstring(svg)  # noqa: S314 - our own renderer wrote it
    _strip(drawing)
    return ElementTree.tostring(drawing, encoding="unicode")


def _strip(group: ElementTree.Element) -> None:
    kept: list[ElementTree.Element] = []
    for part in group:
        if part.get("display") == "none" or part.get("opacity") == "0":
            continue
        part.attrib.pop("font-style", None)  # the sans has no italics to draw it with
        _strip(part)
        if part.tag != f"{{{_SVG}}}g":
            kept.append(part)
        elif set(part.keys()) <= _MUTE:
            kept.extend(part)
        elif len(part):
            kept.append(part)
    group[:] = kept


class OnPaper(SphinxPostTransform):
    """Take the code of cells out of the single document."""

    default_priority = 190  # before MyST-NB puts what is to be folded away into boxes
    formats = ("html",)

    def run(self, **_: Any) -> None:
        """Called by Sphinx for each page, and for the single document of the print edition."""
        if not links.is_print(self.app.builder):
            return
        for cell in list(self.document.findall(nodes.container)):
            if cell.get("nb_element") == "cell_code_source":
                cell.parent.remove(cell)


def setup(app: Sphinx) -> None:
    """Act when the single document has been put together."""
    app.add_post_transform(OnPaper)
