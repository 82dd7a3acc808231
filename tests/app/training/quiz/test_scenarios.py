"""What happened on a ward, and which core system it broke."""

import re
from collections import Counter

import pytest

from app.training.quiz import scenarios as module
from app.training.quiz.cases import Case, cases
from app.training.quiz.model import Form, Kind, Source
from app.training.quiz.scenarios import Scenarios


@pytest.fixture(scope="module")
def scenarios(opened):
    return Scenarios(opened.of_kind("core_system"), opened.thesaurus)


@pytest.fixture(scope="module")
def questions(scenarios, opened):
    system = next(s for s in scenarios.all if s.id == "查对制度")
    clause = opened.clause(system.clause)
    return list(scenarios.questions(system, Source(clause, "《目录》", digest=True), "因为"))


def test_every_case_is_about_core_systems_that_ship(scenarios):
    assert scenarios.cases == list(cases())
    assert min(Counter(case.system for case in cases()).values()) >= 15


def test_a_case_is_a_sentence_that_names_nobody_s_system_and_stands_there_once():
    assert len({case.text for case in cases()}) == len(cases())
    for case in cases():
        assert 12 <= len(case.text) <= 70 and not set("？?。") & set(case.text), case.text
        assert case.system.removesuffix("制度") not in case.text, case.text
        assert len({case.system, *case.wrong}) == 4, case.text


def test_each_case_is_asked_once_among_the_systems_that_come_to_mind(questions):
    own = {case.text: case for case in cases() if case.system == "查对制度"}
    asked = [text for q in questions for text in own if f"：{text}。" in q.stem]
    which = [q for q in questions if q.kind is Kind.SYSTEM]
    assert 10 < len(asked) == len(set(asked)) == len(which) < len(own)
    for text, q in zip(asked, which, strict=True):
        assert q.form is Form.SINGLE and q.kind is Kind.SYSTEM and q.key == ("查对制度",)
        assert set(q.options) == {"查对制度", *own[text].wrong}


def test_each_case_is_asked_for_alone_and_every_two_together_among_four(questions):
    told = {case.text: case for case in cases()}
    asked = [q for q in questions if q.kind is Kind.CASE]
    assert (
        [len(q.key) for q in asked[:3]] == [1, 1, 2]
        and sum(len(q.key) == 2 for q in asked) > 3
        and len({q.key for q in asked}) == len(asked)
    )
    for q in asked:
        assert q.form is (Form.SINGLE if len(q.key) == 1 else Form.MULTIPLE) and set(q.key) < set(q.options)
        assert all(told[o].system == "查对制度" for o in q.key)
        assert all("查对制度" in told[o].wrong for o in q.options if o not in q.key)
        assert all(f"{letter} {told[o].system}" in q.explanation for letter, o in zip("ABCD", q.options, strict=True))


def test_the_others_of_four_broke_what_comes_to_mind_and_none_is_seen_again_and_again(scenarios):
    told = {case.text: case for case in cases()}
    for system in scenarios.all:
        asked = [q for q in scenarios.questions(system, Source(None, "《目录》", digest=True), "因为") if q.kind is Kind.CASE]
        for q in asked:
            near = {name for text in q.key for name in told[text].wrong}
            assert all(told[o].system in near for o in q.options if o not in q.key), q.options
        seen = Counter(o for q in asked for o in q.options if o not in q.key)
        assert not seen or max(seen.values()) <= 4


def test_no_case_stands_beside_or_under_a_system_that_it_may_be_said_to_break_as_well(scenarios):
    told, checked = {case.text: case for case in cases()}, 0
    for system in scenarios.all:
        for q in scenarios.questions(system, Source(None, "《目录》", digest=True), "因为"):
            if q.kind is Kind.SYSTEM:
                case = next(case for text, case in told.items() if f"：{text}。" in q.stem)
                assert not set(q.options) & set(case.also), q.stem
                checked += bool(case.also)
            else:
                right, wrong = ([told[o] for o in q.options if (o in q.key) is is_right] for is_right in (True, False))
                assert not any(system.id in case.also for case in wrong), q.options
                assert not {case.system for case in wrong} & {name for case in right for name in case.also}, q.options
    assert checked > 50


