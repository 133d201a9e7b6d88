"""``nkpay diff``: compare two versions of the data, and keep the result where that is wanted."""

from __future__ import annotations

from nkpay.data import package, repository
from nkpay.editions import record, report
from nkpay.editions.compare import compare
from nkpay.editions.earlier import opened


def run(old: str, new: str = "", *, write: bool = False) -> int:
    """Print what changed from ``old`` to ``new``, or to the data of this checkout."""
    with opened(old) as before:
        if new:
            with opened(new) as after:
                edition = compare(before, after)
        else:
            edition = compare(before, package())
    print(report.in_words(edition))
    if write:
        print(f"written: {record.write(edition).relative_to(repository())}")
    return 0
