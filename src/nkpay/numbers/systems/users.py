"""What is counted where the users of a system are counted."""

from __future__ import annotations

from nkpay.numbers.systems.selection import Table
from nkpay.registry import Verdict, predicate
from nkpay.select import ids, used

#: Units of a count of the people who use a system.
UNITS = ("people", "members", "visits", "visits a day")
#: What counts who has joined or looked, not who pays.
NOT_ACTIVE = ("wallet-users", "manmulsang-members", "platform-visits", "platform-daily-visits")


def user_counts(claims: Table) -> Table:
    """Claims that count users of a card, wallet or platform of the country."""
    return used(claims)[lambda c: (c["aspect"] == "users") & c["unit"].isin(UNITS)]


def no_active_users(claims: Table) -> Verdict:
    """Every claim that counts users of a system counts sign-ups, members or visits."""
    rows = user_counts(claims)
    n = int((~rows["indicator_id"].isin(NOT_ACTIVE)).sum())
    return Verdict(n == 0 and len(rows) > 0, f"{n} of {len(rows)} count active users", ids(rows))


@predicate
def joiners_by_state_or_echo(claims: Table) -> Verdict:
    """Every count of sign-ups or members goes back to an original of the state."""
    rows = user_counts(claims)[lambda c: c["unit"].isin(UNITS[:2])]
    state = set(rows.loc[rows["evidence"] == "state-claim", "original"])
    n = int((~rows["original"].isin(state)).sum())
    return Verdict(n == 0 and len(rows) > 0, f"{n} of {len(rows)} from others", ids(rows))
