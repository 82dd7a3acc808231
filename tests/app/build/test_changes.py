"""What publishing the draft will change is told before, and is what it then changes."""

import shutil

from app.base import versions
from app.base.knowledge import Knowledge
from app.build import changes, draft, publish
from app.people import database
from app.people.decisions import link_id
from app.relations import links
from tests.app.build.librarian import ID_ONE, ID_TWO, ONE, PLACE, RIGHT, WRONG, serving, texts


def told(preview):
    return {
        one.document.document: (one.document.kind, [(d.kind, d.clause, d.before, d.after) for d in one.differences])
        for one in preview.documents
    }


def test_each_clause_that_will_be_new_changed_or_gone_is_told_before(base):
    new = ONE.replace("二、报送\n\n结果报护理部。", "三、附则\n\n即日起执行。").replace("每目", "每周")
    draft.upload(base, new.encode(), "一.txt", "王敏")
    draft.retire(base, ID_TWO, "王敏")
    found = changes.preview(base)
    assert serving(base) == 1, "nothing is published by looking"
    assert told(found) == {
        ID_ONE: (
            "changed",
            [
                ("changed", PLACE, WRONG, WRONG.replace("每目", "每周")),
                ("new", f"{ID_ONE}#三", "", "即日起执行。"),
                ("gone", f"{ID_ONE}#二", "结果报护理部。", ""),
            ],
        ),
        ID_TWO: ("gone", [("gone", f"{ID_TWO}#一", "轮椅每周清洁一次。", "")]),
    }
    changes.publish(base, "王敏", found.state)
    assert texts(base) == {PLACE: WRONG.replace("每目", "每周"), f"{ID_ONE}#三": "即日起执行。"}
    assert [x.kind for x in versions.versions(base)[0].changes] == ["changed", "gone"]


def test_a_correction_that_the_new_file_leaves_without_a_place_is_told_before(base):
    draft.correct(base, ID_ONE, PLACE, "text", RIGHT, "王敏")
    changes.publish(base, "王敏")
    draft.upload(base, ONE.replace("每目", "每周").encode(), "一.txt", "王敏")
    assert [x.after for x in changes.preview(base).without_place] == [RIGHT]


def test_links_and_decisions_that_will_be_lost_are_told_before(kb, tmp_path):
    base = shutil.copytree(kb, tmp_path / "kb")
    opened = Knowledge.open(base)
    suggestion = next(x for x in links.suggestions(opened) if x.predicate == "implements")
    links.decide(opened, [link_id(suggestion)], "accepted", "王敏")
    document = suggestion.subject.partition("#")[0]
    draft.retire(base, document, "王敏")
    found = changes.preview(base)
    assert any(document in (x.subject.partition("#")[0], x.object.partition("#")[0]) for x in found.links_lost)
    assert [(x.subject, x.object) for x in found.decisions_lost] == [(suggestion.subject, suggestion.object)]


def test_an_empty_draft_changes_nothing(base):
    found = changes.preview(base)
    assert found.documents == () and found.staged == () and found.version == 1


def test_the_state_changes_with_the_draft_and_with_the_base(base, write):
    states = [changes.preview(base).state]
    draft.retire(base, ID_TWO, "王敏")
    states.append(changes.preview(base).state)
    publish.add(base, [write("四.txt", "关于平车管理的通知\n\n一、总体要求\n\n平车每日检查。\n")])
    states.append(changes.preview(base).state)
    assert len(set(states)) == 3
    with database.reading(base) as db:
        assert db.execute("SELECT count(*) FROM draft").fetchone() == (1,)
