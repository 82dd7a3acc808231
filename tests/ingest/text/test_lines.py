"""White space in a printed line."""

import pytest

from ingest.text.lines import clean


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("副组长：白露  季然", "副组长：白露 季然"),
        ("编制人：金晓　审核人：卢敏　批准人：方正", "编制人：金晓 审核人：卢敏 批准人：方正"),
        ("主持：何青  记录：吕秋  周一", "主持：何青 记录：吕秋 周一"),
        ("成员：白  露", "成员：白露"),
        ("目的：规  范  操  作", "目的：规范操作"),
        ("姓名：      性别：", "姓名：性别："),
    ],
)
def test_a_gap_between_names_or_labels_stays_and_one_that_sets_a_line_wide_goes(printed, text):
    assert clean(printed) == clean(text) == text
