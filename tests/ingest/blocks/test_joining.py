"""Which printed lines are one sentence."""

import pytest

from ingest.pipeline import ingest
from tests.ingest.formats.test_pdf import FONT, page


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("每月组织质量检查一次，对发现的问题督促整改，并于次月", "5日前通报。"),
        ("病人转科时由责任护士陪同，交接完成的时间应当不超过", "30分钟并签名。"),
        ("护士长离任时的移交手续以及清点的范围按照本规定第", "16条的规定办理。"),
        ("护士长离任时的移交手续以及清点的范围按照本规定第十", "六条的规定办理。"),
    ],
)
def test_a_sentence_goes_on_with_an_amount_or_the_rest_of_a_number(write, upper, lower):
    parsed = ingest(write("a.txt", f"某院护士长职责\n\n1. 合理排班。\n2. {upper}\n{lower}\n3. 查房。\n"))
    assert [c.text for c in parsed.clauses] == ["合理排班。", upper + lower, "查房。"]


@pytest.mark.parametrize("lower", ["2025年完成评估。", "30分钟内到场。"])
def test_a_paragraph_that_has_ended_goes_on_with_no_amount(write, lower):
    parsed = ingest(write("a.txt", f"某院护士长职责\n\n一、要求\n每月组织质量检查一次，对发现的问题督促整改。\n{lower}\n"))
    assert [c.text for c in parsed.clauses] == ["每月组织质量检查一次，对发现的问题督促整改。", lower]


def drawn(*paragraphs, inset=24):
    """A page of type of 12 points, 24 characters a line, each paragraph set in by ``inset`` and given as its lines."""

    def draw(canvas):
        canvas.setFont(FONT, 12)
        y = 760
        for lines in paragraphs:
            for number, text in enumerate(lines):
                canvas.drawString(80 + (0 if number else inset), y, text)
                y -= 18

    return page(draw)


CHINESE = "一二三四五六七八九"
WHOLE = ["每班交接时清点药品和器械并当面签字短少", "当班报告护士长，由护士长查明原因后补齐，补齐的经过", "写进登记本。"]


@pytest.mark.parametrize(
    ("end", "beyond"),
    [
        ("抢救车的药品由专人保管且每月清点。", "甲、乙两区的抢救车合在一起清点。"),
        ("轮椅用过之后由护理员擦拭消毒再还。", "“免”陪病区的轮椅由护士归还到器械间。"),
        ("平车的护栏和刹车由运送员逐日检查。", "丙）类平车当天送修，修好以前不用。"),
    ],
)
def test_a_line_is_full_where_what_no_break_may_part_would_not_have_fitted(write, end, beyond):
    articles = [[f"第{n}条 {WHOLE[0]}", *WHOLE[1:]] for n in CHINESE]
    articles[4] = [f"第五条 {end}", beyond]
    parsed = ingest(write("办法.pdf", drawn(*articles)))
    assert [c.path for c in parsed.clauses] == [(f"第{n}条",) for n in CHINESE]
    assert parsed.clauses[4].text == end + beyond


def test_a_shorter_line_ends_its_paragraph(write):
    articles = [[f"第{n}条 {WHOLE[0]}", *WHOLE[1:]] for n in CHINESE]
    articles[4] = ["第五条 抢救车每月清点。", "甲、乙两区的抢救车合在一起清点。"]
    parsed = ingest(write("办法.pdf", drawn(*articles)))
    assert ("第五条", "第2款") in [c.path for c in parsed.clauses]


@pytest.mark.parametrize("first", ["甲、乙两区的抢救车合在一起清点。", "“免”陪病区的轮椅由护士归还。", "丙）类平车当天送修。"])
def test_without_an_indent_a_sentence_that_ends_before_the_margin_ends_its_paragraph(write, first):
    whole = ["每班交接时清点药品和器械并当面签字短少的由护士补", *WHOLE[1:]]
    last = ["抢救车的药品由专人保管且每月清点一次另上锁。"]
    parsed = ingest(write("办法.pdf", drawn(*[whole] * 4, last, [first], *[whole] * 3, inset=0)))
    assert {*last, first} <= {c.text for c in parsed.clauses}
