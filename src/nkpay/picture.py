"""``make picture``: the one picture of the README, a registered figure as a file of its own.

It is the only drawing that is kept in the repository, since a README is read where nothing is
built. It says of which version of the data it is; a release draws it anew (``release.yml``).
"""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Final

from nkpay import drawing
from nkpay.data import package, repository
from nkpay.rendering import figure
from nkpay.theme import INK, MUTED, PAPER, SANS

NAME: Final = "landing.judgements"
FILE: Final = Path("docs", "picture.svg")
#: Room for the title above the drawing and for the version below it, in pixels.
_ABOVE, _BELOW = 34, 26


def draw() -> Path:
    """Write the picture from the data of this checkout and return its path.

    Raises
    ------
    FalseTitle
        The title of the figure no longer holds in the data.
    """
    made = figure(NAME)
    size = re.search(r'width="([\d.]+)" height="([\d.]+)"', made.svg)
    if not size:
        raise ValueError("the renderer gave an SVG without a size")
    width, height = (round(float(side)) for side in size.groups())
    total = height + _ABOVE + _BELOW
    inner = drawing.without_links(made.svg).replace("<svg ", f'<svg y="{_ABOVE}" ', 1)
    path = repository() / FILE
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{total}"'
        f' viewBox="0 0 {width} {total}" data-figure="{NAME}"'
        f' data-version="{package().version}" font-family="{SANS}">\n'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>\n'
        f'<text x="6" y="22" font-size="16" font-weight="600" fill="{INK}">'
        f"{html.escape(made.drawing.title)}</text>\n{inner}\n"
        f'<text x="6" y="{total - 9}" font-size="11" fill="{MUTED}">One mark an original source.'
        f" Data {package().version}, sources to {package().closes}.</text>\n</svg>\n",
        encoding="utf-8",
    )
    return path
