"""Each repair of a table with a sample of its own."""

import pytest

from ingest.errors import SourceError
from ingest.model import CoreSystem, Indicator, Standard, Target
from ingest.pipeline import ingest
from ingest.tables.cells import LIST_MARK, join_cell, list_items
from tests.ingest.kept import lost

HEADER = "序号\t质控中心\t改进目标\t目标简述\t核心策略\n"
TITLE = "2027 年某市医疗质量改进目标\n\n"


def targets(write, rows):
    parsed = ingest(write("目标.txt", TITLE + HEADER + rows))
    texts = {c.id: c.text for c in parsed.clauses}
    found = [e for e in parsed.entities if isinstance(e, Target)]
    return parsed, {t.id: (t, [texts[s] for s in t.strategies]) for t in found}


def test_a_row_split_by_a_page_is_one_target(write):
    rows = (
        "1\t呼吸科\t提高随访率 (PIT-2027-01)\t随访能发现复发，因此应当按\t<ol> 1. 建立名册。 2. 按月电话\n\n"
        "\t\t\t时进行。\t<p>回访病人。</p> <ol> 3. 每季总结。\n"
    )
    parsed, found = targets(write, rows)
    target, strategies = found["PIT-2027-01"]
    assert strategies == ["建立名册。", "按月电话回访病人。", "每季总结。"]
    assert target.summary == "随访能发现复发，因此应当按时进行。"
    assert "row_over_page" in {f.code for f in parsed.findings}


def test_a_title_split_before_its_code(write):
    rows = "1\t血液\t降低感染\t感染会延长住院\t<ol> 1. 洗手。\n\n\t专业\t发生率 (PIT-2027-02)\t时间。\t<ol> 2. 监测。\n"
    _, found = targets(write, rows)
    target, strategies = found["PIT-2027-02"]
    assert (target.name, target.specialty, target.summary) == ("降低感染发生率", "血液专业", "感染会延长住院时间。")
    assert strategies == ["洗手。", "监测。"]


def test_targets_that_share_a_specialty_cell(write):
    rows = "1\t眼科\t降低再手术率 (PIT-2027-03)\t简述一。\t1. 甲。\n\t\t提高检测率 (PIT-2027-04)\t简述二。\t1. 乙。\n"
    _, found = targets(write, rows)
    assert [t.specialty for t, _ in found.values()] == ["眼科", "眼科"]
    assert [s for _, s in found.values()] == [["甲。"], ["乙。"]]


def test_a_row_with_too_few_cells_is_filled_from_the_right(write):
    rows = "1\t眼科\t降低再手术率 (PIT-2027-03)\t简述一\t1. 参照共识，\n\n\t\t<p>续完。</p>\t<p>形成规范。</p> <ol> 2. 培训。\n"
    parsed, found = targets(write, rows)
    target, strategies = found["PIT-2027-03"]
    assert target.summary == "简述一续完。"
    assert strategies == ["参照共识，形成规范。", "培训。"]
    assert "cells_shifted" in {f.code for f in parsed.findings}


def test_a_target_that_only_refers_to_a_national_one(write):
    _, found = targets(write, "1\t药事\t提高规范使用率 (PIT-2027-05)\t详见国家医疗质量安全改进目标五。\t\n")
    target, strategies = found["PIT-2027-05"]
    assert (target.refers_to, strategies) == ("NIT-2027-V", [])


@pytest.mark.parametrize(
    ("cell", "items", "guessed"),
    [
        ("1. 甲。 2. 乙。 3. 丙。", ["甲。", "乙。", "丙。"], 0),
        (f"{LIST_MARK} 1. 甲。\n{LIST_MARK} 1. 乙。 2. 丙。", ["甲。", "乙。", "丙。"], 1),
        (f"{LIST_MARK} 甲一。 乙二。", ["甲一。", "乙二。"], 1),
        (f"{LIST_MARK} 1. 甲。\n{LIST_MARK} 乙二。 丙三。", ["甲。", "乙二。", "丙三。"], 1),
        ("1. 剂量为 3.5mg，2. 不是序号。 2. 乙。", ["剂量为 3.5mg，2. 不是序号。", "乙。"], 0),
        ("1. 依据指南(2021版)。 2. 保持2023年水平。", ["依据指南(2021版)。", "保持2023年水平。"], 0),
    ],
)
def test_list_cells(cell, items, guessed):
    found, guesses = list_items(cell)
    assert found == items
    assert len(guesses) == guessed


