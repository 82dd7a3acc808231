"""A document and the explanation of it are two: they bear the same name and number, and must not replace each other."""

import pytest

from ingest.pipeline import ingest

PLAN = "某市卫健委关于印发《换药行动计划》的通知\n某卫医发〔2031〕9号\n各医院：\n一、目标\n方便病人。\n二、任务\n（一）建队。\n"
BODY = "一、背景\n病人不便。\n二、内容\n三个方面。\n"


@pytest.mark.parametrize(
    "head",
    [
        "某卫医发〔2031〕9号\n《换药行动计划》政策解读\n",
        "换药行动计划\n——政策解读\n",
        "某卫医发〔2031〕9号\n换药行动计划\n（政策问答）\n",
        "换药行动计划\n起草说明\n",
        "某卫医发〔2031〕9号\n解读：换药行动计划\n",
    ],
)
@pytest.mark.parametrize("plan", [PLAN, PLAN.replace("某卫医发〔2031〕9号\n", "")])
def test_an_explanation_has_an_id_of_its_own(write, plan, head):
    explained, explanation = ingest(write("计划.txt", plan)).document, ingest(write("解读.txt", head + BODY)).document
    assert explanation.id != explained.id
    assert "解读" not in explained.id


@pytest.mark.parametrize("title", ["病情解读制度", "健康问答比赛方案", "关于做好政策解读工作的通知"])
def test_what_only_speaks_of_explaining_keeps_its_id(write, title):
    document = ingest(write("a.txt", f"某卫医发〔2031〕7号\n{title}\n{BODY}")).document
    assert document.id == "某卫医发-2031-7"
