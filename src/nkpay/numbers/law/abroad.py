"""What instruments of other countries bind whom to, by the words of their provisions."""

from __future__ import annotations

import pandas as pd

from nkpay import wording
from nkpay.numbers.law.selection import EPL, provisions_of
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, only, used

HOME = "dprk"
#: Countries whose instruments on payment are compared; ids of laws begin with their names.
COUNTRIES = {
    HOME: "North Korea",
    "vietnam": "Vietnam",
    "china": "China",
    "cuba": "Cuba",
    "russia": "Russia",
    "belarus": "Belarus",
    "laos": "Laos",
}
#: A party is bound if the provision names it in one of these words.
PARTIES = {
    "residents": r"(?i)\b(?:person|users|residents|citizens|individuals)\b|^all$",
    "sellers and firms": r"(?i)merchant|shops|sellers|business|enterpris|compan|entrants|firms"
    r"|economic actors",
    "banks and providers": r"(?i)\bbanks\b|provider|operators|intermediar",
    "state bodies": r"(?i)central bank|public-service|bureaus|^institutions",
}
ELECTRONIC = "take or use electronic payment"
#: What a provision wants, likewise by its words.
ACTS = {
    ELECTRONIC: r"(?i)non-cash|cashless payment|take cards|offer payment|the universal payment"
    r"|\b(?:accept|install|take up|join|enrolment in)\b.*(?:payment|QR)",
    "use less cash": r"(?i)cash only|draw wage cash|cash takings|non-cash|cashless payment",
    "take cash": r"(?i)accept cash|refuse cash",
}


def own(provisions: pd.DataFrame) -> pd.DataFrame:
    """Provisions of the Electronic Payment Law, and of the order and practice that follow it."""
    ours = provisions["law_id"].str.contains("^electronic-payment-law|directive-on-m|licensing")
    return provisions[ours].assign(country=HOME)


def abroad(provisions: pd.DataFrame) -> pd.DataFrame:
    """Provisions on payment of other countries, each with its country; drafts left out."""
    adopted = provisions[~provisions["law_id"].str.contains("-draft-")]
    rows = adopted.assign(country=adopted["law_id"].str.partition("-")[0])
    return rows[rows["country"].isin(set(COUNTRIES) - {HOME})]


def binds(rows: pd.DataFrame, party: str) -> pd.DataFrame:
    """Provisions that name a party as bound."""
    return rows[rows["duty_bearer"].str.contains(PARTIES[party])]


def wants(rows: pd.DataFrame, act: str) -> pd.DataFrame:
    """Provisions that want an act."""
    return rows[rows["obligation"].str.contains(ACTS[act])]


