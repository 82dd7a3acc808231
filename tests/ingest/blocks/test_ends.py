"""Where paragraphs end that no full stop ends: remarks, names of members, files to download, frames cut by a page."""

from pathlib import Path

import pytest

from ingest.pipeline import ingest, ingest_bytes
from tests.ingest.formats.test_pdf import lines, page
from tests.render import canvas
from tests.render.model import Manuscript, Text
from tests.render.typeset import typeset


def test_a_remark_behind_a_sentence_ends_its_paragraph(write):
    items = "\n\n".join(
        f"（{n}）做好第{n}项工作。{'落实到病区、到班次、到人，' * 9}每月汇总。（{who}牵头，各科室按职责分工负责）"
        for n, who in zip("一二三四", ("医务科", "护理部", "药学部", "信息科"), strict=True)
    )
    closing = "各科室要结合实际抓好落实，遇有问题及时反映，院办公室汇总后向院务会报告。"
    parsed = ingest(write("a.md", f"# 某院年度重点工作安排\n\n一、重点工作\n\n{items}\n\n{closing}\n"))
    text = f"某院年度重点工作安排\n\n一、重点工作\n\n{items}\n\n{closing}\n"
    for one in (parsed, ingest(write("a.txt", text))):
        assert [c.text for c in one.clauses if c.text.startswith("各科室要")] == [closing]


@pytest.mark.parametrize("role", ["主任委员：", "主 任 委 员：", "组长：", "顾问："])
def test_the_title_of_an_annex_does_not_swallow_the_first_member(write, role):
    text = "关于成立委员会的通知\n\n各科室：\n\n经研究，成立委员会，现予公布。\n\n附件1\n\n{}\n\n{}甲乙 院长\n\n委员：丙丁 药学部主任\n"
    parsed = ingest(write("a.txt", text.format("药事管理委员会组成人员", role)))
    members = [c for c in parsed.clauses if c.kind == "contact"]
    assert len(members) == 2
    assert {c.titles[0] for c in members} == {"药事管理委员会组成人员"}


@pytest.mark.parametrize(
    "files", [["附件1：登记表.docx", "附件2：流程图.pdf"], ["附件列表：", "附件1.统计表.xlsx"], ["附件下载：检查单.zip"]]
)
def test_files_to_download_are_no_annexes(write, files):
    text = "关于报送数据的通知\n\n各科室：\n\n请于每月5日前报送上月数据。\n\n一、内容\n\n住院人次。\n\n二、方式\n\n由系统报送。\n\n"
    parsed = ingest(write("a.txt", text + "\n\n".join(files) + "\n"))
    assert [c.path for c in parsed.clauses if c.kind not in ("imprint",)] == [("引言",), ("一",), ("二",)]
    assert sum(c.kind == "imprint" and c.text in files for c in parsed.clauses) == len(files)


def test_a_sentence_goes_on_where_a_frame_ends_with_its_page(tmp_path):
    words = "各病区每日清点抢救药品并记录在册发现近效期药品及时报告药学部更换"
    first = ["抢救药品管理制度", "第一条 " + words, words + "，护士长每周", "第二条 " + words, words + words[:4]]
    second = ["抽查一次并签名，抽查结果纳入月度考核，考核由护理部和药学部共同进行。", "第三条 本制度自印发之日起施行。"]

    def draw(canvas):
        canvas.rect(60, 50, 480, 120)
        lines(canvas, [first[0]], top=760)
        lines(canvas, first[1:], top=150)
        canvas.showPage()
        lines(canvas, second, top=780)

    (tmp_path / "a.pdf").write_bytes(page(draw))
    texts = {c.path[-1]: c.text for c in ingest(tmp_path / "a.pdf").clauses}
    assert texts["第二条"].endswith("共同进行。")


