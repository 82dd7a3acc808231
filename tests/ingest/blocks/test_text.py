"""Each repair of running text with a sample of its own."""

import pytest

from ingest.pipeline import ingest

WRAPPED = """
某市卫健发〔2024〕12 号

某市卫生健康委员会
关于印发《某市护理质量提升行动

实施方案（2024-2026 年）》的通知

各县区卫健局，市直医疗机构：

为了提高全市的护理质量，现在把这个方案印发给你们，请各单

位结合自己的实际认真地组织实施。

联 系 人：某某某

联系电话：0355-1234567

某市卫生健康委员会

2024 年 3 月 5 日
 某市护理质量提升行动实施方案
（2024-2026 年）

一、工作任务

（一）夯实基础

1.规范交接班。各科室每天按照规定的时间完成交班和接班，要

在床旁核对病人的情况。

2.规范换药。换药前后都要洗手，换药车每班擦拭一次，用过的

敷料要放进黄色袋子里。护士长每周抽查，发现的问题当天

专项行动之二：换药室达标行动

通过这次行动，让全市二级以上医院的换药室在年底以前都能达

标。

专项行动之一：交接班提升行动

在全市开展床旁交接班的培训，每名护士每年至少参加两次。
 反馈给本人并在一周以内复查。

（二）强化过程

3.规范巡视。护士每小时巡视一次病房，用药量不超过

3.5mg/kg 的时候也要做好记录。

- 2 -

二、工作要求

各单位要高度重视。
"""


def by_path(parsed):
    return {c.id.partition("#")[2]: c for c in parsed.clauses}


def test_wrapped_lines_become_whole_clauses(write):
    clauses = by_path(ingest(write("方案.txt", WRAPPED)))
    assert clauses["一/（一）/1"].text.endswith("要在床旁核对病人的情况。")
    assert clauses["引言"].text.endswith("请各单位结合自己的实际认真地组织实施。")


def test_a_box_in_a_sentence_is_lifted_out_and_the_sentence_closed(write):
    parsed = ingest(write("方案.txt", WRAPPED))
    clauses = by_path(parsed)
    assert clauses["一/（一）/2"].text.endswith("发现的问题当天反馈给本人并在一周以内复查。")
    assert clauses["专项行动之二"].text == "通过这次行动，让全市二级以上医院的换药室在年底以前都能达标。"
    codes = {f.code for f in parsed.findings}
    assert {"cut_by_box", "box_in_sentence", "boxes_out_of_order"} <= codes


def test_special_actions_and_tasks_come_in_the_order_of_their_numbers(write):
    entities = ingest(write("方案.txt", WRAPPED)).entities
    actions = [e for e in entities if type(e).__name__ == "SpecialAction"]
    tasks = [e for e in entities if type(e).__name__ == "Task"]
    assert [a.title for a in actions] == ["交接班提升行动", "换药室达标行动"]
    assert [(t.number, t.title) for t in tasks] == [("1", "规范交接班"), ("2", "规范换药"), ("3", "规范巡视")]


def test_a_quantity_at_the_start_of_a_line_is_no_heading(write):
    clauses = by_path(ingest(write("方案.txt", WRAPPED)))
    assert "不超过3.5mg/kg" in clauses["一/（二）/3"].text


@pytest.mark.parametrize("again", ["（2024-2026 年）", "(2024-2026年)", "(2024-2026 年）"])
def test_the_title_printed_again_over_the_text_is_no_clause(write, again):
    text = WRAPPED.replace("实施方案\n（2024-2026 年）\n", f"实施方案\n{again}\n")
    assert again in text
    parsed = ingest(write("方案.txt", text))
    assert [c.text for c in parsed.clauses if "2024-2026" in c.text] == []


def test_title_number_date_and_level(write):
    document = ingest(write("方案.txt", WRAPPED)).document
    assert document.id == "某市卫健发-2024-12"
    assert document.number == "某市卫健发〔2024〕12号"
    assert document.title.startswith("某市卫生健康委员会关于印发《某市护理质量提升行动实施方案")
    assert (document.issuer, document.date, document.level, document.doctype) == (
        "某市卫生健康委员会",
        "2024-03-05",
        "city",
        "plan",
    )


def test_contact_details_are_marked_and_the_page_number_is_gone(write):
    parsed = ingest(write("方案.txt", WRAPPED))
    contacts = [c.text for c in parsed.clauses if c.kind == "contact"]
    assert contacts == ["联系人：某某某", "联系电话：0355-1234567"]
    assert not any("- 2 -" in c.text for c in parsed.clauses)


