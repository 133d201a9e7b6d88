"""The command: draw mutants, try each, print what came of it, compare with the threshold."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
import tomllib
from collections import Counter
from dataclasses import dataclass
from typing import Any

from tests.mutants import listing, trying
from tests.mutants.making import ROOT, Mutant, sample
from tests.mutants.trying import Group

_forks = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Outcome:
    """A mutant of a group, and the test that saw it ("" if none)."""

    group: str
    mutant: Mutant
    seen_by: str


def _users(_: int) -> trying.Users:
    return trying.users()


def _try(job: tuple[Mutant, Group, list[str]]) -> Outcome:
    mutant, group, names = job
    return Outcome(group.name, mutant, trying.seen_by(mutant, group, names))


def run(groups: list[Group], seed: str) -> list[Outcome]:
    """Try a sample of each group, each mutant in a fork of its own."""
    trying.warm_up()
    with _forks.Pool(1) as pool:
        (users,) = pool.map(_users, [0])
    jobs = [
        (mutant, group, trying.names_for(mutant, users, group))
        for group in groups
        for mutant in sample(group.modules(), group.sample, seed)
    ]
    outcomes = []
    with _forks.Pool(os.cpu_count() or 1, maxtasksperchild=1) as pool:
        for outcome in pool.imap_unordered(_try, jobs, chunksize=1):
            outcomes.append(outcome)
            if not len(outcomes) % 25:
                unseen = sum(not o.seen_by for o in outcomes)
                print(f"{len(outcomes)} of {len(jobs)} tried, {unseen} unseen", file=sys.stderr)
    _control(outcomes, groups)
    return outcomes


def _control(outcomes: list[Outcome], groups: list[Group]) -> None:
    """A test that fails without any fault has seen none: then nothing here is worth anything."""
    for group in groups:
        seen = {o.seen_by for o in outcomes if o.group == group.name and o.seen_by}
        with _forks.Pool(1) as pool:
            failing = pool.apply(trying.fail_anyway, (seen, group))
        if failing:
            sys.exit(f"these fail without any fault: {', '.join(failing)}")


def _rates(outcomes: list[Outcome], key: Any) -> str:
    made = Counter(key(o) for o in outcomes)
    seen = Counter(key(o) for o in outcomes if o.seen_by)
    width = max(map(len, made))
    return "\n".join(f"{k:{width}} {seen[k]:4} of {made[k]:3}" for k in sorted(made))


def report(outcomes: list[Outcome], threshold: float, *, write: bool, whole: bool) -> int:
    """Print the rates, and the survivors that the list does not judge; 1 below the threshold."""
    survivors = [(o.group, o.mutant) for o in outcomes if not o.seen_by]
    print(_rates(outcomes, lambda o: o.group), end="\n\n")
    print(_rates(outcomes, lambda o: o.mutant.operator), end="\n\n")
    print("seen first by:")
    print(_rates([o for o in outcomes if o.seen_by], lambda o: o.seen_by.partition("[")[0]))
    if write:
        listing.write(survivors)
    for line in listing.differences(survivors, whole=whole):
        print(line)
    rate = 100 * (1 - len(survivors) / len(outcomes))
    print(f"{rate:.1f} of 100 mutants are seen; at least {threshold} must be")
    return int(rate < threshold)


def main() -> int:
    """Read the settings and run."""
    asked = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    asked.add_argument("groups", nargs="*", help="groups of pyproject.toml; all by default")
    asked.add_argument(
        "--write", action="store_true", help="write the survivors to docs/mutants.md"
    )
    options = asked.parse_args()
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    settings = settings["tool"]["mutants"]
    groups = [
        Group(**group, named=settings["named"])
        for group in settings["groups"]
        if not options.groups or group["name"] in options.groups
    ]
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MUTANTS_FOLDER"] = folder
        outcomes = run(groups, settings["seed"])
    print(f"{len(outcomes)} mutants, {time.monotonic() - began:.0f} s", end="\n\n")
    whole = not options.groups
    return report(outcomes, settings["threshold"], write=options.write, whole=whole)


if __name__ == "__main__":
    sys.exit(main())
