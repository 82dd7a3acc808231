"""Codes of construction: 3.1 above 第3.1.1条, the points of an article, and the numbers of local standards."""

import pytest

from ingest.pipeline import ingest

ARTICLES = "第2.1.1条 手术室应当：\n1 送新风；\n2 排废气。\n第2.1.2条 病房应当通风。\n2.2 风速\n第2.2.1条 不大于0.3 m/s。\n"
BELOW = ["2.1/第2.1.1条", "2.1/第2.1.1条/1", "2.1/第2.1.1条/2", "2.1/第2.1.2条", "2.2/第2.2.1条"]


@pytest.mark.parametrize("suffix", ["txt", "md"])
@pytest.mark.parametrize(
    ("first", "second", "upper"),
    [
        ("1 总则", "2 设计", ("1", "2")),
        ("第1章 总则", "第2章 设计", ("第1章", "第2章")),
        ("一、总则", "二、设计", ("一", "二")),
    ],
)
def test_a_decimal_with_a_title_holds_the_articles_below_it(write, first, second, upper, suffix):
    text = f"门诊通风标准\n\nDBJ 77/T 219—2022\n\n{first}\n\n第1.0.1条 为定要求，制定本标准。\n第1.0.2条 适用于门诊。\n\n{second}\n\n2.1 风量\n\n{ARTICLES}"
    parsed = ingest(write(f"标准.{suffix}", text))
    paths = ["/".join(c.path) for c in parsed.clauses]
    assert paths == [f"{upper[0]}/第1.0.1条", f"{upper[0]}/第1.0.2条", *(f"{upper[1]}/{path}" for path in BELOW)]
    assert parsed.clauses[2].titles[:2] == ("设计", "风量")
    assert (parsed.document.number, parsed.document.id) == ("DBJ77/T 219-2022", "DBJ77-T-219-2022")


def test_the_articles_of_a_standard_stand_below_its_decimals(write):
    text = f"某省地方标准\nDB77/T 219—2022\n门诊通风标准\n1 总则\n1.0.1 为定要求，制定本标准。\n1.0.2 适用于门诊。\n2 设计\n2.1 风量\n{ARTICLES}"
    parsed = ingest(write("标准.txt", text))
    assert parsed.document.doctype == "standard"
    assert ["/".join(c.path) for c in parsed.clauses] == ["1/1.0.1", "1/1.0.2", *(f"2/{path}" for path in BELOW)]


def test_points_below_an_article_without_its_word(write):
    text = "DBJ/T 77-219-2022\n门诊通风标准\n1 总则\n1.0.1 为定要求：\n1 送新风；\n2 排废气。\n1.0.2 适用于门诊。\n2 设计\n2.0.1 应通风。\n"
    paths = ["/".join(c.path) for c in ingest(write("标准.txt", text)).clauses]
    assert paths == ["1/1.0.1", "1/1.0.1/1", "1/1.0.1/2", "1/1.0.2", "2/2.0.1"]
