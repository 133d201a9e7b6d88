"""What a build needs no more it gives back: the data may grow, the memory of a machine does not."""

from __future__ import annotations

import multiprocessing
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from nkpay.book import helpers, printing, warm

KERNEL = """
import pathlib
from jupyter_client.manager import KernelManager
from nkpay.book import warm
warm.start()
kernel = KernelManager()
kernel.start_kernel(cwd=".")
status = pathlib.Path(f"/proc/{kernel.provisioner.pid}/status").read_text()
server = pathlib.Path("/proc", status.partition("PPid:")[2].split()[0])
loaded = "pandas" in (server / "maps").read_text()
kernel.shutdown_kernel(now=True)
warm.stop()
warm.stop()
import time
for _ in range(100):
    if not server.exists() or "State:\\tZ" in (server / "status").read_text():
        break
    time.sleep(0.1)
else:
    loaded = "it runs on"
print(loaded)
"""
FORK = """
from nkpay.book import printing
kept = []
print(printing.in_fork(lambda: kept.append(1) or 0), printing.in_fork(lambda: 3), kept)
print(printing.in_fork(lambda: 1 / 0))
"""


@pytest.fixture
def _started() -> Iterator[None]:
    helpers.start()
    yield
    helpers.stop()


@pytest.mark.usefixtures("_started")
def test_helpers_end_when_their_work_is_done_and_what_is_asked_then_is_done_here(
    tmp_path: Path,
) -> None:
    assert multiprocessing.active_children()
    (tmp_path / "from").write_text("words", encoding="utf-8")
    copies = [tmp_path / f"to-{number}" for number in range(9)]
    batch = helpers.later((shutil.copyfile, (tmp_path / "from", copy)) for copy in copies)
    helpers.dismiss()
    assert helpers.run(len, "abc") == 3
    helpers.settle(batch)
    assert [copy.read_text(encoding="utf-8") for copy in copies] == ["words"] * 9
    for _ in range(100):
        if not multiprocessing.active_children():
            return
        time.sleep(0.1)
    raise AssertionError("a helper lives on")


def _run(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(not warm.FORKS, reason="kernels are not forked on this system")
def test_the_warm_process_ends_when_no_kernel_is_needed() -> None:
    done = _run(KERNEL)
    assert done.stdout == "True\n", done.stderr


@pytest.mark.skipif(not printing.FORKS, reason="nothing is forked on this system")
def test_a_fork_leaves_a_status_and_nothing_in_memory() -> None:
    done = _run(FORK)
    assert done.stdout == "0 3 []\n1\n"
    assert "ZeroDivisionError" in done.stderr
