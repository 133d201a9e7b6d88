"""Figures of the Korean summary: drawings of the English chapters with Korean words."""

from __future__ import annotations

import pandas as pd

from nkpay import theme, wording_ko
from nkpay.charts.landing import GROUPS, by_group, grid_of_counts, of_judgement, rows_of_originals
from nkpay.charts.puzzle.bounds import Words, bounds, panels
from nkpay.credibility import GRADES
from nkpay.numbers.adoption.shares import PHONE, QR
from nkpay.numbers.korean import GRADES_KO
from nkpay.numbers.landing import judgements as landing
from nkpay.numbers.puzzle.bounds import BOTH, at_census, census, country
from nkpay.registry import Drawing, chart
from nkpay.select import ids

LABELS = theme.EVIDENCE_LABELS_KO
WORDS_OF_GRADES = {GRADES[grade]: word for grade, word in GRADES_KO.items()}

#: Key judgements as the figure names them, by their key on the landing page.
JUDGEMENTS = {
    "law": "전자결제법의 목적은 현금 축소",
    "functions": "카드와 전자지갑으로 물건값·요금 결제 가능",
    "wages": "임금이 카드 지급으로 이동",
    "restraint": "불안과 낮은 서비스 품질이 이용을 억제",
    "records": "은행 기록이 주민 단속에 이용됨",
    "share": "전자결제를 하는 주민의 비율",
    "duty": "주민에게 전자결제 의무가 있는지",
}

#: Groups of subjects, in the order of the English figure.
SUBJECTS = dict(
    zip(
        GROUPS,
        (
            "결제수단: 출시, 개발·발행 주체, 수수료, 기능",
            "이용: 어디서, 누가, 얼마나",
            "이용을 이끌거나 막는 요인",
            "국가가 보급하려는 이유",
            "법, 의무, 처벌",
            "국가가 보는 것과 하는 일",
            "임금",
            "주변 여건: 통화, 현금, 통신망, 기타",
        ),
        strict=True,
    )
)

QUESTIONS = {
    PHONE: "휴대전화로 물품을 사는 사람의 비율",
    QR: "매대에서 QR코드로 결제하는 사람의 비율",
}


