"""Where the right margin is, in pages whose lines the format measures."""

import pytest

from ingest.pipeline import ingest
from tests.render import ofd
from tests.render.canvas import pdf
from tests.render.model import Manuscript, Text
from tests.render.typeset import typeset

RENDER = {"ofd": ofd.ofd, "pdf": pdf}
SAME = ("各病区应当按照规定核对患者的身份", "夜间由两名护士共同完成核对的工作", "节假日的查对由总值班的人员来抽查")
LONGER = (
    "核对情况应当由当班人员逐项记录在案",
    "记录由护士长每周至少抽查一次并签字确认",
    "存在的问题列入科室每月质量分析会议的议题之中",
    "给药和输血之前至少使用两种身份标识核对患者",
)
SHORT = ("病区查对工作制度", "一、总则", *SAME, "二、记录", *LONGER, "三、附则", "本制度由护理部负责解释，自印发之日起施行")


@pytest.mark.parametrize("form", RENDER)
def test_lines_of_one_length_that_many_others_pass_are_no_margin(write, form):
    parsed = ingest(write(f"制度.{form}", RENDER[form](typeset(Manuscript(tuple(map(Text, SHORT)), measure=30.0)))))
    texts = [clause.text for clause in parsed.clauses if clause.path[0] == "一"]
    assert texts == list(SAME)