def test_every_clause_is_found_at_its_spans(write):
    parsed = ingest(write("方案.txt", WRAPPED))
    for clause in parsed.clauses:
        found = "".join("".join(WRAPPED[a:b].split()) for a, b in clause.spans)
        assert "".join(clause.text.split()) in found, clause.id


UNWRAPPED = """关于征集优秀案例的通知

各有关单位：

一、征集要求

请围绕质量安全的关键环节，把做法和成效写清楚，特别是可以推广的

经验和教训。重点方向包括以下几个方面：

一是基础管理。围绕制度建设开展工作。

二是过程管理。围绕关键环节开展工作。

各单位所提交的案例应符合以下要求：

（一）真实。内容真实。

（二）完整。材料完整。

二、联系方式

1.案例征集办公室：

张三，010-12345678；李四，010-12345679。

邮 箱：a@example.com

附件：

- 1.征集表
- 2.评分表
"""


def test_a_sentence_cut_by_a_page_is_joined_and_reported(write):
    parsed = ingest(write("通知.txt", UNWRAPPED))
    assert "可以推广的经验和教训。" in by_path(parsed)["一"].text
    assert "joined_over_page" in {f.code for f in parsed.findings}


def test_lead_sentences_sections_and_attachments_have_their_places(write):
    clauses = by_path(ingest(write("通知.txt", UNWRAPPED)))
    assert {"一/一是", "一/二是", "一/第2段", "一/（一）", "一/（二）", "附件清单/1", "附件清单/2"} <= set(clauses)
    assert clauses["一/（一）"].titles[-1] == "真实"
    assert clauses["二/1/联系方式1"].kind == "contact"


def test_a_document_of_no_known_type_still_becomes_clauses(write):
    parsed = ingest(write("随笔.txt", "今天查房。\n\n病人都好。\n"))
    assert [c.text for c in parsed.clauses] == ["今天查房。", "病人都好。"]


def test_missing_numbers_are_reported(write):
    parsed = ingest(write("a.txt", "关于测试的通知\n\n一、甲\n\n1.第一条内容。\n\n3.第三条内容。\n"))
    assert "number_gap" in {f.code for f in parsed.findings}


def test_nothing_of_the_text_is_lost(write):
    parsed = ingest(write("方案.txt", WRAPPED))
    kept = "".join("".join(c.orig.split()) for c in parsed.clauses)
    for phrase in ("床旁核对", "黄色袋子", "一周以内复查", "年底以前", "每名护士每年", "高度重视"):
        assert phrase in kept


@pytest.mark.parametrize("break_", ["\n3\n\f", "\n3\n\n\n\n\n"], ids=["form feed", "gap"])
def test_bare_page_numbers_are_no_text(write, break_):
    body = WRAPPED.replace("要\n\n在床旁", "要" + break_ + "在床旁").replace(
        "过的\n\n敷料", "过的" + break_.replace("3", "4") + "敷料"
    )
    clauses = by_path(ingest(write("方案.txt", body)))
    assert clauses["一/（一）/1"].text.endswith("接班，要在床旁核对病人的情况。")
    assert clauses["一/（一）/2"].text.startswith("规范换药。换药前后都要洗手，换药车每班擦拭一次，用过的敷料")


def test_a_box_with_a_list_of_its_own_keeps_it(write):
    box = "专项行动之一：交接班提升行动\n\n1.每天床旁交接班一次。\n\n2.每名护士每年培训两次。\n\n3.每季度检查一次并且通报。\n\n"
    text = (
        WRAPPED[: WRAPPED.index("专项行动之二")]
        + "反馈给本人。\n\n（二）强化过程\n\n"
        + box
        + WRAPPED[WRAPPED.index("3.规范巡视") :]
    )
    parsed = ingest(write("方案.txt", text))
    clauses = by_path(parsed)
    assert "检查一次并且通报" in clauses["专项行动之一"].text
    assert [e.title for e in parsed.entities if type(e).__name__ == "Task"] == ["规范交接班", "规范换药", "规范巡视"]


def test_a_box_of_two_paragraphs_that_cuts_a_sentence(write):
    second = "换药室达标情况纳入年底的考核。\n\n"
    text = WRAPPED.replace(
        "标。\n\n专项行动之一：交接班提升行动\n\n在全市开展床旁交接班的培训，每名护士每年至少参加两次。\n 反馈",
        "标。\n\n" + second + "反馈",
    )
    clauses = by_path(ingest(write("方案.txt", text)))
    assert clauses["一/（一）/2"].text.endswith("发现的问题当天反馈给本人并在一周以内复查。")
    assert clauses["专项行动之二"].text.endswith("纳入年底的考核。")