def test_the_halves_of_a_cell():
    assert join_cell("按月", "回访。") == "按月回访。"
    assert join_cell("1. 甲。", "2. 乙。") == "1. 甲。\n2. 乙。"


STANDARDS = """关于标准应用的通知

附件1

标准体系表

序号\t分类\t标准号\t标准名称\t发布日期\t实施日期
1\t护理\tWS/T 433—2023\t静脉治疗护理技术操作标准（代替 WS/T 433—2013）\t2023/8/29\t2024/2/1
2\t服务\tT/CHAS 10-2-9-201\t手术服务\t2018/5/18\t2018/7/01
3\t服务\t\t没有编号的标准\t2018/5/18\t某日
"""


def test_a_standards_table(write):
    parsed = ingest(write("通知.txt", STANDARDS))
    first, second = (e for e in parsed.entities if isinstance(e, Standard))
    assert (first.id, first.name, first.replaces) == ("WS/T 433-2023", "静脉治疗护理技术操作标准", "WS/T 433-2013")
    assert (first.published, first.effective) == ("2023-08-29", "2024-02-01")
    assert (second.id, second.written) == ("T/CHAS 10-2-9-2018", "T/CHAS 10-2-9-201")
    assert {"misprint", "row_without_key"} <= {f.code for f in parsed.findings}


INDICATORS = """某市质量行动实施方案

一、工作任务

1.加强管理。要加强管理。

附件

监测指标体系

序号 评估维度 评估指标 指标导向

1

工作落实

年度方案制定情况 /

2 年度总结情况 /

3 急诊和日间

医疗质量

平均急救响应时间 逐步降低
 序号 评估维度 评估指标 指标导向

4 室间质评合格率 ≥98%

5 首页编码正确率 80/85/90%

注：年底前完成调研。
"""


def test_an_indicator_table_aligned_by_spaces(write):
    parsed = ingest(write("方案.txt", INDICATORS))
    found = [e for e in parsed.entities if isinstance(e, Indicator)]
    assert [(i.number, i.dimension, i.name, i.direction, i.threshold) for i in found] == [
        ("1", "工作落实", "年度方案制定情况", "", ""),
        ("2", "工作落实", "年度总结情况", "", ""),
        ("3", "急诊和日间医疗质量", "平均急救响应时间", "逐步降低", ""),
        ("4", "急诊和日间医疗质量", "室间质评合格率", "", "≥98%"),
        ("5", "急诊和日间医疗质量", "首页编码正确率", "", "80/85/90%"),
    ]
    assert any(c.id.endswith("#附件/注") for c in parsed.clauses)


SLIDES = (
    "护理核心制度\n\n共8条\n\n\n\n"
    + "制度如下\n\n"
    + "".join(f"p {name}制度\n\n" for name in "查对 交班 分级护理 抢救 会诊 消毒 隔离 转科 登记 培训".split())
    + "护理核心制度\n\n\n\n有下列情形之一的，给予警告：\n\n1\n\n没有建立制\n\n度的\n\n2\n\n隐瞒不\n\n报的\n\n其他人员违反规定的，根据有关法规处理。\n"
)


def test_slides_put_numbers_and_pieces_together(write):
    parsed = ingest(write("课件.txt", SLIDES))
    texts = [c.text for c in parsed.clauses]
    assert {"没有建立制度的", "隐瞒不报的", "其他人员违反规定的，根据有关法规处理。"} <= set(texts)
    assert len([e for e in parsed.entities if isinstance(e, CoreSystem)]) == 10


def test_a_catalogue_in_csv_with_other_column_words(write):
    parsed = ingest(write("护理标准.csv", "标准编号,名称,发布,实施\nWS/T 1-2020,甲,2020-01-01,2020/6/1\n,乙,,\n"))
    (standard,) = (e for e in parsed.entities if isinstance(e, Standard))
    assert (standard.id, standard.effective) == ("WS/T 1-2020", "2020-06-01")
    assert parsed.document.title == "护理标准"
    assert "row_without_key" in {f.code for f in parsed.findings}


STRAY = "1\t呼吸科\t提高随访率 (PIT-2027-01)\t简述一。\t1. 甲。 2. 乙。\n"
NEXT = "2\t眼科\t降低再手术率 (PIT-2027-03)\t简述二。\t1. 丙。\n"


