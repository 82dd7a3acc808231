"""Numbers that are printed twice by mistake."""

from pathlib import PurePath

import pytest

from ingest.finding_kinds import FindingKind
from ingest.pipeline import ingest_bytes

RULE = "轮椅管理规定\n第一章 总则\n第一条 为规范轮椅管理，制定本规定。\n"
NOTICE = "关于加强轮椅管理的通知\n各科室：\n一、登记\n（一）逐台编号。\n"
DECIMAL = "轮椅管理程序\n1 目的\n方便病人。\n2 职责\n2.1 护士长负责。\n"
LISTED = "轮椅使用须知\n一、借用\n1.出示证件。\n2.登记姓名。\n"


def paths(text, name="轮椅.txt"):
    parsed = ingest_bytes(text.encode(), PurePath(name))
    twice = [f.text for f in parsed.findings if f.code is FindingKind.PATH_TWICE]
    return [c.locator for c in parsed.clauses if c.kind != "imprint"], twice


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            RULE + "第一章 借用\n第二条 凭证件借用。\n第二章 附则\n第三条 自发布之日起施行。\n",
            "第一章第一条 第一章第二条 第二章第三条",
        ),
        (RULE + "第二章 借用\n第二条 凭证件借用。\n第二章 归还\n第三条 当日归还。\n", "第一章第一条 第二章第二条 第二章第三条"),
        (
            RULE + "第二条 凭证件借用。\n第二条 当日归还。\n第三条 定期擦拭。\n",
            "第一章第一条 第一章第二条 第一章第二条·2 第一章第三条",
        ),
        (
            NOTICE + "二、借用\n（一）凭证件。\n二、归还\n（一）当日。\n（二）擦拭。\n三、检查\n每月一次。\n",
            "一（一） 二（一） 二·2（一） 二·2（二） 三",
        ),
        (NOTICE + "（二）贴好标签。\n（二）定点存放。\n", "一（一） 一（二） 一（二）·2"),
        (DECIMAL + "2 流程\n2.1 借用登记。\n2.2 归还擦拭。\n3 记录\n见登记本。\n", "1 2.1 2·2—2.1 2·2—2.2 3"),
        (LISTED + "2.缴纳押金。\n3.当面检查。\n二、归还\n擦拭干净。\n", "一—1 一—2 一—2·2 一—3 二"),
    ],
)
def test_the_second_opens_a_heading_and_is_told(text, found):
    located, twice = paths(text)
    assert located == found.split()
    assert twice


@pytest.mark.parametrize(
    "text",
    [
        RULE + "第二条 凭证件借用。\n第二条所称证件指身份证。\n第三条 当日归还。\n",
        NOTICE + "二、借用\n凭证件。\n二、三级医院参照执行。\n三、检查\n每月一次。\n",
        DECIMAL + "2.2 每台轮椅配\n2.2 米长的安全带。\n3 记录\n见登记本。\n",
    ],
)
def test_a_number_that_is_merely_mentioned_opens_nothing(text):
    located, twice = paths(text)
    assert not twice and not any("·" in where for where in located)
