"""What a librarian hears about a thesaurus file that breaks a rule."""

import pytest

from corpus import CORPUS
from ingest.shipped.thesaurus import COLUMNS, check, read_folder

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
    assert [line.split("：")[0] for line in problems] == [f"本院.csv 第 {n} 行" for n in (2, 3, 3, 4, 7, 3, 5)]
    text = "\n".join(problems)
    for part in (
        "prefLabel 是空的",
        "“静脉输液”已属于",
        "“架”太短",
        "应有 7 列，实有 6 列",
        "“甲乙丙词”重复",
        "“没有这个”不存在",
        "绕成了圈",
    ):
        assert part in text


def test_a_label_that_cannot_be_used_leaves_the_rest_of_its_line_in_use(write):
    (concept,), problems = told(write, "换药室轮椅,静脉输液|架|轮椅车位,,trolley|infusion therapy,,,")
    assert "静脉输液" not in concept.labels and {"换药室轮椅", "轮椅车位", "trolley"} <= set(concept.labels)
    assert len(problems) >= 2


def test_a_line_about_a_shipped_concept_adds_labels_to_it_by_name_or_id(write):
    path = write(
        "terms.csv",
        f"{HEADER}\n抗菌药物,抗菌小分队|抗生素,抗军药物,,,,\n术语/医疗器械,院里的器械,,,,,\n医疗器械,家伙什儿,,,,,\n",
    )
    concepts, problems = read_folder(SHIPPED, path)
    shipped = {c.id: c for c in read_folder(SHIPPED)[0]}
    found = {c.id: c for c in concepts}
    assert problems == [] and found.keys() == shipped.keys()
    assert found["术语/抗菌药物"].alt == (*shipped["术语/抗菌药物"].alt, "抗菌小分队")
    assert found["术语/抗菌药物"].hidden == (*shipped["术语/抗菌药物"].hidden, "抗军药物")
    assert {"院里的器械", "家伙什儿"} <= {*found["术语/医疗器械"].alt} and found["术语/医疗器械"].scheme == "devices"
    assert [c.labels for c in check(path, SHIPPED)[0]] == [
        ("抗菌药物", "抗菌小分队", "抗生素", "抗军药物"),
        ("医疗器械", "院里的器械"),
        ("医疗器械", "家伙什儿"),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("抗菌药物,,,,,,", "“抗菌药物”已有，这一行没有新的写法"),
        ("抗菌药物,抗生素,,,,,", "“抗菌药物”已有，这一行没有新的写法"),
        ("抗菌药物,,,,手卫生,,", "只能加写法"),
        ("抗生素,抗菌小分队,,,,,", "“抗生素”已属于“抗菌药物”"),
        ("抗菌药物,手卫生,,,,,", "“手卫生”已属于"),
    ],
)
def test_a_shipped_concept_wins_over_a_line_of_ones_own(write, line, said):
    concepts, problems = read_folder(SHIPPED, write("terms.csv", f"{HEADER}\n{line}\n换药室轮椅,,,,,,\n"))
    assert [str(p).partition("：")[0] for p in problems] == ["terms.csv 第 2 行"] and said in str(problems[0])
    assert concepts[:-1] == read_folder(SHIPPED)[0] and concepts[-1].label == "换药室轮椅"


def test_a_circle_of_ones_own_leaves_the_shipped_concepts_as_they_are(write):
    path = write("terms.csv", f"{HEADER}\n甲乙丙词,,,,丁戊己词|手卫生,,\n丁戊己词,,,,甲乙丙词,,\n")
    concepts, problems = read_folder(SHIPPED, path)
    assert len(problems) == 1 and "绕成了圈" in str(problems[0])
    assert concepts[:-2] == read_folder(SHIPPED)[0]


@pytest.mark.parametrize("bar", ["|", "｜"])
def test_a_bar_of_either_width_parts_labels(write, bar):
    (concept,), problems = told(write, f"换药室轮椅,轮椅车位{bar}轮椅停放处,,,,,")
    assert (concept.alt, problems) == (("轮椅车位", "轮椅停放处"), [])


def test_a_broader_term_that_does_not_exist(write):
    _, problems = told(write, "换药室轮椅,,,,没有这个,,")
    assert problems == ["本院.csv 第 2 行：“换药室轮椅”指向的“没有这个”不存在。请改成已有术语的名称，或先加上这个术语"]


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