@pytest.mark.parametrize(
    "between",
    ["12\n", "附件2续表\n", HEADER, "\n序号\t质控中心\t改进目标\t目标简述\t核心策略\t\n", "--\t--\t--\t--\t--\n"],
    ids=["page number", "running line", "header again", "header again with a tab", "separator"],
)
def test_what_stands_between_two_rows_does_not_end_the_table(write, between):
    _, found = targets(write, STRAY + between + NEXT)
    assert {code: strategies for code, (_, strategies) in found.items()} == {
        "PIT-2027-01": ["甲。", "乙。"],
        "PIT-2027-03": ["丙。"],
    }


def test_a_continuation_row_that_lost_its_empty_cells(write):
    _, found = targets(write, STRAY + "3. 丁。 4. 戊。\n" + NEXT)
    assert found["PIT-2027-01"][1] == ["甲。", "乙。", "丁。", "戊。"]


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("1. 甲。\n2. 乙。\n1. 丙。\n2. 丁。", ["甲。", "乙。", "丙。", "丁。"]),
        ("甲。\n乙。\n丙。", ["甲。", "乙。", "丙。"]),
        ("1. 甲，\n接着。\n2. 乙。", ["甲，接着。", "乙。"]),
        ("1. 甲。\n补充。\n2. 乙。", ["甲。补充。", "乙。"]),
        ("（1）甲。（2）乙。", ["甲。", "乙。"]),
        ("①甲。②乙。", ["甲。", "乙。"]),
        ("1. 监测范围：(1)血栓；(2)感染；(3)出血。 2. 随访。", ["监测范围：(1)血栓；(2)感染；(3)出血。", "随访。"]),
    ],
)
def test_more_list_cells(cell, items):
    assert list_items(cell)[0] == items


def test_a_code_in_a_column_of_its_own_and_an_empty_specialty(write):
    rows = "序号\t编码\t质控中心\t改进目标\t目标概述\t核心策略\n1\tPIT-2027-01\t眼科\t降低再手术率\t简述。\t1. 甲。\n2\tPIT-2027-02\t同上\t提高检测率\t\t1. 乙。\n"
    parsed = ingest(write("目标.txt", TITLE + rows))
    found = [e for e in parsed.entities if isinstance(e, Target)]
    assert [(t.id, t.name, t.specialty, len(t.strategies)) for t in found] == [
        ("PIT-2027-01", "降低再手术率", "眼科", 1),
        ("PIT-2027-02", "提高检测率", "眼科", 1),
    ]


@pytest.mark.parametrize("date", ["2018.5.18", "2018年5月18日", "20180518", "2018-5-18 0:00:00", "２０１８/５/１８"])
def test_dates_as_people_write_them(write, date):
    parsed = ingest(write("标准.csv", f"标准文号,标准名称（中文）,标准分类,颁布日期\nWS/T 1-2018,甲,护理,{date}\n"))
    (standard,) = (e for e in parsed.entities if isinstance(e, Standard))
    assert (standard.name, standard.category, standard.published) == ("甲", "护理", "2018-05-18")


def test_numbers_that_are_no_figures_do_not_break_a_catalogue(write):
    parsed = ingest(write("制度.csv", "序号,核心制度\n①,首诊负责制度\n"))
    assert [e.id for e in parsed.entities] == ["首诊负责制度"]


def test_impossible_target_codes_are_left_alone(write):
    parsed = ingest(
        write("目标.txt", TITLE + "目标一 提高率（NIT-2027-99）\n\n（一）目标简述\n\n详见国家医疗质量安全改进目标九。\n")
    )
    assert not [e for e in parsed.entities if isinstance(e, Target)]


@pytest.mark.parametrize("mark", ["•", "▪", "★ ", "\uf0d8 ", "·", "p"])
def test_bullets_of_slides(write, mark):
    text = SLIDES.replace("p ", mark)
    parsed = ingest(write("课件.txt", text))
    assert len([e for e in parsed.entities if isinstance(e, CoreSystem)]) == 10


@pytest.mark.parametrize("bracket", "（(")
def test_a_bracket_cut_by_a_line_of_a_slide_is_closed(write, bracket):
    cut = f"{bracket}含口腔、眼科和康复等专科医\n\n院）\n\n"
    parsed = ingest(write("课件.txt", SLIDES.replace("制度如下\n\n", "制度如下\n\n" + cut)))
    assert any(c.text.endswith("专科医院）") for c in parsed.clauses)


def test_numbers_on_the_line_of_their_text(write):
    text = SLIDES.replace("1\n\n没有建立制\n\n度的\n\n2\n\n隐瞒不\n\n报的", "① 没有建立制度的\n\n② 隐瞒不报的")
    assert {"没有建立制度的", "隐瞒不报的"} <= {c.text for c in ingest(write("课件.txt", text)).clauses}


