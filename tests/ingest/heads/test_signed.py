"""Who made, checked and approved a rule, and when, in its last lines or below its title: imprint and metadata, no clauses."""

import pytest

from ingest.pipeline import ingest
from tests.ingest.heads.test_signatures import SUFFIXES, paths

RULES = {
    "sections": ["一、人员更换鞋帽。", "二、参观者经同意方可进入。"],
    "articles": ["第一条 人员更换鞋帽。", "第二条 参观者经同意方可进入。"],
    "decimals": ["1 目的", "1.1 人员更换鞋帽。", "2 要求", "2.1 参观者经同意方可进入。"],
}


@pytest.fixture(params=SUFFIXES)
def read(request, write):
    return lambda *lines: ingest(write(f"文.{request.param}", SUFFIXES[request.param](lines)))


def imprints(parsed):
    return [c.text for c in parsed.clauses if c.kind == "imprint"]


def substance(parsed):
    return [c.text for c in parsed.clauses if c.kind not in ("imprint", "heading")]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    ("last", "issuer", "date"),
    [
        (["编制：介入科", "审核：医务科", "批准：李强", "日期：2033年4月2日"], "介入科", "2033-04-02"),
        (["编制：王晓　　审核：李强　　批准：赵敏　　日期：2033年4月2日"], "", "2033-04-02"),
        (["编制人：王晓", "审核人：李强", "批准人：赵敏", "批准日期：2033.4.2"], "", "2033-04-02"),
        (["制订科室：介入科　审核部门：医务科", "制订日期：2031年1月　修订日期：2033年4月"], "介入科", "2033-04"),
        (["起草：王晓　审核：李强　批准：赵敏", "2033年4月2日"], "", "2033-04-02"),
        (["起草：王晓　审核：李强　批准：赵敏", "发布日期：2033年4月2日"], "", "2033-04-02"),
        (["介入科　2033年4月2日　发布"], "介入科", "2033-04-02"),
        (["（介入科2033年4月修订）"], "介入科", "2033-04"),
        (["2033年4月2日 介入科 制"], "介入科", "2033-04-02"),
        (["介入科 2031年4月 制定", "介入科 2033年4月 修订"], "介入科", "2033-04"),
    ],
)
def test_the_last_lines_of_a_rule(read, rule, last, issuer, date):
    parsed = read("导管室出入规定", *RULES[rule], *last)
    assert (parsed.document.title, parsed.document.issuer, parsed.document.date) == ("导管室出入规定", issuer, date)
    assert substance(parsed) == ["人员更换鞋帽。", "参观者经同意方可进入。"]
    assert len(paths(parsed, "imprint")) == len(last)


@pytest.mark.parametrize("below", ["院感科 2033年3月", "编制：院感科　审核：医务科　日期：2033年3月"])
def test_the_same_right_below_the_title(read, below):
    parsed = read("导管室出入规定", below, *RULES["sections"])
    assert (parsed.document.issuer, parsed.document.date) == ("院感科", "2033-03")
    assert substance(parsed) == ["人员更换鞋帽。", "参观者经同意方可进入。"]


def test_who_made_the_annex_did_not_issue_the_letter(read):
    letter = ["关于印发导管室出入规定的通知", "各科室：", "现印发给你们。", "附件：导管室出入规定", "护理部", "2033年3月1日"]
    parsed = read(*letter, "导管室出入规定", *RULES["articles"], "编制：介入科　审核：院感科")
    assert (parsed.document.issuer, parsed.document.date) == ("护理部", "2033-03-01")
    assert imprints(parsed)[-1] == "编制：介入科 审核：院感科"


@pytest.mark.parametrize(
    "last",
    [
        ["审核：每季度一次", "修订：发现问题随时进行"],
        ["检查人：当班护士", "记录人：当班护士"],
        ["本规定由介入科2033年4月2日发布"],
        ["急诊科 2033年3月", "外科 2033年4月", "其余科室另行通知。"],
    ],
)
def test_lines_of_the_text_stay_clauses(read, last):
    parsed = read("导管室出入规定", *RULES["sections"], *last)
    assert (parsed.document.issuer, paths(parsed, "imprint")) == ("", [])


@pytest.mark.parametrize("day", ["2033年{}月", "2033.{}", "2033-{}-2"])
def test_days_of_a_schedule_sign_nothing(read, day):
    turns = [line for n, who in enumerate(("急诊科", "外科", "内科"), 3) for line in (day.format(n), who)]
    parsed = read("急救演练安排", "一、时间与科室", *turns, "二、各科准时参加。")
    assert (parsed.document.issuer, parsed.document.date, paths(parsed, "imprint")) == ("", "", [])


def test_a_line_of_the_annex_names_nobody_who_gets_a_copy(read):
    signed = ["检验科", "2033年3月1日", "抄送：院办公室。"]
    parsed = read(
        "标本送检规定", *RULES["sections"], *signed, "附件", "标本分发流程", "1.分类。", "分送：急诊标本先送。", "2.核对条码。"
    )
    assert imprints(parsed) == signed
    assert "分送：急诊标本先送。" in substance(parsed)


def test_labels_within_the_text_are_clauses(read):
    head = ["文件编号：HY-03", "日期：2033年5月8日"]
    parsed = read("满意度报告", *head, "一、对象", "来源：住院患者200人。", "日期：1月至3月。", "二、结果", "满意率96%。")
    assert (parsed.document.number, parsed.document.date, parsed.document.issuer) == ("HY-03", "2033-05-08", "")
    assert substance(parsed) == ["来源：住院患者200人。", "日期：1月至3月。", "满意率96%。"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_is_still_to_be_filled_in_is_a_place_of_a_form(write, suffix):
    lines = ["导管室检查表", "科室：　　　检查者：　　　日期：", "一、鞋帽更换。", "二、手消毒。"]
    parsed = ingest(write(f"表.{suffix}", SUFFIXES[suffix](lines)))
    assert paths(parsed, "imprint") == []
    lines[1] = "科室：介入科　检查者：王晓　日期：2033年4月2日"
    parsed = ingest(write(f"表2.{suffix}", SUFFIXES[suffix](lines)))
    assert (paths(parsed, "imprint"), parsed.document.date) == (["版记1"], "2033-04-02")


@pytest.mark.parametrize("fields", ["考核人：李强　考核时间：2033年3月6日", "检查者：王晓　检查日期：2033年3月6日"])
def test_who_examines_is_text_of_the_rule(read, fields):
    rule = ["一、要求", "全员参加。", fields, "二、考核", "闭卷。"]
    assert fields.replace("　", " ") in substance(read("培训规定", *rule))
    assert fields.replace("　", " ") in substance(read("培训规定", *rule, "三、分工", fields))


@pytest.mark.parametrize("day", ["2033年3月5日", "2033.3.5"])
def test_a_day_within_the_letter_is_not_its_own(read, day):
    letter = ["培训通知", "各科室：", "一、时间", day, "二、地点", "示教室。"]
    assert read(*letter, "护理部", "2033年3月1日").document.date == "2033-03-01"


@pytest.mark.parametrize(
    ("item", "last"),
    [
        ("二、清点器械", "编制：手术室　审核：医务科"),
        ("（二）清点器械", "检查者：王晓　日期：2033年3月6日"),
        ("2.清点器械", "制表人：王晓　制表日期：2033年3月"),
    ],
)
def test_an_item_without_a_full_stop_may_stand_above(read, item, last):
    first = item.replace("二", "一").replace("2", "1").replace("清点器械", "核对患者")
    parsed = read("手术安全规定", first, item, last)
    assert imprints(parsed) == [last.replace("　", " ")]
