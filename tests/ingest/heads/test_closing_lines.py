"""What closes a paper: when it was made, copies, whom to turn to, departments side by side, rows that sign a sheet."""

import pytest

from ingest.pipeline import ingest
from tests.ingest.formats.test_xlsx import book, saved

RULE = ["标本管理规定", "一、标本由专人接收。", "二、不合格标本一律退回。"]


@pytest.fixture
def read(write):
    return lambda *lines: ingest(write("文.txt", "\n".join(lines)))


def kinds(parsed, kind):
    return [c.text.replace(" ", "") for c in parsed.clauses if c.kind == kind]


@pytest.mark.parametrize(
    ("closing", "issuer", "date"),
    [
        (["检验科", "2032年1月制定"], "检验科", "2032-01"),
        (["青禾市第三医院", "（2032年1月5日修订）"], "青禾市第三医院", "2032-01-05"),
        (["输血科", "2032.3编"], "输血科", "2032-03"),
        (["2028年3月制定", "2032年1月第二次修订"], "", "2032-01"),
        (["医务科　检验科", "2032年1月5日"], "医务科、检验科", "2032-01-05"),
        (["医务科 护理部 药学部", "2032年1月5日"], "医务科、护理部、药学部", "2032-01-05"),
    ],
)
def test_who_made_it_and_when(read, closing, issuer, date):
    parsed = read(*RULE, *closing)
    assert (parsed.document.issuer, parsed.document.date) == (issuer, date)
    assert kinds(parsed, "imprint") == [line.replace("　", "").replace(" ", "") for line in closing]
    assert kinds(parsed, "paragraph") == []


@pytest.mark.parametrize("line", ["发：院领导，各科室。", "抄：县卫生健康局", "送：质控办"])
def test_who_is_sent_it(read, line):
    parsed = read(*RULE, line, "青禾市第三医院办公室　　2032年5月13日印发")
    assert line in kinds(parsed, "imprint")


@pytest.mark.parametrize("line", ["（联系人：柏青，电话：8231）", "(联系电话：8231)", "（传真：8231）"])
def test_whom_to_turn_to_in_brackets(read, line):
    parsed = read(*RULE, "青禾市第三医院", "2032年5月13日", line)
    assert kinds(parsed, "contact") == [line]


def test_days_in_a_chronicle_sign_nothing(read):
    parsed = read(*RULE, "修订经过如下：", "2028年3月制定", "主要内容为接收。")
    assert "2028年3月制定" in kinds(parsed, "paragraph")


@pytest.mark.parametrize(
    "signed", [("科室签收：", "", "日期："), ("护士长签字：", "", ""), ("被检查者签名：", "检查者签名：", "")]
)
def test_a_row_below_the_remark_of_a_sheet_signs_it(write, signed):
    rows = [
        ("项目", "要求", "得分"),
        ("手卫生", "依从", "5"),
        ("隔离", "有标识", "5"),
        ("说明：低于8分的，一周内复查。",),
        signed,
    ]
    parsed = ingest(write("检查表.xlsx", saved(book(*rows))))
    assert [c.kind for c in parsed.clauses] == ["heading", "row", "row", "paragraph", "imprint"]


@pytest.mark.parametrize("contact", ["联系人：柏青　电话：8231", "联系电话：8231", "（邮箱：yxb@qh3y.cn）"])
@pytest.mark.parametrize("signed", [["药学部"], ["青禾市第三医院", "药学部"]])
def test_who_signs_above_whom_to_turn_to(read, signed, contact):
    parsed = read("关于增配冷藏柜的说明", "拟增配冷藏柜两台。", "附件：1.参数表", "2.温度记录", *signed, contact)
    assert (parsed.document.issuer, kinds(parsed, "imprint")) == ("、".join(signed), signed)
    assert kinds(parsed, "contact") == [contact.replace("　", "")]


@pytest.mark.parametrize("who", ["院领导：", "医院党委、各位院领导：", "分管领导："])
def test_leaders_are_addressed(read, who):
    parsed = read("关于增配冷藏柜的请示", who, "拟增配冷藏柜两台，妥否，请批示。", "药学部", "2032年5月13日")
    assert kinds(parsed, "imprint") == [who, "药学部", "2032年5月13日"]


@pytest.mark.parametrize("heading", ["组织领导：", "加强领导："])
def test_a_label_is_no_addressee(read, heading):
    parsed = read("冷藏柜管理规定", heading, "由药学部主任负责，每月检查。")
    assert heading not in kinds(parsed, "imprint")
