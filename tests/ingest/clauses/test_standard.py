"""Standards in the structure of GB/T 1.1-2020: cover, contents, decimal clauses, lists, tables, annexes."""

import re

import pytest

from ingest.finding_kinds import FindingKind
from ingest.model import Standard
from ingest.pipeline import ingest
from tests.ingest.clauses.standard_text import BODY, COVER
from tests.ingest.kept import lost
from tests.render import canvas, docx
from tests.render.model import Manuscript, Text, table
from tests.render.typeset import typeset

PATHS = [
    "前言",
    "前言/第2段",
    "前言/列项1",
    "前言/列项2",
    "1",
    "1/第2段",
    "2",
    "2/第1项",
    "2/第2项",
    "2/第3项",
    "3",
    "3/3.1",
    "3/3.2",
    "3/3.2/注1",
    "3/3.2/注2",
    "4/4.1/4.1.1",
    "4/4.1/4.1.2",
    "4/4.2",
    "4/4.2/a）",
    "4/4.2/a）/1）",
    "4/4.2/a）/2）",
    "4/4.2/b）",
    "4/4.2/第2段",
    "4/4.2/表1/表头1",
    "4/4.2/表1/1",
    "4/4.2/表1/2",
    "4/4.2/第3段",
    "4/4.2/示例",
    "5/5.1",
    "5/5.2/5.2.1",
    "5/5.2/5.2.2",
    "附录A/A.1/A.1.1",
    "附录A/A.1/A.1.2",
    "附录A/A.1/A.1.2/表A.1/表头1",
    "附录A/A.1/A.1.2/表A.1/1",
    "附录A/A.2",
    "参考文献/第1项",
    "参考文献/第2项",
]


def paths(parsed):
    return [c.id.partition("#")[2] for c in parsed.clauses]


def cut(text, width):
    """Every line cut at so many characters."""
    lines = (
        line if "\t" in line or "…" in line else re.sub(rf"(.{{{width}}})(?=.)", r"\1\n", line) for line in text.split("\n")
    )
    return "\n".join(lines)


