"""What the state can see, and what it is reported to have done with it."""

from __future__ import annotations

import pandas as pd

from nkpay import dates, wording
from nkpay.numbers.surveillance.selection import (
    aspect,
    counted,
    in_north,
    levelled,
    originals,
    purchase_search,
    used_on_people,
    uses,
)
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, only

ACCOUNT_CHANNELS = ("bank-records", "wallet")


@number
def inspected_count(capabilities: pd.DataFrame) -> Number:
    """Capabilities that somebody inspected on a device, in an app or in a notice."""
    rows = levelled(capabilities)[lambda c: c["level"] == "inspected"]
    return counted(rows, "capabilities")


@number
def inferred_count(capabilities: pd.DataFrame) -> Number:
    """Capabilities that an author concludes or asserts without naming a source."""
    rows = levelled(capabilities)[lambda c: c["level"] == "inferred"]
    return counted(rows, "capabilities")


@number
def wallet_channel_count(capabilities: pd.DataFrame) -> Number:
    """Capabilities whose channel is a wallet or QR payment."""
    rows = capabilities[capabilities["channel"] == "wallet"]
    return counted(rows, "capabilities")


@predicate
def device_mostly_inspected(capabilities: pd.DataFrame) -> Verdict:
    """More than half of the capabilities of the device layer were inspected."""
    rows = levelled(capabilities)[lambda c: c["layer"] == "device"]
    n = int((rows["level"] == "inspected").sum())
    return Verdict(2 * n > len(rows), f"{n} of {len(rows)}", ids(rows))


@predicate
def bank_and_market_mostly_told(capabilities: pd.DataFrame) -> Verdict:
    """More than half of the bank layer, and of the market layer, is told by anonymous sources."""
    rows = capabilities[capabilities["layer"].isin(["bank", "market"])]
    shares = (rows["evidence"] == "anonymous-source").groupby(rows["layer"]).mean()
    holds = len(shares) == 2 and bool((shares > 0.5).all())
    margin = wording.listing(f"{100 * share:.0f} per cent of {at}" for at, share in shares.items())
    return Verdict(holds, margin, ids(rows))


@number
def phone_contract_when(capabilities: pd.DataFrame) -> Number:
    """The date of the report on what a phone contract records, as coded."""
    words = "Phone sign-up records"
    row = only(capabilities[capabilities["capability"].str.startswith(words)], words)
    when = row["first_reported"]
    return Number(when, dates.in_words(when), ids(row), "date")


@predicate
def no_wallet_use(claims: pd.DataFrame, capabilities: pd.DataFrame) -> Verdict:
    """No use against people that we found runs through a wallet or QR payment."""
    wallet = capabilities[capabilities["channel"] == "wallet"]
    acted, told = used_on_people(capabilities), uses(claims)
    n = int((acted["channel"] == "wallet").sum() + (told["subject_id"] != "bank-records").sum())
    return Verdict(n == 0, f"{n} uses outside bank records", ids(acted, wallet, told))


@predicate
def only_bank_records(claims: pd.DataFrame, capabilities: pd.DataFrame) -> Verdict:
    """Of payment and account data, bank records and they alone are reported used on people."""
    acted = used_on_people(capabilities)[lambda c: c["channel"].isin(ACCOUNT_CHANNELS)]
    told = uses(claims)
    channels = set(acted["channel"]) | set(told["subject_id"])
    margin = f"channels: {wording.listing(sorted(channels))}"
    return Verdict(channels == {"bank-records"}, margin, ids(acted, told))


@number
def bank_use_originals(claims: pd.DataFrame) -> Number:
    """Originals behind the claims that bank records were used against people."""
    return originals(uses(claims))


@number
def bank_use_outlets(claims: pd.DataFrame, sources: pd.DataFrame) -> Number:
    """Outlets that published those originals."""
    origins = sources.loc[sorted(set(uses(claims)["original"]))]
    n = origins["outlet_id"].nunique()
    return Number(n, wording.count(n), ids(uses(claims), origins), "outlets")


@number
def people_arrested(claims: pd.DataFrame) -> Number:
    """People whose arrest these claims report, added up."""
    rows = uses(claims)[lambda c: c["indicator_id"] == "people-affected"]
    n = int(rows["value"].sum())
    return Number(n, wording.count(n), ids(rows), "people")


@number
def use_span(claims: pd.DataFrame) -> Number:
    """The earliest and the latest date of a reported use of bank records against people."""
    days = uses(claims)["as_of"]
    text = f"{dates.in_words(days.min())} to {dates.in_words(days.max())}"
    return Number(text, text, ids(uses(claims)), "dates")


@predicate
def use_all_anonymous(claims: pd.DataFrame) -> Verdict:
    """Every claim of use against people rests on an anonymous source."""
    rows = uses(claims)
    other = int((rows["evidence"] != "anonymous-source").sum())
    return Verdict(len(rows) > 0 and other == 0, f"{other} of {len(rows)} otherwise", ids(rows))


@predicate
def use_from_north(claims: pd.DataFrame, places: pd.DataFrame) -> Verdict:
    """Every original on use against people names Ryanggang, North Hamgyong or the north."""
    rows = uses(claims)
    north = in_north(rows["place_id"], places).groupby(rows["original"]).any()
    return Verdict(bool(len(north)) and bool(north.all()), f"{north.sum()} originals", ids(rows))


@number
def metadata_finding_date(claims: pd.DataFrame) -> Number:
    """The date of the inspection that found no sign of a large use of phone metadata."""
    rows = aspect(claims, "state-visibility")[
        lambda c: (c["subject_id"] == "surveillance") & (c["evidence"] == "inspected")
    ]
    row = only(rows, "inspection of phone metadata")
    return Number(row["as_of"], dates.in_words(row["as_of"]), ids(row), "date")


@predicate
def only_excerpts(capabilities: pd.DataFrame, sources: pd.DataFrame) -> Verdict:
    """Every page behind the capabilities was seen as an excerpt, none in full."""
    pages = sources.loc[sorted(set(capabilities["source_id"]))]
    whole = int((pages["seen"] != "excerpt").sum())
    return Verdict(whole == 0, f"{whole} pages seen in full", ids(capabilities, pages))


@number
def purchase_search_when(searches: pd.DataFrame) -> Number:
    """The day of the search for a case from a payment by QR code or wallet, which found none."""
    row = purchase_search(searches)
    return Number(row["looked_on"], dates.in_words(row["looked_on"]), ids(row), "date")


@predicate
def purchase_search_in_vain(searches: pd.DataFrame) -> Verdict:
    """That search found nothing."""
    row = purchase_search(searches)
    return Verdict(row["outcome"] == "not-found", str(row["outcome"]), ids(row))


@predicate
def wallet_rules_not_found(searches: pd.DataFrame) -> Verdict:
    """The search for what a wallet app asks at sign-up, and for its limits, found nothing."""
    asked = searches["question"].str.contains("register for a wallet app", regex=False)
    row = only(searches[asked], "search for the sign-up of wallets")
    return Verdict(row["outcome"] == "not-found", str(row["outcome"]), ids(row))
