"""What was adopted is held against what the base has now: after a new version of the file, and for a clause that is gone."""

import pytest

from app.base.knowledge import Knowledge
from app.build import publish
from app.case_work import adopted
from app.case_work.desk import Desk
from app.people import database, works

RULES = """# 床旁交接管理制度

第一条 交班护士应当在十分钟内到床旁交接管路和皮肤情况。

第二条 交接时两人共同核对腕带和床头卡。

第三条 交接后在交接单上双签名，保存两年。
"""
DRAFT = """# 床旁交接的实践

## 主要做法

1. 交班护士十分钟内到床旁交接管路和皮肤。
2. 两人共同核对腕带和床头卡后才离开床旁。
3. 交接单双签名并保存两年，由护士长每月抽查。
"""


@pytest.fixture
def published(tmp_path):
    def _published(text):
        (tmp_path / "床旁交接.md").write_text(text, encoding="utf-8")
        publish.build(tmp_path / "kb", [tmp_path / "床旁交接.md"])
        return Desk(Knowledge.open(tmp_path / "kb"))

    return _published


def take(desk, work, number, place, *, taken=True):
    opened = desk.open("王敏", work.id)
    identity = next(c.id for c in desk.kb.store.clauses() if c.id.endswith(place)) if place.startswith("#") else place
    step = adopted.step(desk.kb, opened.standing, opened.mapping.practices[number].text, identity, taken=taken)
    with database.writing(desk.kb.snapshot.kb) as db:
        works.do(db, "王敏", work.id, step)
    return desk.open("王敏", work.id)


@pytest.fixture
def adopting(published):
    """Three practices with a basis each, and one with two."""
    desk = published(RULES)
    work = desk.begin("王敏", "稿.md", DRAFT.encode(), lambda what, done, total: None)
    for number, place in enumerate(("#第一条", "#第二条", "#第三条")):
        opened = take(desk, work, number, place)
    assert not opened.changed and not opened.undecided
    return work


@pytest.mark.parametrize(
    ("before", "after", "practice"),
    [("十分钟内", "三十分钟内", 0), ("和床头卡", "", 1), ("保存两年", "保存两年，另报护理部备案", 2)],
)
def test_a_clause_with_another_text_is_to_be_looked_at_again(published, adopting, before, after, practice):
    desk = published(RULES.replace(before, after))
    opened = desk.open("王敏", adopting.id)
    (changed,) = opened.changed
    assert (changed.practice, before in changed.was, before in changed.now) == (practice, True, before in after)
    assert opened.undecided == (practice,)
    assert "原来采用的是" in str(opened.checked.problems[0]) and changed.now in str(opened.checked.problems[0])
    accepted = take(desk, adopting, practice, changed.id)
    assert not accepted.changed and not accepted.undecided
    assert "原来采用的是" not in "".join(map(str, accepted.checked.problems))


def test_a_clause_that_is_gone_is_told_with_the_text_it_had(published, adopting):
    desk = published(RULES.partition("第三条")[0])
    opened = desk.open("王敏", adopting.id)
    (changed,) = opened.changed
    assert changed.now == "" and "双签名" in changed.was and opened.undecided == (2,)
    assert "没有了" in str(opened.checked.problems[0])
    assert not take(desk, adopting, 2, changed.id, taken=False).changed


def test_punctuation_and_spaces_make_no_other_text(published, adopting):
    assert not published(RULES.replace("十分钟内到", "十分钟内，到")).open("王敏", adopting.id).changed


def test_a_basis_beside_one_that_is_adopted_keeps_the_text_that_it_had(published, adopting):
    desk = published(RULES.replace("十分钟内", "三十分钟内"))
    assert len(take(desk, adopting, 0, "#第二条").changed) == 1


def test_a_mended_practice_keeps_what_it_was_adopted_with(published, adopting):
    desk = published(RULES.replace("十分钟内", "三十分钟内"))
    draft = desk.open("王敏", adopting.id).standing.draft
    number, text = next((n, p.text) for n, p in enumerate(draft.passages, 1) if "十分钟" in p.text)
    at = text.index("交班护士")
    step = works.Step(works.Action.MEND, f"{number}:{at}-{at + 4}", "交班护士", "责任护士")
    with database.writing(desk.kb.snapshot.kb) as db:
        works.do(db, "王敏", adopting.id, step)
    opened = desk.open("王敏", adopting.id)
    assert "责任护士" in opened.mapping.practices[0].text and len(opened.changed) == 1


def test_a_choice_of_an_older_version_without_texts_says_nothing(published, adopting):
    desk = published(RULES)
    practice = desk.open("王敏", adopting.id).mapping.practices[0].text
    rule = next(c.id for c in desk.kb.store.clauses() if c.id.endswith("#第一条"))
    with database.writing(desk.kb.snapshot.kb) as db:
        works.do(db, "王敏", adopting.id, works.Step(works.Action.DECIDE, practice, "", rule))
    assert not published(RULES.replace("十分钟内", "三十分钟内")).open("王敏", adopting.id).changed
