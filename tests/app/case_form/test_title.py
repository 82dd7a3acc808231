import pytest

from app.case_form.case import Case
from app.case_form.notice import latest
from app.case_form.title import Applied, tells, with_standard

CRITICAL = Applied("T/CHAS 10-4-9-2019", "危急值管理", True)


@pytest.mark.parametrize(
    ("title", "name", "expected"),
    [
        ("危急值闭环管理的实践", "危急值管理", True),
        ("基于WS/T433-2023的实践", "WS/T 433-2023", True),
        ("骨科VTE预防", "住院患者静脉血栓栓塞症防治（VTE）", True),
        ("静脉血栓防治", "住院患者静脉血栓栓塞症防治（VTE）", True),
        ("提升医疗质量安全管理水平", "危急值管理", False),
        ("医院管理标准", "医疗安全（不良）事件管理", False),
        ("任何标题", "", False),
    ],
)
def test_a_title_tells_of_a_standard_by_its_telling_words(title, name, expected):
    assert tells(title, name) is expected


def test_a_title_without_its_standard_gets_a_subtitle_and_that_is_said():
    case, note = with_standard(Case(title="织密安全网"), latest(), [CRITICAL])
    assert case.subtitle == "——《危急值管理》（T/CHAS 10-4-9-2019）应用实践" and case.subtitle in str(note)


@pytest.mark.parametrize(("case", "applied"), [(Case(title="织密安全网"), []), (Case(title="甲", subtitle="乙"), [CRITICAL])])
def test_nothing_is_made_up_where_no_standard_is_known_or_the_author_has_a_subtitle(case, applied):
    found, note = with_standard(case, latest(), applied)
    assert found == case and note and "没有体现所应用的标准" in str(note)
