"""Heads of rule books and minutes: who made it and in which month, labels in traditional characters, who printed it."""

import pytest

from ingest.pipeline import ingest
from tests.ingest.heads.test_signatures import SUFFIXES

TEXT = ["一、交接班", "1.准时。", "2.床头交接。", "二、查对", "1.双人核对。"]
ARTICLES = ["第一章 总则", "第一条 病区保持安静。", "第二条 按时查房。", "第三条 由护理部解释。"]


@pytest.fixture(params=SUFFIXES)
def read(request, write):
    return lambda *lines: ingest(write(f"文.{request.param}", SUFFIXES[request.param](lines)))


def imprints(parsed):
    return [c.text for c in parsed.clauses if c.kind == "imprint"]


@pytest.mark.parametrize(
    ("title", "below", "issuer", "date"),
    [
        ("护理工作手册", ["护理部", "2033-03"], "护理部", "2033-03"),
        ("护理制度与流程汇编（第三版）", ["青山市第四医院医务科护理部", "2033年3月"], "青山市第四医院医务科护理部", "2033-03"),
        ("病区工作规范", ["编制：青山县中医医院护理部", "二〇三三年六月"], "青山县中医医院护理部", "2033-06"),
        ("病区工作规范", ["2033.6"], "", "2033-06"),
        ("病区工作规范", ["2033年6月修订"], "", "2033-06"),
        ("病区工作规范", ["2033-06-09"], "", "2033-06-09"),
        ("病区工作规范", ["青山县中医医院护理部"], "青山县中医医院护理部", ""),
        ("病区工作规范", ["制定部门：护理部", "制定日期：2033年6月"], "护理部", "2033-06"),
    ],
)
@pytest.mark.parametrize("text", [TEXT, ARTICLES], ids=["numbers", "articles"])
def test_who_made_a_book_of_rules_and_in_which_month(read, title, below, issuer, date, text):
    parsed = read(title, *below, *text)
    assert (parsed.document.title, parsed.document.issuer, parsed.document.date) == (title, issuer, date)
    assert imprints(parsed) == below
    assert [f.text for f in parsed.findings if f.code.startswith("joined")] == []


@pytest.mark.parametrize("line", ["2033年3月起", "自2033年3月开始试点", "2033年3月重点工作如下", "各护理单元护理部"])
def test_a_line_that_only_names_a_month_or_a_department_is_text(write, line):
    parsed = ingest(write("文.txt", "\n".join(["病区工作规范", line, *TEXT])))
    assert (parsed.document.date, parsed.document.issuer, imprints(parsed)) == ("", "", [])


def test_the_day_goes_before_the_month(write):
    parsed = ingest(write("文.txt", "\n".join(["病区工作规范", "（2029年6月制定，2033年3月8日修订）", *TEXT])))
    assert parsed.document.date == "2033-03-08"


@pytest.mark.parametrize(
    ("lines", "number", "issuer", "date"),
    [
        (["文件編號：QS-HL-012", "制定部門：護理部", "生效日期：2033年3月8日"], "QS-HL-012", "護理部", "2033-03-08"),
        (["文件編號 : NUR-07", "制訂單位：感染管制室", "修訂日期：2033.03.08"], "NUR-07", "感染管制室", "2033-03-08"),
        (["編號：A-3", "發佈單位：青山醫院", "發佈日期：2033-03-08", "版次：第三版"], "A-3", "青山醫院", "2033-03-08"),
    ],
)
def test_labels_in_traditional_characters(read, lines, number, issuer, date):
    parsed = read("跌倒預防作業標準", *lines, "一、目的", "預防跌倒。", "二、範圍", "全院。")
    found = parsed.document
    assert (found.title, found.number, found.issuer, found.date) == ("跌倒預防作業標準", number, issuer, date)
    assert [text.replace(" ", "") for text in imprints(parsed)] == [line.replace(" ", "") for line in lines]


MINUTES = ["会议听取了汇报。", "一、加强巡视。", "二、规范交接。"]


@pytest.mark.parametrize(
    ("foot", "date"),
    [
        (["报送：院领导", "印发：院长办公室", "2033年3月10日"], "2033-03-10"),
        (["报送：市卫生健康委员会", "抄送：各科室。", "印发：青山市第四医院办公室 2033年3月9日"], "2033-03-09"),
        (["报：院领导", "送：各科室", "印发：院办"], ""),
        (["主送：各病区", "印发单位：护理部", "（共印20份）"], ""),
        (["印送：各病区", "青山市第四医院办公室 2033年3月9日 印发"], "2033-03-09"),
    ],
)
def test_who_prints_minutes_does_not_issue_them(read, foot, date):
    parsed = read("护理质量管理会议纪要", *MINUTES, *foot)
    assert (parsed.document.issuer, parsed.document.date) == ("", date)
    assert "".join(imprints(parsed)).replace(" ", "") == "".join(foot).replace(" ", "")


def test_a_gap_behind_the_label_of_who_prints(write):
    parsed = ingest(write("文.txt", "\n".join(["护理质量管理会议纪要", *MINUTES, "印发　院长办公室", "2033年3月10日"])))
    assert (parsed.document.issuer, parsed.document.date) == ("", "2033-03-10")


@pytest.mark.parametrize("addressee", ["职工代表大会主席团：", "护理志愿服务队：", "青山镇、柳树乡：", "全体实习学生："])
def test_whom_a_proposal_addresses(read, addressee):
    parsed = read(
        "关于修改陪护规定的议案", addressee, "现提请审议。", "一、修改第三条。", "二、增加一条。", "工会", "2033年3月8日"
    )
    assert imprints(parsed) == [addressee, "工会", "2033年3月8日"]
    assert parsed.document.issuer == "工会"
