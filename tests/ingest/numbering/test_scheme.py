"""A document is divided by the numbers that it shows, whatever type and format it has."""

import pytest

from ingest.finding_kinds import FindingKind
from ingest.numbering.doctypes import BY_NAME
from ingest.numbering.scheme import numbered, recognise
from ingest.pipeline import ingest
from tests.ingest.kept import lost
from tests.ingest.numbering.documents import counted, further, labels, levels, order, parts, titles, tops, wards
from tests.render import canvas, docx, html
from tests.render.model import Manuscript, Text
from tests.render.typeset import typeset

KINDS = {
    name: table
    for module in (levels, order, labels, parts, titles, tops, wards, further, counted)
    for name, table in vars(module).items()
    if name.isupper()
}
CASES = [
    pytest.param(text, paths, id=f"{kind}: {name}") for kind, table in KINDS.items() for name, (text, paths) in table.items()
]
OUTSIDE = ("contact", "imprint")
"""Kinds of clauses that say nothing of substance."""


def paths(parsed):
    return [c.id.partition("#")[2] for c in parsed.clauses if c.kind not in OUTSIDE]


def in_order(expected, found):
    """Whether ``found`` begins with ``expected``; what follows may be the document that a decision amends."""
    return found[: len(expected)] == expected


def manuscript(text):
    texts, blanks = [], 0
    for number, line in enumerate(text.splitlines()):
        if line.strip():
            texts.append(Text(line.strip("　"), 0.0, blanks, centred=number == 0))
            blanks = 0
        else:
            blanks += 1
    return Manuscript(tuple(texts), measure=34.0)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_clauses_stand_where_the_numbers_put_them(write, text, expected):
    parsed = ingest(write("文件.txt", text))
    assert in_order(expected.split(), paths(parsed))
    assert lost(parsed, text) == []
    assert not [f for f in parsed.findings if f.code in (FindingKind.NUMBER_GAP, FindingKind.PATH_TWICE)]


@pytest.mark.parametrize("name", ["文件.docx", "文件.pdf", "文件.html", "文件.md"])
@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_same_from_other_formats(write, text, expected, name):
    if "★" in text and name.endswith("md"):
        pytest.skip("stars between blank lines are what slides look like")
    printed = manuscript(text)
    data = {
        "文件.docx": lambda: docx.docx(printed),
        "文件.pdf": lambda: canvas.pdf(typeset(printed)),
        "文件.html": lambda: html.html(printed),
        "文件.md": lambda: text.replace("\n", "\n\n"),
    }[name]()
    assert in_order(expected.split(), paths(ingest(write(name, data))))


@pytest.mark.parametrize("name", [name for name in BY_NAME if name not in ("standard", "slides")])
def test_the_type_is_only_a_first_guess(name):
    text, _ = levels.DECIMALS["bare headings"]
    assert [level.name for level in numbered(BY_NAME[name], text).levels if level.decimal][:3] == [
        "clause1",
        "clause2",
        "clause3",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "一、组织\n（一）设组长。\n1.排班。\n2.查房。\n二、时间\n每日 2.5 小时，至少 3.5 小时。",
        "血钾\n3.5 mmol/L 以上者复查，\n4.5 mmol/L 以上者会诊，\n5.5 mmol/L 以上者转科。",
        "项目  次数  备注\n1  翻身  12\n2  叩背  8\n3  雾化  4",
        "第一章 总则\n本章只此一章。",
        "2023 年开放床位\n2024 年开放床位\n2025 年开放床位",
        "Ⅰ类切口不用药。\nⅡ类切口术前用药。\nⅢ 类切口术后用药。",
        "一、采访\n问：您好？\n答：你好。\n二、结束",
        "一、用量\n附表1 麻醉药品用量\n附表2 回收登记\n二、回收",
        "报告按\n第三章报告，由护理部负责\n1.登记。\n2.上报。",
    ],
    ids=[
        "figures within sentences",
        "figures at the beginning of lines",
        "rows of a table",
        "one chapter alone",
        "years",
        "classes of wounds",
        "one question",
        "annexes within the text",
        "a chapter that a sentence names",
    ],
)
def test_what_only_looks_like_another_scheme_adds_no_level(text):
    plain = BY_NAME["general"]
    assert numbered(plain, text).levels == plain.levels


def test_a_standard_and_slides_keep_their_own_levels():
    text, _ = levels.DIVISIONS["books and chapters"]
    for name in ("standard", "slides"):
        assert numbered(BY_NAME[name], text) == BY_NAME[name]


def test_the_type_is_recognised_as_before():
    assert recognise("第一条 洗手。\n第二条 戴口罩。\n").name == "statute"
    assert recognise("随便写写。").name == "general"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "4 设备\n4.1 校准\n4.1.1 每年一次。\n4.1.2 贴签。\n8 文件\n8.1 编号。\n8.2 回收。\n",
            "4/4.1/4.1.1 4/4.1/4.1.2 8/8.1 8/8.2",
        ),
        ("1 范围\n1.1 检验。\n1.2 输血。\n10 文件\n10.1 编号。\n10.2 回收。\n", "1/1.1 1/1.2 10/10.1 10/10.2"),
        (
            "5.2 洗手\n5.2.1 接触前。\n5.2.2 接触后。\n9.1 培训\n9.1.1 每年。\n9.1.2 考核。\n",
            "5/5.2/5.2.1 5/5.2/5.2.2 9/9.1/9.1.1 9/9.1/9.1.2",
        ),
    ],
)
def test_an_excerpt_may_begin_and_go_on_anywhere(write, text, expected):
    parsed = ingest(write("手册.txt", "某院检验科手册（节选）\n" + text))
    assert paths(parsed) == expected.split()
    assert FindingKind.NUMBER_GAP in {f.code for f in parsed.findings}


@pytest.mark.parametrize("upper", [("第1章 库房", "第2章 效期"), ("一、库房", "二、效期")])
@pytest.mark.parametrize("dash", ["-", "－", "–"])
def test_hyphened_numbers_stand_below_the_chapter_that_they_name(write, upper, dash):
    one, two = upper
    lines = [
        one,
        "1-1 常温库每日测温。",
        "1-2 冷库：",
        "（1）实时测温；",
        "（2）断电报警。",
        two,
        "2-1 近效期挂牌。",
        "2-2天内下架。",
    ]
    text = "药品养护细则\n" + "\n".join(lines).replace("1-", f"1{dash}").replace("2-1", f"2{dash}1") + "\n"
    found = {c.text: c.path[1:] for c in ingest(write("细则.txt", text)).clauses}
    assert found["常温库每日测温。"] == ("1-1",) and found["断电报警。"] == ("1-2", "（2）")
    assert found["近效期挂牌。"] == ("2-1",) and found["2-2天内下架。"] == ("2-1", "第2段")


def test_ranges_at_the_beginning_of_lines_are_no_numbers(write):
    text = "随访须知\n一、时间\n1-2周内电话随访。\n3-6个月复查。\n二、方式\n2-3人一组上门。\n"
    assert not any("-" in part for c in ingest(write("须知.txt", text)).clauses for part in c.path)
