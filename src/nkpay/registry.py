"""What the report may print: numbers, predicates and figures, each under one name.

A name is ``<chapter>.<function>``, taken from the chapter's module (or package of modules)
and the function, so that it is written once. The parameters of a registered function name the
tables that it reads::

    @number
    def qr_share_pyongyang(claims): ...      # numbers/adoption/ -> adoption.qr_share_pyongyang

Functions are pure: tables in, value out. That makes what a number depends on visible in its
signature, and lets tests hand it other tables.
"""

from __future__ import annotations

import difflib
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

Result = TypeVar("Result")
Tables = Mapping[str, "pd.DataFrame"]
Rows = tuple[str, ...]


@dataclass(frozen=True)
class Number:
    """A computed value as prose prints it, with the rows behind it.

    ``rows`` are ids of the register (claims, observations, events ...). Only the count of a
    whole table may say ``table:<name>`` instead. ``value`` is None where a verbal quantity
    has only a lower bound; ``text`` then says so.
    """

    value: float | int | str | None
    text: str
    rows: Rows
    unit: str = ""


@dataclass(frozen=True)
class Verdict:
    """Whether a predicate holds, by what margin in words, and on which rows."""

    holds: bool
    margin: str
    rows: Rows


@dataclass(frozen=True)
class Drawing:
    """A chart with what a reader who cannot see it, or doubts it, needs.

    ``title`` is the message of the figure, and ``asserts`` names the predicates that make it
    true. ``table`` holds the plotted values, one row a mark, for the data table and download.
    ``language`` is that of the words, and of what the book prints around them.
    """

    chart: alt.TopLevelMixin
    title: str
    asserts: tuple[str, ...]
    alt: str
    caption: str
    table: pd.DataFrame
    rows: Rows
    language: str = "en"

    def __post_init__(self) -> None:
        """An empty frame would look like a finding of none."""
        if self.table.empty:
            raise ValueError("nothing is left to plot")


class UnknownName(LookupError):
    """No function of that name is registered; the message suggests near ones."""


class Uncomputable(Exception):
    """The data no longer holds what a registered function needs."""


class Registry(Generic[Result]):
    """Named functions of the tables, all of one kind."""

    def __init__(self, kind: str, package: str) -> None:
        self.kind = kind
        self.package = package
        self._functions: dict[str, Callable[..., Result]] = {}

    def __call__(self, function: Callable[..., Result]) -> Callable[..., Result]:
        """Register a function (used as a decorator)."""
        chapter = function.__module__.removeprefix(f"{self.package}.").partition(".")[0]
        name = f"{chapter}.{function.__name__}"
        if name in self._functions:
            raise ValueError(f"{self.kind} {name!r} is registered twice")
        self._functions[name] = function
        return function

    def __iter__(self) -> Iterator[str]:
        self._import_modules()
        return iter(sorted(self._functions))

    def function(self, name: str) -> Callable[..., Result]:
        """The registered function, or UnknownName with near names."""
        self._import_modules()
        try:
            return self._functions[name]
        except KeyError:
            raise UnknownName(self._unknown(name)) from None

    def tables(self, name: str) -> tuple[str, ...]:
        """The tables that the function of that name reads."""
        parameters = inspect.signature(self.function(name)).parameters.values()
        return tuple(p.name for p in parameters if p.kind is not p.KEYWORD_ONLY)

    def compute(self, name: str, tables: Tables, **options: Any) -> Result:
        """Call the function with the tables that its parameters name.

        Over the tables of one data package a function without options is called once, and
        its result kept: page, register and notebook print the same number.

        Raises
        ------
        UnknownName
            No function has that name.
        Uncomputable
            The function met data that it cannot use, a row that is gone for instance.
        """
        known = None if options else getattr(tables, "computed", None)
        if known is None:
            return self._call(name, tables, options)
        if (self.kind, name) not in known:
            known[self.kind, name] = self._call(name, tables, options)
        result: Result = known[self.kind, name]
        return result

    def _call(self, name: str, tables: Tables, options: dict[str, Any]) -> Result:
        function = self.function(name)
        read = [tables[table] for table in self.tables(name)]
        try:
            return function(*read, **options)
        except (LookupError, ValueError, TypeError, AttributeError, ZeroDivisionError) as error:
            reason = f"{type(error).__name__}: {error}"
            raise Uncomputable(
                f"{self.kind} '{name}' cannot be computed from this data ({reason})"
            ) from error

    def _unknown(self, name: str) -> str:
        near = difflib.get_close_matches(name, self._functions, n=3, cutoff=0.5)
        hint = f"; near: {', '.join(repr(n) for n in near)}" if near else ""
        return f"{self.kind} {name!r} is not registered{hint}"

    def _import_modules(self) -> None:
        _import_all(self.package)


@cache
def _import_all(package: str) -> None:
    folder = importlib.import_module(package)
    for module in pkgutil.walk_packages(folder.__path__, f"{package}."):
        importlib.import_module(module.name)


def place_of(function: Callable[..., Any]) -> str:
    """A registered function and its file, as the register and figures name it."""
    return f"{function.__name__} in src/{function.__module__.replace('.', '/')}.py"


number: Registry[Number] = Registry("number", "nkpay.numbers")
predicate: Registry[Verdict] = Registry("predicate", "nkpay.numbers")
chart: Registry[Drawing] = Registry("figure", "nkpay.charts")