@pytest.mark.parametrize(
    "title", ["专项行动之二——换药室达标行动", "【专栏1】换药室达标行动", "专项行动2：换药室达标行动", "专栏1　换药室达标行动"]
)
def test_box_titles_as_people_write_them(write, title):
    parsed = ingest(write("方案.txt", WRAPPED.replace("专项行动之二：换药室达标行动", title)))
    assert any(c.kind == "box" and c.titles == ("换药室达标行动",) for c in parsed.clauses)


@pytest.mark.parametrize("annex", ["附件一", "附件 1", "附件1：", "附件１", "附 件 一"])
def test_annex_headings_have_one_label(write, annex):
    parsed = ingest(write("通知.txt", f"关于测试的通知\n\n一、总则\n\n内容。\n\n{annex}\n\n检查要点\n\n（一）查手卫生。\n"))
    assert by_path(parsed)["附件1/（一）"].text == "查手卫生。"


@pytest.mark.parametrize("heading", ["一、主要工作任务及分工", "一、工作任务（共2项）", "一、 工作任务", "一．工作任务"])
def test_tasks_under_any_usual_heading(write, heading):
    parsed = ingest(
        write("方案.txt", f"某市护理提升行动方案\n\n{heading}\n\n１．规范交接班。每天交接。\n\n２．规范换药。洗手后换药。\n")
    )
    tasks = [e for e in parsed.entities if type(e).__name__ == "Task"]
    assert [(t.number, t.id.partition("#")[2]) for t in tasks] == [("1", "一/1"), ("2", "一/2")]


def test_a_tab_after_a_number_makes_no_table(write):
    parsed = ingest(
        write(
            "方案.txt", "某市护理提升行动方案\n\n一、工作任务\n\n\t1.\t规范交接班。每天交接。\n\n\t2.\t规范换药。洗手后换药。\n"
        )
    )
    assert [e.title for e in parsed.entities if type(e).__name__ == "Task"] == ["规范交接班", "规范换药"]


def test_a_short_unwrapped_text_is_not_taken_for_wrapped(write):
    text = "某院工作方案\n\n一、总体要求\n\n坚持以患者为中心的原则\n\n二、工作任务\n\n1. 健全组织机构\n\n2. 加强人员培训\n\n三、工作要求\n\n加强领导\n"
    clauses = by_path(ingest(write("方案.txt", text)))
    assert clauses["一"].text == "坚持以患者为中心的原则"
    assert {"二/1", "二/2", "三"} <= set(clauses)


def test_table_rows_below_a_task_are_no_tasks(write):
    table = "序号\t项目\t责任单位\n1\t培训\t护理部\n2\t考核\t质控科\n"
    parsed = ingest(
        write("方案.txt", f"某院行动方案\n\n一、工作任务\n\n1.规范交接班。每天交接。\n\n{table}\n2.规范换药。洗手后换药。\n")
    )
    assert [e.number for e in parsed.entities if type(e).__name__ == "Task"] == ["1", "2"]


def test_a_letterhead_names_the_issuer_and_is_no_part_of_the_title(write):
    lines = ("示 范 省 卫 生 健 康 委 员 会 文 件", "示卫医发〔2025〕18号", "关于开展病历质量检查的通知", "各市卫生健康委：")
    body = ("一、检查内容", "抽查出院病历一百份。", "二、工作要求", "各单位如实提供资料。")
    document = ingest(write("通知.txt", "\n\n".join((*lines, *body)))).document
    assert document.title == "关于开展病历质量检查的通知"
    assert (document.issuer, document.number) == ("示范省卫生健康委员会", "示卫医发〔2025〕18号")


CIRCLED = """关于病区交接班的通知

一、交接要求

（一）床旁交接

1.交接的内容

（1）管路和皮肤

①导管的深度和固定情况，由双方共同查看；

② 受压部位的皮肤。

（2）药物

①正在输注的药物；

②未执行的医嘱，包括：①口服药，②注射药。

二、记录要求

记录应当当班完成，写明时间、内容、②交接双方的姓名。
"""


def test_circled_numbers_have_places_of_their_own(write):
    clauses = by_path(ingest(write("通知.txt", CIRCLED)))
    assert clauses["一/（一）/1/（1）/②"].text == "受压部位的皮肤。"
    assert clauses["一/（一）/1/（2）/①"].text == "正在输注的药物；"
    assert clauses["一/（一）/1/（2）/②"].text == "未执行的医嘱，包括：①口服药，②注射药。"
    assert clauses["二"].text.endswith("②交接双方的姓名。")
