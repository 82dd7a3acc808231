"""Notes in several points, and headings over points that explain a document."""

import pytest

from ingest.pipeline import ingest


def places(parsed):
    return {"/".join(c.path): c.text for c in parsed.clauses}


@pytest.mark.parametrize(
    ("note", "first"),
    [
        ("注：1.本表每年修订一次；\n2.目录另附。\n3.由药学部解释。", "引言/注"),
        ("注：\n1.本表每年修订一次；\n2.目录另附。\n3.由药学部解释。", "引言/注/1"),
        ("备注：1、本表每年修订一次；\n2、目录另附。\n3、由药学部解释。", "引言/备注"),
    ],
)
def test_the_points_of_a_note_are_its_own(write, note, first):
    table = "| 岗位 | 风险点 | 措施 |\n| 摆药 | 数量错误 | 扫码核对 |\n| 审方 | 配伍禁忌 | 双人复核 |\n"
    parsed = ingest(write("表.txt", f"岗位风险点一览表\n{table}{note}\n药学部\n2031年4月10日\n"))
    found, name = places(parsed), first.split("/")[1]
    assert "每年修订" in found[first]
    assert (found[f"引言/{name}/2"], found[f"引言/{name}/3"]) == ("目录另附。", "由药学部解释。")
    assert not [note for note in parsed.findings if note.code == "number_gap"]


def test_numbers_below_a_note_of_one_sentence_are_those_of_the_text(write):
    parsed = ingest(write("文.txt", "轮椅管理规定\n一、清洁\n1.每日擦拭。\n注：用消毒湿巾。\n2.每周消毒。\n二、借用\n登记。\n"))
    assert places(parsed)["一/2"] == "每周消毒。"


@pytest.mark.parametrize("head", ["说　明", "编写说明", "使用说明"])
def test_explaining_points_before_the_text(write, head):
    text = f"医院服务能力标准\n{head}\n一、本标准适用于全省。\n二、结果分三档。\n第一部分 前置要求\n一、依法执业\n（一）持证执业。\n（二）不得出租。\n二、安全\n（三）不得瞒报。\n第二部分 监测\n一、床位\n逐年上报。\n"
    found, name = places(ingest(write("文.txt", text))), "".join(head.split())
    assert (found[f"{name}/一"], found[f"{name}/二"]) == ("本标准适用于全省。", "结果分三档。")
    assert found["第一部分/一/（一）"] == "持证执业。" and found["第二部分/一"] == "逐年上报。"


def test_explaining_points_behind_a_standard_and_below_a_form(write):
    standard = "云州市无障碍设计导则\n1 总则\n1.0.1 为方便就医，制定本导则。\n1.0.2 适用于新建建筑。\n2 规定\n2.0.1 应设坡道。\n2.0.2 应设扶手。\n本导则用词说明\n1 为便于区别对待，对用词说明如下：\n1）很严格的：必须；\n2）严格的：应。\n2 按其他标准执行的写法另定。\n"
    found = places(ingest(write("导则.txt", standard)))
    assert found["本导则用词说明/2"] == "按其他标准执行的写法另定。" and "2/2.0.2/1" not in found
    letter = "关于申报的通知\n各科室：\n请申报。\n附件1\n申请表\n填表说明\n1.一式三份。\n2.不得空缺。\n附件2\n须带材料\n1.身份证。\n2.照片。\n"
    found = places(ingest(write("通知.txt", letter)))
    assert found["附件1/填表说明/2"] == "不得空缺。" and found["附件2/2"] == "照片。"


def test_points_that_begin_again_end_those_that_explain(write):
    text = "评分细则\n评分说明\n一、总分100分。\n二、现场查看。\n一、组织管理\n有组织。\n二、制度建设\n有制度。\n"
    found = places(ingest(write("文.txt", text)))
    assert found["评分说明/二"] == "现场查看。" and found["二"] == "有制度。"


@pytest.mark.parametrize(("mark", "kept"), [("★", "★"), ("▲", "▲"), ("●", "")])
def test_a_mark_that_says_something_of_an_item_stays(write, mark, kept):
    parsed = ingest(write("文.txt", f"药品管理规定\n一、回收\n{mark}1. 当场核对。\n2. 逐日登记。\n{mark}3. 立即上报。\n"))
    assert [places(parsed)[f"一/{n}"] for n in "123"] == [f"{kept}当场核对。", "逐日登记。", f"{kept}立即上报。"]


@pytest.mark.parametrize(
    ("lines", "second"),
    [
        ("1、7月8日前完成复查。\n2、8月底前总结。", "8月底前总结。"),
        ("1.5例以上疑似暴发；\n2.3例以上暴发。", "3例以上暴发。"),
        ("1．10名护士参加；\n2．2名医生参加。", "2名医生参加。"),
    ],
)
def test_a_day_or_a_count_right_behind_the_number_of_an_item(write, lines, second):
    parsed = ingest(write("文.txt", f"关于整改的通知\n一、要求\n做到：\n{lines}\n二、期限\n本月。\n"))
    assert places(parsed)["一/2"] == second


@pytest.mark.parametrize(
    "part", [("除应符合本导则外，尚应符合国家现行有关标准", "的规定。"), ("盐酸吗啡注射液共十支，其中", "夜班不得超过5支；")]
)
def test_an_item_that_is_cut_in_its_sentence_is_no_title(write, part):
    parsed = ingest(
        write(
            "文.txt", f"药品管理规定\n一、数量\n1.芬太尼二十支；\n2.{part[0]}\n{part[1]}\n3.其他另定。\n二、登记\n逐日登记。\n"
        )
    )
    assert places(parsed)["一/2"] == "".join(part)


@pytest.mark.parametrize("title", ["附表", "附　表"])
def test_a_table_behind_the_signature(write, title):
    table = "修改前后对照表\n| 修改前 | 修改后 |\n| 床号、姓名 | 姓名、住院号 |\n| 单人核对 | 双人核对 |\n"
    parsed = ingest(
        write(
            "文.txt",
            f"关于修改核对制度的公告\n一、将床号改为住院号。\n二、其余不变。\n青山医院\n2031年1月8日\n{title}\n{table}",
        )
    )
    assert [c.titles[0] for c in parsed.clauses if c.kind == "row"] == ["修改前后对照表"] * 2
