"""The audit log as a table."""

from app.people import database
from app.people.audit import AUDIT, Change, record
from app.people.exchange import take_in

LINE = Change("2026-01-02T08:00:00.000+00:00", "nurse", "add", "文件", "original", "ab" * 32)
EARLIER = Change("2026-01-01T08:00:00.000+00:00", "nurse", "add", "文件", "digest", "cd" * 32)


def test_a_line_is_kept_once_and_the_log_goes_by_time(folder):
    with database.writing(folder) as db:
        assert [record(db, [LINE, EARLIER]), record(db, [EARLIER, LINE])] == [2, 0]
        assert AUDIT.rows(db) == ([EARLIER, LINE], [])


def test_a_line_from_a_system_with_odd_names_is_kept_without_the_odd_characters(folder):
    with database.writing(folder) as db:
        record(db, [Change(LINE.time, "nur\x1bse\udc80", "add", "文\n件", "original", "")])
        assert [(x.who, x.document) for x in AUDIT.rows(db)[0]] == [("nurse", "文 件")]


def test_a_line_without_a_time_is_told_and_left_out(folder, write):
    path = write(
        "audit.csv", f"{','.join(AUDIT.columns[:6])}\n昨天,nurse,add,文件,original,ab\n{LINE.time},nurse,add,文件,original,ab\n"
    )
    folder.mkdir()
    taken = take_in(folder, path)
    assert (taken.read, taken.new) == (1, 1) and "第 2 行" in str(taken.problems[0]) and "昨天" in str(taken.problems[0])