def test_a_cell_of_a_csv_that_is_too_long_is_told_in_chinese(write):
    with pytest.raises(SourceError, match="有一格超过 131072 个字，太长了"):
        ingest(write("标准.csv", f"标准文号,标准名称\nWS/T 1-2018,{'药' * 131_073}\n"))


@pytest.mark.parametrize("deep", [1, 2])
def test_the_empty_corner_of_a_matrix(deep, write):
    rows = "".join(
        f"<tr><td>{kind}</td><td>{name}</td><td>√</td><td></td></tr>" for kind, name in (("检查", "查对"), ("检查", "交接"))
    )
    head = "<tr><td></td><td></td><td>参加科室</td><td>参加科室</td></tr>" if deep > 1 else ""
    html = f"<h1>分工</h1><p>分工见表。</p><table border=1>{head}<tr><td></td><td></td><td>内科</td><td>外科</td></tr>{rows}</table>"
    clauses = [c for c in ingest(write("a.html", html)).clauses if c.kind == "row"]
    names = ("参加科室内科", "参加科室外科") if deep > 1 else ("内科", "外科")
    assert [c.columns for c in clauses] == [("", "", *names)] * 2
    assert [c.cells[1] for c in clauses] == ["查对", "交接"]


@pytest.mark.parametrize("end", ["csv", "tsv"])
def test_a_csv_of_any_kind_is_read_as_a_workbook_is(write, end):
    text = "急救设备台账,,\n编号,设备,地点\n1,除颤仪,急诊科\n一、备用,,\n2,呼吸机,ICU\n编号,设备,地点\n3,吸引器\n注：每季度核对。,,\n"
    parsed = ingest(write(f"a.{end}", text.replace(",", "\t") if end == "tsv" else text))
    assert parsed.document.title == "急救设备台账"
    rows = [(c.path, c.columns, c.cells) for c in parsed.clauses if c.kind == "row"]
    columns = ("编号", "设备", "地点")
    assert rows == [
        (("1",), columns, ("1", "除颤仪", "急诊科")),
        (("一", "2"), columns, ("2", "呼吸机", "ICU")),
        (("一", "3"), columns, ("3", "吸引器")),
    ]
    assert parsed.clauses[-1].text.startswith("注：")


@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.parametrize(
    ("first", "second"), [("附表一\n最大用量", "附表二\n回收登记"), ("附表1 用量", "附表2 登记"), ("附录A 用量", "附录B 登记")]
)
def test_a_second_table_below_its_name_is_one_of_its_own(write, first, second, gap):
    text = f"某院麻醉药品规定\n第一条 用量见附后。\n第二条 空安瓿回收。\n{first}\n{gap}剂型\t门诊\n注射剂\t一次\n{gap}{second}\n{gap}日期\t签名\n三月\t张一\n"
    parsed = ingest(write("规定.txt", text))
    assert lost(parsed, text) == []
    rows = [(c.path[0], c.columns, c.cells) for c in parsed.clauses if c.kind == "row"]
    labels = [first[:3], second[:3]]
    assert rows == [(labels[0], ("剂型", "门诊"), ("注射剂", "一次")), (labels[1], ("日期", "签名"), ("三月", "张一"))]


@pytest.mark.parametrize(("column", "state"), [("状态", "废止"), ("现行状态", "已作废"), ("有效性", "被代替")])
def test_a_list_says_which_standards_are_no_longer_in_force(write, column, state):
    rows = f"标准号,标准名称,实施日期,{column}\nWS/T 901-2031,查对要求,2031-01-01,现行\nWS/T 902-2009,护理文书,2009-09-01,{state}\n"
    first, second = (e for e in ingest(write("清单.csv", rows)).entities if isinstance(e, Standard))
    assert (first.note, second.note) == ("", f"来源中的状态：{state}")


@pytest.mark.parametrize("caption", ["表2 处理", "附表二 处理", "表A 处理方法"])
def test_a_sentence_between_two_tables_is_no_cell(write, caption):
    upper, lower = ["项目\t要求", "效期\t贴红标", "外观\t无破损"], ["情形\t做法", "过期\t上交"]
    parsed = ingest(write("制度.txt", "\n".join(["药品效期管理制度", "一、检查", *upper, "检查后签名。", caption, *lower])))
    assert [c.text for c in parsed.clauses if c.kind == "row"] == ["效期 贴红标", "外观 无破损", "过期 上交"]
    assert "检查后签名。" in [c.text for c in parsed.clauses if c.kind == "paragraph"]
