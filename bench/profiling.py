"""Where the time of a cold build goes, by process and by function."""

from __future__ import annotations

import os
import pstats
import subprocess
from pathlib import Path

from bench import projects

_LINES = 25


def cold(folder: Path, python: str) -> str:
    """The functions of the building process that took longest, children not counted."""
    project = projects.ours(folder, python, "--no-pdf")
    stats = folder / "build.prof"
    subprocess.run(
        [python, "-m", "cProfile", "-o", str(stats), "-m", "nkpay", "book", "--no-pdf"],
        cwd=project.root,
        env={**os.environ, **project.environment},
        check=True,
        capture_output=True,
    )
    out = folder / "profile.txt"
    with out.open("w", encoding="utf-8") as file:
        pstats.Stats(str(stats), stream=file).sort_stats("cumtime").print_stats("nkpay", _LINES)
    return out.read_text(encoding="utf-8")
