"""Findings are ticked off by a person, and ask again once they change."""

from dataclasses import replace

from app.people import database, ticks
from app.people.audit import AUDIT
from app.people.ticks import DONE, OPEN
from ingest.model import Finding

FINDING = Finding("甲", "unsure", "认得没有把握", "每目", 3, "甲#一")


def test_a_finding_that_was_looked_at_stays_so_until_it_changes_or_that_is_taken_back(folder):
    with database.writing(folder) as db:
        assert ticks.mark(db, [FINDING], DONE, "王敏") == 1
        assert ticks.mark(db, [FINDING], DONE, "李梅") == 0
    with database.reading(folder) as db:
        standing = ticks.standing(db)
        assert standing[ticks.key(FINDING)].who == "王敏"
        assert ticks.key(replace(FINDING, text="每日")) not in standing
    with database.writing(folder) as db:
        assert ticks.mark(db, [FINDING], OPEN, "李梅") == 1
        assert ticks.standing(db) == {}
        assert [(x.who, x.action, x.document) for x in AUDIT.rows(db)[0]] == [("王敏", "tick", "甲"), ("李梅", "untick", "甲")]
