"""Which part of the base a question names."""

import pytest

from app.answer.scope import scopes

NATIONAL, CITY, NOTICE = "全面提升医疗质量行动计划-2023-2025年", "长卫医政发-2023-9", "征集2026医院质量安全管理标准应用典型案例"


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("国家的行动计划里急诊怎么写", [{NATIONAL}]),
        ("长治方案对门诊的要求", [{CITY}]),
        ("我们市的方案", [{CITY}]),
        ("国家行动和长治行动有什么不同", [{NATIONAL}, {CITY}]),
        ("协会的通知", [{NOTICE}]),
        ("《医疗质量管理办法》课件", [{"医疗质量管理办法-课件"}]),
        ("静脉留置针多久换", []),
    ],
)
def test_words_that_narrow_together_are_one_scope(opened, text, documents):
    assert [set(scope.documents) for scope in scopes(opened, text)] == documents
