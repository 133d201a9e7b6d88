"""Headline findings: what the report concludes, each a test of the tables that can fail.

A finding is a registered function of the tables, in a module a chapter, that says whether it
holds, by what margin and on which rows. Its statement is the sentence of the book, its
docstring the rule. It names in advance, as code, a change of the data that would overturn it:
a finding that no data could overturn is not a finding. ``nkpay.trial`` takes its evidence
away piece by piece::

    @finding("More originals name businesses than everyone as bound", overturned_by=...)
    def businesses_named_most(claims): ...   # findings/law.py -> law.businesses_named_most
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nkpay.registry import Registry, Tables, Uncomputable, Verdict

Change = Callable[[Tables], Tables]


@dataclass(frozen=True)
class Finding:
    """What a finding says and what would overturn it.

    ``absence`` marks a finding that something was looked for and not found: taking evidence
    away cannot overturn it, one find can.
    """

    name: str
    statement: str
    rule: str
    overturned_by: Change
    absence: bool

    @property
    def overturning(self) -> str:
        """That change in words."""
        return " ".join((self.overturned_by.__doc__ or "").split())


class Findings(Registry[Verdict]):
    """The registered findings."""

    def __init__(self) -> None:
        super().__init__("finding", "nkpay.findings")
        self._said: dict[Callable[..., Verdict], tuple[str, Change, bool]] = {}

    def states(
        self, statement: str, *, overturned_by: Change, absence: bool = False
    ) -> Callable[[Callable[..., Verdict]], Callable[..., Verdict]]:
        """Register a function as the test of a statement (used as a decorator)."""

        def register(function: Callable[..., Verdict]) -> Callable[..., Verdict]:
            self._said[function] = (statement, overturned_by, absence)
            return self(function)

        return register

    def about(self, name: str) -> Finding:
        """What the finding of that name says, or UnknownName with near names."""
        function = self.function(name)
        rule = " ".join((function.__doc__ or "").split())
        statement, change, absence = self._said[function]
        return Finding(name, statement, rule, change, absence)

    def compute(self, name: str, tables: Tables, **options: Any) -> Verdict:
        """Whether the finding holds in these tables.

        Raises
        ------
        UnknownName
            No finding has that name.
        Uncomputable
            No row is left that the finding could rest on.
        """
        verdict = super().compute(name, tables, **options)
        if not verdict.rows:
            raise Uncomputable(f"{self.kind} '{name}' has no row of this data to rest on")
        return verdict


findings = Findings()
finding = findings.states
