"""How long things are kept: a default, what a person sets, and the line in the log."""

import pytest

from app.people import audit, database, settings
from ingest.errors import NotFoundError, QuestionError


def test_what_is_set_counts_and_is_on_the_log_with_what_was_before(folder):
    with database.writing(folder) as db:
        assert [settings.value(db, one) for one in settings.ALL.values()] == [10, 0, 12, 120]
        assert settings.choose(db, "versions", "30", "王敏") and not settings.choose(db, "versions", "30", "王敏")
        assert settings.choose(db, "audit_days", "365", "王敏")
    with database.reading(folder) as db:
        assert settings.value(db, settings.VERSIONS) == 30
        told = [(x.who, x.document, x.before, x.after) for x in audit.AUDIT.rows(db)[0]]
    assert told == [("王敏", "知识库留存的版数", "10 版", "30 版"), ("王敏", "操作记录留存", "一直留存", "365 天")]


@pytest.mark.parametrize(
    ("name", "value"), [("versions", "1"), ("versions", "0"), ("audit_days", "30"), ("session_hours", "25"), ("versions", "十")]
)
def test_what_would_lose_too_much_is_refused_with_what_may_be_written(folder, name, value):
    with pytest.raises(QuestionError, match="请写") as raised, database.writing(folder) as db:
        settings.choose(db, name, value, "王敏")
    assert str(settings.ALL[name].least) in str(raised.value)
    with database.writing(folder) as db, pytest.raises(NotFoundError, match="versions"):
        settings.choose(db, "版数", "5", "王敏")


def test_a_value_that_somebody_wrote_into_the_file_counts_as_the_default(folder):
    with database.writing(folder) as db:
        db.execute("INSERT INTO settings (time, who, name, value) VALUES ('', '', 'versions', '-5')")
        assert settings.value(db, settings.VERSIONS) == settings.VERSIONS.default
