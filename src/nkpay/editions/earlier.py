"""Open an earlier version of the data: a folder, a zip, or a name that git knows."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nkpay.data import DataError, Package, repository

_DESCRIPTOR = "datapackage.json"


@contextmanager
def opened(where: str) -> Iterator[Package]:
    """The data package that ``where`` names, readable while the context lasts.

    Raises
    ------
    DataError
        It is no folder or zip with a data package, and git knows no such version.
    """
    path = Path(where)
    if path.is_dir():
        yield Package(_inside(path, where))
        return
    with tempfile.TemporaryDirectory() as folder:
        if path.is_file():
            _unzip(path, Path(folder))
        else:
            _from_git(where, Path(folder))
        yield Package(_inside(Path(folder), where))


def _inside(folder: Path, where: str) -> Path:
    """The folder of the descriptor: this one, or ``data`` in it."""
    for candidate in (folder, folder / "data"):
        if (candidate / _DESCRIPTOR).is_file():
            return candidate
    raise DataError(f"{where}: holds no {_DESCRIPTOR}")


def _unzip(path: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                archive.extract(name, folder)
    except zipfile.BadZipFile:
        raise DataError(f"{path}: is not a zip") from None


def _from_git(ref: str, folder: Path) -> None:
    git = shutil.which("git")
    if git is None:
        raise DataError(f"{ref}: is no folder or zip, and git is not installed")
    # A name that begins with a dash would be an option.
    asked = [git, "-C", str(repository()), "archive", "--format=tar", "--end-of-options", ref]
    done = subprocess.run([*asked, "data"], capture_output=True, check=False)  # noqa: S603  no shell
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        reason = said[-1] if said else "git archive failed"
        raise DataError(f"{ref}: is no folder or zip, and git has no data under it ({reason})")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")
