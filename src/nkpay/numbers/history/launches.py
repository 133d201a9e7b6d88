"""Launch dates as sources state them: one base, the claims and what kind of date each is."""

from __future__ import annotations

from nkpay import dates, wording
from nkpay.numbers.history.selection import (
    DATED,
    Table,
    about,
    both_ids,
    disputed,
    earliest,
    jonsong,
    launches,
    more_than_half,
    seen,
    well_dated,
)
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids


@number
def disputed_share(claims: Table, system_attributes: Table) -> Number:
    """Systems with stated launch dates that share no day, of those that several originals date."""
    rows = well_dated(claims, system_attributes)
    n, of = len(disputed(rows)), rows["subject_id"].nunique()
    text = (
        f"{wording.count(n)} of {wording.count(of)} systems, from {len(rows)} stated dates in all"
    )
    return Number(n, text, both_ids(rows), "systems")


@predicate
def most_dates_disputed(claims: Table, system_attributes: Table) -> Verdict:
    """More than one in two systems that several originals date have dates that share no day."""
    rows = well_dated(claims, system_attributes)
    return more_than_half(len(disputed(rows)), rows["subject_id"].nunique(), both_ids(rows))


@predicate
def mostly_inference(claims: Table, system_attributes: Table) -> Verdict:
    """Of the stated dates of those systems more than one in two are inference."""
    rows = well_dated(claims, system_attributes)
    n = int((rows["evidence"] == "inference").sum())
    return more_than_half(n, len(rows), both_ids(rows))


@predicate
def inspected_mostly_first_reports(claims: Table, system_attributes: Table) -> Verdict:
    """Launch dates matched to their basis and resting on inspection are mostly first reports."""
    rows = launches(claims, system_attributes)[lambda r: r["evidence"] == "inspected"]
    n = int((rows["basis"] == "first-reported").sum())
    return more_than_half(n, len(rows), both_ids(rows))


@number
def jonsong_range(claims: Table, system_attributes: Table) -> Number:
    """First and last year stated for the launch of the Jonsong card."""
    rows = jonsong(claims, system_attributes)
    years = [*rows["as_of"].str[:4], *(str(day.year) for day in rows["last"])]
    return Number(f"{min(years)}/{max(years)}", f"{min(years)} to {max(years)}", both_ids(rows))


@number
def jonsong_year(claims: Table, system_attributes: Table) -> Number:
    """The year that most originals state for the Jonsong card, and how many of how many do."""
    rows = jonsong(claims, system_attributes)
    votes = rows.groupby(rows["as_of"].str[:4])["original"].nunique()
    of = rows["original"].nunique()
    text = f"{votes.idxmax()} ({wording.count(int(votes.max()))} of {wording.count(of)} originals)"
    return Number(votes.idxmax(), text, both_ids(rows), "year")


@number
def jonsong_presented(claims: Table) -> Number:
    """The earliest day for which state media described the Jonsong card."""
    rows = about(claims, "jonsong-card", "function")
    return earliest(rows[rows["evidence"] == "state-claim"])


@number
def sili_announced(claims: Table, system_attributes: Table) -> Number:
    """The day on which state media announced the Sili card."""
    return seen(claims, system_attributes, "sili-card", basis="announced")


@number
def earlier_cards(claims: Table, system_attributes: Table) -> Number:
    """Originals that place payment by card wholly before that announcement."""
    announced = sili_announced(claims, system_attributes)
    day = dates.parse(str(announced.value)).first
    rows = about(claims, "payment-cards", "other")[lambda r: r["last"] < day]
    n = rows["original"].nunique()
    return Number(n, wording.count(n), ids(rows) + announced.rows, "originals")


@number
def narae_notice(claims: Table, system_attributes: Table) -> Number:
    """The date of the inspected notice of the Narae card."""
    return seen(claims, system_attributes, "narae-card", evidence="inspected")


@number
def jonsong_app_announced(claims: Table, system_attributes: Table) -> Number:
    """The day on which a state outlet announced the Jonsong system for phones."""
    return seen(claims, system_attributes, "jonsong-app", basis="announced")


@number
def earlier_apps(claims: Table, systems: Table, system_attributes: Table) -> Number:
    """Originals that state for another payment app a launch before that announcement."""
    announced = jonsong_app_announced(claims, system_attributes)
    day = dates.parse(str(announced.value)).first
    apps = set(systems.index[systems["kind"] == "payment-app"]) - {"jonsong-app"}
    rows = launches(claims, system_attributes)[
        lambda r: r["subject_id"].isin(apps) & r["basis"].isin(DATED) & (r["last"] < day)
    ]
    n = rows["original"].nunique()
    return Number(n, wording.count(n), both_ids(rows) + announced.rows, "originals")


@number
def kangsong_tried(claims: Table, system_attributes: Table) -> Number:
    """The date at which Kangsong was first tried, as a source told it."""
    return seen(claims, system_attributes, "kangsong-app")


@number
def samhung_seen(claims: Table, system_attributes: Table) -> Number:
    """The date by which the Samhung wallet is first on record."""
    return seen(claims, system_attributes, "samhung-wallet")


@number
def grain_seen(claims: Table, system_attributes: Table) -> Number:
    """The date by which the grain voucher is first on record."""
    return seen(claims, system_attributes, "grain-voucher")
