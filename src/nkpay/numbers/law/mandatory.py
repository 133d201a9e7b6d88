"""Is use mandatory, for whom, and what it costs not to."""

from __future__ import annotations

import pandas as pd

from nkpay import wording
from nkpay.numbers.law.selection import EPL, date, mandatory, provisions_of
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, only, used


def _originals(answers: pd.DataFrame) -> Number:
    n = answers["original"].nunique()
    return Number(n, wording.count(n), ids(answers), "originals")


def answer(claims: pd.DataFrame, source: str) -> pd.Series:
    """The one answer of a source."""
    answers = mandatory(claims)
    return only(answers[answers["source_id"] == source], source)


@number
def not_mandatory(claims: pd.DataFrame) -> Number:
    """Originals that say that use is not compulsory, or was taken up freely."""
    return _originals(mandatory(claims, "not-mandatory"))


@number
def businesses(claims: pd.DataFrame) -> Number:
    """Originals that name businesses as bound to offer electronic payment."""
    return _originals(mandatory(claims, "businesses"))


@number
def everyone(claims: pd.DataFrame) -> Number:
    """Originals that name institutions and residents alike as bound."""
    return _originals(mandatory(claims, "all"))


@number
def de_facto(claims: pd.DataFrame) -> Number:
    """Originals that describe pressure or practice without a legal duty."""
    return _originals(mandatory(claims, "de-facto"))


def _on_the_law(claims: pd.DataFrame, position: str) -> pd.DataFrame:
    return mandatory(claims, position)[lambda c: c["subject_id"] == EPL]


@number
def law_businesses(claims: pd.DataFrame) -> Number:
    """Originals that read a duty of businesses in the Electronic Payment Law itself."""
    return _originals(_on_the_law(claims, "businesses"))


@number
def law_everyone(claims: pd.DataFrame) -> Number:
    """Originals that read a duty of everyone in the Electronic Payment Law itself."""
    return _originals(_on_the_law(claims, "all"))


@number
def market_order_date(claims: pd.DataFrame) -> Number:
    """The day of the Cabinet order on QR payment in main markets."""
    return date(answer(claims, "thepressunited-2024-market-controls"), "as_of")


@number
def licence_date(claims: pd.DataFrame) -> Number:
    """The month from which new businesses are said to need electronic payment for a licence."""
    return date(answer(claims, "dailynk-2025-fxwon-en"), "as_of")


@number
def denial_date(claims: pd.DataFrame) -> Number:
    """The month of which Daily NK says that the public is neither pressed nor obliged."""
    return date(answer(claims, "dailynk-2025-digital-push"), "as_of")


@number
def card_study_date(claims: pd.DataFrame) -> Number:
    """The years of which the undated case study of defectors may speak."""
    return date(answer(claims, "tongilnanum-jonsong-study"), "as_of")


