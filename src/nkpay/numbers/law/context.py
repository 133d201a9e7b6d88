"""Policy, the laws around it, and those of other countries."""

from __future__ import annotations

import pandas as pd

from nkpay import dates, wording
from nkpay.numbers.law.mandatory import answer
from nkpay.numbers.law.selection import EPL, date, provisions_of, steps
from nkpay.registry import Number, Verdict, number, predicate
from nkpay.select import ids, only, used

WINDOW = 4


def densest(laws: pd.DataFrame) -> tuple[int, pd.DataFrame]:
    """First year of the few years with most steps, and the steps of those years."""
    all_steps = steps(laws)
    windows = {
        y: all_steps[all_steps["year"].between(y, y + WINDOW - 1)] for y in all_steps["year"]
    }
    start = max(sorted(windows), key=lambda y: len(windows[y]))
    return start, windows[start]


def _promotion(claims: pd.DataFrame, source: str, place: str) -> pd.Series:
    told = used(claims)[lambda c: (c["aspect"] == "promotion") & (c["place_id"] == place)]
    return only(told[told["source_id"] == source], f"{source} in {place}")


@number
def directive_date(claims: pd.DataFrame) -> Number:
    """The day of the directive to spread electronic payment faster."""
    return date(_promotion(claims, "rfa-2024-kim-epay", "dprk"), "as_of")


@predicate
def lectures_last(claims: pd.DataFrame) -> Verdict:
    """The lectures in Pyongsong are reported for a later time than the order and the practice."""
    lectures = _promotion(claims, "dailynk-2025-digital-push", "pyongsong")
    orders = [
        answer(claims, source)
        for source in ("thepressunited-2024-market-controls", "dailynk-2025-fxwon-en")
    ]
    last = max(dates.parse(order["as_of"]).last for order in orders)
    gap = (dates.parse(lectures["as_of"]).first - last).days
    return Verdict(gap > 0, f"{gap} days", ids(lectures, *orders))


@number
def supervision_adopted(laws: pd.DataFrame) -> Number:
    """The day on which the Financial Supervision Law was adopted."""
    return date(laws.loc["financial-supervision-law"], "adopted")


@number
def dated_steps(laws: pd.DataFrame) -> Number:
    """Dated adoptions and amendments of DPRK laws in the data."""
    rows = steps(laws)
    return Number(len(rows), wording.count(len(rows)), ids(rows), "steps")


@number
def cluster_steps(laws: pd.DataFrame) -> Number:
    """Steps in the densest years, with those years."""
    start, rows = densest(laws)
    text = f"{wording.count(len(rows))} in {start} to {start + WINDOW - 1}"
    return Number(len(rows), text, ids(rows), "steps")


@predicate
def cluster(laws: pd.DataFrame) -> Verdict:
    """The densest years hold more than twice the steps of any equal span apart from them."""
    start, rows = densest(laws)
    years = steps(laws)["year"]
    others = [
        int(years.between(y, y + WINDOW - 1).sum()) for y in years if abs(y - start) >= WINDOW
    ]
    margin = f"{len(rows)} steps from {start} on, at most {max(others)} elsewhere"
    return Verdict(len(rows) > 2 * max(others), margin, ids(steps(laws)))


@predicate
def adopted_with_receipts(laws: pd.DataFrame) -> Verdict:
    """The Receipt and Identification Code laws were adopted on the day of the payment law."""
    names = [EPL, "receipt-law", "information-identification-code-management-law"]
    rows = laws.loc[names]
    return Verdict(rows["adopted"].nunique() == 1, ", ".join(rows["adopted"]), ids(rows))


@predicate
def amended_with_bank_law(laws: pd.DataFrame) -> Verdict:
    """The Central Bank Law and the payment law were last amended by the same report."""
    rows = laws.loc[[EPL, "central-bank-law"]]
    last = rows["amended"].str.split(";").str[-1]
    return Verdict(last.nunique() == 1, ", ".join(last), ids(rows))


def _in_text(provisions: pd.DataFrame, law: str, pattern: str, unit: str) -> Number:
    """The figure that the first provision of a law with such a figure gives."""
    rows = provisions_of(provisions, law)
    found = rows["obligation"].str.extract(pattern, expand=False).dropna()
    return Number(found.iloc[0], found.iloc[0], ids(rows.loc[found.index[0]]), unit)


@number
def vietnam_threshold(provisions: pd.DataFrame) -> Number:
    """Invoice from which Vietnam wants payment without cash for tax to be deducted."""
    return _in_text(provisions, "vietnam-decree-181-2025", r"(\d+ million)", "dong")


@number
def cuba_cap(provisions: pd.DataFrame) -> Number:
    """The most that firms in Cuba may pay in cash in one operation."""
    return _in_text(provisions, "cuba-resolution-111-2023", r"([\d,]+) CUP", "Cuban pesos")


@number
def china_fine(provisions: pd.DataFrame) -> Number:
    """Fines in China for refusing cash, as reported."""
    row = only(provisions_of(provisions, "china-cash-acceptance-campaign"), "fine for refusal")
    amount = row["sanction_amount"].partition(" (")[0]
    return Number(amount, amount, ids(row), "yuan")


@number
def russia_from(provisions: pd.DataFrame) -> Number:
    """The first day from which large merchants in Russia have to offer digital roubles."""
    rows = provisions_of(provisions, "russia-digital-rouble-law")
    found = rows["obligation"].str.extract(r"from (\d+) (\w+) (\d{4})").dropna()
    day, month, year = found.iloc[0]
    text = f"{day} {month} {year}"
    return Number(text, text, ids(rows.loc[found.index[0]]), "date")
