"""Saved questions and labels offered on the page 查依据."""

import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.people import access, database, questions
from app.people.rights import GUEST, local_owner
from ingest.errors import BaseError
from tests.app.pages.conftest import shown

PAGE = Path(__file__).parents[3] / "app" / "app_pages" / "ask.py"


@pytest.fixture
def folder(kb, tmp_path, monkeypatch):
    shutil.copytree(kb, tmp_path / "kb")
    monkeypatch.setenv("DUIBIAO_KB", str(tmp_path / "kb"))
    return tmp_path / "kb"


@pytest.fixture
def page(folder):
    return AppTest.from_file(str(PAGE), default_timeout=60).run()


def read(folder):
    with database.reading(folder) as db:
        return questions.read(db, local_owner())[0]


def save(folder, *args, person="", **named):
    with database.writing(folder) as db:
        return questions.save(db, person or local_owner(), *args, **named)


def delete(folder, identity):
    with database.writing(folder) as db:
        questions.delete(db, local_owner(), identity)


def press(page, label):
    next(b for b in page.button if b.label == label).click().run()
    assert not page.exception


def listed(page):
    return [b.label for b in page.button if (b.key or "").startswith("run ")]


def told(page):
    return "\n".join(c.value for c in page.caption)


def shelf(page):
    return next(e.label for e in page.expander if e.label.startswith("保存的问题"))


def filters(page):
    return {one.label: one.value for one in page.selectbox}


def test_nothing_saved_says_what_it_is_for(page):
    assert shelf(page) == "保存的问题（0）"
    assert "常查的问题可以保存在这里" in told(page)
    assert not [b for b in page.button if b.label == "保存"], "there is nothing to save yet"


def test_a_question_is_saved_with_its_filters_and_run_again(page, opened):
    page.text_input(key="q").set_value("加强病历质量管理").run()
    page.selectbox(key="level").set_value("city").run()
    page.text_input(key="save name").set_value("病历")
    press(page, "保存")
    assert listed(page) == ["病历"] and "市级" in told(page)
    assert "已经保存为“病历”" in told(page) and not [b for b in page.button if b.label == "保存"]
    page.selectbox(key="level").set_value("").run()
    page.text_input(key="q").set_value("手卫生").run()
    press(page, "病历")
    assert page.text_input[0].value == "加强病历质量管理"
    assert filters(page)["层级"] == "city"
    places = re.findall(r'data-open="([^"#]+)#', shown(page))
    assert {opened.documents[one].level for one in places} == {"city"}, "what is shown is narrowed as when it was saved"


@pytest.mark.parametrize("question", ["", "<script>"])
def test_what_cannot_be_asked_cannot_be_saved(page, question):
    page.text_input(key="q").set_value(question).run()
    assert not page.exception and not [b for b in page.button if b.label == "保存"]


def test_without_a_name_the_question_is_its_name(page):
    page.text_input(key="q").set_value("跌倒怎么预防").run()
    press(page, "保存")
    assert listed(page) == ["跌倒怎么预防"]


def test_delete_and_undo_though_someone_saves_meanwhile(folder):
    for query in ("跌倒怎么预防", "手卫生怎么做"):
        save(folder, query)
    before = read(folder)
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    for _ in range(2):
        press(page, "删除")
    assert read(folder) == [] and "已删除“跌倒怎么预防”" in told(page)
    meanwhile = save(folder, "压力性损伤")
    for _ in range(2):
        press(page, "撤销")
    assert set(read(folder)) == {meanwhile, *before}
    assert len(listed(page)) == 3 and "撤销" not in [b.label for b in page.button]


def test_nobody_sees_what_others_saved_and_a_guest_nothing(folder, monkeypatch):
    save(folder, "跌倒怎么预防")
    save(folder, "手卫生怎么做", person="李四")
    assert listed(AppTest.from_file(str(PAGE), default_timeout=60).run()) == ["跌倒怎么预防"]
    monkeypatch.setattr(access, "person", lambda *_: GUEST)
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    page.text_input(key="q").set_value("压力性损伤").run()
    assert not page.exception and listed(page) == [] and not [b for b in page.button if b.label == "保存"]


def test_deleting_what_someone_else_deleted_is_no_error(folder, page):
    one = save(folder, "跌倒怎么预防")
    page.run()
    delete(folder, one.id)
    press(page, "删除")
    assert listed(page) == [] and "撤销" not in [b.label for b in page.button]


def test_hundreds_are_searched(folder):
    rows = [f"第{i}项,第{i}项检查什么,,,2026-01-01" for i in range(300)]
    (folder / "questions.csv").write_text("\n".join(["name,query,type,level,saved", *rows]), encoding="utf-8")
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    assert listed(page)[0] == "第299项" and len(listed(page)) < 50
    assert "其余 270 个" in told(page)
    page.text_input(key="find saved").set_value("第７项").run()
    assert listed(page) == ["第7项"]
    page.text_input(key="find saved").set_value("没有这样的").run()
    assert listed(page) == [] and "没有找到" in told(page)


def test_a_damaged_file_is_one_line_and_questions_are_answered_all_the_same(folder):
    (folder / database.FILE).write_text("乱写的\n", encoding="utf-8")
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    page.text_input(key="q").set_value("VTE防治").run()
    assert not page.exception
    assert "people repair" in page.error[0].value and "people repair" in page.warning[0].value
    assert "T/CHAS 10-2-24-2018[S]" in shown(page)


def test_what_cannot_be_written_is_one_line_and_the_page_goes_on(page, monkeypatch):
    def full(kb):
        raise BaseError("磁盘已满，写不进去", str(kb))

    page.text_input(key="q").set_value("跌倒怎么预防").run()
    monkeypatch.setattr(database, "writing", full)
    press(page, "保存")
    assert ["磁盘已满" in error.value for error in page.error] == [True]
    assert listed(page) == [] and "data-copy" in shown(page)


def test_names_of_other_people_are_shown_as_they_are(folder):
    save(folder, "手卫生", name="<img onerror=f(1)> **粗** :red[红]")
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    assert listed(page) == [r"\<img onerror=f\(1\)\> \*\*粗\*\* \:red\[红\]"]


def test_a_filter_that_the_base_no_longer_holds_still_narrows(folder):
    save(folder, "手卫生", kind="slides", level="provincial", name="省里的课件")
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    press(page, "省里的课件")
    assert filters(page) == {"文件类型": "slides", "层级": "provincial"}


def test_a_long_question_is_cut_off_on_its_button_and_whole_in_its_help(folder):
    long = "住院患者静脉血栓栓塞症的风险评估应当在入院后多少小时以内由谁完成并记录在哪里"
    save(folder, "跌倒怎么预防", name="跌倒")
    save(folder, long)
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    assert listed(page) == [long[:32] + "…", "跌倒"]
    assert [b.help for b in page.button if (b.key or "").startswith("run ")] == [long, "跌倒怎么预防"]
    assert "查依据" in [b.label for b in page.button]


def test_saved_questions_that_cannot_be_read_are_counted_and_the_others_listed(folder):
    save(folder, "跌倒怎么预防")
    with database.writing(folder) as db:
        db.execute("INSERT INTO questions (name, query, type, level, saved) VALUES ('坏', '', '', '', '2026-01-01')")
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    assert listed(page) == ["跌倒怎么预防"]
    assert "1 个保存的问题读不懂，没有列出" in page.warning[0].value.replace("\\", "")
