"""The words of judgement and what qualifies them, each of which the data must bear out."""

from __future__ import annotations

import pandas as pd

from nkpay import dates, wording
from nkpay.lineage import publishers
from nkpay.numbers.landing.evidence import plural
from nkpay.numbers.landing.judgements import (
    CHECKED,
    CONFIRMED,
    JUDGEMENTS,
    PROBABLE,
    SEEN,
    UNJUDGED,
    bearing,
    word,
)
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, used


def _earns(claims: pd.DataFrame, key: str, expected: str) -> Verdict:
    rows = bearing(claims, key)
    checked = rows.loc[rows["evidence"].isin(CHECKED), "original"].nunique()
    among = plural(rows["original"].nunique(), "original")
    few = wording.count(checked) if checked else "none"
    margin = f"{word(rows)}: {among}, of which {few} inspected or measured"
    return Verdict(word(rows) == expected, margin, ids(rows))


@predicate
def law_well_supported(claims: pd.DataFrame) -> Verdict:
    """The claims on the aim of the Electronic Payment Law earn 'confirmed'."""
    return _earns(claims, "law", CONFIRMED)


@predicate
def functions_well_supported(claims: pd.DataFrame) -> Verdict:
    """The claims on what cards and wallets do earn 'confirmed'."""
    return _earns(claims, "functions", CONFIRMED)


@predicate
def wages_reported(claims: pd.DataFrame) -> Verdict:
    """The claims on wages by card earn 'probably true'."""
    return _earns(claims, "wages", PROBABLE)


@predicate
def restraint_reported(claims: pd.DataFrame) -> Verdict:
    """The claims on what keeps people from paying electronically earn 'probably true'."""
    return _earns(claims, "restraint", PROBABLE)


@predicate
def records_reported(claims: pd.DataFrame) -> Verdict:
    """The claims on records used against people earn 'probably true'."""
    return _earns(claims, "records", PROBABLE)


@predicate
def share_not_known(claims: pd.DataFrame) -> Verdict:
    """The claims on the share of people who pay electronically earn 'cannot be judged'."""
    return _earns(claims, "share", UNJUDGED)


@predicate
def duty_not_known(claims: pd.DataFrame) -> Verdict:
    """The claims on a duty to pay electronically earn 'cannot be judged'."""
    return _earns(claims, "duty", UNJUDGED)


@predicate
def only_law_and_systems_seen(claims: pd.DataFrame) -> Verdict:
    """Of the key judgements only those on law and systems have a claim seen or counted."""
    rows = {key: bearing(claims, key) for key in JUDGEMENTS}
    seen = {key for key in rows if rows[key]["evidence"].isin(SEEN).any()}
    return Verdict(
        seen == {"law", "functions"}, f"seen: {', '.join(sorted(seen))}", ids(*rows.values())
    )


# What qualifies them.


@number
def law_adopted(laws: pd.DataFrame) -> Number:
    """The day on which the Electronic Payment Law was adopted."""
    law = laws.loc["electronic-payment-law"]
    return Number(law["adopted"], dates.in_words(law["adopted"]), ids(law), "date")


@predicate
def duties_from_one_original(claims: pd.DataFrame) -> Verdict:
    """What we hold on duties in the Electronic Payment Law comes from a single original."""
    rows = used(claims)[
        lambda c: (c["subject_id"] == "electronic-payment-law") & (c["aspect"] == "duty")
    ]
    originals = rows["original"].nunique()
    return Verdict(originals == 1, plural(originals, "original"), ids(rows))


@predicate
def survey_measured_one_card(claims: pd.DataFrame) -> Verdict:
    """Measured shares of payers, cash and banks aside, all speak of a foreign-currency card."""
    rows = used(claims)[
        lambda c: (
            (c["aspect"] == "share-of-people")
            & (c["evidence"] == "measured")
            & ~c["subject_id"].isin(["cash", "foreign-currency", "banking"])
        )
    ]
    asked = set(rows["indicator_id"])
    holds = asked == {"bok-payment-experience-foreign-card"}
    return Verdict(holds, f"asked: {', '.join(sorted(asked))}", ids(rows))


@predicate
def shares_from_one_publisher(
    claims: pd.DataFrame, sources: pd.DataFrame, originals: pd.DataFrame
) -> Verdict:
    """Every original behind the share of people who pay electronically is of one publisher."""
    rows = bearing(claims, "share")
    houses = rows["original"].map(publishers(sources, originals))
    one = houses.nunique() == 1 and houses.notna().all()
    seen = sources[sources.index.isin(rows["original"])]
    return Verdict(bool(one), plural(houses.nunique(), "publisher"), ids(rows, seen))


@predicate
def no_purchase_used(capabilities: pd.DataFrame) -> Verdict:
    """No capability reported as used against people runs through a wallet."""
    rows = capabilities[capabilities["used_against_people"] == "yes"]
    wallets = int((rows["channel"] == "wallet").sum())
    return Verdict(wallets == 0, f"{wallets} of {len(rows)} by wallet", ids(rows))


@predicate
def no_sum_of_fine(provisions: pd.DataFrame) -> Verdict:
    """No provision of the Electronic Payment Law that we hold names the sum of a fine."""
    rows = provisions[provisions["law_id"] == "electronic-payment-law"]
    named = int((rows["sanction_amount"] != "").sum())
    return Verdict(named == 0, f"{named} of {len(rows)} provisions name a sum", ids(rows))
