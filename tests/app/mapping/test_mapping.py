import json

import pytest
from jsonschema import validate

from app.mapping.mapping import Mapper
from app.present import mapping as present
from app.present.terminal import mapping as terminal
from docs.make_schema import schemas
from tests.app.mapping.test_gaps import DRAFT

CHECKED = """# 输液案例

医院以《输液安全》（T/CHAS 10-2-34-2020）和 CT 检查操作规程（WS/T 391-2012）为依据。

## 主要做法

- 大厅设置许愿墙和花架。
- 统一采血管顺序，压脉带捆扎不超过 1 分钟，颠倒混匀次数贴示上墙。
- 员工常说“一针见效大家都最省心”，小组记录下来。
"""


@pytest.fixture
def mapped(opened, write):
    return lambda text: present.mapping(opened, Mapper(opened).map(write("稿.md", text)))


def test_the_json_is_that_of_the_schema(mapped):
    validate(json.loads(mapped(CHECKED).model_dump_json()), json.loads(schemas()["map.json"]))


def test_standards_are_those_cited_with_what_should_be_cited(mapped):
    assert [s.id for s in mapped(CHECKED).standards][:2] == ["T/CHAS 10-2-34-2020", "WS/T 391-2024"]


def test_a_practice_without_a_basis_stays_empty_and_one_with_it_does_not(mapped):
    empty, founded, *_ = mapped(CHECKED).practices
    assert empty.matches == ()
    assert founded.matches[0].id == "WS/T 661-2020"
    assert founded.matches[0].text == "静脉血液标本采集指南"


def test_the_main_target_comes_first(mapped):
    assert [t.id for t in mapped(DRAFT).targets] == ["NIT-2026-III"]


def test_a_draft_without_practices_says_so(mapped):
    found = mapped("# 某稿\n\n## 背景\n\n我院为二级医院，开放床位三百张。\n")
    assert found.practices == ()
    assert "没有找到写做法的句子" in found.unchecked[0].why


def test_the_terminal_shows_states_matches_and_what_was_not_checked(mapped):
    text = terminal.mapping(mapped(CHECKED))
    for part in ("[已被代替] WS/T 391-2012", "库内没有依据", "静脉血液标本采集指南", "没有写明引自哪里"):
        assert part in text


def test_a_strategy_that_stands_in_the_row_of_a_practice_counts_for_it(mapped, opened):
    row = "| 1 | 护士每班评估血栓风险，高危患者床头挂牌并穿弹力袜 | {} |"
    table = "# 稿\n\n围绕目标 NIT-2026-III 立项。\n\n## 做法\n\n| 序号 | 措施 | 依据 |\n| --- | --- | --- |\n" + row
    fourth = opened.entities["NIT-2026-III"].strategies[3]

    def matched(basis):
        (practice,) = (p for p in mapped(table.format(basis)).practices if p.text.startswith("护士"))
        return [match.id for match in practice.matches]

    assert fourth in matched("NIT-2026-III策略4")
    assert fourth not in matched("无")
