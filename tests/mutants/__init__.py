"""Mutation testing: single faults are put into the library, and the tests must see each.

``python -m tests.mutants`` makes the faults (``making``), runs the tests over each in a process of
its own (``trying``), prints how many were seen and fails below the threshold. What it tries, how
much of it and by which tests stands in ``pyproject.toml``; ``docs/mutants.md`` says of each fault
that no test saw what it would do to a reader. ``make mutants`` runs it, as part of ``make verify``.

mutmut makes the faults. Its own runner passes over every decorated function, and here each number,
predicate and finding is one; hence a runner of our own.
"""