def _by_outlet(answers: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    return answers.assign(outlet=sources.loc[answers["source_id"], "outlet_id"].to_numpy())


@number
def daily_nk_stances(claims: pd.DataFrame, sources: pd.DataFrame) -> Number:
    """Of the coded answers, those that reports of Daily NK support."""
    own = _by_outlet(mandatory(claims), sources)[lambda c: c["outlet"] == "daily-nk"]
    n = own["position"].nunique()
    return Number(n, wording.count(n), ids(own, sources.loc[own["source_id"]]), "answers")


def _lead(answers: pd.DataFrame) -> int:
    """Originals for a duty of businesses beyond those for a duty of everyone."""
    count = answers.groupby("position")["original"].nunique()
    return int(count.get("businesses", 0) - count.get("all", 0))


@predicate
def businesses_lead(claims: pd.DataFrame) -> Verdict:
    """More originals name businesses as bound than name everyone."""
    answers = mandatory(claims, "businesses", "all")
    lead = _lead(answers)
    return Verdict(lead > 0, f"lead of {lead} originals", ids(answers))


@predicate
def lead_stands(claims: pd.DataFrame) -> Verdict:
    """The lead of businesses stands without any one original."""
    answers = mandatory(claims, "businesses", "all")
    left = min(_lead(answers[answers["original"] != o]) for o in answers["original"].unique())
    return Verdict(left > 0, f"lead of {left} originals at worst", ids(answers))


@predicate
def lead_rests_on_daily_nk(claims: pd.DataFrame, sources: pd.DataFrame) -> Verdict:
    """Without the reports of Daily NK businesses no longer lead."""
    answers = _by_outlet(mandatory(claims, "businesses", "all"), sources)
    left = _lead(answers[answers["outlet"] != "daily-nk"])
    rows = ids(answers, sources.loc[answers["source_id"]])
    return Verdict(left <= 0, f"lead of {left} originals without it", rows)


@predicate
def law_itself_split(claims: pd.DataFrame) -> Verdict:
    """On the law itself more originals name everyone than name businesses alone."""
    alone, all_ = _on_the_law(claims, "businesses"), _on_the_law(claims, "all")
    a, b = alone["original"].nunique(), all_["original"].nunique()
    return Verdict(b > a > 0, f"{b} against {a} originals", ids(alone, all_))


@predicate
def none_cites_text(claims: pd.DataFrame) -> Verdict:
    """Claims on whether use is mandatory rest on anonymous sources or inference, not on a text."""
    answers = mandatory(claims)
    n = int((~answers["evidence"].isin(["anonymous-source", "inference"])).sum())
    return Verdict(n == 0, f"{n} of {len(answers)} claims rest on more", ids(answers))


@predicate
def pressure_is_about_cards(claims: pd.DataFrame) -> Verdict:
    """Every claim of pressure speaks of a card, none of payment by phone or QR code."""
    answers = mandatory(claims, "de-facto")
    n = int(answers["subject_id"].str.contains(r"-cards?$").sum())
    return Verdict(n == len(answers) > 0, f"{n} of {len(answers)} claims", ids(answers))


def _penalties(claims: pd.DataFrame) -> pd.DataFrame:
    return used(claims)[lambda c: (c["aspect"] == "penalty") & (c["subject_id"] == EPL)]


@number
def fine_originals(claims: pd.DataFrame) -> Number:
    """Originals that say that the amended law sets fines."""
    return _originals(_penalties(claims))


@predicate
def law_by_inference(claims: pd.DataFrame) -> Verdict:
    """All that is said of whom the law binds and of its fines is by inference."""
    said = pd.concat([_on_the_law(claims, "businesses"), _on_the_law(claims, "all")])
    said = pd.concat([said, _penalties(claims)])
    n = int((said["evidence"] != "inference").sum())
    return Verdict(n == 0, f"{n} of {len(said)} claims are not", ids(said))


@predicate
def no_amount(claims: pd.DataFrame, provisions: pd.DataFrame) -> Verdict:
    """No claim or provision gives the amount of a fine under the Electronic Payment Law."""
    said, coded = _penalties(claims), provisions_of(provisions, EPL)
    n = int(said["value"].notna().sum() + (coded["sanction_amount"] != "").sum())
    return Verdict(n == 0 and len(said) > 0, f"{n} amounts", ids(said, coded))


@predicate
def no_case(claims: pd.DataFrame) -> Verdict:
    """No claim about the Electronic Payment Law is of its use against anyone."""
    about = used(claims)[lambda c: c["subject_id"] == EPL]
    n = int((about["aspect"] == "use-against-people").sum())
    return Verdict(n == 0, f"{n} of {len(about)} claims", ids(about))


@number
def handset_fine(claims: pd.DataFrame) -> Number:
    """The highest fine for banned material or blocking software on a handset, as reported."""
    said = used(claims)[
        lambda c: (c["aspect"] == "penalty") & (c["subject_id"] == "device-monitoring")
    ]
    row = only(said[said["indicator_id"] == "won-amount"], "fine on a handset")
    return Number(row["value_high"], f"{wording.quantity(row['value_high'])} won", ids(row), "KPW")


@predicate
def no_dprk_amount(provisions: pd.DataFrame, laws: pd.DataFrame) -> Verdict:
    """No provision of any DPRK instrument carries the amount of a sanction."""
    own = provisions_of(provisions, *laws.index[laws["country"] == "KP"])
    n = int((own["sanction_amount"] != "").sum())
    return Verdict(n == 0, f"{n} of {len(own)} provisions", ids(own))
