"""Saved questions: shared, kept through rebuilds, given back whole when a deletion is undone."""

import csv
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.build import publish
from app.people import questions
from ingest.errors import BaseError, QuestionError


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "kb"


def labels(folder):
    return [x.label for x in questions.read(folder)]


def test_saved_questions_survive_rebuilding_and_adding(folder, write):
    publish.build(folder, [write("一.txt", "关于换药室管理的通知\n\n一、总则\n\n换药室每月检查一次。\n")])
    questions.save(folder, "换药室多久检查一次", "notice", "city", "换药室")
    publish.build(folder, [write("二.txt", "关于轮椅管理的通知\n\n一、总则\n\n轮椅每周清洁一次。\n")])
    publish.add(folder, [write("三.txt", "关于被服管理的通知\n\n一、总则\n\n被服每日更换一次。\n")])
    (one,) = questions.read(folder)
    assert (one.label, one.query, one.kind, one.level) == ("换药室", "换药室多久检查一次", "notice", "city")


def test_the_newest_comes_first_and_the_question_is_its_own_name(folder):
    for query in ("跌倒怎么预防", "压力性损伤怎么预防"):
        questions.save(folder, query)
    assert labels(folder) == ["压力性损伤怎么预防", "跌倒怎么预防"]


def test_the_same_question_with_the_same_filters_is_saved_once(folder):
    first = questions.save(folder, "跌倒怎么预防", name="跌倒")
    assert questions.save(folder, "  跌倒怎么预防 ", name="别名") == first
    questions.save(folder, "跌倒怎么预防", level="national")
    assert labels(folder) == ["跌倒怎么预防", "跌倒"]


def test_undo_brings_back_what_was_deleted_though_someone_saved_meanwhile(folder):
    for query in ("甲类传染病", "乙类传染病", "丙类传染病"):
        questions.save(folder, query, name=f"{query}（科室）")
    before = questions.read(folder)
    gone = questions.delete(folder, before[1].id)
    assert gone == before[1] and gone not in questions.read(folder)
    meanwhile = questions.save(folder, "手卫生")
    questions.restore(folder, gone)
    assert set(questions.read(folder)) == {meanwhile, *before}
    assert questions.delete(folder, "00000000") is None


def test_undo_puts_a_question_back_in_its_place(folder):
    rows = ["甲,跌倒,,,2026-01-01T08:00:00", "乙,压疮,,,2026-01-02T08:00:00", "丙,手卫生,,,2026-01-03T08:00:00"]
    folder.mkdir()
    questions.table(folder).write_text("\n".join([",".join(questions.COLUMNS), *rows]), encoding="utf-8")
    before = questions.read(folder)
    questions.restore(folder, questions.delete(folder, before[1].id))
    assert questions.read(folder) == before


def test_a_row_written_by_hand_counts_as_the_same_question(folder):
    folder.mkdir()
    questions.table(folder).write_text(",".join(questions.COLUMNS) + "\n甲, 手卫生  依从性 ,,,\n", encoding="utf-8")
    assert questions.save(folder, "手卫生 依从性").name == "甲"
    assert len(questions.read(folder)) == 1


def test_undo_does_not_double_what_someone_saved_anew(folder):
    one = questions.save(folder, "手卫生")
    questions.delete(folder, one.id)
    anew = questions.save(folder, "手卫生", name="别人存的")
    questions.restore(folder, one)
    assert questions.read(folder) == [anew]


def test_two_people_at_once_lose_nothing(folder):
    asked = [f"第{i}季度检查什么" for i in range(12)]
    with ThreadPoolExecutor(4) as people:
        list(people.map(lambda query: questions.save(folder, query), asked))
    assert set(labels(folder)) == set(asked)


ODD = (
    '=HYPERLINK("http://a.example","点我")',
    "+86 电话",
    "-感染 手术",
    "@SUM(A1)",
    "＝1+1 的依据",
    "'=不是公式",
    "''引号",
    "'引号",
    '带"引号"，和,逗号',
    "👨‍👩‍👧 家属陪护",
    "<b>加粗</b>",
    "危" * 500,
)


def test_what_is_read_is_what_was_written(folder):
    for query in ODD:
        questions.save(folder, query, name=query[:30])
    assert [(x.query, x.name) for x in questions.read(folder)] == [(q, q[:30]) for q in reversed(ODD)]


def test_a_spreadsheet_sees_chinese_and_no_formula(folder):
    for query in ODD:
        questions.save(folder, query, name=query[:30])
    written = questions.table(folder).read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    cells = [cell for row in csv.reader(written.decode("utf-8-sig").splitlines()) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))]


def test_white_space_and_control_characters_never_break_a_row(folder):
    questions.save(folder, "手卫生\n依从性\x00", name="甲\t乙\r\n丙")
    (one,) = questions.read(folder)
    assert (one.query, one.name) == ("手卫生 依从性", "甲 乙 丙")


def test_a_table_saved_again_by_a_chinese_spreadsheet_still_opens(folder):
    questions.save(folder, "手卫生依从性怎么监测", "targets", "national", "手卫生")
    path = questions.table(folder)
    before = questions.read(folder)
    path.write_bytes(path.read_text(encoding="utf-8-sig").replace("\n", "\r\n").encode("gb18030"))
    assert questions.read(folder) == before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("乱写的\n", "第 1 行"),
        ("name,query,type,level,saved\n甲,手卫生,,,2026-01-01\n乙,跌倒\n", "第 3 行"),
        ("name,query,type,level,saved\n\n甲,,,,\n", "第 3 行"),
        ("name,query,type,level,saved\n甲,手卫生,没有,,\n", "没有“没有”这种文件类型"),
        ("name,query,type,level,saved\n甲,手卫生,,省,\n", "没有“省”这个层级"),
        ('name,query,type,level,saved\n甲,"手卫生,,,\n乙,跌倒,,,\n', "第 2 行引号没有配对"),
        ("", "文件是空的"),
        ("\x00\x01\x02\x03", "二进制"),
    ],
)
def test_a_damaged_table_is_one_line_and_is_not_written_over(folder, text, told):
    folder.mkdir()
    path = questions.table(folder)
    path.write_text(text, encoding="utf-8")
    for act in (
        lambda: questions.read(folder),
        lambda: questions.save(folder, "手卫生"),
        lambda: questions.delete(folder, "00000000"),
    ):
        with pytest.raises(BaseError, match=r"questions\.csv") as raised:
            act()
        assert told in str(raised.value) and "\n" not in str(raised.value)
    assert path.read_text(encoding="utf-8") == text


def test_what_cannot_be_saved(folder):
    for query in (" ", "😀", "危" * 501):
        with pytest.raises(QuestionError):
            questions.save(folder, query)
    with pytest.raises(QuestionError, match="名称"):
        questions.save(folder, "手卫生", name="名" * 41)
    assert questions.read(folder) == []


def test_a_question_is_found_by_name_or_id_and_two_of_one_name_are_told_apart(folder):
    one = questions.save(folder, "手卫生怎么做", name="洗手")
    assert questions.find(folder, "洗手") == questions.find(folder, one.id) == one
    other = questions.save(folder, "手卫生怎么做", level="city", name="洗手")
    with pytest.raises(QuestionError, match=f"{other.id}、{one.id}"):
        questions.find(folder, "洗手")
    with pytest.raises(QuestionError, match="duibiao questions"):
        questions.find(folder, "没有存过")
