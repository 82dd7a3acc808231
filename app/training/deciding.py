"""Requirements come in; what they leave to the hospital goes out: the topics, and the questions to settle."""

import re
from collections.abc import Iterable

from app.training.lesson import Point

_DECISIONS = (
    (re.compile("牵头|专项工作小组|协调机制|协作机制|管理团队"), "工作小组", "由哪个部门牵头？成员是谁？多久碰一次头？"),
    (re.compile("制度|管理体系"), "制度", "现有哪一份？缺什么、由谁改、何时发文？"),
    (re.compile("流程|路径|方案|预案|标准化"), "流程", "写在哪里？各环节由谁负责、多久完成？"),
    (re.compile("清单|目录"), "清单", "由谁起草、多久更新一次？"),
    (re.compile("数据|监测|指标|统计"), "数据", "从哪个系统取、由谁核对、交给谁？"),
    (re.compile("培训|教育|训练"), "培训", "哪些人必须参加？谁来讲？怎样考核？"),
    (re.compile("信息化|信息系统|电子病历"), "信息化", "哪些提醒和校验要做进信息系统？何时上线？"),
    (re.compile("绩效|激励|考核|奖惩"), "激励", "怎样与科室和个人的绩效挂钩？"),
    (re.compile("患者|家属|告知|沟通|同意"), "沟通", "由谁向患者说明？用哪张知情同意书、记在哪里？"),
    (re.compile("报告|上报|备案|通报|通知"), "报告", "由谁报、报给谁、用什么表、多久之内报？"),
    (re.compile("登记|记录|病历|填写"), "记录", "记在哪里、由谁查、多久查一次？"),
)
"""What a requirement leaves to the hospital: words in it, topic, and the questions to settle."""
_MOST_DECISIONS = 6
_FEW = 3
"""Requirements up to which one may raise several topics."""


def decisions(required: Iterable[Point]) -> list[Point]:
    """What our hospital must settle, each topic once, with the requirement that it comes from."""
    found: dict[str, Point] = {}
    points = list(required)
    for point in points:
        for words, topic, question in _DECISIONS:
            if topic not in found and words.search(point.text):
                found[topic] = Point(question, point.place, point.cited, point.digest, topic)
                if len(points) > _FEW:
                    break
    return list(found.values())[:_MOST_DECISIONS]


def topics(points: Iterable[Point]) -> str:
    """What statements are about, in a few words for a heading."""
    found = (next((topic for words, topic, _ in _DECISIONS if words.search(p.text)), "") for p in points)
    return "、".join(dict.fromkeys(topic for topic in found if topic))
