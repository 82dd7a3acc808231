"""Rows of cells that hold labels and values alone, without colons."""

import pytest

from ingest.text.field_names import fields_in


@pytest.mark.parametrize(
    ("cells", "fields"),
    [
        (["编号", "HQ-7", "版本", "2.0"], [("编号", "HQ-7"), ("版本", "2.0")]),
        (["编号 HQ-7", "", "生效日期 2033-03-08"], [("编号", "HQ-7"), ("生效日期", "2033-03-08")]),
        (["文件编号", "HQ-7", "HQ-7", "编制科室", ""], [("文件编号", "HQ-7"), ("编制科室", "")]),
        (["编号", "内容"], []),
        (["编号", "日期", "来源"], []),
        (["编制科室", "护理部"], []),
        (["青山医院", "编号", "HQ-7"], []),
        (["编号", "HQ-7", "第一版"], []),
        ([], []),
    ],
)
def test_labels_and_what_stands_behind_them(cells, fields):
    assert fields_in(cells) == fields
