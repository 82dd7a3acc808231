"""The search page before anything is asked."""

from markupsafe import Markup

from app.app_pages.asking import PAGE, QUESTION
from app.app_pages.parts.links import here
from app.app_pages.parts.markup import element, joined

EXAMPLES = (
    ("护士", "减少不必要的打点滴可以对照什么"),
    ("质控员", "哪些标准适用于提高 VTE 规范预防率"),
    ("病案员", "病案首页编码错误怎么改进"),
    ("医生", "危急值报告属于哪项核心制度"),
    ("案例作者", "手术安全核查有什么要求"),
    ("资料管理员", "WS/T 433-2013 被哪个标准代替"),
)
"""(who asks such a thing, the question); each is answered by the base as it is shipped."""


def invitation() -> Markup:
    """What the page is for, and an example for each role."""
    rows = joined(
        element("li", element("span", role, class_="db-quiet") + here(question, PAGE, {QUESTION: question}))
        for role, question in EXAMPLES
    )
    return joined(
        [
            element("p", "查医院质量安全标准和政策文件里的依据。每条结果都写明出处和理由；找不到依据时会直接告诉您。"),
            element("p", "可以写俗称、缩写、英文或标准号。例如：", class_="db-quiet"),
            element("ul", rows, class_="db-examples"),
        ]
    )
