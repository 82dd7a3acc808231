"""CSV files of earlier versions: taken in once, whatever happens meanwhile."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.people import database, decisions, earlier, questions
from app.people.decisions import DECISIONS

HEADER = "subject_id,predicate_id,object_id,mapping_justification,confidence,comment,author_id,mapping_date,review_state\n"
ROWS = (
    "WS/T 1-2020,applies_to,目标一,semapv:MappingReview,0.5,理由,王敏,2026-01-01,accepted\n"
    "WS/T 1-2020,applies_to,目标一,semapv:MappingReview,0.5,理由,王敏,2026-01-01,open\n"
    "WS/T 1-2020,applies_to,目标一,semapv:MappingReview,0.5,理由,王敏,2026-01-01,accepted\n"
)


@pytest.fixture
def old(folder):
    folder.mkdir()
    (folder / "decisions.csv").write_text("\ufeff" + HEADER + ROWS, encoding="utf-8")
    (folder / "questions.csv").write_text(
        "name,query,type,level,saved\n甲, 手卫生  依从性 ,,,\n'=乙,'=跌倒,plan,city,\n", encoding="utf-8"
    )
    return folder


def read(folder):
    with database.reading(folder) as db:
        found, problems = questions.read(db, "王敏")
        assert not problems
        return [x.review for x in DECISIONS.rows(db)[0]], [(x.name, x.query, x.kind, x.level) for x in found]


TAKEN = (["accepted", "open", "accepted"], [("=乙", "=跌倒", "plan", "city"), ("甲", "手卫生 依从性", "", "")])


def test_all_rows_are_taken_in_once_and_the_files_are_kept_beside(old):
    before = (old / "decisions.csv").read_bytes()
    assert read(old) == TAKEN and read(old) == TAKEN
    assert sorted(p.name for p in old.iterdir()) == [
        "decisions-imported.csv",
        "people.seal",
        "people.sqlite",
        "people.txt",
        "questions-imported.csv",
    ]
    assert (old / "decisions-imported.csv").read_bytes() == before


def test_a_file_that_is_put_there_later_adds_only_what_is_new(old):
    read(old)
    (old / "decisions.csv").write_text(HEADER + ROWS + ROWS.splitlines()[1] + "\n", encoding="utf-8")
    assert read(old)[0] == [*TAKEN[0], "open"]
    assert (old / "decisions-imported.csv").exists() and (old / "decisions-imported-2.csv").exists()


def test_people_at_once_take_it_in_once(old):
    with ThreadPoolExecutor(4) as people:
        assert list(people.map(read, [old] * 8)) == [TAKEN] * 8


KILLED = """
import os, signal, sys
from pathlib import Path
from app.people import database, earlier
from app.people.table import Table
left = int(sys.argv[2])
def dying(act):
    def acting(*args, **named):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return act(*args, **named)
    return acting
Table.take, Path.rename, earlier.set_aside = dying(Table.take), dying(Path.rename), dying(earlier.set_aside)
with database.reading(Path(sys.argv[1])):
    print("read")
"""


@pytest.mark.parametrize("steps", range(5))
def test_killed_at_any_step_it_is_taken_in_whole_and_once(old, steps):
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(old), str(steps)], check=False, capture_output=True, env=os.environ
    )
    assert done.returncode == -9 and done.stdout == b""
    assert read(old) == TAKEN
    assert sorted(p.name for p in old.iterdir()) == [
        "decisions-imported.csv",
        "people.seal",
        "people.sqlite",
        "people.txt",
        "questions-imported.csv",
    ]


def test_a_file_that_cannot_be_renamed_is_not_taken_in_again(old, monkeypatch):
    def refuse(*_):
        raise PermissionError

    with monkeypatch.context() as patched:
        patched.setattr(type(old), "rename", refuse)
        assert read(old) == TAKEN and read(old) == TAKEN
        with database.writing(old) as db:
            questions.save(db, "王敏", "压疮")
            questions.delete(db, "王敏", questions.read(db, "王敏")[0][0].id)
    assert read(old) == TAKEN and not earlier.waiting(old)


def test_lines_that_cannot_be_read_are_told_with_file_and_line_and_the_rest_is_taken_in(old, caplog):
    bad = (
        ROWS.splitlines()[0].replace("王敏", "王\x00敏"),
        ROWS.splitlines()[0].replace("王敏", "王\udce6"),
        ROWS.splitlines()[0].replace("王敏", ""),
        ROWS.splitlines()[0].replace("accepted", "maybe"),
        ROWS.splitlines()[0].replace("2026-01-01", "2026-13-01"),
        "甲,乙",
        ROWS.splitlines()[0].replace("0.5", "nan"),
    )
    text = HEADER + ROWS + "\n".join(bad) + "\n" + ROWS.splitlines()[1] + "\n"
    (old / "decisions.csv").write_bytes(b"\xef\xbb\xbf" + text.encode("utf-8", "surrogateescape"))
    assert read(old) == ([*TAKEN[0], "open"], TAKEN[1])
    assert [f"decisions.csv 第 {n} 行" in line for n, line in enumerate(caplog.messages, 5)] == [True] * len(bad)
    with database.reading(old) as db:
        assert [f"注意：{line}" for line in earlier.problems(db)] == caplog.messages


@pytest.mark.parametrize("garbage", [b"", b"\x00\x01\x02\x03", "乱写的\n".encode(), b"\xff\xfe"])
def test_a_file_of_which_nothing_can_be_read_is_told_and_kept(old, caplog, garbage):
    (old / "decisions.csv").write_bytes(garbage)
    assert read(old) == ([], TAKEN[1])
    assert "decisions.csv" in caplog.text and (old / "decisions-imported.csv").read_bytes() == garbage


def test_a_table_that_a_spreadsheet_saved_in_its_own_way(old):
    text = (HEADER + ROWS).replace("2026-01-01", "2026/1/1").replace("\n", "\r\n")
    (old / "decisions.csv").write_bytes(text.encode("gb18030"))
    with database.reading(old) as db:
        (link,) = decisions.standing(db)[0].values()
    assert (link.author, link.date, link.object) == ("王敏", "2026-01-01", "目标一")


def test_where_nothing_can_be_written_they_are_read_all_the_same(old, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(old), "mkdir", refuse)
    assert read(old) == TAKEN
    assert sorted(p.name for p in old.iterdir()) == ["decisions.csv", "questions.csv"]


def test_decisions_made_while_the_files_wait_come_after_them(old, candidates):
    with database.writing(old) as db:
        decisions.decide(db, candidates, [decisions.link_id(candidates[0])], decisions.REJECTED, "李强")
    assert read(old)[0] == [*TAKEN[0], "rejected"]
