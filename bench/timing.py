"""One run of a command, timed by pyperf, and the memory of all its processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from bench.projects import Project


def seconds(project: Project) -> float:
    """Wall-clock time of one run, by pyperf in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        once = ("--processes=1", "--values=1", "--loops=1", "--warmups=0", "--copy-env", "--quiet")
        command = (sys.executable, "-m", "pyperf", "command", *once, f"--output={result}")
        done = subprocess.run(
            [*command, "--", *project.command],
            cwd=project.root,
            env={**os.environ, **project.environment},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{' '.join(project.command)} failed:\n{done.stderr}{done.stdout}")
        (benchmark,) = json.loads(result.read_text(encoding="utf-8"))["benchmarks"]
        return float(benchmark["runs"][0]["values"][0])


def peak_memory(project: Project) -> float:
    """The most memory that the command and its processes held together, in MB.

    Proportional set size: a page that forks share counts once. Looking costs time, so no run
    that is timed is looked at.
    """
    environment = {**os.environ, **project.environment}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        project.command, cwd=project.root, env=environment, stdout=quiet, stderr=quiet
    ) as process:
        peak = 0
        while process.poll() is None:
            peak = max(peak, _held(psutil.Process(process.pid)))
            time.sleep(0.1)
    return peak / 1e6


def _held(parent: psutil.Process) -> int:
    total = 0
    for process in (parent, *parent.children(recursive=True)):
        try:
            total += process.memory_full_info().pss
        except psutil.Error:
            continue  # it has just ended
    return total
