"""Days that a document tells otherwise than under a signature, and who issued it where no line of its own says so."""

import pytest

from ingest.pipeline import ingest

ITEMS = "一、护理部下月起抽查口头医嘱。\n二、药剂科补充抢救车药品。\n"
TABLE = (("时 间", "2025年4月8日", "地 点", "示教室"), ("主 持", "白露", "记 录", "季然"))


def document(write, text, name="文.txt"):
    return ingest(write(name, text)).document


@pytest.mark.parametrize(
    ("title", "told", "day"),
    [
        ("护理质量委员会会议纪要（第3期）", "时间：2025年4月8日14:30\n地点：三楼会议室\n主持人：白露\n", "2025-04-08"),
        ("药事会议纪要", "会议时间：2025-04-08 下午\n", "2025-04-08"),
        ("科研伦理审查意见", "受理号：2025-12\n审查日期：2025年4月8日\n", "2025-04-08"),
        ("输血管理委员会例会", "召开日期：二〇二五年四月八日\n", "2025-04-08"),
        ("护理部例会会议纪要", "2025年4月8日下午，护理部主任召集各病区护士长开会，议定：\n", "2025-04-08"),
        ("感控小组会议纪要", "感控小组于2025年4月8日在示教室召开第二次会议，纪要如下：\n", "2025-04-08"),
        ("门诊检查情况", "检查时间：2025.4.8\n", "2025-04-08"),
        ("关于举办急救培训的通知", "培训时间：2025年4月8日\n地点：示教室\n", ""),
        ("抢救车管理制度", "2024年4月8日起，抢救车由护理部组织检查。\n", ""),
    ],
)
def test_a_record_is_of_the_day_on_which_it_took_place(write, title, told, day):
    assert document(write, f"{title}\n\n{told}\n{ITEMS}").date == day


def test_the_day_in_a_table_above_the_minutes(write):
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in TABLE)
    items = "".join(f"<p>{line}</p>" for line in ITEMS.splitlines())
    assert document(write, f"<h1>质控会议纪要</h1><table>{rows}</table>{items}", "纪要.html").date == "2025-04-08"


def test_a_signature_goes_before_the_day_of_the_meeting(write):
    text = f"药事会议纪要\n\n会议时间：2025年4月8日\n\n{ITEMS}\n药剂科\n2025年4月10日\n"
    assert document(write, text).date == "2025-04-10"


@pytest.mark.parametrize("signer", ["市长 白露", "代省长：季然", "市人民政府"])
def test_an_order_is_of_the_day_under_which_it_is_signed(write, signer):
    order = "江东市人民政府令\n第8号\n\n《江东市院前急救办法》已于2024年1月5日经市政府常务会议通过，自2024年5月1日起施行。\n\n"
    text = f"{order}{signer}\n2024年1月19日\n\n江东市院前急救办法\n\n第一条 急救站全天值守。\n第二条 急救车五分钟内出发。\n"
    assert document(write, text).date == "2024-01-19"


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("label", ["修订日期", "最近修订", "修改时间"])
def test_the_last_revision_is_the_date_of_a_rule_also_where_it_stands_at_the_end(write, label, long):
    items = "".join(f"{n}、第{n}种被服每周清点一次。\n" for n in range(1, 60 if long else 4))
    text = f"被服管理办法\n\n{items}制定日期：2019年6月1日\n{label}：2024年5月20日\n"
    assert document(write, text).date == "2024-05-20"


@pytest.mark.parametrize(
    ("note", "issuer"),
    [("（后勤科 2024年5月修订）", "后勤科"), ("（质量管理办公室2023年制定）", "质量管理办公室"), ("（2024年5月修订）", "")],
)
def test_the_note_below_the_title_says_who_made_a_rule(write, note, issuer):
    assert document(write, f"被服管理办法\n{note}\n一、每周清点。\n二、破损报废。\n").issuer == issuer


@pytest.mark.parametrize(("last", "issuer"), [("后勤保障科 2024年12月30日", "后勤保障科"), ("执行 2024年12月30日", "")])
def test_who_signs_may_stand_on_the_line_of_the_date(write, last, issuer):
    found = document(write, f"停水公告\n因检修水管，住院楼停水半天。\n1.提前储水；\n2.暂停洗浴。\n{last}\n")
    assert (found.issuer, found.date) == (issuer, "2024-12-30" if issuer else found.date)


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("江东市人民医院陪护管理规定", "江东市人民医院"),
        ("江东医科大学附属第二医院查对制度", "江东医科大学附属第二医院"),
        ("云岭县妇幼保健院新生儿腕带管理办法", "云岭县妇幼保健院"),
        ("江东市三级医院评审标准", ""),
        ("江东省县级中医医院建设规范", ""),
        ("江东市医院感染管理办法", ""),
        ("医院陪护管理规定", ""),
    ],
)
def test_a_rule_whose_title_begins_with_the_name_of_a_hospital_is_that_hospitals(write, title, issuer):
    for body in ("第一条 凭证陪护。\n第二条 每晚清点。\n", "一、凭证陪护。\n二、每晚清点。\n"):
        assert document(write, f"{title}\n\n{body}").issuer == issuer


@pytest.mark.parametrize(("front", "issuer"), [("author: 急诊科", "急诊科"), ("作者: 护理部", "护理部"), ("author: 白露", "")])
def test_the_author_in_front_matter_of_another_tool_issued_it_where_it_is_a_department(write, front, issuer):
    assert document(write, f"---\ntitle: 洗胃流程\n{front}\n---\n\n# 洗胃流程\n\n{ITEMS}", "流程.md").issuer == issuer


def test_number_and_date_beside_the_hospital_and_the_title(write):
    head = "云岭县医院检验科  文件编号：LAB-SOP-9  版本：B/0\n血气分析操作规程  生效日期：2025年3月1日\n\n"
    found = document(write, f"{head}1 目的\n规范血气分析。\n2 职责\n2.1 专人操作。\n2.2 组长审核。\n")
    assert (found.number, found.date) == ("LAB-SOP-9", "2025-03-01")
