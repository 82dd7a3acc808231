"""What librarians put right: what can be kept, and which of several holds."""

import pytest

from app.people import corrections, database
from app.people.corrections import CORRECTIONS, Correction
from ingest.errors import QuestionError


def made(after, field="text", clause="甲#一", before="每目检查", time="2026-01-31T09:00:00.000+00:00"):
    return Correction(time, "王敏", "甲", clause, field, before, after)


def test_the_last_one_on_a_place_holds_and_one_back_to_what_was_read_undoes_it():
    first, second = made("每月检查"), made("每周检查")
    assert corrections.standing([first, second]) == [second]
    assert corrections.standing([first, second, made("每目检查")]) == []
    assert [x.after for x in corrections.standing([first, made("新标题", "title", "")])] == ["每月检查", "新标题"]


def test_they_follow_ids_that_moved():
    (found,) = corrections.standing([made("每月检查")], {"甲": "乙", "甲#一": "乙#一"})
    assert (found.document, found.clause) == ("乙", "乙#一")


@pytest.mark.parametrize(
    ("field", "written", "said"),
    [
        ("level", "市里", "没有“市里”这个层级"),
        ("date", "去年", "读不懂"),
        ("date", "2026-13", "读不懂"),
        ("title", "", "没有写标题"),
        ("text", "　 ", "没有写条款文字"),
        ("number", "一\n二", "几行"),
        ("text", "a\u202eb", "不能保存的字符"),
        ("text", "长" * 20_001, "超过"),
    ],
)
def test_what_a_field_cannot_be_is_one_line(field, written, said):
    with pytest.raises(QuestionError, match=said):
        corrections.kept(field, written)


@pytest.mark.parametrize("written", ["2026-01-31", "2026-01", ""])
def test_a_date_is_a_day_or_a_month(written):
    assert corrections.kept("date", written) == written


def test_they_are_kept_as_written_with_their_lines(tmp_path):
    one = made(corrections.kept("text", " 第一行  有空格\n\n第二行 "))
    with database.writing(tmp_path / "kb") as db:
        CORRECTIONS.add(db, one)
    with database.reading(tmp_path / "kb") as db:
        assert CORRECTIONS.rows(db) == ([one], [])
    assert one.after == "第一行 有空格\n第二行"