@pytest.mark.parametrize("doubtful", ["会诊制度", "三级查房制度", "查对制度"])
def test_of_two_right_cases_neither_stands_beside_what_the_other_broke_as_well(monkeypatch, opened, doubtful):
    names = ("会诊制度", "三级查房制度", "查对制度", "分级护理制度")
    own = [
        Case("首诊负责制度", "大门口的推车借走不还", tuple(n for n in names if n != "分级护理制度")),
        Case("首诊负责制度", "大门口的雨伞借走不还", tuple(n for n in names if n != doubtful), (doubtful,)),
    ]
    others = [
        Case(n, f"{where}门外的{what}掉进水沟里", ("首诊负责制度",) * 3)
        for n in names
        for where in "东西"
        for what in ("伞", "灯")
    ]
    monkeypatch.setattr(module, "cases", lambda: [*own, *others])
    all_of = opened.of_kind("core_system")
    system = next(s for s in all_of if s.id == "首诊负责制度")
    asked = list(Scenarios(all_of, opened.thesaurus).questions(system, Source(None, "《目录》", digest=True), "因为"))
    both = [q for q in asked if len(q.key) == 2]
    broke = {case.text: case.system for case in others}
    assert both and not any(broke.get(o) == doubtful for q in both for o in q.options)


def _asked(monkeypatch, opened, own: list[str], wrong: tuple[str, str, str], system: str, others: list[Case]) -> list[str]:
    """Which of a system's invented cases are asked."""
    invented = [*(Case(system, text, wrong) for text in own), *others]
    monkeypatch.setattr(module, "cases", lambda: invented)
    stems = [
        q.stem
        for s in opened.of_kind("core_system")
        if s.id == system
        for q in Scenarios(opened.of_kind("core_system"), opened.thesaurus).questions(
            s, Source(None, "《目录》", digest=True), "因为"
        )
    ]
    return [text for text in own if any(text in stem for stem in stems)]


_THREE = ("新技术和新项目准入制度", "临床用血审核制度", "三级查房制度")
_HAPPENED = ("忽明忽暗", "被雨淋湿", "挂错方向", "卡在缝里", "落满灰尘", "响个不停", "掉进水沟", "烧得发黑")


@pytest.mark.parametrize("word", ["蓝灯", "暗号", "七号柜"])
def test_a_word_that_stands_in_many_cases_of_one_system_gives_them_away(monkeypatch, opened, word):
    plain = "大门口的推车借走不还"
    many = [word + what for what in _HAPPENED]
    assert _asked(monkeypatch, opened, [*many, plain], _THREE, "值班和交接班制度", []) == [plain]


@pytest.mark.parametrize("word", ["蓝灯", "暗号", "七号柜"])
def test_a_word_that_others_have_as_well_gives_nothing_away(monkeypatch, opened, word):
    many = [word + what for what in _HAPPENED]
    others = [
        Case("三级查房制度", f"{word}{what}", ("首诊负责制度", "会诊制度", "查对制度")) for what in ("不翼而飞", "价格太贵")
    ]
    assert _asked(monkeypatch, opened, many, _THREE, "值班和交接班制度", others) == many


def test_signs_between_words_give_nothing_away(monkeypatch, opened):
    carts = "轮椅 平车 担架 床垫 水壶 雨伞 台灯 地毯".split()
    many = [f"{cart}，{what}" for cart, what in zip(carts, _HAPPENED, strict=True)]
    assert _asked(monkeypatch, opened, many, _THREE, "值班和交接班制度", []) == many


@pytest.mark.parametrize(
    ("system", "text"),
    [
        ("抗菌药物分级管理制度", "刚来的规培生一上午开出七份美罗培南"),
        ("抗菌药物分级管理制度", "牙疼的人拿走三盒左氧氟沙星"),
        ("病历管理制度", "走廊长椅上放着没有写完的出院小结"),
        ("急危重患者抢救制度", "护工问心肺复苏找谁学，没有人答"),
    ],
)
def test_a_kind_of_what_a_system_is_named_for_gives_it_away(monkeypatch, opened, system, text):
    plain = "大门口的推车借走不还"
    assert _asked(monkeypatch, opened, [text, plain], _THREE, system, []) == [plain]


def test_what_tells_its_system_is_not_asked(scenarios):
    every = {system.id: system for system in scenarios.all}
    source = Source(None, "《目录》", digest=True)
    told = [q.stem for system in every.values() for q in scenarios.questions(system, source, "因为")]
    assert len(told) > 300
    assert not any(re.search("去世|头孢|三方确|碳青霉烯|除颤仪", stem) for stem in told)
    assert not any(re.search("核对患者身份|手术分档|限制使用级", stem) for stem in told)


def test_a_base_without_the_other_core_systems_asks_nothing(opened):
    assert Scenarios(opened.of_kind("core_system")[:3], opened.thesaurus).cases == []
