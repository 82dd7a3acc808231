from datetime import date

import pytest

from app.case_form.case import Case, Person
from app.case_form.checklist import Facts, checklist
from app.case_form.forms import Forms, Read

DRAFT = """# 陪护证管理的危急值实践

## 案例背景

我科陪护多，管理难。

## 所应用的标准

《危急值管理》（T/CHAS 10-4-9-2019）、WS/T 433-2013、WS/T 9999-2020。

## 主要做法

护士长每周抽查陪护证20张，没有佩戴的当场补办。

## 取得成效

| 指标 | 2025年 | 2026年 |
|---|---|---|
| 佩戴率 | 60% | 95% |

佩戴率上升。

## 对标准的意见

建议写明抽查的时间。

## 推广建议

先做培训。
"""


@pytest.fixture
def read(forms, write):
    return lambda text, name="稿.md": forms.read(write(name, text))


def test_the_parts_of_a_draft_fill_the_fields(read, clause):
    found = read(DRAFT)
    case = found.case
    assert found.from_draft and case.title == "陪护证管理的危急值实践"
    assert (
        case.introduction == "我科陪护多，管理难。"
        and case.suggestions == "先做培训。"
        and case.opinions == "建议写明抽查的时间。"
    )
    assert "佩戴率，60%，95%" in case.effects.split("\n") and case.effects.endswith("佩戴率上升。")
    assert [p.text for p in case.practices] == ["护士长每周抽查陪护证20张，没有佩戴的当场补办。"]
    assert case.practices[0].bases[0].id == clause("护士长每周")


def test_standards_that_are_wrong_stay_as_written_and_are_told(read, forms):
    found = read(DRAFT)
    assert found.case.standards[0] == "T/CHAS 10-4-9-2019"
    assert any("433-2013" in one for one in found.case.standards) and any("9999" in one for one in found.case.standards)
    lines = [str(p) for p in forms.check(found).of("reference")]
    assert any("433-2013" in line and "已被代替" in line for line in lines)


def test_a_filled_form_gives_its_fields(read, forms, write, clause):
    made = forms.read(write("稿.md", DRAFT))
    again = forms.read(write("表.docx", forms.docx(forms.check(made))))
    for key in ("title", "introduction", "effects", "suggestions", "opinions"):
        assert getattr(again.case, key).split() == getattr(made.case, key).split(), key
    assert again.case.organisation == "" and again.case.recommender == Person()


def test_what_was_read_of_the_base_for_one_form_serves_the_next(small, write, monkeypatch):
    forms, encode, texts = Forms(small), type(small).meanings, []
    monkeypatch.setattr(type(small), "meanings", lambda kb, asked: texts.extend(asked) or encode(kb, asked))
    forms.check(forms.read(write("稿.md", DRAFT)))
    first = len(texts)
    forms.check(forms.read(write("又一稿.md", DRAFT)))
    assert first > 0 and len(texts) == first


LI = Person("李秀兰", "0355-1234567", "lixl@example.org")


@pytest.mark.parametrize(
    ("lines", "house", "recommender", "reporters"),
    [
        ("申报单位：青河县人民医院　推荐人：李秀兰　电话：0355-1234567　邮箱：lixl@example.org", "青河县人民医院", LI, ()),
        (
            "单位名称:青河县人民医院，推荐人:李秀兰（联系电话:0355-1234567，电子邮箱:lixl@example.org）",
            "青河县人民医院",
            LI,
            (),
        ),
        ("医院名称：青河县人民医院\n推荐人：李秀兰\n手机：0355-1234567\nE-mail：lixl@example.org", "青河县人民医院", LI, ()),
        (
            "报送人1：王敏；电话：13800000000；报送人2：赵平；报送单位：青河县人民医院",
            "青河县人民医院",
            Person(),
            (Person("王敏", "13800000000"), Person("赵平")),
        ),
        ("作者：王敏", "", Person(), (Person("王敏"),)),
        ("我院的推荐人：李秀兰，电话：0355-1234567", "", Person(), ()),
        ("电话：0355-1234567", "", Person(), ()),
    ],
)
def test_lines_with_labels_fill_the_persons_and_the_house(read, lines, house, recommender, reporters):
    case = read(f"{lines}\n\n{DRAFT}", "稿.txt").case
    assert (case.organisation, case.recommender, case.reporters) == (house, recommender, reporters)


@pytest.mark.parametrize(
    ("phone", "mail", "odd"),
    [
        ("abc不是电话", "not-an-email", ["phone", "mail"]),
        ("12345", "王敏@", ["phone", "mail"]),
        ("0355", "a@b", ["phone", "mail"]),
        ("0355-1234567", "lixl@example.org", []),
        ("+86 138 0000 0000", "li.xl@mail.example.com.cn", []),
        ("（0355）1234567 转 801、13800000000", "a@example.org；b@example.org", []),
        ("", "", []),
    ],
)
def test_what_looks_like_no_phone_number_or_address_is_told_and_kept(forms, phone, mail, odd):
    person = Person("王敏", phone, mail)
    assert [*person.odd] == odd
    checked = forms.check(Read(Case(organisation="某医院", recommender=person), False))
    assert len(checked.of("contact")) == len(odd) and checked.case.recommender == person
    support = next(
        c.support
        for c in checklist(Facts(checked, forms.notice, 1, date(2026, 1, 1))).lines
        if "报送人" in c.requirement.advice
    )
    assert ("看起来不像" in "".join(support.told)) is bool(odd)


@pytest.mark.parametrize("heading", ["六、不足", "存在的不足与展望", "下一步打算"])
def test_what_is_lacking_or_to_come_is_no_advice_for_others(read, heading):
    case = read(f"{DRAFT}\n## {heading}\n\n夜间抽查还不够。\n").case
    assert case.suggestions == "先做培训。"
    assert case.introduction.splitlines()[-1].endswith("：夜间抽查还不够。")
