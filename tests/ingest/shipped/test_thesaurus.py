"""What a librarian hears about a thesaurus file that breaks a rule."""

import pytest

from corpus import CORPUS
from ingest.shipped.thesaurus import COLUMNS, check

SHIPPED = CORPUS / "thesaurus"
HEADER = ",".join(COLUMNS)


def told(write, *lines, name="本院.csv", header=HEADER, encoding="utf-8"):
    path = write(name, "\n".join([header, *lines, ""]).encode(encoding))
    concepts, problems = check(path, SHIPPED)
    return concepts, [str(p) for p in problems]


def test_a_good_file_counts_its_concepts(write):
    concepts, problems = told(write, "换药室轮椅,轮椅车位|轮椅停放处,,,,医疗质量管理,", "换药室轮椅架,,,,换药室轮椅,,")
    assert problems == []
    assert [c.label for c in concepts] == ["换药室轮椅", "换药室轮椅架"]


def test_every_problem_is_told_at_once_with_its_line(write):
    _, problems = told(
        write,
        ",轮椅车位,,,,,",
        "换药室轮椅,静脉输液|架,,,没有这个,,",
        "换药室轮椅架,,,,,",
        "甲乙丙词,,,,丁戊己词,,",
        "丁戊己词,,,,甲乙丙词,,",
        "甲乙丙词,,,,,,",
    )
    assert [line.split("：")[0] for line in problems] == [f"本院.csv 第 {n} 行" for n in (2, 3, 3, 4, 7, 5, 6)][: len(problems)]
    text = "\n".join(problems)
    for part in ("prefLabel 是空的", "“静脉输液”已属于", "“架”太短", "应有 7 列，实有 6 列", "“甲乙丙词”重复", "绕成了圈"):
        assert part in text


def test_a_broader_term_that_does_not_exist(write):
    _, problems = told(write, "换药室轮椅,,,,没有这个,,")
    assert problems == ["本院.csv 第 2 行：“换药室轮椅”指向的“没有这个”不存在。请改成已有术语的 prefLabel，或先加上这个术语"]


def test_a_wrong_column(write):
    _, problems = told(write, header=HEADER.replace("broader", "上位词"))
    assert "多了 上位词" in problems[0]
    assert "缺少 broader" in problems[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_files_of_spreadsheet_programs_are_read(write, encoding):
    assert told(write, "换药室轮椅,,,,,,", encoding=encoding)[1] == []


def test_a_file_that_is_no_text(write):
    assert "二进制" in str(check(write("本院.csv", bytes(range(256)) * 9), SHIPPED)[1][0])


def test_a_shipped_file_is_checked_as_its_own_replacement():
    concepts, problems = check(SHIPPED / "safety.csv", SHIPPED)
    assert problems == []
    assert len(concepts) > 100
