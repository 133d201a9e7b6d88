"""What each fork of the warm process runs."""

from __future__ import annotations

import os
import sys


def run(arguments: list[str], folder: str, environment: dict[str, str]) -> None:
    """Be a kernel: the same program as ``python -m ipykernel_launcher``, already loaded."""
    try:
        from ipykernel.kernelapp import IPKernelApp  # late: whoever asks for a fork needs it not
    except ImportError as error:
        sys.exit(f"Jupyter's kernel cannot be loaded: {error}")
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    # A kernel ends by itself when the process that it came from is gone.
    os.environ["JPY_PARENT_PID"] = str(os.getppid())
    app = IPKernelApp.instance()
    app.initialize(arguments)
    app.start()
