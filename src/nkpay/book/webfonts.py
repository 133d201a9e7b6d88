"""Web fonts: the bundled faces as WOFF2, each only as large as the book needs.

Latin faces lie ready in the package. The Korean faces are cut in two by ``unicode-range``:
characters of the chapters and names, which readers of the chapters fetch, and the rest of the
data, which only the register shows.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from nkpay.data import package, repository
from nkpay.fonts import FACES, Face, folder_of_fonts

#: A face that is not there for the first paint is used from the next page on: nothing moves.
_DISPLAY: Final = "optional"
_NAMED: Final = ("entities", "places", "names", "systems")


def write(static: Path) -> None:
    """Write ``fonts.css`` and the files that it names, unless they are there already."""
    from fontTools.ttLib import TTFont  # late: only a cut needs it

    sheet, folder = static / "fonts.css", static / "fonts"
    blocks = _blocks()
    made_from = f"/* made from {_digest(blocks)} */"
    if sheet.exists() and sheet.read_text(encoding="utf-8").startswith(made_from):
        return
    folder.mkdir(parents=True, exist_ok=True)
    rules = []
    for face in FACES:
        available = set(TTFont(face.path, lazy=True).getBestCmap())
        if face.latin:
            ready = face.path.with_suffix(".woff2")
            shutil.copyfile(ready, folder / ready.name)
            rules.append(_rule(face, ready.name, sorted(available)))
            continue
        for label, points in blocks.items():
            if present := sorted(points & available):
                rules.append(_rule(face, _cut(face, label, present, folder), present))
    sheet.write_text("\n".join([made_from, *rules]) + "\n", encoding="utf-8")


def _blocks() -> dict[str, set[int]]:
    """Code points beyond Latin: those of the chapters and names, and those of other data."""
    root = repository()
    pages = [root / "index.md", *(root / "chapters").rglob("*.md")]
    near = _beyond_latin([*pages, *(package().path(name) for name in _NAMED if name in package())])
    far = _beyond_latin(package().path(name) for name in package())
    return {"chapters": near, "register": far - near}


def _beyond_latin(paths: Iterable[Path]) -> set[int]:
    text = "".join(path.read_text(encoding="utf-8") for path in paths)
    return {ord(character) for character in text if ord(character) > 0x2E80}


def _digest(blocks: dict[str, set[int]]) -> str:
    folder_of_fonts()
    files = [path for face in FACES for path in face.files]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files))
    digest.update(repr([_DISPLAY, *(sorted(points) for points in blocks.values())]).encode())
    return digest.hexdigest()[:16]


def _cut(face: Face, label: str, points: list[int], folder: Path) -> str:
    """Write the part of a face that draws these code points; return the file's name."""
    from fontTools import subset

    name = f"{Path(face.file).stem}-{label}.woff2"
    options = subset.Options(flavor="woff2", layout_features=["*"], recalc_timestamp=False)
    font = subset.load_font(str(face.path), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=points)
    cutter.subset(font)
    subset.save_font(font, str(folder / name), options)
    return name


def _rule(face: Face, name: str, points: list[int]) -> str:
    ranges = ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in _runs(points))
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};'
        f"font-style:{face.style};font-display:{_DISPLAY};"
        f'src:url(fonts/{name}) format("woff2");unicode-range:{ranges}}}'
    )


def _runs(points: list[int]) -> list[tuple[int, int]]:
    runs = [(points[0], points[0])]
    for point in points[1:]:
        if point == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], point)
        else:
            runs.append((point, point))
    return runs