FORMS = {
    "as it stands": lambda t: t,
    "blank lines": lambda t: t.replace("\n", "\n\n").replace("\t每日\n\n", "\t每日\n").replace("频次\n\n1", "频次\n1"),
    "30 characters": lambda t: cut(t, 30),
    "36 characters": lambda t: cut(t, 36),
    "no space after a number": lambda t: re.sub(r"(?m)^([1-5A](?:\.\d)*) +(?=[^\x00-\xff])", r"\1", t),
    "hyphens and half-width brackets": lambda t: t.replace("—2", "-2").replace("（资料性）", "(资料性附录)"),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_paths_of_a_standard(write, form):
    text = FORMS[form](COVER + BODY)
    parsed = ingest(write("标准.txt", text))
    assert paths(parsed) == PATHS
    assert parsed.document.doctype == "standard"
    assert not {f.code for f in parsed.findings} & {"path_twice", "number_gap"}


def test_nothing_of_a_standard_is_lost(write):
    parsed = ingest(write("标准.txt", COVER + BODY))
    assert lost(parsed, BODY) == []


def test_a_clause_cut_by_lines_is_whole(write):
    clauses = {c.path[-1]: c for c in ingest(write("标准.txt", cut(COVER + BODY, 30))).clauses}
    assert clauses["4.1.1"].text.endswith("登记的内容应符合5.2.1和5.2.2规定的要求，不登记的不得使用。")
    assert clauses["4.1.2"].text.endswith("温度低于4 ℃时应延长，每台用量不超过3.5 mL，配制误差不超过10%。")


def test_titles(write):
    titles = {c.path[-1]: c.titles[-1] for c in ingest(write("标准.txt", COVER + BODY)).clauses}
    assert (titles["3.1"], titles["3.2"]) == ("病区轮椅 ward wheelchair", "终末处理 terminal processing")
    annex = next(c for c in ingest(write("标准.txt", COVER + BODY)).clauses if c.path[0] == "附录A")
    assert annex.titles[:2] == ("（资料性）轮椅检查记录表", "一般说明")
    assert annex.locator == "A.1.1"


def test_the_cover(write):
    parsed = ingest(write("标准.txt", COVER + BODY))
    (standard,) = [e for e in parsed.entities if isinstance(e, Standard)]
    assert (standard.id, standard.written, standard.replaces) == ("WS/T 9901-2031", "WS/T 9901—2031", "WS/T 9901-2021")
    assert (standard.name, standard.category) == ("病区轮椅管理规范 第2部分：清洁与消毒", "卫生行业标准")
    assert (standard.published, standard.effective) == ("2031-02-03", "2031-08-01")
    assert (standard.ics, standard.ccs, standard.issuer) == ("11.020", "C 05", "国家卫生健康委员会")
    assert standard.english == "Management specification for wheelchairs in wards—Part 2: Cleaning and disinfection"
    assert standard.clause == "WS-T-9901-2031#1"
    document = parsed.document
    assert (document.id, document.number, document.title) == ("WS-T-9901-2031", "WS/T 9901-2031", standard.name)
    assert (document.date, document.issuer, document.level) == ("2031-02-03", "国家卫生健康委员会", "national")


COVERS = [
    (
        "ICS11.020\nC 07\nWS\n中华人民共和国卫生行业标准\nWS9901.2—2031\n病区轮椅基本数据集\n第2部分：清洁\n2031-02-03发布\n2031-08-01实施\n"
        "中华人民共和国国家卫生和计划生育委员会\n发布\n",
        ("WS 9901.2-2031", "病区轮椅基本数据集 第2部分：清洁", "2031-02-03", "2031-08-01", "国家卫生和计划生育委员会"),
    ),
    (
        "ICS 11.020\nCCS C 00\n团 体 标 准\nT/ABCD 10-2-9-2031\n病区轮椅管理\n2031-02-03 发布 2031-03-01 实施\n某某协会 发布\n",
        ("T/ABCD 10-2-9-2031", "病区轮椅管理", "2031-02-03", "2031-03-01", "某某协会"),
    ),
    (
        "ICS 11.020\nCCS C 50\nDB99\n某某省地方标准\nDB99/T 1023—2031\n病区轮椅管理规范\nSpecification for wheelchairs\n"
        "2031-02-03 发布 2031-03-01 实施\n某某省市场监督管理局 发布\n",
        ("DB99/T 1023-2031", "病区轮椅管理规范", "2031-02-03", "2031-03-01", "某某省市场监督管理局"),
    ),
    (
        "ICS 11.020\nDB9901\n某某市地方标准\nDB9901/T 7—2031\n代替 DB9901/T 7—2021\n病区轮椅\n2031-02-03发布\n2031-03-01实施\n某某市市场监督管理局 发布\n",
        ("DB9901/T 7-2031", "病区轮椅", "2031-02-03", "2031-03-01", "某某市市场监督管理局"),
    ),
    (
        "DB 99\n某某省地方标准\nDB99 2050-2031\n病区轮椅清洁规范\n2031-02-03发布 2031-03-01实施\n某某省卫生健康委员会 发布\n",
        ("DB99/ 2050-2031", "病区轮椅清洁规范", "2031-02-03", "2031-03-01", "某某省卫生健康委员会"),
    ),
    ("WS/T 9901-2031 病区轮椅管理规范\n", ("WS/T 9901-2031", "病区轮椅管理规范", "", "", "国家卫生健康委")),
    (
        "中华人民共和国国家标准\nGB/T 99001—2031\n代替GB/T 99001—2011，GB/T 99002—2011\n病区轮椅\n2031年2月3日发布\n2031年8月1日实施\n"
        "国家市场监督管理总局 发布\n国家标准化管理委员会 发布\n",
        ("GB/T 99001-2031", "病区轮椅", "2031-02-03", "2031-08-01", "国家市场监督管理总局、国家标准化管理委员会"),
    ),
]


@pytest.mark.parametrize(("cover", "expected"), COVERS)
def test_covers_as_they_are_printed(write, cover, expected):
    parsed = ingest(write("标准.txt", cover + BODY.split("附录A（资料性）", maxsplit=1)[0] + BODY[BODY.index("前  言") :]))
    (standard,) = [e for e in parsed.entities if isinstance(e, Standard)]
    assert (standard.id, standard.name, standard.published, standard.effective, standard.issuer) == expected


START = "1 范围\n本文件规定了甲。\n2 规范性引用文件\n本文件没有规范性引用文件。\n3 要求\n3.1 甲\n3.1.1 子。\n"


@pytest.mark.parametrize("number", ["T/ABCD 7—2031", "WS/T 9901—2031", "DB99/T 1023—2031"])
@pytest.mark.parametrize("stage", ["（征求意见稿）\n", "2031-××-××发布    2031-××-××实施\n", "送审稿\n"])
def test_a_draft_that_has_a_number_is_told_as_one(write, number, stage):
    parsed = ingest(write("标准.txt", f"ICS 11.020\n团体标准\n{number}\n病区轮椅管理规范\n{stage}某某协会 发布\n{START}"))
    (found,) = [f for f in parsed.findings if f.code == FindingKind.DRAFT]
    assert found.text.startswith("病区轮椅管理规范 ") and parsed.document.number
    assert lost(parsed, stage.replace("发布", "").replace("实施", "")) == []


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ("3.1.2 丑。", "3/3.1/3.1.2"),
        ("3.1.2丑。", "3/3.1/3.1.2"),
        ("3．1．2 丑。", "3/3.1/3.1.2"),
        ("3. 1. 2 丑。", "3/3.1/3.1.2"),
        ("3.2 乙项应符合下列要求。", "3/3.2"),
        ("3.3.1 丑。", "3/3.3/3.3.1"),
        ("4 记录", "4"),
        ("4记录", "4"),
        ("3.1.2和3.1.3规定的要求。", "3/3.1/3.1.1/第2段"),
        ("3.1.2的规定。", "3/3.1/3.1.1/第2段"),
        ("3.5mg/kg 的剂量。", "3/3.1/3.1.1/第2段"),
        ("3.2 mL。", "3/3.1/3.1.1/第2段"),
        ("2031年1月起。", "3/3.1/3.1.1/第2段"),
        ("1.5 mL。", "3/3.1/3.1.1/第2段"),
        ("4 ℃保存。", "3/3.1/3.1.1/第2段"),
        ("4名护士。", "3/3.1/3.1.1/第2段"),
        ("10%。", "3/3.1/3.1.1/第2段"),
        ("3.9 丁。", "3/3.1/3.1.1/第2段"),
        ("9 丁", "3/3.1/3.1.1/第2段"),
        ("表1中的要求。", "3/3.1/3.1.1/第2段"),
        ("附录A给出了样式。", "3/3.1/3.1.1/第2段"),
        ("图1 流程", "3/3.1/3.1.1/图1"),
        ("附录A（规范性）流程", "附录A"),
        ("附录A (规范性附录) 流程", "附录A"),
    ],
)
def test_what_is_a_clause_and_what_only_begins_with_a_figure(write, line, last):
    assert paths(ingest(write("标准.txt", START + line + "\n")))[-1] == last


