"""What one document says as a whole."""

import pytest

from app.answer.answering import ask
from app.base.knowledge import Knowledge
from app.build import publish

HEADED = """# 清河区人民医院跌倒坠床制度

## 一、评估

（一）患者入院2小时内由责任护士完成评估。

（二）高风险患者每周复评一次。

## 二、预防

（一）高风险患者床头挂标识。

（二）夜间开地灯。

（三）协助如厕。

## 三、报告

（一）发生跌倒后立即报告护士长。
"""
CHAPTERS = """# 清河区人民医院住院患者压力性损伤防范与上报管理制度（2025年版）

第一章 总则

第一条 为减少压力性损伤，制定本制度。

第二章 职责

第二条 责任护士负责评估。

第三条 伤口小组应当做好下列工作：
（一）会诊在24小时内完成；
（二）每季度汇总一次。
"""
POINTS = """# 共享轮椅借用流程

1 借用

1.1 家属凭身份证在服务台登记。

1.2 每次借用不超过4小时。

2 归还

2.1 归还时由志愿者检查刹车。
"""
LETTER = """# 关于病区冰箱使用的规定

各科室：

为加强管理，现规定如下：

一、冰箱每日由责任护士测温两次。

二、药品与食品分开存放。

三、超温时立即报告设备科。
"""
SYSTEM = "# 清河区人民医院会诊管理制度\n\n第一条 急会诊10分钟内到位。\n\n第二条 普通会诊24小时内完成。\n"
CHECKS = """# 布草收送检查表

| 物品 | 检查频次 | 责任人 |
|---|---|---|
| 床单 | 每周两次 | 配送员 |
| 病员服 | 每天一次 | 保洁员 |

一、发现破损当班更换。
"""
LIFTS = "# 电梯困人应急预案\n\n一、值班员接报后5分钟内到场。\n\n二、安抚被困人员。\n"
STOPS = "# 石家庄市停诊通告办法\n\n第一条 提前一天公告。\n\n第二条 当日挂号费退还。\n"
NOTES = """# 三季度药事碰头纪要

一、议定事项

1．缺药目录每周更新。

二、临购药品由药学部审核。
"""
FALLS, SORES, CHAIRS, FRIDGES, CONSULTING = 6, 5, 3, 3, 2
LINENS, STUCK = 3, 2


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    files = []
    for name, text in zip("abcdefghi", (HEADED, CHAPTERS, POINTS, LETTER, SYSTEM, CHECKS, LIFTS, STOPS, NOTES), strict=True):
        files.append(folder / f"{name}.md")
        files[-1].write_text(text, "utf-8")
    publish.build(folder / "kb")
    publish.add(folder / "kb", files)
    return Knowledge.open(folder / "kb")


@pytest.mark.parametrize(
    ("question", "title", "count"),
    [
        ("跌倒坠床制度有哪些规定", "跌倒坠床制度", FALLS),
        ("跌倒坠床制度有哪些要求？", "跌倒坠床制度", FALLS),
        ("跌倒坠床制度都规定了什么", "跌倒坠床制度", FALLS),
        ("我院的《跌倒坠床制度》内容是什么", "跌倒坠床制度", FALLS),
        ("请列出跌倒坠床制度的全部条款", "跌倒坠床制度", FALLS),
        ("跌到坠床制度里都写了啥", "跌倒坠床制度", FALLS),
        ("压力性损伤制度有哪些规定", "压力性损伤", SORES),
        ("压力性损伤防范制度一共几条", "压力性损伤", SORES),
        ("住院患者压力性损伤防范与上报管理制度要求我们做什么", "压力性损伤", SORES),
        ("轮椅借用流程是什么", "轮椅", CHAIRS),
        ("共享轮椅借用流程有哪些要求", "轮椅", CHAIRS),
        ("病区冰箱规定有哪些要求", "冰箱", FRIDGES),
        ("病区冰箱使用的规定有哪些", "冰箱", FRIDGES),
        ("本院会诊制度有哪些规定", "会诊管理制度", CONSULTING),
        ("布草收送检查表有哪些内容", "布草", LINENS),
        ("电梯困人预案怎么写的", "电梯", STUCK),
    ],
)
def test_every_clause_is_listed_with_the_count(own, question, title, count):
    found = ask(own, question)
    assert (found.answered, found.conclusion.kind, found.conclusion.complete) == (True, "list", True)
    document = next(d for d in own.documents.values() if title in d.title)
    held = [c.id for c in own.store.clauses(document.id) if c.path != ("引言",) and c.kind not in ("imprint", "heading")]
    assert [r.id for r in found.results["clause"]] == list(found.conclusion.ids) == held
    assert found.conclusion.count == len(held) == count and title in found.conclusion.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("跌倒坠床制度有哪些规定", "共 3 部分、6 项：一 评估（2 项）；二 预防（3 项）；三 报告（1 项）。"),
        ("压力性损伤制度有哪些规定", "共 2 章、3 条、5 项：第一章 总则（1 项）；第二章 职责（4 项）。"),
        ("病区冰箱规定有哪些要求", "共 3 项：冰箱每日由责任护士测温两次；药品与食品分开存放；超温时立即报告设备科。"),
        ("我们医院会诊制度规定了什么", "共 2 条：急会诊10分钟内到位；普通会诊24小时内完成。"),
    ],
)
def test_the_sentence_tells_the_headings_and_how_many_stand_under_each(own, question, told):
    assert ask(own, question).conclusion.text.partition("》")[2] == told


