"""How time and memory grow with the data: once, ten times and a hundred times as much."""

from __future__ import annotations

import math
import shutil
import subprocess
from pathlib import Path
from typing import Any

from bench import generate, projects, timing
from bench.projects import Project

Result = dict[str, Any]
TIMES = (1, 10, 100)

_LOAD = "from nkpay.data import package; [package()[name] for name in package()]"
_NUMBERS = (
    "from nkpay import registry; from nkpay.data import package; "
    "[kind.compute(n, package()) for kind in (registry.number, registry.predicate) for n in kind]"
)
_FIGURES = "from nkpay import figure, registry; [figure(n) for n in registry.chart]"
_VALIDATE = "from nkpay import validate; raise SystemExit(validate.check(quiet=True))"

#: What is timed, and up to how many times the data.
_CASES = {
    "import alone": ("import pandas, altair, nkpay.rendering", 1),
    "loader": (_LOAD, 100),
    "validator": (_VALIDATE, 100),
    "chapters: every number and comparison": (_NUMBERS, 100),
    "chapters: every figure, not drawn": (_FIGURES, 100),
}


def run(folder: Path, python: str) -> list[Result]:
    """Each case at each size, with the slope of time over data on logarithmic scales."""
    sizes = {times: _multiplied(folder / f"x{times}", python, times) for times in TIMES}
    results = []
    for name, (code, largest) in _CASES.items():
        made = {
            times: _measured(Project(project.root, (python, "-c", code)))
            for times, project in sizes.items()
            if times <= largest
        }
        results.append(_result(f"scale: {name}", made))
    book = {}
    for times in (1, 10):
        sizes[times].clean()
        book[times] = _measured(sizes[times])
    results.append(_result("scale: the whole book with register and PDF", book))
    return results


def _multiplied(folder: Path, python: str, times: int) -> Project:
    project = projects.ours(folder, python)
    if times > 1:
        generate.multiply(project.root / "data", times)
        seal = [python, "-m", "nkpay", "seal-data"]
        subprocess.run(seal, env={**project.environment}, cwd=folder, check=True)
    shutil.rmtree(folder / "_build", ignore_errors=True)
    return project


def _measured(project: Project) -> tuple[float, float]:
    taken = timing.seconds(project)
    project.clean()
    return taken, timing.peak_memory(project)


def _result(name: str, made: dict[int, tuple[float, float]]) -> Result:
    largest = max(made)
    slope = math.log(made[largest][0] / made[1][0]) / math.log(largest) if largest > 1 else None
    return {
        "case": f"{name}, {largest} times the data",
        "ours_s": round(made[largest][0], 3),
        "stock_s": None,
        "ratio": None,
        "runs": 1,
        "slope": round(slope, 2) if slope is not None else None,
        "by_size_s": {str(times): round(taken, 3) for times, (taken, _) in made.items()},
        "by_size_mb": {str(times): round(memory) for times, (_, memory) in made.items()},
    }
