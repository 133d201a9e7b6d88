"""What the warm process loads once: the libraries of every chapter and of every kernel."""

from __future__ import annotations

import builtins
import gc
import importlib
from types import SimpleNamespace
from typing import Final

from nkpay.book import garbage

garbage.look_seldom()
_KERNEL: Final = ("ipykernel.ipkernel", "ipykernel.kernelapp")
_CHAPTERS: Final = ("pandas", "altair", "nkpay.rendering")

for _name in _KERNEL:
    importlib.import_module(_name)
# pandas asks at its import whether it is in a notebook, and shows wide tables accordingly. Here
# no kernel runs yet, but all that is loaded will be used by one.
builtins.get_ipython = lambda: SimpleNamespace(kernel=None)  # type: ignore[attr-defined]
try:
    for _name in _CHAPTERS:
        importlib.import_module(_name)
finally:
    del builtins.get_ipython  # type: ignore[attr-defined]

from nkpay import registry  # noqa: E402  only now, since it may import pandas

list(registry.number)
list(registry.chart)
# Collecting in a fork would touch, and so copy, every page of memory that it shares.
gc.freeze()
