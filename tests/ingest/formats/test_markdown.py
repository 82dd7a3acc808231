import pytest

from ingest.draft import Job
from ingest.pipeline import ingest

TEXT = """---
title: 某市质量行动实施方案
number: 某卫发〔2024〕1号
level: city
type: plan
rendition: digest
---

## 一、工作任务

### （一）夯实基础

1. 规范交接班。每天床旁交接。

2. 规范换药。洗手后换药。

> 专项行动之一：交接班提升行动
>
> 每名护士每年参加两次培训。

# 附件

监测指标

| 序号 | 评估维度 | 评估指标 | 指标导向 |
| --- | --- | --- | --- |
| 1 | 落实 | 年度总结情况 | / |

- 没有编号的一条
"""


def test_the_same_structure_gives_the_same_ids_as_text(write):
    parsed = ingest(write("a.md", TEXT))
    assert [c.id for c in parsed.clauses] == [
        f"某卫发-2024-1#{path}" for path in ("一/（一）/1", "一/（一）/2", "专项行动之一", "附件/1", "附件/列项1")
    ]
    assert {c.rendition for c in parsed.clauses} == {"digest"}


def test_a_table_cell_keeps_its_list(write):
    table = "| 质控中心 | 改进目标 | 目标简述 | 核心策略 |\n|---|---|---|---|\n| 眼科 | 降低率（PIT-2027-01） | 简述。 | 1. 甲。<br>2. 乙。 |\n"
    parsed = ingest(write("b.md", f"---\ntitle: 目标\ntype: targets\n---\n\n{table}"))
    assert [c.text for c in parsed.clauses] == ["简述。", "甲。", "乙。"]


def test_spans_point_into_the_file(write):
    parsed = ingest(write("a.md", TEXT))
    for clause in parsed.clauses:
        assert any(clause.text[:4] in TEXT[a:b] for a, b in clause.spans) or clause.kind == "row"


def test_lines_of_one_paragraph_part_where_a_number_begins(write):
    text = "# 陪护办法\n\n## 第一章 总则\n第一条 甲的内容\n写在两行里。\n第二条 乙。\n（一）子；\n（二）丑。\n\n丙 the first\nword 丁。\n"
    parsed = ingest(write("a.md", text))
    assert [(c.id.partition("#")[2], c.text) for c in parsed.clauses] == [
        ("第一章/第一条", "甲的内容写在两行里。"),
        ("第一章/第二条", "乙。"),
        ("第一章/第二条/（一）", "子；"),
        ("第一章/第二条/（二）", "丑。"),
        ("第一章/第二条/第2款", "丙 the first word 丁。"),
    ]
    assert all(c.text[0] in text[slice(*c.spans[0])] for c in parsed.clauses)


def test_a_picture_leaves_its_description(write):
    parsed = ingest(write("a.md", "# 说明\n\n![流程图](a.png)\n\n正文。\n"))
    assert [c.text for c in parsed.clauses] == ["流程图", "正文。"]


def test_a_type_that_is_asked_for_goes_before_the_front_matter(write):
    path = write("a.md", "---\ntitle: 某办法\ntype: general\n---\n\n第一条 甲。\n")
    assert ingest(path).document.doctype == "general"
    assert ingest(path, Job(doctype="statute")).clauses[0].path == ("第一条",)


@pytest.mark.parametrize("note", ["[^1]: 解释权归护理部。", "[^注]: 见登记本。", "[^a1]:自发布之日起执行。"])
def test_a_footnote_is_text(write, note):
    parsed = ingest(write("a.md", f"# 轮椅管理办法\n\n一、逐台编号。{note.partition(':')[0]}\n\n二、每周擦拭。\n\n{note}\n"))
    assert any(note.partition(":")[2].strip() in c.text for c in parsed.clauses)


ITEMS = "# 抢救规定\n\n## 一、处理\n\n1. 停用药物。\n2. 给氧。\n\n"


@pytest.mark.parametrize(
    ("behind", "path"),
    [
        ("儿童减量。\n\n## 二、记录\n\n及时。\n", "一"),
        ("| 药物 | 剂量 |\n|---|---|\n| 甲 | 1 |\n", "一/第1行"),
        ("> 儿童减量。\n\n1. 复查。\n", "一"),
        ("儿童减量。\n\n3. 复查。\n", "一/2/第2段"),
        ("   儿童减量。\n", "一/2/第2段"),
    ],
)
def test_what_stands_behind_a_list_is_not_of_its_last_item_unless_it_goes_on(write, behind, path):
    parsed = ingest(write("规定.md", ITEMS + behind))
    assert path in ["/".join(c.path) for c in parsed.clauses if c.kind in ("paragraph", "row")]


