"""Work on a draft: begun, found again, mended, decided on, filled in, undone."""

import pytest

from app.base import snapshots
from app.case_work import desk as desks
from app.case_work.desk import Desk
from app.people import database, works
from app.people.works import Action, Step
from ingest.errors import NotFoundError, SourceError
from tests.app.case_work.conftest import DRAFT


def silent(what, done, total):
    pass


def do(desk, person, work, *steps):
    with database.writing(desk.kb.snapshot.kb) as db:
        for step in steps:
            works.do(db, person, work.id, step)
    return desk.open(person, work.id)


def mend(fix):
    return Step(Action.MEND, fix.about, fix.before, fix.after)


def kept(desk, work):
    return [p.name for p in snapshots.drafts(desk.kb.snapshot.kb).glob("*/*") if p.name == work.sha256]


def test_a_draft_is_read_and_told(desk, person):
    told = []
    work = desk.begin(person, "文件夹/草稿.md", DRAFT.encode(), lambda *progress: told.append(progress))
    assert (work.title, work.file) == ("加强病区陪护管理的实践", "草稿.md")
    assert ("正在逐条对照做法", 2, 3) in told
    opened = desk.open(person, work.id)
    assert (opened.cited, opened.wrong, len(opened.undecided)) == (3, 2, 3)


def test_another_process_finds_it_again_as_it_was_left(desk, person, begun):
    opened = desk.open(person, begun.id)
    fixed = do(desk, person, begun, mend(opened.concerns[0].fixes[0]), Step(Action.FILL, "organisation", after="某医院"))
    again = Desk(desk.kb).open(person, begun.id)
    assert (again.standing, again.case) == (fixed.standing, fixed.case)
    assert again.case.organisation == "某医院" and "WS/T 433-2023" in again.case.introduction


def test_each_fix_leaves_one_concern_less_and_the_form_has_the_words_of_the_source(desk, person, begun):
    opened = desk.open(person, begun.id)
    assert [c.label for c in opened.concerns] == ["已被代替", "引文与原文不一致"]
    for left in (1, 0):
        opened = do(desk, person, begun, mend(opened.concerns[0].fixes[0]))
        assert opened.wrong == left
    assert opened.checked.standards == ("《静脉治疗护理技术操作标准》（WS/T 433-2023）",)
    assert "每日二十二时以后不得离开病区" in opened.checked.practices[0].text
    assert not opened.checked.of("quote", "reference") or "没有引文" in opened.checked.of("quote", "reference")[0].what


def test_decisions_go_into_the_form_and_are_undone(desk, person, begun, clause):
    practices = desk.open(person, begun.id).mapping.practices
    rule = clause("佩戴陪护证")
    done = do(
        desk,
        person,
        begun,
        Step(Action.DECIDE, practices[1].text, after=rule),
        Step(Action.DECIDE, practices[2].text, after=""),
    )
    assert [[b.id for b in p.bases] for p in done.checked.practices][1:] == [[rule], []]
    assert done.undecided == (0,)
    with database.writing(desk.kb.snapshot.kb) as db:
        works.undo(db, person, begun.id)
    assert desk.open(person, begun.id).undecided == (0, 2)


def test_a_decision_stays_with_a_practice_whose_words_are_mended_later(desk, person, begun):
    opened = desk.open(person, begun.id)
    ids = opened.mapping.practices[0].matches[1].id
    quote = next(c for c in opened.concerns if c.kind == "quote")
    opened = do(desk, person, begun, Step(Action.DECIDE, opened.mapping.practices[0].text, after=ids), mend(quote.fixes[0]))
    assert "二十二时" in opened.mapping.practices[0].text
    assert [b.id for b in opened.checked.practices[0].bases] == [ids]


def test_persons_and_lists_are_filled_in(desk, person, begun):
    steps = [
        Step(Action.FILL, "recommender.phone", after="0355-1234567"),
        Step(Action.FILL, "reporters.2.name", after="李娜"),
        Step(Action.FILL, "enclosures", after="制度\n照片"),
    ]
    case = do(desk, person, begun, *steps).case
    assert case.recommender.phone == "0355-1234567" and [p.name for p in case.reporters] == ["李娜"]
    assert case.enclosures == ("制度", "照片")


def test_a_mend_that_no_longer_fits_is_told_and_changes_nothing(desk, person, begun):
    wrong = Step(Action.MEND, "3:0-4", "别的文字", "改")
    opened = do(desk, person, begun, wrong, Step(Action.MEND, "没有", "甲", "乙"))
    assert [step.before for step in opened.standing.lost] == ["别的文字", "甲"]
    assert opened.standing.draft == desk.open(person, begun.id).standing.draft


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [("空.md", b"", "空"), ("坏.docx", b"PK\x03\x04 not a zip", "坏.docx"), ("x.exe", b"MZ\x00\x01" * 40, "x.exe")],
)
def test_a_bad_file_is_one_line_and_nothing_is_kept(desk, person, name, data, said):
    with pytest.raises(SourceError) as told:
        desk.begin(person, name, data, silent)
    assert said in str(told.value) and "\n" not in str(told.value)
    with database.reading(desk.kb.snapshot.kb) as db:
        assert works.listed(db, person) == ([], [])


def test_a_draft_that_is_too_large_is_not_even_read(desk, person, monkeypatch):
    monkeypatch.setattr(desks, "MOST_BYTES", 10)
    with pytest.raises(SourceError, match="超过"):
        desk.begin(person, "大.md", DRAFT.encode(), silent)


def test_work_of_others_is_not_opened(desk, begun):
    with pytest.raises(NotFoundError):
        desk.open("李娜", begun.id)


def test_a_lost_or_altered_draft_is_told_in_one_line(desk, person):
    work = desk.begin(person, "另一份.md", (DRAFT + "\n另一份。\n").encode(), silent)
    (file,) = snapshots.drafts(desk.kb.snapshot.kb).glob(f"*/{work.sha256}")
    for spoil in (lambda: file.write_bytes(b"x"), file.unlink):
        spoil()
        with pytest.raises(SourceError, match="再上传一次"):
            Desk(desk.kb).open(person, work.id)


def test_the_draft_goes_with_the_last_work_on_it(desk, person, monkeypatch):
    text = (DRAFT + "\n只此一份。\n").encode()
    one, two = (desk.begin(person, "草稿.md", text, silent) for _ in range(2))
    monkeypatch.setattr(desks, "_BACK", desks.timedelta(days=-1))

    def delete(work):
        with database.writing(desk.kb.snapshot.kb) as db:
            works.delete(db, person, work.id)
        desk.begin(person, "别的.md", DRAFT.encode(), silent)

    delete(one)
    assert kept(desk, two), "the other one needs it"
    delete(two)
    assert not kept(desk, two)


def test_it_is_known_whether_opening_takes_long(desk, person, begun):
    assert desk.ready(person, begun.id) and not Desk(desk.kb).ready(person, begun.id)
