"""``duibiao form`` and ``cite``: one clear line for every wrong use."""

import pytest


def test_from_an_empty_case_to_a_form_and_advice(kb, typed, tmp_path):
    case, form = tmp_path / "案例.yaml", tmp_path / "表.docx"
    code, _, err = typed("form", "--new", "-o", case)
    assert code == 0 and str(case) in err
    code, out, err = typed("form", case, "-o", form, kb=kb)
    assert code == 0 and out == "" and form.read_bytes()[:2] == b"PK"
    assert "估计 1 页" in err and "待核对：单位名称：没有提供" in err
    code, out, _ = typed("form", case, "--check", kb=kb)
    assert code == 0 and "最值得先改的" in out and "[缺] 标准引用" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("form",), "没有写案例"),
        (("form", "没有.yaml", "-o", "a.docx"), "没有.yaml"),
        (("form", "没有.yaml"), "没有写要写入的文件"),
        (("form", "没有.yaml", "-o", "a.pdf"), "没有写要写入的文件"),
        (("form", "--new"), "--new"),
        (("form", "--new", "-o", "a.docx"), "--new"),
        (("form", "甲.yaml", "--new", "-o", "a.yaml"), "--new"),
        (("cite", "WS/T 433-2023", "-o", "a.pdf"), "a.pdf"),
    ],
)
def test_a_wrong_use_is_one_line(kb, typed, tmp_path, monkeypatch, arguments, told):
    monkeypatch.chdir(tmp_path)
    code, out, err = typed(*arguments, kb=kb)
    assert (code, out) == (2, "") and err.count("\n") == 1 and told in err
    assert not list(tmp_path.iterdir())


def test_a_failed_form_leaves_the_file_that_was_there(kb, typed, write):
    old, case = write("表.docx", b"old"), write("坏.yaml", "案例名称: [")
    assert typed("form", case, "-o", old, kb=kb)[0] == 2 and old.read_bytes() == b"old"


def test_citations_are_shown_and_a_missing_id_is_nothing_found(kb, typed):
    code, out, _ = typed("cite", "WS/T 433-2023", kb=kb)
    assert code == 0 and "[1] WS/T 433-2023《静脉治疗护理技术操作标准》" in out
    assert typed("cite", "没有这个", kb=kb)[0] == 1
