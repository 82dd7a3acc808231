"""Everything for a class in one."""

import io

import pytest
from PIL import Image
from pptx import Presentation

from app.present import material as making
from app.present import office_pages
from app.training.pack import Order
from ingest.errors import NotFoundError, QuestionError, SourceError

RULE = Order(("病区陪护管理办法",))


def silent(what, done, total):
    pass


@pytest.fixture
def no_office(monkeypatch):
    monkeypatch.setattr("ingest.formats.libreoffice.find", lambda: "")


def test_slides_have_pictures_and_words_and_all_files_are_there(small):
    if not office_pages.can_draw():
        pytest.skip("LibreOffice is not installed")
    told = []
    found = making.material(small, RULE, b"", lambda *now: told.append(now))
    assert len(found.pictures) == len(found.slides) > 2 and len(found.handout) == 2
    assert Image.open(io.BytesIO(found.pictures[0])).width == 1280
    assert [file.name for file in found.files] == ["课件.pptx", "讲义.docx", "试题.xlsx", "试题.gift", "试卷.docx"]
    assert found.questions and told[-1] == ("正在画课件和讲义", 3, 4)


def test_without_libreoffice_there_are_words_and_it_is_said_why(small, no_office):
    found = making.material(small, RULE, b"", silent)
    assert found.pictures == found.handout == () and "LibreOffice" in found.undrawn
    assert found.slides[0].title == "病区陪护管理办法" and len(found.files) == 5


def test_where_no_question_can_be_made_the_slides_are_there_all_the_same(opened, no_office):
    found = making.material(opened, Order(("WS/T 661-2020",)), b"", silent)
    assert not found.questions and "出不了题" in found.unasked
    assert [file.name for file in found.files] == ["课件.pptx", "讲义.docx"]


def test_where_no_question_can_be_made_the_paper_has_what_to_talk_over(opened, no_office):
    found = making.material(opened, Order(("PIT-2026-02",)), b"", silent)
    assert not found.questions and [file.name for file in found.files] == ["课件.pptx", "讲义.docx", "试卷.docx"]
    assert found.files[-1].told.startswith("讨论题")


def test_a_hospitals_own_master_is_used_and_a_bad_one_is_one_line(small, no_office):
    deck, out = Presentation(), io.BytesIO()
    deck.slide_width = 9_000_000
    deck.save(out)
    made = making.material(small, RULE, out.getvalue(), silent)
    assert Presentation(io.BytesIO(made.files[0].data)).slide_width == 9_000_000
    with pytest.raises(SourceError, match="母版"):
        making.material(small, RULE, b"no deck", silent)


def test_an_id_that_is_gone_is_told(small):
    with pytest.raises(NotFoundError):
        making.questions(small, Order(("没有",)))
    with pytest.raises(QuestionError):
        making.questions(small, Order(("WS/T 661-2020",)))
    title, asked = making.questions(small, RULE)
    assert title == "病区陪护管理办法" and asked
