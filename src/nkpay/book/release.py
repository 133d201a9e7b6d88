"""``make release``: everything that a release offers, in one folder, from the last build.

Print edition, pages as one zip, executed notebooks, data release, the metadata that Zenodo asks
for (from ``CITATION.cff``, so that the two agree) and the SHA-256 of each file. The same build
gives the same bytes: the date of each member of a zip is that of the data.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, Final

from nkpay import data_release
from nkpay.book.citation import authors, described
from nkpay.book.print_edition import FILE as PRINTED
from nkpay.data import DataError, package, repository

#: Licences of ``CITATION.cff`` as Zenodo names them.
_LICENCES: Final = {"CC-BY-4.0": "cc-by-4.0"}


def gather(tag: str = "") -> Path:
    """Write ``_build/release/`` and return its path.

    Parameters
    ----------
    tag
        The name of the release in git, if there is one: ``v`` and the version of the data.

    Raises
    ------
    DataError
        The tag is another version than that of the data, or the data cannot be released.
    FileNotFoundError
        The book has not been built.
    """
    version = package().version
    if tag and tag != f"v{version}":
        raise DataError(f"the tag {tag} is not that of the data: v{version} (datapackage.json)")
    built = repository() / "_build"
    folder = built / "release"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    name = Path(PRINTED).stem
    shutil.copy(_made(built / "pdf" / PRINTED), folder / f"{name}-{version}.pdf")
    for part in ("html", "notebooks"):
        data_release.write_zip(
            _files(_made(built / part)), folder / f"{name}-{version}-{part}.zip", package().closes
        )
    data_release.build(target=folder)
    metadata = json.dumps(zenodo(), ensure_ascii=False, indent=2) + "\n"
    (folder / "zenodo.json").write_text(metadata, encoding="utf-8")
    sums = data_release.checksums({p.name: p.read_bytes() for p in folder.iterdir()})
    (folder / "SHA256SUMS").write_bytes(sums)
    return folder


def zenodo() -> dict[str, Any]:
    """The metadata of a deposit at Zenodo, from ``CITATION.cff`` and the data's version."""
    about = described()
    return {
        "title": about["title"],
        "upload_type": about["type"],
        "description": " ".join(about["abstract"].split()),
        "creators": [{"name": name} for name in authors()],
        "license": _LICENCES[about["license"]],
        "access_right": "open",
        "language": "eng",
        "keywords": about["keywords"],
        "version": package().version,
        "publication_date": package().closes,
        "notes": "Code under the MIT licence, fonts under the SIL Open Font License 1.1.",
    }


def _made(path: Path) -> Path:
    if not path.exists():
        raise FileNotFoundError(f"{path.relative_to(repository())} is missing; run 'make book'")
    return path


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