@pytest.mark.parametrize(
    ("name", "text", "paragraphs"),
    [
        (
            "会议记录.txt",
            "某院病案质量会议记录\n时 间：2026年4月2日  地 点：第一会议室\n主 持：院长\n议题一：病案首页\n讨论：甲主任：填写不及时。\n"
            "乙主任：建议系统提醒。\n决议：信息科五月底前上线。\n议题二：输血记录\n决议：每月通报。\n",
            ["议题一：病案首页", "讨论：甲主任：填写不及时。", "乙主任：建议系统提醒。", "决议：信息科五月底前上线。"],
        ),
        (
            "指标.txt",
            "病区指标说明\n一、跌倒发生率\n【定义】同期住院患者发生跌倒例次数与实际占用床日数的千分比。\n"
            "【计算】跌倒例次数÷实际占用床日数×1000‰\n【来源】不良事件系统\n",
            ["【计算】跌倒例次数÷实际占用床日数×1000‰", "【来源】不良事件系统"],
        ),
    ],
)
def test_a_label_begins_a_paragraph(write, name, text, paragraphs):
    texts = [c.text for c in ingest(write(name, text)).clauses]
    assert [t for t in texts if t in paragraphs] == paragraphs


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("经研究，同意甲同志由内科调到外科工作，请", "办理手续。"),
        ("轮椅由总务科统一购置，由各病区领用并", "逐台编号。"),
        ("一、轮椅每周擦拭一次，擦拭前先检查刹车和", "脚踏板。"),
        ("轮椅停放在电梯口、护士站、门诊大厅和急诊大厅、", "不占用消防通道。"),
        ("（一）坚守岗位，", "不得离开。"),
    ],
)
def test_a_line_that_ends_in_a_word_with_which_no_sentence_ends_goes_on(write, first, second):
    parsed = ingest(write("a.txt", f"关于轮椅的说明\n各科室：\n{first}\n{second}\n二、特此说明。\n"))
    assert any(c.text.endswith(first[-4:] + second) for c in parsed.clauses)
    assert "joined_over_page" in [f.code for f in parsed.findings]


@pytest.mark.parametrize("first", ["轮椅停放，借用，归还，擦拭", "一、加强领导，落实责任", "陪护人员，护工"])
def test_a_line_that_may_be_a_title_or_a_list_of_names_does_not(write, first):
    parsed = ingest(write("a.txt", f"关于轮椅的说明\n各科室：\n{first}\n逐台编号，落实到人。\n二、特此说明。\n"))
    assert "逐台编号，落实到人。" in [c.text for c in parsed.clauses]


@pytest.mark.parametrize(
    ("paragraph", "indent"),
    [
        ("为方便行动不便的病人，我院在门诊大厅、急诊大厅和各病区配备了轮椅，现将借用办法说明如下。", 2.0),
        ("轮椅由总务科统一购置、统一编号，由各病区护士长指定专人保管，每周检查刹车和脚踏板一次。", 2.0),
        ("病人凭身份证借用轮椅，当日归还；跨日借用的，由病区护士长签字，并在登记本上写明归还的日期。", 0.0),
    ],
)
def test_the_one_paragraph_of_a_short_letter_that_takes_two_lines_is_one(paragraph, indent):
    texts = (Text("关于轮椅借用的说明", centred=True), Text("各科室："), Text(paragraph, indent), Text("特此说明。", indent))
    data = canvas.pdf(typeset(Manuscript(texts, measure=30.0)))
    assert paragraph in [c.text for c in ingest_bytes(data, Path("a.pdf")).clauses]


@pytest.mark.parametrize(
    "last",
    ["〔2024〕第9期", "记录：周甲", "地点：二楼会议室", "DOI：10.0000/j.issn.0000-0000.2024.01.001", "保洁部 后勤部"],
)
def test_a_blank_line_below_a_label_or_a_short_line_joins_nothing(write, last):
    text = f"轮椅管理研究小结\n\n主持：王乙\n\n{last}\n\n轮椅的管理关系到病人的安全，现作小结如下。\n\n一、现状\n\n共有轮椅四十台。\n"
    parsed = ingest(write("a.txt", text))
    assert "轮椅的管理关系到病人的安全，现作小结如下。" in [c.text for c in parsed.clauses]
    assert not [f for f in parsed.findings if f.code == "joined_over_page"]
