"""The files that each figure offers: data, image, specification, and the script to explore it."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from nkpay import drawing
from nkpay.book import links
from nkpay.book.records import records
from nkpay.theme import ACCENT

#: The width of the image for slides, as a multiple of that on screen.
SCALE: Final = 2


def write(folder: Path, anchor: str, payload: dict[str, Any]) -> None:
    """Write the files of one figure, but for its image."""
    folder.mkdir(exist_ok=True)
    grounded = drawing.on_white(payload["svg"])
    spec = {"wide": _addressed(payload["spec"]), "narrow": _addressed(payload["spec_narrow"])}
    # "</" would end the script element if the file were ever inlined.
    both = json.dumps(spec, ensure_ascii=False, sort_keys=True).replace("</", "<\\/")
    texts = {
        "csv": as_csv(payload["table"]),
        "svg": grounded,
        "vl.json": json.dumps(payload["spec"], ensure_ascii=False, indent=1, sort_keys=True) + "\n",
        # A classic script, since a page on disk may load nothing else.
        "js": f'nkpayFigure("{anchor}", {both});\n',
    }
    for suffix, text in texts.items():
        (folder / f"{anchor}.{suffix}").write_text(text, encoding="utf-8")


def as_csv(table: dict[str, Any]) -> str:
    """The plotted values; a cell that a spreadsheet would run as a formula is quoted as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table["columns"])
    writer.writerows([_harmless(cell) for cell in row] for row in table["data"])
    return out.getvalue()


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@") else cell


def _addressed(spec: dict[str, Any]) -> dict[str, Any]:
    """The spec with the links of its marks as addresses from the root of the book."""
    datasets = {
        name: [
            {**row, "link": links.of_row(row["link"].removeprefix("row/"))}
            if "link" in row
            else row
            for row in rows
        ]
        for name, rows in spec.get("datasets", {}).items()
    }
    return {**spec, "datasets": datasets}


def marks(svg: str) -> tuple[str, ...]:
    """The rows that marks of a drawing stand for."""
    return tuple(dict.fromkeys(html.unescape(row) for row in _ROW.findall(svg)))


_ROW = re.compile(r'<a xlink:href="[^"]*\brow/([^"]+)"')
_SHADE = re.compile(r'fill="rgb\((\d+), \d+, \d+\)"')
_MARK = re.compile(r'<a href="[^"#]*#([^"]+)">')


def with_titles(svg: str, address: Callable[[str], str]) -> str:
    """The drawing with each mark a link that names its row and the evidence for it."""
    return _MARK.sub(_titled, drawing.with_links(_shaded(svg), address))


def _shaded(svg: str) -> str:
    """Tell the style sheet how strong each shade of a colour scale is: it mixes them anew in dark.

    Scales run from paper to the accent, so the red part of a colour tells how far along it is.
    """
    return _SHADE.sub(lambda m: f'{m[0]} style="--shade:{_strength(int(m[1])):.2f}"', svg)


def _strength(red: int) -> float:
    darkest = int(ACCENT[1:3], 16)
    return min(1, (255 - red) / (255 - darkest))


def _titled(mark: re.Match[str]) -> str:
    row = html.unescape(mark[1])
    kind = records().kind(row)
    evidence = f" Evidence: {records().kinds[kind][0].lower()}." if kind else ""
    return f"{mark[0]}<title>{html.escape(f'{row}. {records().statement(row)}{evidence}')}</title>"
