"""What stands above a title, or beside it in brackets: a series and its number, a class, a dateline, the lines of contents."""

import pytest

from ingest.pipeline import ingest
from tests.ingest.heads.test_heads import texts

BODY = "各科室：\n现将有关事项说明如下，请照此执行。\n一、要求\n照此执行。\n二、时间\n即日起执行。\n"


@pytest.mark.parametrize(
    ("lines", "number", "issuer"),
    [
        (["质 量 通 报", "2031年第6期（总第78期）", "质量管理科编　　　2031年7月15日"], "2031年第6期", "质量管理科"),
        (["青山医院公告", "2031年第9号"], "2031年第9号", "青山医院"),
        (["护理简报", "第3期", "护理部 2031年3月2日"], "第3期", "护理部"),
    ],
)
def test_a_series_above_its_number_is_no_title(write, lines, number, issuer):
    title = "关于第二季度轮椅清洁检查情况的通报"
    parsed = ingest(write("文.txt", "\n".join([*lines, title, BODY])))
    assert (parsed.document.title, parsed.document.number, parsed.document.issuer) == (title, number, issuer)
    assert not {*texts(parsed, "paragraph")} & {*lines, title, "各科室："}


def test_a_paper_that_is_called_as_a_series_keeps_its_title(write):
    parsed = ingest(write("文.txt", f"青山医院公告\n2031年第9号\n{BODY}"))
    assert parsed.document.title == "青山医院公告"


@pytest.mark.parametrize("mark", ["类　别：A", "类别：B1", "B类"])
def test_the_class_of_an_answer_to_a_motion_is_no_title(write, mark):
    head = f"{mark}\n青山市卫生健康委员会\n青卫案字〔2031〕23号\n关于政协第六届委员会第四次会议\n第087号提案的答复\n"
    parsed = ingest(write("文.txt", f"{head}周某委员：\n您提出的提案收悉，现答复如下：\n{BODY}"))
    document = parsed.document
    assert (document.title, document.number) == ("关于政协第六届委员会第四次会议第087号提案的答复", "青卫案字〔2031〕23号")
    assert {"周某委员：", "".join(mark.split())} <= {*texts(parsed, "imprint")}


@pytest.mark.parametrize("day", ["2031年3月28日", "2031-3-28", "二〇三一年三月二十八日"])
def test_who_and_when_above_the_title_of_minutes(write, day):
    title = "药事委员会2031年第一次会议纪要"
    head = f"药委纪〔2031〕1号\n青山医院药学部　　　　　　{day}\n{title}\n时间：2031年3月25日下午\n"
    document = ingest(write("文.txt", head + "会议议定：\n一、清点\n逐柜清点。\n二、上报\n按月上报。\n")).document
    assert (document.title, document.date, document.issuer) == (title, "2031-03-28", "青山医院药学部")


@pytest.mark.parametrize(
    ("note", "number"),
    [
        ("（2031年10月30日院长办公会审议通过　青医发〔2031〕56号）", "青医发〔2031〕56号"),
        ("（青医〔2031〕40号，2031年9月15日印发）", "青医〔2031〕40号"),
        ("（2031年9月15日通过，青医〔2031〕40号印发）", "青医〔2031〕40号"),
        ("（根据国卫医发〔2030〕4号文2031年9月15日修订）", ""),
    ],
)
def test_the_number_in_the_note_below_a_title(write, note, number):
    parsed = ingest(write("文.txt", f"轮椅管理办法\n{note}\n第一条 逐台编号。\n第二条 每周擦拭。\n"))
    assert (parsed.document.title, parsed.document.number) == ("轮椅管理办法", number)


@pytest.mark.parametrize("number", ["×医字[2031]第3号", "×卫〔2031〕第3号"])
def test_a_number_whose_organ_is_left_out_is_not_joined_to_the_title(write, number):
    document = ingest(write("文.txt", f"{number}\n\n关于购置轮椅的请示\n{BODY}")).document
    assert document.title == "关于购置轮椅的请示" and "〔2031〕3号" in document.number


@pytest.mark.parametrize("entry", ["前言……………………………………II", "1 范围 ........................ 1", "1  范围·········· 1"])
def test_a_line_of_contents_is_no_part_of_the_title(write, entry):
    cover = "ICS 11.020\n青山省地方标准\nDB99/T 123—2031\n轮椅清洁技术规范\n2031-01-02 发布\n2031-03-01 实施\n青山省市场监督管理局 发布\n"
    text = f"{cover}{entry}\n2 清洁 ........................ 3\n1 范围\n本文件规定了清洁。\n2 清洁\n2.1 每日擦拭。\n2.2 每周消毒。\n"
    parsed = ingest(write("文.txt", text))
    assert parsed.document.title == "轮椅清洁技术规范"
    plain = ingest(
        write("文.txt", f"轮椅清洁手册\n{entry}\n2 清洁 ........................ 3\n1 范围\n全院。\n2 清洁\n每日擦拭。\n")
    )
    assert plain.document.title == "轮椅清洁手册"


def test_a_head_in_a_table_of_markdown(write):
    for first in (
        "| 文件编号 | QS-SC-002 | 版本 | V2.1 |\n|---|---|---|---|\n",
        "| | | | |\n|---|---|---|---|\n| 文件编号 | QS-SC-002 | 版本 | V2.1 |\n",
    ):
        table = f"{first}| 编制部门 | 青山医院输血科 | 发布日期 | 2031-07-01 |\n"
        document = ingest(
            write("册.md", f"# 输血管理手册\n\n{table}\n## 1 总则\n\n1.1 规范用血。\n\n1.2 全院适用。\n")
        ).document
        assert (document.number, document.date, document.issuer) == ("QS-SC-002", "2031-07-01", "青山医院输血科")


def test_departments_that_sign_beside_each_other(write):
    document = ingest(write("文.txt", f"关于洗手的通知\n{BODY}护理部　医院感染管理科\n2031年4月28日\n")).document
    assert document.issuer == "护理部、医院感染管理科"
