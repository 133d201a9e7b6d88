"""Build the report in different surroundings and compare every byte of what it offers.

Three copies of this checkout, each at a path of its own with a library of its own, are built
under different homes, locales, time zones, file modes, hash seeds and clocks; one of them is a
git repository, the others are not. Pages, PDF, notebooks and the release of the data must agree.
``python -m tests.same_bytes`` prints what was tried and names the first difference otherwise;
``make verify`` does so too. A locale or a clock that this machine cannot give is left out by
name, or, with ``--all``, is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.projects import ROOT, differing

FOLDERS: Final = ("html", "pdf", "notebooks", "data")
_LEFT_BEHIND: Final = ("_build", ".venv", ".git", "__pycache__", ".*_cache")
#: Bytes shown before and after the first that differs.
_AROUND: Final = 60


@dataclass(frozen=True)
class Surroundings:
    """What a build finds around it; ``days`` is how far the clock is off."""

    folder: str
    locale: str
    zone: str
    umask: int
    seed: str
    days: int = 0
    git: bool = False


EACH: Final = (
    Surroundings("one", "C", "UTC", 0o022, "0", git=True),
    Surroundings("a far/longer place", "ko_KR.UTF-8", "Asia/Seoul", 0o077, "7", days=400),
    Surroundings("üç", "tr_TR.UTF-8", "America/St_Johns", 0o002, "123", days=-900),
)


def main(arguments: list[str]) -> int:
    """Build in each of the surroundings; 0 if nothing differs and nothing had to be left out."""
    lacking = sorted({lack for around in EACH for lack in _lacking(around)})
    for lack in lacking:
        print(f"not tried: {lack}")
    if lacking and "--all" in arguments:
        return 1
    with tempfile.TemporaryDirectory() as folder:
        built = [_built(Path(folder) / around.folder, around) for around in EACH]
        differences = [d for other in built[1:] for d in _differences(built[0], other)]
        print("\n".join(differences) or f"{_count(built[0])} files, the same in {len(EACH)} builds")
    return int(bool(differences))


def _lacking(around: Surroundings) -> Iterator[str]:
    """What this machine cannot give."""
    listed = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout
    if around.locale.lower().replace("-", "") not in listed.lower().replace("-", "").split():
        yield f"locale {around.locale}"
    if around.days and not shutil.which("faketime"):
        yield "another clock (faketime)"


def _built(root: Path, around: Surroundings) -> Path:
    """A copy of the checkout with everything built; its folder of results."""
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(*_LEFT_BEHIND))
    home = root.parent / f"home of {root.name}"
    home.mkdir()
    if around.git:
        _commit(root)
    print(f"building with {around.locale}, {around.zone}, clock {around.days:+} days", flush=True)
    for command in ("book", "data-release"):
        _run(root, home, around, sys.executable, "-m", "nkpay", command)
    return root / "_build"


def _commit(root: Path) -> None:
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "All"]):
        name = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", *name, *command], cwd=root, check=True)


def _run(root: Path, home: Path, around: Surroundings, *command: str) -> None:
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    if around.days and shutil.which("faketime"):
        command = ("faketime", "-m", "-f", f"{around.days:+}d", *command)
    done = subprocess.run(
        command,
        cwd=root,
        env={
            **kept,
            "HOME": str(home),
            "LC_ALL": around.locale,
            "TZ": around.zone,
            "PYTHONHASHSEED": around.seed,
            "PYTHONPATH": str(root / "src"),
        },
        umask=around.umask,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed with {around}:\n{done.stderr}")


def _differences(one: Path, other: Path) -> Iterator[str]:
    names = differing(one, other, FOLDERS)
    for name in names[:1]:
        yield f"{len(names)} of {_count(one)} files differ in {other.parent.name}; the first:"
        yield first_difference(one / name, other / name)


def first_difference(one: Path, other: Path) -> str:
    """Where two files part, with what stands there in each."""
    for file in (one, other):
        if not file.is_file():
            return f"{file} is missing"
    here, there = one.read_bytes(), other.read_bytes()
    shorter = min(len(here), len(there))
    at = next((n for n in range(shorter) if here[n] != there[n]), shorter)
    window = slice(max(0, at - _AROUND), at + _AROUND)
    return f"{one.name}, byte {at}:\n  {here[window]!r}\n  {there[window]!r}"


def _count(folder: Path) -> int:
    return sum(path.is_file() for name in FOLDERS for path in (folder / name).rglob("*"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
