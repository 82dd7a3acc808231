"""``duibiao basket``, and ``cite`` and ``training`` with what lies in one."""

import shutil

import pytest


@pytest.fixture
def folder(kb, tmp_path):
    shutil.copytree(kb, tmp_path / "kb")
    return tmp_path / "kb"


@pytest.fixture
def filled(typed, folder):
    assert typed("basket", "add", "NIT-2026-V", "WS/T 433-2023", "--by", "王敏", kb=folder)[0] == 0
    return folder


def test_what_was_put_in_is_listed_in_order_with_its_note(typed, filled):
    code, _, err = typed("basket", "add", "会诊制度", "--by", "王敏", "--note", "讲课用", kb=filled)
    assert code == 0 and "现有 3 项" in err
    code, out, _ = typed("basket", "list", "--by", "王敏", kb=filled)
    lines = out.splitlines()
    assert code == 0 and [line.split()[1] for line in lines[:3]] == ["NIT-2026-V", "WS/T", "会诊制度"]
    assert "《静脉治疗护理技术操作标准》" in lines[1] and lines[3] == "   备注：讲课用"


def test_a_basket_is_cited_and_taught(typed, filled, tmp_path):
    code, out, _ = typed("cite", "会诊制度", "--basket", "王敏", kb=filled)
    assert code == 0 and out.index("会诊制度") < out.index("WS/T 433-2023") and "[3]" in out
    code, _, err = typed("training", "--basket", "王敏", "-o", tmp_path / "题.xlsx", kb=filled)
    assert code == 0 and (tmp_path / "题.xlsx").exists(), err


def test_what_is_taken_out_or_cleared_is_gone(typed, filled):
    code, _, err = typed("basket", "remove", "NIT-2026-V", "没有这个", "--by", "王敏", kb=filled)
    assert code == 0 and "没有“没有这个”" in err and "已取出 1 项" in err
    assert typed("basket", "list", "--by", "王敏", kb=filled)[1].count("\n") == 1
    assert "1 项" in typed("basket", "clear", "--by", "王敏", kb=filled)[2]
    code, out, err = typed("basket", "list", "--by", "王敏", kb=filled)
    assert (code, out) == (2, "") and "是空的" in err


def test_an_id_that_the_base_does_not_have_puts_nothing_in(typed, folder):
    code, _, err = typed("basket", "add", "WS/T 433-2023", "没有这个", "--by", "王敏", kb=folder)
    assert code == 1 and err.count("\n") == 1 and "没有这个" in err
    assert "是空的" in typed("cite", "--basket", "王敏", kb=folder)[2]


def test_without_ids_and_without_a_basket_there_is_one_line(typed, folder, tmp_path):
    for words in (("cite",), ("training", "-o", tmp_path / "a.pptx")):
        code, out, err = typed(*words, kb=folder)
        assert (code, out) == (2, "") and err.count("\n") == 1 and "没有写编号" in err
