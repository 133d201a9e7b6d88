"""Kernels forked from one warm process that has the libraries loaded.

Starting a kernel and importing pandas and Altair takes seconds; a fork of a process that has
done so takes milliseconds. The fork server of the standard library keeps that process, and a
provisioner, Jupyter's own seam for the way kernels are started, asks it for kernels. A fork
is taken before any chapter has run, so no chapter sees another's variables.

Where forking is not to be had, ``start`` does nothing and kernels start the usual way.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from contextlib import suppress
from functools import cache
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext

_NAME = "nkpay-warm"
#: On macOS the system's own libraries do not survive a fork, and Windows has none.
FORKS = sys.platform.startswith("linux")


def start() -> None:
    """Begin to load the warm process, and let the kernels of this process come from it."""
    if FORKS:
        _context()
        KernelProvisionerFactory.instance().default_provisioner_name = _NAME


def stop() -> None:
    """End the warm process, whose libraries take 100 MB: every chapter has been executed."""
    while _parents:
        with suppress(ProcessLookupError):
            os.kill(_parents.pop(), signal.SIGTERM)


#: The warm process, once it has been asked for a kernel.
_parents: set[int] = set()


@cache
def _context() -> ForkServerContext:
    from multiprocessing import forkserver  # late: there is none on Windows

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["nkpay.book.warm_imports"])
    forkserver.ensure_running()
    return context


class _Forked:
    """A forked kernel with the part of ``subprocess.Popen`` that Jupyter's provisioner uses."""

    stdin = stdout = stderr = None

    def __init__(self, process: BaseProcess) -> None:
        self._process = process

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self) -> int | None:
        self._process.join()
        return self._process.exitcode

    def send_signal(self, signum: int) -> None:
        if self._process.pid and self.poll() is None:
            os.kill(self._process.pid, signum)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


class WarmProvisioner(LocalProvisioner):
    """Starts a kernel as a fork of the warm process (an entry point of ``jupyter_client``)."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel that serves the connection file which ``cmd`` names."""
        from nkpay.book import warm_kernel

        process = _context().Process(
            target=warm_kernel.run,
            args=(cmd[cmd.index("-m") + 2 :], kwargs["cwd"], kwargs["env"]),
            daemon=True,
        )
        process.start()
        _parents.add(_parent_of(process))
        self.process = _Forked(process)  # type: ignore[assignment]  # it has what is used of one
        self.pid, self.pgid = process.pid, None
        return self.connection_info


def _parent_of(process: BaseProcess) -> int:
    """The standard library does not say which process the fork server is; the system does."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii", errors="replace")
    return int(status.partition("PPid:")[2].split()[0])
