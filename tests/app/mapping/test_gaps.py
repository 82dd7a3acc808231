import pytest

from app.mapping.mapping import Mapper

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
