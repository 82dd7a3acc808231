"""培训, run without a browser: slides, files and questions of what is chosen, and the quiz with each form of question."""

import threading
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.people import rights
from app.people.rights import Person, Role
from app.present import material
from app.training.quiz.model import Form, Question, Source
from ingest.model import Clause
from tests.app.pages.conftest import shown, words

PAGE = Path(__file__).parents[3] / "app" / "app_pages" / "training.py"
RULE = "病区陪护管理办法"
_SOURCE = Source(Clause("办法#第二条", "办法", "clause", ("第二条",), ("",), "陪护证每日佩戴。"), "《办法》第二条", False)
QUESTIONS = (
    Question(Form.SINGLE, "谁抽查？", ("护士长",), _SOURCE, "护士长抽查。", ("护士长", "院长")),
    Question(Form.MULTIPLE, "查什么？", ("证件", "着装"), _SOURCE, "查证件和着装。", ("证件", "着装", "天气")),
    Question(Form.TRUE_FALSE, "每日佩戴。", ("正确",), _SOURCE, "每日佩戴。"),
    Question(Form.FILL_IN, "每＿＿＿＿抽查。", ("周",), _SOURCE, "每周抽查。"),
)


@pytest.fixture
def at(small, monkeypatch):
    """Opens the page at an address; slides are told in words."""
    monkeypatch.setenv("DUIBIAO_KB", str(small.snapshot.kb))
    monkeypatch.setattr(rights, "local", lambda: Person("王敏", Role.AUTHOR))
    monkeypatch.setattr(material, "_pictures", lambda *_: ((), "没有安装 LibreOffice"))

    def _at(**address):
        page = AppTest.from_file(str(PAGE), default_timeout=120)
        for name, value in address.items():
            page.query_params[name] = value
        page.run()
        while page.get("progress") and address.get("view") != "quiz":
            time.sleep(0.02)
            page.run()
        assert not page.exception
        return page

    return _at


def taken():
    from app.app_pages.teaching.quiz import quiz
    from tests.app.pages.test_training_steps import QUESTIONS

    quiz("training", QUESTIONS)


@pytest.fixture
def quiz():
    return AppTest.from_function(taken, default_timeout=60).run()


def press(page, label):
    next(one for one in page.button if one.label == label).click().run()
    assert not page.exception
    return page


def test_what_the_base_does_not_hold_is_left_out_of_what_is_taught(at):
    assert "还没有选要教什么。" in words(at(thing="没有"))
    page = at(thing=["没有", RULE])
    assert page.multiselect[0].value == [RULE] and not page.error and "1. 病区陪护管理办法" in words(page)


def test_nobody_chooses_everything_by_pressing_enter_once_more(at):
    assert at().multiselect[0].proto.select_all == 0


def test_while_it_is_made_the_page_says_that_one_may_look_elsewhere(at, monkeypatch):
    go, made = threading.Event(), material.material

    def slowly(*args):
        go.wait(60)
        return made(*args)

    monkeypatch.setattr(material, "material", slowly)
    page = AppTest.from_file(str(PAGE), default_timeout=120)
    page.query_params["thing"], page.query_params["count"] = RULE, "5"
    page.run()
    assert page.get("progress") and "可以先去看别的页面，回来时就做好了。" in words(page)
    go.set()
    assert "1. 病区陪护管理办法" in words(at(thing=RULE, count="5"))


def test_a_slide_stands_large_with_its_number_and_notes_among_the_small_ones(at):
    page = at(thing=RULE)
    cards = next(one.proto.body for one in page.get("html") if "tr-slides" in one.proto.body)
    many = cards.count("tr-card")
    assert "讲稿" not in words(page) and all(f">{n}. " in cards for n in range(1, many + 1))
    page = at(thing=RULE, slide="2")
    assert f"第 2 / {many} 页" in words(page) and "出处：《病区陪护管理办法》第一条" in words(page)
    assert 'class="tr-card tr-chosen"' in shown(page).split(">2. ")[0].rpartition("<a ")[2]
    for number in ("0", str(many + 1), "nichts"):
        assert "讲稿" not in words(at(thing=RULE, slide=number))
    assert f"第 {many} / {many} 页" in words(at(thing=RULE, slide=str(many)))
    assert [one.label for one in page.get("download_button")] == [
        f"下载{name}" for name in ("课件.pptx", "讲义.docx", "试题.xlsx", "试题.gift", "试卷.docx")
    ]


def test_questions_stand_with_answer_and_place_and_the_place_is_opened(at, small):
    page = at(thing=RULE, view="questions")
    _, asked = material.questions(small, material.Order((RULE,)))
    assert asked and all(f"答案：{one.answer}" in words(page) and one.source.place in words(page) for one in asked)
    clause = asked[0].source.clause
    assert clause.text not in words(at(thing=RULE, view="quiz"))
    assert clause.text in words(at(thing=RULE, view="quiz", place=clause.id))


def test_every_form_of_question_is_answered_and_the_wrong_ones_asked_again(quiz):
    page = quiz
    assert "谁抽查？" in words(page) and page.get("progress")[0].proto.text == "第 1 / 4 题　单选题"
    page = press(page, "提交")
    assert page.warning[0].value == "还没有作答。"
    page.radio[0].set_value("B")
    page = press(page, "提交")
    assert "✗ 答错了" in words(page) and "正确答案：A. 护士长" in words(page) and "出处：《办法》第二条" in words(page)
    page = press(page, "下一题")
    assert [one.value for one in page.markdown] == ["可以选几项："]
    page.checkbox[0].check()
    page.checkbox[1].check()
    page = press(page, "提交")
    assert "✓ 答对了" in words(page) and "您的答案：A. 证件　B. 着装" in words(page) and "正确答案" not in words(page)
    page = press(page, "下一题")
    page.radio[0].set_value("错误")
    page = press(press(page, "提交"), "下一题")
    page.text_input[0].set_value(" 周 ")
    page = press(page, "提交")
    assert "✓ 答对了" in words(page)
    page = press(page, "看成绩")
    assert "4 题答对 2 题（50%）" in words(page) and "每日佩戴。" in words(page) and "查什么" not in words(page)
    page = press(page, "再做答错的 2 题")
    assert page.get("progress")[0].proto.text == "第 1 / 2 题　单选题"
    page.radio[0].set_value("A")
    page = press(press(page, "提交"), "下一题")
    page.radio[0].set_value("正确")
    page = press(press(page, "提交"), "看成绩")
    assert "2 题答对 2 题（100%）" in words(page) and [one.value for one in page.markdown] == ["全部答对。"]
    assert page.get("progress") == [] and press(page, "从头再做").get("progress")[0].proto.text == "第 1 / 4 题　单选题"
