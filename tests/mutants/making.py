"""Make mutants: modules with one fault each, by the operators of mutmut."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import libcst as cst
from libcst import matchers as m
from mutmut.mutation.mutators import mutation_operators

ROOT = Path(__file__).parents[2]
#: What no test could see: types are for mypy, and decorators hold prose and names of functions.
_PASSED_OVER = (
    m.Annotation()
    | m.Decorator()
    | m.Import()
    | m.ImportFrom()
    | m.If(test=m.Name("TYPE_CHECKING"))
    | m.Assign(targets=[m.AssignTarget(target=m.Name("__all__"))])
    | m.Call(func=m.Name("TypeVar") | m.Name("cast"))
)
#: Names of types (``Rows = tuple[str, ...]``), but for look-ups in tables.
_TYPE = m.Assign(value=m.Subscript(value=m.Name()))
#: These fail at once with any other argument, so that such a fault would prove nothing.
_FAILS_AT_ONCE = m.Call(func=m.Name("len") | m.Name("isinstance"))

Change = tuple[str, str, cst.CSTNode, cst.CSTNode]


@dataclass(frozen=True)
class Mutant:
    """One fault: ``where`` is the outermost function that holds it, "" outside of functions.

    ``index`` counts the changes of the module; ``id`` stays while the function and the altered
    code in it stay.
    """

    path: Path
    index: int
    where: str
    operator: str
    before: str
    after: str
    id: str

    def source(self) -> str:
        """The module with the fault in it."""
        module = cst.parse_module(self.path.read_text(encoding="utf-8"))
        *_, node, altered = next(islice(_changes(module), self.index, None))
        changed = module.deep_replace(node, altered)
        assert isinstance(changed, cst.Module)
        return changed.code


class _Walk(cst.CSTVisitor):
    """Collects every change of a module, with the function that it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.changes: list[Change] = []
        self._inside: list[cst.FunctionDef | cst.ClassDef] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        where = self._where()
        if m.matches(node, _PASSED_OVER) or (not where and m.matches(node, _TYPE)):
            return False
        for kind, operator in mutation_operators:
            name = operator.__name__.removeprefix("operator_")
            if isinstance(node, kind) and not (
                name == "arg_removal" and m.matches(node, _FAILS_AT_ONCE)
            ):
                self.changes += [(where, name, node, altered) for altered in operator(node)]
        if isinstance(node, cst.FunctionDef | cst.ClassDef):
            self._inside.append(node)
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if self._inside and self._inside[-1] is original_node:
            self._inside.pop()

    def _where(self) -> str:
        for depth, node in enumerate(self._inside, start=1):
            if isinstance(node, cst.FunctionDef):
                return ".".join(outer.name.value for outer in self._inside[:depth])
        return ""


def _changes(module: cst.Module) -> Iterator[Change]:
    walk = _Walk()
    module.visit(walk)
    yield from walk.changes


def mutants(path: Path) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its code."""
    module = cst.parse_module(path.read_text(encoding="utf-8"))
    same: Counter[str] = Counter()
    for index, (where, operator, node, altered) in enumerate(_changes(module)):
        before, after = (_flat(module.code_for_node(n)) for n in (node, altered))
        said = f"{path.parent.name}/{path.name}\n{where}\n{operator}\n{before}\n{after}"
        same[said] += 1  # the same code may stand in a function twice
        id_ = hashlib.sha256(f"{said}\n{same[said]}".encode()).hexdigest()[:8]
        yield Mutant(path, index, where, operator, before, after, id_)


def _flat(code: str) -> str:
    return " ".join(code.split())


def sample(paths: list[Path], size: int, seed: str) -> list[Mutant]:
    """So many mutants of these modules, at random.

    A mutant is drawn by its id, so that a change of one function leaves the sample of all others
    as it was.
    """
    found = [mutant for path in paths for mutant in mutants(path)]
    return sorted(found, key=lambda m: hashlib.sha256((seed + m.id).encode()).digest())[:size]