def test_chapters_with_dots_and_lists_within(write):
    text = "轮椅清洁标准\n1.适用范围\n甲。\n2.规范性引用文件\n本标准引用了下列文件。\nGB  3096  声环境质量标准\n3.要求\n3.1步骤为：\n1.扫\n2.擦\n4.记录\n应保存两年。\n"
    assert paths(ingest(write("a.txt", text))) == ["1", "2", "2/第1项", "3/3.1", "3/3.1/1", "3/3.1/2", "4"]


def test_clauses_numbered_with_a_nought(write):
    text = "国家标准\nGB 59999-2031\n病房楼设计标准\n1 总则\n1.0.1 为了统一要求，制定本标准。\n1.0.2 适用于新建的病房楼。\n2 术语\n2.0.1 病房楼 ward building\n收治病人的建筑。\n3 选址\n3.1 一般规定\n3.1.1 应避开噪声。\n"
    assert paths(ingest(write("a.txt", text))) == ["1/1.0.1", "1/1.0.2", "2/2.0.1", "3/3.1/3.1.1"]


def test_a_table_goes_on_under_its_caption_printed_again(write):
    text = START + "表1 频次\n部位\t频次\n扶手\t每日\n表1（续）\n部位\t频次\n坐垫\t每周\n续表1\n部位\t频次\n脚踏\t每月\n"
    found = [p for p in paths(ingest(write("a.txt", text))) if "表1" in p]
    assert [p.rpartition("/")[2] for p in found if "表头" not in p] == ["第1行", "第2行", "第3行"]


def test_markdown_has_the_ids_of_the_text(write):
    marked = "\n\n".join(re.sub(r"^(\d+|附录A.*|前言)(?= |$)", r"## \1", line) for line in START.split("\n"))
    assert paths(ingest(write("a.md", "# 某标准\n\n" + marked))) == paths(ingest(write("a.txt", "某标准\n" + START)))


def manuscript(text, measure=34.0):
    """The standard as it is set: headings flush, paragraphs and lists set in, tables as tables."""
    elements, rows = [], []
    for line in [*text.split("\n"), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            elements.append(table(rows))
            rows = []
        if line.strip():
            flush = re.match(r"[\dA-Z]+(\.\d+)*(\s|$)|附|（资|[前参目]  ?[言考次]|轮椅检|终末|terminal|病区轮椅|表\S+  ", line)
            elements.append(Text(line, indent=0.0 if flush else 2.0, centred=bool(re.match(r"表\S+  |附|（资|轮椅检", line))))
    return Manuscript(tuple(elements), measure=measure)


@pytest.mark.parametrize("name", ["标准.pdf", "标准.docx"])
def test_the_same_places_from_pdf_and_word(write, name):
    text = COVER + BODY[BODY.index("前  言") :]
    printed = manuscript(text)
    data = canvas.pdf(typeset(printed)) if name.endswith("pdf") else docx.docx(printed)
    clauses = {c.path: "".join(c.text.split()) for c in ingest(write("标准.txt", text)).clauses}
    found = ingest(write(name, data))
    assert {c.path: "".join(c.text.split()) for c in found.clauses} == clauses
    assert (found.document.id, found.document.title) == ("WS-T-9901-2031", "病区轮椅管理规范 第2部分：清洁与消毒")