@pytest.mark.parametrize("question", ["停车管理制度有哪些规定", "职工食堂订餐制度都规定了什么", "晾衣流程的内容是什么"])
def test_a_document_that_the_base_does_not_have_is_refused(own, question):
    assert not ask(own, question).answered


@pytest.mark.parametrize(
    "question",
    [
        "跌倒坠床制度里预防有哪些规定",
        "跌倒坠床制度对夜间有什么要求",
        "跌倒坠床制度是谁制定的",
        "压力性损伤制度第三条规定了什么",
        "会诊制度有哪些要求",
        "管理制度有哪些规定",
        "改进目标有哪些",
        "跌倒坠床制度和会诊制度有什么不同",
        "应急预案有哪些",
        "应急预案一共有几个",
        "应急预案怎么写",
        "医院应急预案有哪些要求",
        "石家庄市有哪些规定",
        "患者制度有哪些要求",
        "跌倒坠床制度有哪些规定 -夜间",
    ],
)
def test_what_asks_for_less_or_more_than_one_document_does_not_list_it(own, question):
    found = ask(own, question)
    assert not (found.listing and found.listing.parts) and found.conclusion.count not in (FALLS, SORES, STUCK)


def test_points_of_which_one_has_a_title_are_no_parts(own):
    assert "部分" not in ask(own, "三季度药事碰头纪要有哪些内容").conclusion.text


def test_a_question_of_one_word_repeated_is_soon_understood(own):
    """Each of 哪些 can be parted in two ways: trying them all would take for ever."""
    assert not ask(own, "陪护制度" + "哪些" * 36 + "猫").listing


@pytest.fixture(scope="module")
def short(tmp_path_factory):
    folder = tmp_path_factory.mktemp("short")
    texts = {
        "陪护法": "第一条 陪护每室一人。\n\n第二条 陪护凭证进出。",
        "中华人民共和国轮椅法": "第一条 轮椅每周检修。",
        "探视卡": "一、每次两人。",
    }
    files = []
    for title, text in texts.items():
        files.append(folder / f"{title}.md")
        files[-1].write_text(f"# {title}\n\n{text}\n", "utf-8")
    publish.build(folder / "kb", files)
    return Knowledge.open(folder / "kb")


@pytest.mark.parametrize(
    ("question", "count"),
    [("陪护法有哪些内容", 2), ("轮椅法的主要内容是什么", 1), ("探视卡有哪些要求？", 1), ("《陪护法》全文", 2)],
)
def test_a_title_of_three_characters_names_its_document(short, question, count):
    listing = ask(short, question).listing
    assert listing and listing.kind == "clause" and len(listing.ids) == count


@pytest.mark.parametrize("question", ["陪护有哪些内容", "轮椅卡有哪些内容", "护法有哪些内容"])
def test_no_part_of_a_short_title_names_it(short, question):
    listing = ask(short, question).listing
    assert not listing or listing.kind != "clause"
