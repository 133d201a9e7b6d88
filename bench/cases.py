"""Ours against stock, the same chapters, round by round in turn."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import generate, projects, timing
from bench.projects import Project

Result = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """Two builds and what is done before each; ``stock`` is None where stock has no such case."""

    name: str
    ours: Project
    stock: Project | None
    before: Callable[[Project], None]


def run(folder: Path, python: str, rounds: int) -> list[Result]:
    """Every case in every round; medians at the end."""
    taken: dict[str, list[tuple[float, float | None]]] = {}
    made = cases(folder, python)
    for number in range(rounds):
        for case in made:
            # Who comes first changes, so that neither always finds the disk warm.
            turn = 1 if number % 2 == 0 else -1
            times = [_timed(case, project) for project in (case.ours, case.stock)[::turn]]
            ours, stock = times[::turn]
            taken.setdefault(case.name, []).append((ours or 0.0, stock))
            print(f"round {number + 1}: {case.name}: ours {ours:.2f} s, stock {stock}", flush=True)
    return [_result(case, taken[case.name]) for case in made]


def cases(folder: Path, python: str) -> list[Case]:
    """The order matters: each warm case finds what the cold one before it left."""
    pages = projects.ours(folder / "pages", python, "--no-pdf")
    book = projects.ours(folder / "book", python)
    stock = projects.stock(folder / "stock", python)
    return [
        Case("cold: HTML of all chapters, executed", pages, stock, Project.clean),
        Case("cold: HTML, PDF, register, notebooks (stock: HTML)", book, stock, Project.clean),
        Case("nothing changed", book, stock, lambda project: None),
        Case("prose of one chapter edited: HTML", pages, stock, _prose),
        Case("prose of one chapter edited: HTML and PDF (stock: HTML)", book, stock, _prose),
        Case("one cell of capabilities.csv edited: HTML", pages, None, _cell),
        Case("one cell of claims.csv edited: HTML", pages, None, _claim),
    ]


def _prose(project: Project) -> None:
    project.append("chapters/methods.md", "\nA sentence more.\n")


def _cell(project: Project) -> None:
    project.replace("data/capabilities.csv", "Routine inspection", "Regular inspection")


def _claim(project: Project) -> None:
    project.replace("data/claims.csv", "The state holds public", "The state also holds public")


def _timed(case: Case, project: Project | None) -> float | None:
    if project is None:
        return None
    case.before(project)
    return timing.seconds(project)


def _result(case: Case, taken: list[tuple[float, float | None]]) -> Result:
    ours = statistics.median(run[0] for run in taken)
    theirs = [run[1] for run in taken if run[1] is not None]
    stock = statistics.median(theirs) if theirs else None
    return {
        "case": case.name,
        "ours_s": round(ours, 3),
        "stock_s": round(stock, 3) if stock else None,
        "ratio": round(stock / ours, 2) if stock else None,
        "runs": len(taken),
        "ours_all_s": [round(run[0], 3) for run in taken],
        "stock_all_s": [round(time, 3) for time in theirs],
    }


def memory(folder: Path, python: str) -> list[Result]:
    """Peak memory of a cold build, all processes together."""
    found = {}
    for name, project in (
        ("ours_mb", projects.ours(folder / "memory-ours", python)),
        ("stock_mb", projects.stock(folder / "memory-stock", python)),
    ):
        found[name] = round(timing.peak_memory(project))
    empty = {"ours_s": None, "stock_s": None, "ratio": None, "runs": 1}
    return [{"case": "peak memory of a cold build (ours with PDF)", **empty, **found}]


def built(folder: Path, python: str) -> tuple[Path, Path, Path]:
    """The HTML of ours, of stock, and of ours with ten times the data."""
    ours = projects.ours(folder / "ours", python, "--no-pdf")
    stock = projects.stock(folder / "stock", python)
    tenfold = projects.ours(folder / "tenfold", python, "--no-pdf")
    generate.multiply(tenfold.root / "data", 10)
    for project in (ours, stock, tenfold):
        timing.seconds(project)
    first, second, third = (p.root / "_build" / "html" for p in (ours, stock, tenfold))
    return first, second, third
