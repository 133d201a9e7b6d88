"""Load a module of the library with a fault in it, in place of the file."""

from __future__ import annotations

from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from typing import Any

from tests.mutants.making import ROOT, Mutant


class _Faulty(SourceFileLoader):
    """Loads one module from the text of a mutant."""

    def __init__(self, name: str, mutant: Mutant) -> None:
        super().__init__(name, str(mutant.path))
        self._source = mutant.source()

    def get_code(self, fullname: str) -> Any:  # noqa: ARG002  # the loader has one
        return compile(self._source, self.path, "exec", dont_inherit=True)


class Finder:
    """Finds that module before the usual finder does."""

    def __init__(self, mutant: Mutant) -> None:
        self._name = module_name(mutant.path)
        self._loader = _Faulty(self._name, mutant)

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name != self._name:
            return None
        spec = PathFinder.find_spec(name, path, target)
        assert spec
        spec.loader = self._loader
        return spec


def module_name(path: Path) -> str:
    """The name by which a file of the library is imported."""
    parts = path.relative_to(ROOT / "src").with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")
