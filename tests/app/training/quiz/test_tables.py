"""What the rows of a rule's tables set."""

import pytest

from app.base.knowledge import Knowledge
from app.build import publish
from app.training.quiz.bank import Bank
from app.training.quiz.model import BLANK, Form, Kind
from app.training.subjects import subjects

TOOLS = """# 清河区人民医院急救物品检查制度

| 序号 | 物品 | 检查频次 | 责任人 | 处理时限 | 存放位置 |
|---|---|---|---|---|---|
| 1 | 除颤仪 | 每日1次 | 急救护士 | 30分钟内报修 | 抢救室东侧墙边 |
| 2 | 简易呼吸器 | 每周 | 值班医师 | 24小时内补充 | 抢救车第二层 |
| 3 | 喉镜 | 每月一次 | 麻醉科技师 | 2小时内更换 | 治疗室药柜上层 |
| 4 | 吸引器 | 每天一次 | 保洁班长 | 同上 | 走廊尽头设备间 |
"""
ROUNDS = """# 清河区人民医院巡查安排

| 区域 | 内容 | 由谁巡查 | 多久一次 |
|---|---|---|---|
| 库房 | 温度 | 药库管理员 | 每半年 |
| 库房 | 湿度 | 值班门卫 | 每周 |
| 走廊 | 照明 | 后勤电工 | 每季度 |
| 走廊 | 积水 | 保洁组长 | 每月 |
"""
DUTIES = """# 清河区人民医院交接安排

| 情形 | 处置措施 | 责任人 | 时机 |
|---|---|---|---|
| 血氧下降 | 立即通知医师 | 全体人员 | 使用后立即 |
| 管路脱出 | 报告医生 | 责任护士 | 每日1次 |
| 皮肤破损 | 登记后上报 | 值班医师 | 每天一次 |
| 输液外渗 | 停止滴注 | 护士 | 出院前 |
| 体温升高 | 物理降温 | 药房调剂员 | 入院当天 |
| 血压升高 | 复测后记录 | 后勤电工 | 术前一天 |
"""
LIST = """# 清河区人民医院引用标准

| 标准号 | 标准名称 | 发布日期 |
|---|---|---|
| WS/T 9001-2020 | 轮椅消毒 | 2020-01-01 |
| WS/T 9002-2020 | 平车消毒 | 2020-02-01 |
| WS/T 9003-2020 | 担架消毒 | 2020-03-01 |
| WS/T 9004-2020 | 推车消毒 | 2020-04-01 |
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """The questions of each table, by its document."""
    folder = tmp_path_factory.mktemp("tables")
    files = []
    for number, text in enumerate((TOOLS, ROUNDS, LIST, DUTIES)):
        files.append(folder / f"{number}.md")
        files[-1].write_text(text, encoding="utf-8")
    publish.build(folder / "kb", files)
    kb = Knowledge.open(folder / "kb")
    return {d.title.removeprefix("清河区人民医院"): Bank(kb, subjects(kb, [d.id])).questions for d in kb.documents.values()}


def key_of(questions, *words):
    return next((q.key[0], q) for q in questions if all(word in q.stem for word in words))


def test_who_how_often_how_long_and_where_are_asked_for(asked):
    tools = asked["急救物品检查制度"]
    for thing, head, key, kind in (
        ("除颤仪", "检查频次", "每日1次", Kind.FACT),
        ("喉镜", "检查频次", "每月一次", Kind.FACT),
        ("简易呼吸器", "处理时限", "24小时内补充", Kind.FACT),
        ("吸引器", "责任人", "保洁班长", Kind.WHO),
        ("喉镜", "存放位置", "治疗室药柜上层", Kind.FACT),
    ):
        found, question = key_of(tools, f"“{thing}”", f"{head}是{BLANK}")
        assert (found, question.kind, question.form) == (key, kind, Form.SINGLE)
        assert thing in question.explanation and question.source.clause.kind == "row"


def test_a_row_is_named_by_what_no_other_row_is_called(asked):
    found, question = key_of(asked["巡查安排"], "由谁巡查", "“湿度”")
    assert (found, question.kind) == ("值班门卫", Kind.WHO)
    assert key_of(asked["巡查安排"], "多久一次", "“照明”")[0] == "每季度"
    assert not any("“库房”" in q.stem or "区域是" in q.stem for q in asked["巡查安排"])


def test_no_wrong_option_says_the_same_in_other_words(asked):
    """每日1次 and 每天一次 stand in one column."""
    for question in asked["急救物品检查制度"]:
        assert len(set(question.options)) == len(question.options) == 4 and question.key[0] in question.options
        assert not {"每日1次", "每天一次"} <= set(question.options)
        if "检查频次" in question.stem:
            assert len({option[-2:] for option in question.options if option.endswith("次")}) <= 1


def test_cells_that_mean_another_cell_and_catalogues_ask_nothing(asked):
    assert not any("“吸引器”" in q.stem and "处理时限" in q.stem for q in asked["急救物品检查制度"])
    assert not any("的表格" in q.stem for q in asked["引用标准"])


def test_what_may_be_right_in_other_words_is_no_wrong_option(asked):
    """通知医师 is 报告医生; everybody is also the nurse; 护士 may be 责任护士; a moment is not told from a frequency."""
    duties = asked["交接安排"]
    assert key_of(duties, "“体温升高”", "责任人")[0] == "药房调剂员"
    assert not any("处置措施是" in q.stem for q in duties)
    for question in duties:
        assert "全体人员" not in question.options
        assert not {"护士", "责任护士"} <= set(question.options) or question.key[0] not in ("护士", "责任护士")
        assert not {"每日1次", "每天一次"} <= set(question.options)
