import re

import pytest

from app.mapping.matching import Context, Matcher


@pytest.fixture(scope="module")
def matcher(opened):
    return Matcher(opened)


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("首位接诊医师对患者负责到底，下一科室没有接手之前不得让患者离开", "首诊负责制度"),
        ("统一采血管顺序，压脉带捆扎不超过 1 分钟，颠倒混匀次数贴示上墙", "WS/T 661-2020"),
        ("特殊使用级抗菌药物由副高以上医师开具，系统按医师级别屏蔽越级医嘱", "抗菌药物分级管理制度"),
    ],
)
def test_a_practice_is_matched_to_what_asks_for_it(matcher, text, identity):
    assert matcher.match(text, "", Context("某案例"))[0].id == identity


@pytest.mark.parametrize("text", ["大厅设置许愿墙和留言簿", "组织青年职工与兄弟单位开展联谊交友活动", "停车场入口改为车牌识别"])
def test_a_practice_on_which_the_base_has_nothing_stays_empty(matcher, text):
    assert matcher.match(text, "", Context("某案例", ("NIT-2026-III",))) == ()


def test_the_drafts_own_target_comes_before_another_with_the_same_strategy(matcher, opened):
    text = "质控小组用鱼骨图和柏拉图查出三个主因，逐项制定对策并复盘"
    own = {m: set(opened.entities[m].strategies) for m in ("NIT-2026-III", "NIT-2026-V")}
    for target, strategies in own.items():
        assert matcher.match(text, "", Context("某案例", (target,)))[0].id in strategies


def test_the_reason_says_what_the_draft_names(matcher):
    context = Context("某案例", standards=frozenset({"WS/T 661-2020"}))
    matches = matcher.match("统一采血管顺序，压脉带捆扎不超过 1 分钟", "", context)
    assert "案例引用了这项标准" in matches[0].because


def test_words_that_a_reason_quotes_from_a_clause_stand_there(matcher, opened):
    text = "影像医师发现主动脉夹层后十分钟内电话告知急诊医师，双方登记时间和姓名"
    matches = matcher.match(text, "", Context("某案例", ("PIT-2026-31",)))
    clauses = [match for match in matches if match.kind == "clause"]
    assert clauses
    for match in clauses:
        for words in re.findall(r"文中有((?:“[^”]+”)+)", match.because):
            assert all(word in opened.clause(match.id).text for word in re.findall(r"“([^”]+)”", words))


def test_notices_forms_and_lists_are_no_basis(matcher, opened):
    kinds = {opened.documents[i.partition("#")[0]].doctype for i in matcher.candidates.row_of if "#" in i}
    assert kinds == {"targets", "plan"}


def test_what_a_plan_says_to_authorities_is_no_basis(matcher):
    assert not any("#六/" in i for i in matcher.candidates.row_of)