def _in_korean(table: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """The columns that have a Korean name, under it, with the kinds of evidence in Korean."""
    shown = table[list(names)].assign(evidence=table["evidence"].map(LABELS))
    return shown.rename(columns=names)


def _counts(numbers: pd.Series) -> str:
    return wording_ko.listing(f"{LABELS[str(kind)]} {n}건" for kind, n in numbers.items())


@chart
def judgements(claims: pd.DataFrame, *, width: int) -> Drawing:
    """How each key judgement is supported: one mark an original, by its best evidence."""
    table = pd.concat(
        of_judgement(claims, key).assign(judgement=words) for key, words in JUDGEMENTS.items()
    )
    table["word"] = table["word"].map(WORDS_OF_GRADES)
    data = table.assign(
        link="row/" + table["claim"], label=table["word"] + ": " + table["judgement"]
    )
    read = [
        f"{label}, {_counts(rows['evidence'].value_counts(sort=False))}"
        for label, rows in data.groupby("label", sort=False)
    ]
    names = {
        "judgement": "판단",
        "word": "평가",
        "original": "원출처",
        "evidence": "근거 종류",
        "claims": "진술 수",
        "claim": "진술",
    }
    return Drawing(
        chart=rows_of_originals(data, width, LABELS),
        title="직접 확인된 것은 법과 결제수단뿐이고 나머지는 사람들의 말이다",
        asserts=("landing.only_law_and_systems_seen",),
        alt=f"핵심 판단마다 기호를 한 줄씩 늘어놓았다. {'; '.join(read)}.",
        caption=(
            "기호 하나가 서로 독립된 원출처 하나이며, 모양은 그 원출처가 내놓은 가장 나은 근거의"
            " 종류를 나타낸다. 줄 끝의 숫자는 원출처의 수이다."
            " 남의 글을 옮겨 실은 글은 세지 않았다."
        ),
        table=_in_korean(table, names),
        rows=ids(*(landing.bearing(claims, key) for key in JUDGEMENTS)),
        language="ko",
    )


@chart
def body_of_evidence(claims: pd.DataFrame, *, width: int) -> Drawing:
    """All claims by what they speak of and by kind of evidence."""
    table = by_group(claims).assign(group=lambda rows: rows["group"].map(SUBJECTS))
    totals = table.groupby("evidence", sort=False)["claims"].sum()
    read = [
        f"{group} ({rows['claims'].sum()}건, 그중 보거나 센 것"
        f" {rows.loc[rows['evidence'].isin(landing.SEEN), 'claims'].sum()}건)"
        for group, rows in table.groupby("group", sort=False)
    ]
    return Drawing(
        chart=grid_of_counts(table, width, LABELS),
        title="근거의 대부분은 이름을 밝히지 않은 이의 말이거나 글쓴이의 추론이다",
        asserts=("methods.mostly_unseen",),
        alt=(
            "주제별, 근거 종류별 건수를 나타낸 격자. 전체 진술"
            f" {wording_ko.count(len(claims))}: {_counts(totals)}."
            f" {'; '.join(read)}."
        ),
        caption=(
            "데이터에 있는 모든 진술을 주제별로 센 것으로, 진술이 많을수록 기호가 크다. 자료가"
            " 무엇을 다루고 그것을 어떻게 알았는지를 보여 줄 뿐, 북한에서 어떤 일이 얼마나"
            " 일어나는지를 보여 주지는 않는다."
        ),
        table=table.assign(evidence=table["evidence"].map(LABELS), rows="table:claims").rename(
            columns={"group": "주제", "evidence": "근거 종류", "claims": "진술 수", "rows": "행"}
        ),
        rows=("table:claims",),
        language="ko",
    )


#: Heads of the data table of the national shares.
NAMES = {
    "question": "질문",
    "place": "지역",
    "value": "값(%)",
    "value_low": "하한(%)",
    "value_high": "상한(%)",
    "evidence": "근거 종류",
    "claim": "진술",
}
#: What the drawing of the national shares says.
WORDS = Words(
    across="전체 인구 중 수도 인구의 비중(%)",
    up="전체 주민 중 비율(%)",
    character=11.5,
    evidence=LABELS,
    between=wording_ko.between,
    counted="{year}년 집계",
)


@chart
def whole_country(
    claims: pd.DataFrame,
    indicators: pd.DataFrame,
    places: pd.DataFrame,
    series: pd.DataFrame,
    *,
    width: int,
) -> Drawing:
    """Share of all people by the part of them that lives in the capital, a panel a question."""
    table = bounds(claims, indicators, places)
    asked = claims.loc[table["claim"]]
    where = places.loc[asked["place_id"], "hangul"].replace("", "지방")
    names = asked["indicator_id"].map(QUESTIONS)
    table = table.assign(question=names.to_numpy(), place=where.to_numpy())
    phone, qr = (wording_ko.between(*country(claims, question)) for question in BOTH)
    counts = census(series)
    year = counts["period"].str[:4].max()
    part = wording_ko.between(round(counts["value"].min(), 1), round(counts["value"].max(), 1))
    spans = [at_census(claims, series, question)[:2] for question in BOTH]
    near = [wording_ko.between(round(low), round(high)) for low, high in spans]
    return Drawing(
        chart=panels(table, counts, width, WORDS),
        title=f"{year}년의 수도 인구 비중으로 보면 전국 비율은 지방 쪽에 가깝다:"
        f" 휴대전화 구매 {near[0]}, QR코드 결제 {near[1]}",
        asserts=("puzzle.census_near_provinces",),
        alt=(
            "수도 인구의 비중이 없을 때의 지방 비율에서 전부일 때의 평양 비율로"
            f" 올라가는 띠를 질문마다 하나씩 그렸다. 점선은 {year}년의 비중 {part}이다."
            f" {_shares_in_words(table)}."
        ),
        caption=(
            "띠는 보도의 표현이 허용하는 전국 비율의 범위를 수도 인구의 비중에 따라 나타낸 것이다."
            f" 점선은 데이터에 있는 유일한 집계인 {year}년의 비중({part})이다. 비중을 전혀 모를 때"
            f" 전국 비율은 휴대전화 구매가 {phone}, QR코드 결제가 {qr}이다. 칸마다 질문이 다르다."
            " 이름을 밝히지 않은 소식통의 말을 계산한 것이며 측정값이 아니다."
        ),
        table=_in_korean(table, NAMES),
        rows=ids(asked, counts),
        language="ko",
    )


def _shares_in_words(table: pd.DataFrame) -> str:
    return "; ".join(
        f"{row.question}, {row.place} {wording_ko.between(row.value_low, row.value_high)}"
        for row in table.itertuples()
    )
