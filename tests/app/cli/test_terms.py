"""``duibiao terms``: what a librarian types to keep the hospital's own terms and examples, and what is said."""

import shutil

import pytest

from corpus import CORPUS


@pytest.fixture
def folder(kb, tmp_path):
    shutil.copytree(kb, tmp_path / "kb")
    return tmp_path / "kb"


def test_a_term_is_added_listed_found_and_removed(typed, folder):
    words = ("--alt", "小白车", "--alt", "治疗小车|推药车", "--hidden", "换要推车", "--broader", "医疗器械")
    code, out, err = typed("terms", "add", "--label", "换药推车", *words, kb=folder)
    assert (code, out) == (0, "") and f"已写入 {folder / 'terms.csv'}" in err and "已发布第 2 版" in err
    told = "换药推车  同义词：小白车、治疗小车、推药车  错写：换要推车  上位词：医疗器械\n"
    assert typed("terms", "list", kb=folder) == (0, told, "")
    assert typed("terms", "complete", "换药推", kb=folder)[1] == "换药推车\n"
    assert typed("audit", kb=folder)[1].splitlines()[0].endswith("  加入本院术语  换药推车")
    assert "没有问题：术语 1 个，名称和写法 5 个" in typed("terms", "check", folder / "terms.csv")[2]
    assert typed("terms", "remove", "换药推车", kb=folder)[0] == 0
    assert typed("terms", "list", kb=folder) == (1, "还没有本院术语。\n", "")
    assert typed("terms", "remove", "换药推车", kb=folder)[0] == 2


def test_an_example_is_kept_under_what_people_call_its_subject(typed, folder):
    for subject in ("目标一", "NIT-2026-I", "危急值报告制度"):
        assert typed("terms", "example", subject, "化验室打电话来没人接", kb=folder)[0] == 0
    rows = "NIT-2026-I  化验室打电话来没人接\n危急值报告制度  化验室打电话来没人接\n"
    assert typed("terms", "examples", kb=folder) == (0, rows, "")
    assert typed("terms", "example", "目标一", "化验室打电话来没人接", "--remove", kb=folder)[0] == 0
    assert typed("terms", "examples", kb=folder)[1] == rows.splitlines(keepends=True)[1]


@pytest.mark.parametrize("subject", ["没有的", "术语/手卫生", "", "\udcff"])
def test_an_example_about_nothing_in_the_base_is_refused_in_one_line(typed, folder, subject):
    code, out, err = typed("terms", "example", subject, "问法", kb=folder)
    assert (code, out, err.count("\n")) == (2, "", 1) and "没有" in err
    assert not (folder / "examples.csv").exists()


def test_files_changed_by_hand_are_published_and_what_is_wrong_in_them_is_told(typed, folder):
    header = (CORPUS / "thesaurus" / "safety.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "terms.csv").write_bytes(f"{header}\r\n换药推车,小白车,,,,,\r\n抗生素,,,,,,\r\n".encode("gb18030"))
    (folder / "examples.csv").write_text("subject,example\n没有的,问法\n", encoding="utf-8-sig")
    code, out, err = typed("terms", "publish", kb=folder)
    assert (code, out) == (0, "") and "已发布第 2 版" in err
    assert (
        "待核对：terms.csv 第 3 行：“抗生素”已属于“抗菌药物”" in err and "待核对：examples.csv 第 2 行：“没有的”不在库里" in err
    )
    code, out, err = typed("terms", "list", kb=folder)
    assert (code, out, err.count("\n")) == (0, "换药推车  同义词：小白车\n", 1) and "terms.csv 第 3 行" in err
    assert typed("terms", "examples", kb=folder)[1] == "没有的  问法（编号不在库里，没有采用）\n"


@pytest.mark.parametrize(
    "command",
    [
        ("add", "--label", "换药推车"),
        ("remove", "换药推车"),
        ("list",),
        ("example", "目标一", "问法"),
        ("example", "目标一", "问法", "--remove"),
        ("examples",),
        ("publish",),
    ],
)
def test_a_folder_that_is_not_there_is_one_line_and_is_not_made(typed, tmp_path, command):
    code, out, err = typed("terms", *command, kb=tmp_path / "没有")
    assert (code, out, err.count("\n")) == (2, "", 1) and "知识库不存在" in err and not (tmp_path / "没有").exists()
