"""CSV out and in again."""

import csv

import pytest

from app.people import baskets, database, exchange, questions, spreadsheet, works
from app.people.audit import Change, record
from app.people.decisions import ACCEPTED, DECISIONS, OPEN, decide, link_id
from app.people.tables import TABLES
from app.people.works import Action, Step
from ingest.errors import QuestionError
from tests.app.people.odd import ODD


@pytest.fixture
def filled(folder, candidates):
    with database.writing(folder) as db:
        for query in ODD:
            questions.save(db, "王敏", query, name=query[:30])
        for state in (ACCEPTED, OPEN, ACCEPTED):
            decide(db, candidates, [link_id(candidates[0])], state, "=王敏", "-不适用")
        record(db, [Change("2026-01-01T08:00:00.000+00:00", "nurse", "add", "文件", "original", "ab" * 32)])
        baskets.add(db, "王敏", "制度#一", "=查房用")
        work = works.start(db, "王敏", "=案例", "草稿.docx", "ab" * 32)
        works.do(db, "王敏", work.id, Step(Action.FILL, "title", after="＝改\n-了"))
    return folder


def exported(folder, to):
    files, problems = exchange.export(folder)
    for file in files:
        (to / file.name).write_text(file.text, encoding="utf-8")
    return [(to / file.name, file.rows) for file in files], problems


def rows(folder):
    with database.reading(folder) as db:
        return [table.rows(db) for table in TABLES]


def test_a_base_is_filled_again_from_its_export_and_not_twice(filled, tmp_path):
    files, problems = exported(filled, tmp_path)
    assert [(path.name, count) for path, count in files] == [
        ("decisions.csv", 3),
        ("questions.csv", len(ODD)),
        ("audit.csv", 4),
        ("baskets.csv", 1),
        ("works.csv", 1),
        ("work_steps.csv", 1),
        ("corrections.csv", 0),
        ("ticks.csv", 0),
    ]
    other = tmp_path / "other"
    other.mkdir()
    for n in (0, 1):
        taken = [exchange.take_in(other, path) for path, _ in files]
        assert [(x.read, x.new) for x in taken] == [
            (3, 3 * (not n)),
            (len(ODD), len(ODD) * (not n)),
            (4, 4 * (not n)),
            *[(1, 1 * (not n))] * 3,
            *[(0, 0)] * 2,
        ]
        assert rows(other) == rows(filled) and not problems
    assert [exchange.take_in(filled, path).new for path, _ in files] == [0] * 8


def test_a_spreadsheet_sees_chinese_and_no_formula(filled, tmp_path):
    for path, _ in exported(filled, tmp_path)[0]:
        written = path.read_bytes()
        assert written.startswith(b"\xef\xbb\xbf")
        cells = [cell for row in csv.reader(written.decode("utf-8-sig").splitlines()) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r1", "＝1", "'=1", "''-1", "'", "a=1", ""])
def test_what_is_done_to_a_formula_is_undone(cell):
    guarded = spreadsheet.guarded(cell)
    assert not guarded.startswith(tuple("=+-@\t\r＝"))
    assert spreadsheet._unguarded(guarded) == cell


def test_a_decision_changed_in_a_spreadsheet_counts_when_it_is_taken_in(filled, tmp_path):
    (path, _), *_ = exported(filled, tmp_path)[0]
    text = path.read_text(encoding="utf-8-sig").replace("accepted\n", "rejected\n")
    path.write_bytes(text.encode("gb18030"))
    assert exchange.take_in(filled, path).new == 2
    with database.reading(filled) as db:
        assert DECISIONS.rows(db)[0][-1].review == "rejected"


def test_lines_with_impossible_values_are_told_and_the_rest_is_taken_in(folder, tmp_path):
    folder.mkdir()
    path = tmp_path / "问题.csv"
    path.write_text(
        "name,query,type,level,saved\n甲,手卫生,,,\n乙,跌\x07倒,,,\n丙,压疮,没有,,\n丁,输液,,,昨天\n", encoding="utf-8"
    )
    taken = exchange.take_in(folder, path)
    assert (taken.read, taken.new) == (1, 1)
    assert [x.where for x in taken.problems] == [f"问题.csv 第 {n} 行" for n in (3, 4, 5)]


def test_what_is_no_export_is_refused(folder, tmp_path):
    folder.mkdir()
    path = tmp_path / "别的.csv"
    for text in ("甲,乙\n", ""):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(QuestionError, match="别的"):
            exchange.take_in(folder, path)
    assert rows(folder) == [([], [])] * len(TABLES)


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR,\xff",
        b"PK\x03\x04\x14\0\x06,\0\xff",
        "一段话\n".encode(),
    ],
    ids=["pdf", "png", "xlsx", "text"],
)
def test_a_file_of_another_kind_is_said_to_be_no_table(folder, tmp_path, content):
    folder.mkdir()
    path = tmp_path / "别的"
    path.write_bytes(content)
    with pytest.raises(QuestionError, match="别的：不是 CSV 表格"):
        exchange.take_in(folder, path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_a_table_may_be_saved_in_any_encoding_of_a_spreadsheet(folder, tmp_path, encoding):
    folder.mkdir()
    path = tmp_path / "问题.csv"
    path.write_bytes("name,query,type,level,saved\r\n,这一次住院的不良事件要在多少天以内上报,,,\r\n".encode(encoding))
    assert exchange.take_in(folder, path).new == 1


def test_columns_of_the_file_are_those_of_the_table(folder):
    with database.writing(folder) as db:
        for table in TABLES:
            there = [row[1] for row in db.execute(f"PRAGMA table_info({table.name})") if row[1] != "chain"]
            assert ["id", *table.columns] == there
