"""Spreadsheets whose tables became no catalogue."""

import pytest

from app.build import draft, publish, uncatalogued
from ingest.pipeline import ingest


def told(write, text, name="表.csv"):
    return uncatalogued.told(ingest(write(name, text)))


@pytest.mark.parametrize(
    ("text", "found", "needed"),
    [
        (
            "号码,标准名称,发布单位\nWS/T 1-2020,输液管理,卫健委\nWS/T 2-2021,采血,卫健委\n",
            "号码、标准名称、发布单位",
            "标准目录要有“标准号”",
        ),
        ("指标名称,责任科室\n压疮发生率,护理部\n跌倒率,护理部\n", "指标名称、责任科室", "“指标导向”“计算公式”“指标值”中的一列"),
        ("序号,改进目标,措施\n1,提高规范率,培训\n2,降低发生率,检查\n", "序号、改进目标、措施", "改进目标表要有“核心策略”"),
    ],
)
def test_the_columns_found_and_those_needed_are_named(write, text, found, needed):
    line = told(write, text)
    assert f"列名是“{found}”" in line and needed in line and "\n" not in line


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("标准编号,名称\nWS/T 1-2020,输液管理\nWS/T 2-2021,采血\n", "标准.csv"),
        ("工号,姓名,班次\n01,王,白\n02,李,夜\n", "排班.csv"),
        ("编码,品名,数量\n01,输液架,3\n02,轮椅,2\n", "物资.csv"),
        ("序号,名称,科室\n1,输液架,内科\n2,轮椅,外科\n", "设备.csv"),
        ("# 值班\n\n| 工号 | 姓名 |\n|---|---|\n| 01 | 王 |\n", "值班.md"),
    ],
)
def test_a_catalogue_and_any_other_file_have_nothing_told(write, text, name):
    assert told(write, text, name) == ""


def test_it_is_told_where_a_file_is_uploaded_and_where_it_is_added(base, tmp_path):
    text = "号码,标准名称,实施日期\nWS/T 1-2020,输液管理,2021-01-01\nWS/T 2-2021,采血,2022-01-01\n"
    lines = []
    draft.upload(base, text.encode(), "标准表.csv", "王敏", tell=lines.append)
    (tmp_path / "标准表.csv").write_text(text, encoding="utf-8")
    report = publish.add(base, [tmp_path / "标准表.csv"])
    assert [line for line in lines if "标准目录要有“标准号”" in line] and any("“标准号”" in note for note in report.notes)