def counted(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims that count cases of enforcement abroad."""
    return used(claims)[lambda c: c["indicator_id"] == "enforcement-count"]


@number
def countries_compared(provisions: pd.DataFrame) -> Number:
    """Other countries of whose payment rules a provision is in the data."""
    rows = abroad(provisions)
    n = rows["country"].nunique()
    return Number(n, wording.count(n), ids(rows), "countries")


@number
def provisions_compared(provisions: pd.DataFrame) -> Number:
    """Provisions of those countries."""
    rows = abroad(provisions)
    return Number(len(rows), wording.count(len(rows)), ids(rows), "provisions")


@number
def penalty_countries(provisions: pd.DataFrame) -> Number:
    """Of those countries, those where a provision states a penalty or loss."""
    rows = abroad(provisions)[lambda p: p["sanction"] != ""]
    n = rows["country"].nunique()
    return Number(n, wording.count(n), ids(rows), "countries")


@number
def seller_countries(provisions: pd.DataFrame) -> Number:
    """Of those countries, those where sellers or firms must take or use electronic payment."""
    rows = binds(wants(abroad(provisions), ELECTRONIC), "sellers and firms")
    n = rows["country"].nunique()
    return Number(n, wording.count(n), ids(rows), "countries")


@number
def cuba_mean_fine(claims: pd.DataFrame) -> Number:
    """Sum of the fines of one week in Cuba, divided by their number."""
    about = used(claims)[lambda c: c["subject_id"] == "cuba-resolution-93-2023"]
    total = only(about[about["indicator_id"] == "cup-amount"], "sum of fines")
    week = counted(about)[lambda c: c["as_of"] == total["as_of"]]
    fines = only(week[week["statement"].str.contains("fines")], "number of fines")
    mean = round(total["value"] / fines["value"])
    return Number(mean, wording.quantity(mean), ids(total, fines), "Cuban pesos")


@number
def cuba_in_breach(claims: pd.DataFrame) -> Number:
    """Businesses in breach, of those visited in Cuba in one month, as its party paper had it."""
    month = counted(claims)[lambda c: c["as_of_precision"] == "month"]
    found = only(month[month["statement"].str.contains("were in breach")], "in breach")
    same = month[month["as_of"] == found["as_of"]]
    visited = only(same[same["statement"].str.contains("visited")], "visited")
    text = f"{found['value']:,.0f} of {visited['value']:,.0f}"
    return Number(found["value"], text, ids(found, visited), "businesses")


def _said(claims: pd.DataFrame, subject: str, words: str) -> Number:
    about = used(claims)[lambda c: (c["aspect"] == "comparison") & (c["subject_id"] == subject)]
    row = only(about[about["statement"].str.contains(words)], words)
    return Number(row["value"], wording.quantity(row["value"]), ids(row), row["unit"])


@number
def nigeria_cap(claims: pd.DataFrame) -> Number:
    """What a person could draw at the counter in Nigeria under the circular of 2022."""
    return _said(claims, "nigeria-cash-policy", "what a person could draw at the counter")


@number
def nigeria_raised(claims: pd.DataFrame) -> Number:
    """The cap for a person after it was raised."""
    return _said(claims, "nigeria-cash-policy", "raised to .* for a person")


@number
def eritrea_cap(claims: pd.DataFrame) -> Number:
    """What could be exchanged for cash in Eritrea."""
    return _said(claims, "eritrea-cash-limits", "could be exchanged for cash")


@number
def india_returned(claims: pd.DataFrame) -> Number:
    """Share by value of the notes withdrawn in India that came back to banks."""
    found = _said(claims, "india-demonetisation", "came back to the banks")
    return Number(found.value, f"{found.text} per cent", found.rows, "%")


@predicate
def buyers_nowhere_bound(provisions: pd.DataFrame) -> Verdict:
    """No provision seen abroad makes residents take or use electronic payment."""
    rows = wants(abroad(provisions), ELECTRONIC)
    named = binds(rows, "residents")
    margin = f"{len(named)} of {len(rows)} such provisions"
    return Verdict(len(named) == 0 and len(rows) > 0, margin, ids(rows))


@predicate
def residents_said_here(provisions: pd.DataFrame) -> Verdict:
    """For North Korea some accounts bind residents to electronic payment, all by inference."""
    rows = binds(wants(own(provisions), ELECTRONIC), "residents")
    n = int((rows["evidence"] == "inference").sum())
    return Verdict(n == len(rows) > 0, f"{n} of {len(rows)} accounts", ids(rows))


@predicate
def no_buyer_in_text(provisions: pd.DataFrame, laws: pd.DataFrame) -> Verdict:
    """No provision seen of the text of 2021 names residents, citizens or users as bound."""
    first = laws.loc[EPL]
    rows = provisions_of(provisions, EPL)[lambda p: p["instrument_date"] == first["adopted"]]
    named = binds(rows, "residents")
    return Verdict(len(named) == 0 < len(rows), f"{len(named)} of {len(rows)}", ids(rows, first))


@predicate
def china_alone_protects_cash(provisions: pd.DataFrame) -> Verdict:
    """Of the other countries China alone has a duty to take cash."""
    rows = wants(abroad(provisions), "take cash")
    found = sorted(rows["country"].unique())
    return Verdict(found == ["china"], f"found in: {', '.join(found)}", ids(rows))


@predicate
def china_alone_states_sum(provisions: pd.DataFrame) -> Verdict:
    """Of the other countries China alone has the sum of a penalty in a provision."""
    rows = abroad(provisions)[lambda p: p["sanction_amount"] != ""]
    found = sorted(rows["country"].unique())
    return Verdict(found == ["china"], f"found in: {', '.join(found)}", ids(rows))


@predicate
def cases_from_two(claims: pd.DataFrame) -> Verdict:
    """Cases of enforcement are counted for Cuba and China and for no other country."""
    rows = counted(claims)
    found = sorted(rows["place_id"].unique())
    return Verdict(found == ["china", "cuba"], f"counted for: {', '.join(found)}", ids(rows))


@predicate
def abroad_in_summary(provisions: pd.DataFrame) -> Verdict:
    """More than half of the provisions abroad were seen in summary, not as an article."""
    rows = abroad(provisions)
    n = int((rows["text_seen"] == "summary").sum())
    return Verdict(2 * n > len(rows), f"{n} of {len(rows)} provisions", ids(rows))