def test_a_footnote_stands_behind_what_refers_to_it_and_its_mark_stays(write):
    text = (
        "# 标本运送\n\n## 一、采集\n\n1. 寒战时采集[^a]；\n2. 双侧双瓶[^b]。\n\n## 二、运送\n\n"
        "| 标本 | 时限 |\n|---|---|\n| 血培养[^a] | 2小时 |\n| 脑脊液[^c] | 立即 |\n\n逾时退回[^无]。\n\n"
        "[^b]: 成人每瓶8 mL。\n[^a]: 用药之前。\n[^c]: 专人护送。\n"
    )
    parsed = ingest(write("运送.md", text.replace("## 二、运送", "## 二、运送\n\n装入转运箱。")))
    assert [("/".join(c.path), c.text) for c in parsed.clauses if c.kind != "heading"] == [
        ("一/1", "寒战时采集¹；"),
        ("一/1/注1", "注1：用药之前。"),
        ("一/2", "双侧双瓶²。"),
        ("一/2/注2", "注2：成人每瓶8 mL。"),
        ("二", "装入转运箱。"),
        ("二/第1行", "血培养¹ 2小时"),
        ("二/第2行", "脑脊液³ 立即"),
        ("二/注3", "注3：专人护送。"),
        ("二/第3段", "逾时退回[^无]。"),
    ]
    assert next(c.orig for c in parsed.clauses if c.path[-1] == "注3") == "[^c]: 专人护送。"


@pytest.mark.parametrize("stop", [".txt", ".md"])
@pytest.mark.parametrize("number", ["DB99/T 77—2024", "WS/T 998-2021", "T/CHAS 10-2-5—2019"])
def test_a_first_line_that_is_the_number_and_the_title_of_a_standard(write, number, stop):
    marks = ("# ", "## ", "### ") if stop == ".md" else ("", "", "")
    text = "{0}{3} 外来器械清洗规范\n\n发布单位：某省卫生健康委员会\n发布日期：2024年3月1日\n\n{1}1 范围\n\n本文件规定了清洗。\n\n{1}2 要求\n\n{2}2.1 接收\n\n核对清单。\n"
    document = ingest(write(f"规范{stop}", text.format(*marks, number))).document
    assert (document.title, document.doctype) == ("外来器械清洗规范", "standard")
    assert (document.issuer, document.date) == ("某省卫生健康委员会", "2024-03-01")


def test_a_file_that_is_a_title_alone_is_read(write):
    parsed = ingest(write("a.md", "# 轮椅管理办法\n"))
    assert parsed.document.title == "轮椅管理办法" and parsed.clauses == ()


@pytest.mark.parametrize(
    ("head", "number", "issuer", "date"),
    [
        (
            "文号：云院〔2031〕6号\n发布单位：云山医院总务科\n发布日期：2031年5月9日",
            "云院〔2031〕6号",
            "云山医院总务科",
            "2031-05-09",
        ),
        ("文件编号：YS-HQ-07\n制定部门：总务科    审核：医务科", "YS-HQ-07", "总务科", ""),
        ("制度编号：YS-08\n起草部门：设备科\n生效日期：2031-05-09\n本制度由设备科解释。", "YS-08", "设备科", "2031-05-09"),
    ],
)
@pytest.mark.parametrize("body", ["第一条 钥匙双人保管。\n\n第二条 每日清点。", "一、钥匙双人保管。\n\n二、每日清点。"])
def test_labels_below_a_title_are_read_line_by_line(write, head, number, issuer, date, body):
    parsed = ingest(write("钥匙.md", f"# 库房钥匙管理制度\n\n{head}\n\n{body}\n"))
    document = parsed.document
    assert (document.title, document.number, document.issuer, document.date) == ("库房钥匙管理制度", number, issuer, date)
    assert [c.text for c in parsed.clauses if c.kind != "imprint"][-2:] == ["钥匙双人保管。", "每日清点。"]
