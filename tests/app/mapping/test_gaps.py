import pytest

from app.mapping.gaps import _cover, _lacking
from app.mapping.mapping import Mapper
from app.mapping.matching import Scored, Verdict
from app.mapping.weights import MatchFeatures

DRAFT = """# 骨科防血栓案例

本案例写骨科的做法。

## 依据

围绕“提高静脉血栓栓塞症规范预防率（NIT-2026-III）”立项。

## 主要做法

- 由分管副院长任组长，医务、护理、骨科、药学负责人参加，成立静脉血栓管理团队。
- 质控小组运用鱼骨图等质量管理工具查找主因，提出改进措施并落实。

## 建议

我院尚未建立血栓会诊、转诊机制和应急预案。
"""


@pytest.fixture(scope="module")
def mapped(opened, tmp_path_factory):
    path = tmp_path_factory.mktemp("稿") / "稿.md"
    path.write_text(DRAFT, encoding="utf-8")
    return Mapper(opened).map(path)


def test_each_strategy_of_the_target_is_told(mapped, opened):
    (gap,) = mapped.gaps
    assert gap.target == "NIT-2026-III"
    assert tuple(s.clause for s in gap.strategies) == opened.entities["NIT-2026-III"].strategies


def test_what_is_done_is_covered_and_what_is_lacking_is_not(mapped):
    covers = [s.cover for s in mapped.gaps[0].strategies]
    assert (covers[0], covers[3], covers[4]) == ("covered", "not", "covered")


def test_the_covering_practices_are_named(mapped):
    strategies = mapped.gaps[0].strategies
    assert (strategies[0].practices, strategies[4].practices) == ((0,), (1,))
    assert all(not s.practices for s in strategies if s.cover == "not")


@pytest.mark.parametrize(("cited", "cover"), [(0.0, "partly"), (1.0, "covered")])
def test_a_standard_that_leads_since_it_is_cited_pushes_no_strategy_out(opened, cited, cover):
    target = opened.entities["NIT-2026-III"]
    plain = MatchFeatures(*(0.0 for _ in MatchFeatures._fields))
    standard = Scored("standard", "WS/T 433-2023", 9.5, None, plain._replace(cited=cited))
    strategy = Scored("clause", target.strategies[0], 8.0, None, plain)
    assert _cover(strategy.id, target, [Verdict(1.0, (standard, strategy))], short=False).cover == cover


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("## 背景\n\n过去没有血栓会诊，缺少应急预案。", []),
        ("## 主要做法\n\n入院二十小时仍未评估的弹窗提醒值班医师。", []),
        ("## 主要做法\n\n每班查看医嘱，尚未执行的由护士长催办。", []),
        ("## 主要做法\n\n质控员每周抽查病历，夜班尚未覆盖。", ["夜班尚未覆盖"]),
        ("## 建议\n\n我院尚未建立会诊的应急预案。", ["我院尚未建立会诊的应急预案"]),
    ],
)
def test_what_was_not_so_before_and_what_is_acted_on_is_not_lacking_now(drafted, text, lacking):
    assert [*_lacking(drafted(f"# 某案例\n\n{text}\n"))] == lacking
