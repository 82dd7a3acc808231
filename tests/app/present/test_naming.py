"""What things are called on a page."""

import pytest

from app.present.naming import named


@pytest.mark.parametrize(
    ("identity", "kind", "begins", "whole"),
    [
        ("NIT-2026-III", "目标", "NIT-2026-III 提高", "NIT-2026-III 提高"),
        ("会诊制度", "核心制度", "会诊制度", "会诊制度"),
        ("T/CHAS 10-2-24-2018", "标准", "T/CHAS 10-2-24-2018 住院", "T/CHAS 10-2-24-2018 住院"),
        (
            "2026年国家医疗质量安全改进目标#目标三/（二）/1",
            "条款",
            "目标三（二）1 ",
            "《2026年国家医疗质量安全改进目标》目标三（二）1",
        ),
        ("长卫医政发-2023-9", "文件", "长治市卫生健康委员会", "长治市卫生健康委员会"),
        ("没有这个", "库外文件", "没有这个", "没有这个"),
    ],
)
def test_a_thing_has_a_kind_a_short_name_and_a_whole_one(opened, identity, kind, begins, whole):
    found = named(opened, identity)
    assert (found.id, found.kind_label) == (identity, kind)
    assert found.short.startswith(begins) and found.whole.startswith(whole)


def test_what_is_printed_somewhere_knows_its_clause(opened):
    target, task = named(opened, "NIT-2026-III"), opened.of_kind("task")[0]
    assert opened.clause(target.clause) and named(opened, task.id).clause == task.id
    assert named(opened, task.id).short == task.title
    assert not named(opened, "没有这个").clause
