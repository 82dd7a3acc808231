"""案例对标, run without a browser: what each part of the page shows of a piece of work, and what its controls change."""

import re
import threading
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.app_pages.case import form, listing, places
from app.app_pages.parts import beside
from app.base import snapshots
from app.case_work import assembling
from app.people import database, rights, works
from app.people.rights import Person, Role
from app.people.works import Action, Step
from tests.app.case_work.conftest import DRAFT, desk, person  # noqa: F401 - fixtures
from tests.app.pages.conftest import shown, stands_in_a_line, words

PAGE = Path(__file__).parents[3] / "app" / "app_pages" / "cases.py"
PLAIN = "# 病区物品交接\n\n## 二、主要做法\n\n1. 病区微波炉每天由护工擦拭一次并登记在册。\n"
"""A draft that cites nothing."""


@pytest.fixture
def someone(small, person, monkeypatch):  # noqa: F811
    monkeypatch.setenv("DUIBIAO_KB", str(small.snapshot.kb))
    monkeypatch.setattr(rights, "local", lambda: Person(person, Role.AUTHOR))
    return person


def settled(page):
    """The page when what goes on beside it is done."""
    page.run()
    while page.get("progress"):
        time.sleep(0.02)
        page.run()
    assert not page.exception
    return page


def opened(**at):
    page = AppTest.from_file(str(PAGE), default_timeout=120)
    for name, value in at.items():
        page.query_params[name] = value
    return settled(page)


@pytest.fixture
def begin(desk, someone):  # noqa: F811
    """Begins a piece of work and gives its page."""

    def _begin(text=DRAFT, practice=None, **at):
        work = desk.begin(someone, "草稿.md", text.encode(), lambda what, done, total: None)
        if practice is not None:
            at["at"] = places.practices(desk.open(someone, work.id))[practice]
        return opened(work=work.id, **at)

    return _begin


def press(page, label):
    next(one for one in page.button if label in one.label).click()
    return settled(page)


def labels(page):
    return [one.label for one in page.button]


def taken(button):
    """The id of what a button makes a basis; "" for any other button."""
    key = button.key or ""
    return key.removeprefix("take ").partition(" | ")[0] if key.startswith("take ") else ""


def pasted(text):
    page = opened()
    page.text_area(key="case text").set_value(text)
    return press(page, "开始对照")


def test_a_guest_and_a_reader_have_no_cases(someone, monkeypatch):
    for role in (Role.GUEST, Role.READER):
        monkeypatch.setattr(rights, "local", lambda role=role: Person("李梅", role))
        page = opened()
        assert "不能做案例对标和征集表" in page.warning[0].value and page.button == [] and page.subheader == []


def test_without_cases_the_list_says_how_one_begins(someone):
    page = opened()
    assert [one.value for one in page.subheader] == ["① 草稿", "我的案例（0）"]
    assert "还没有案例" in words(page) and labels(page) == ["开始对照"]


def test_a_pasted_draft_is_opened_and_the_same_text_again_is_another_case(someone):
    first, second = (pasted(PLAIN).query_params["work"] for _ in range(2))
    assert first != second
    page = opened()
    assert page.subheader[1].value == "我的案例（2）" and "还没有案例" not in words(page)


def test_too_little_text_is_no_draft(someone):
    page = pasted("十九个字不是案例正文也对不了什么。")
    assert "还没有粘贴案例正文" in page.warning[0].value and page.subheader[1].value == "我的案例（0）"


def test_a_draft_that_was_being_read_before_a_restart_leads_back_to_the_list(someone):
    page = opened(reading="没有")
    assert "已经读完或中断了" in page.info[0].value and "reading" not in page.query_params
    assert page.subheader[1].value == "我的案例（0）"


def test_what_is_being_read_is_listed_with_how_far_it_is(someone):
    over = threading.Event()
    listing._begun()["a key"] = (someone, "转科交接稿")
    beside.begin("a key", lambda tell: (tell("正在逐条对照做法", 2, 8), over.wait(60)))
    page = AppTest.from_file(str(PAGE), default_timeout=120).run()
    assert "**转科交接稿**　正在读" in [one.value for one in page.markdown]
    assert "正在逐条对照做法（2/8）" in page.get("progress")[0].proto.text and "还没有案例" not in words(page)
    over.set()
    page = settled(page)
    assert "还没有案例" in words(page) and "转科交接" not in words(page)


def test_a_case_that_is_not_there_is_one_line_and_a_way_back(someone):
    page = opened(work="没有")
    assert len(page.error) == 1 and labels(page) == ["回到列表"]
    assert press(page, "回到列表").subheader[1].value == "我的案例（0）"


def test_a_case_is_given_the_name_that_stands_in_its_box_at_the_press(begin):
    begin(PLAIN)
    page = opened()
    next(one for one in page.text_input if one.label == "名称").set_value("交接")
    assert "交接" in labels(press(page, "改名"))


def test_a_case_is_copied_deleted_and_had_back(begin):
    begin(PLAIN)
    page = press(opened(), "复制一份")
    assert page.subheader[1].value == "我的案例（2）"
    page = press(page, "删除")
    assert page.subheader[1].value == "我的案例（1）"
    assert [one.label for one in page.expander] == ["最近删除（1），30 天内可以恢复"]
    page = press(page, "恢复")
    assert page.subheader[1].value == "我的案例（2）" and page.expander == []


def test_what_was_read_once_is_shown_at_once(begin):
    page = begin()
    page.run()
    assert not page.get("progress") and "逐条对照" in words(page)


def test_the_steps_lead_to_their_parts_and_tell_where_each_stands(begin):
    page = begin()
    html = shown(page)
    assert re.findall(r'href="#(case-\d)"', html) == re.findall(r'<h2 id="(case-\d)"', html) == ["case-1", "case-2", "case-3"]
    assert "草稿.md　9 段　做法 3 条　引用 3 处" in html and "还有 5 处" in html
    assert "引用 3 处 · 2 处有问题" in html and "做法 3 条 · 还有 3 条没核对" in html
    assert "我的案例（1）" in [one.value for one in press(page, "我的案例").subheader]


def test_a_draft_without_citations_and_one_without_practices(begin):
    html = shown(begin(PLAIN))
    assert '<span class="cw-told cw-good">引用 0 处 · 都没有问题</span>' in html
    page = begin("# 病区物品交接\n\n我们做得很好。\n")
    assert "<li>没有找到写做法的句子：请把做法写在“主要做法”一类的标题下面</li>" in shown(page)
    assert "没有找到写做法的句子。" in words(page), "beside the draft"


def test_a_practice_gets_a_basis_none_or_another_and_the_draft_tells_which(begin, small, clause):
    page = begin(practice=0)
    titles = re.compile(r'class="cw-practice [^"]*" title="([^"]+)"')
    assert set(titles.findall(shown(page))) == {"还没有核对依据"}
    page = press(page, "采用")
    assert titles.findall(shown(page))[0] == "已选定依据" and "✓ 已采用，点此取消" in labels(page)
    page = press(page, "撤销：选依据")
    assert set(titles.findall(shown(page))) == {"还没有核对依据"}
    assert all(stands_in_a_line(page, label) for label in ("采用", "都不合适", "我的案例"))
    page = press(page, "都不合适，没有对应条款")
    assert titles.findall(shown(page))[0] == "没有对应条款" and "✓ 没有对应条款" in labels(page)


@pytest.mark.parametrize(("press_", "left"), [("按现在的采用", 1), ("不再采用", 0)])
def test_a_basis_with_another_text_than_was_adopted_is_shown_with_both_texts(begin, desk, someone, clause, press_, left):  # noqa: F811
    page = begin(practice=1)
    work = page.query_params["work"]
    practice = desk.open(someone, work).mapping.practices[1].text
    with database.writing(desk.kb.snapshot.kb) as db:
        rule = clause("佩戴陪护证")
        works.do(db, someone, work, Step(Action.DECIDE, practice, "陪护人员每周戴一次证", rule))
    html = shown(settled(page))
    assert "采用以后变了" in html and "做法 3 条 · 还有 3 条没核对（1 条采用的依据变了）" in html
    assert "1 条做法采用的依据后来变了" in html and "原来采用的是“陪护人员每周戴一次证”" in html
    html = shown(press(page, press_))
    assert "采用以后变了" not in html and "依据变了" not in html
    assert len(desk.open(someone, work).standing.decided[practice]) == left


def test_a_basis_that_is_gone_is_shown_with_the_text_it_had(begin, desk, someone):  # noqa: F811
    page = begin(practice=1)
    work = page.query_params["work"]
    practice = desk.open(someone, work).mapping.practices[1].text
    with database.writing(desk.kb.snapshot.kb) as db:
        works.do(db, someone, work, Step(Action.DECIDE, practice, "旧制度的一条", "旧制度#第九条"))
    page = settled(page)
    assert "现在知识库里没有了" in shown(page) and "按现在的采用" not in labels(page)
    assert "采用以后变了" not in shown(press(page, "不再采用"))


def test_another_basis_is_found_by_words_and_what_is_chosen_is_not_offered_again(begin, clause):
    page = begin(practice=2)
    find = next(one for one in page.text_input if one.label == "写几个字、条款的意思或标准号")
    find.set_value("微波炉多久擦一次")
    page, wanted = settled(page), clause("病区微波炉每天")
    taking = [one for one in page.button if taken(one) == wanted]
    assert len(taking) == 1
    taking[0].click()
    page = settled(page)
    assert [one.label for one in page.button if taken(one) == wanted] == ["✓ 已采用，点此取消"]


def test_what_is_offered_already_is_not_offered_twice_when_it_is_looked_for(begin, clause):
    page = begin(practice=1)
    wanted = clause("护士长每周抽查陪护证20张")
    assert [taken(one) for one in page.button].count(wanted) == 1
    next(one for one in page.text_input if one.label == "写几个字、条款的意思或标准号").set_value("抽查陪护证")
    page = settled(page)
    assert not page.exception
    assert [taken(one) for one in page.button].count(wanted) == 1
    assert "上面已经列出" in words(page)


def test_what_is_no_clause_standard_or_core_system_is_no_basis(begin, small):
    page = begin(practice=2)
    next(one for one in page.text_input if one.label == "写几个字、条款的意思或标准号").set_value("静脉血栓栓塞症")
    offered = [one for button in settled(page).button if (one := taken(button))]
    assert {small.found_as(one) for one in offered} <= {"clause", "standard", "core_system"}


def test_a_citation_shows_both_wordings_and_is_mended_by_a_press_or_by_hand(begin):
    page = begin()
    assert "引用 1 / 2" in words(page) and "草稿写的" in words(page) and "应当写作" in words(page)
    by_hand = next(one for one in page.expander if one.label == "自己改这一段")
    assert not by_hand.proto.expanded, "there is a quicker way"
    page = press(page, "改为 WS/T 433")
    assert "引用 3 处 · 1 处有问题" in shown(page) and "已改 1 处" in shown(page)
    own = next(one for one in page.text_area if one.label == "这一段")
    own.set_value(own.value.replace("二十一时", "二十二时"))
    page = press(page, "改好了")
    assert "引用 3 处 · 都没有问题" in shown(page) and "已改 2 处" in shown(page)


def test_what_was_pressed_in_one_window_is_not_done_again_in_another(begin):
    first = begin()
    second = opened(work=first.query_params["work"])
    press(first, "改为 WS/T 433")
    late = press(second, "改为 WS/T 433")
    assert "已经改过了" in late.error[0].value and "已改 1 处" in shown(late)
    by_hand = press(opened(work=first.query_params["work"]), "改好了")
    assert "已改 2 处" in shown(by_hand) and not by_hand.error
    third = opened(work=first.query_params["work"])
    press(by_hand, "撤销")
    late = press(third, "撤销")
    assert "没有撤销" in late.error[0].value and "已改 1 处" in shown(late)
    assert "已改" not in shown(press(late, "撤销"))


def test_strategies_that_are_not_covered_are_told_with_what_covers_the_others(begin, small):
    target = small.of_kind("target")[0]
    page = begin(PLAIN.replace("交接", f"交接：落实{target.id}"), at="gaps")
    assert "“缺”的策略如果做过" in words(page)


def test_the_fields_that_are_blank_stand_first_and_a_filled_one_among_the_others(begin, small, desk, someone):  # noqa: F811
    page = begin(PLAIN)
    work = page.query_params["work"]
    work = work if isinstance(work, str) else work[0]
    fields = assembling.fields(desk.open(someone, work).case, desk.forms.notice)
    blank = [one for one in fields if one.blank]
    given = [one for one in (*page.text_input, *page.text_area) if (one.key or "").startswith("field ")]
    assert f"**〔未提供〕{len(blank)} 项**" in [one.value for one in page.markdown] and 0 < len(blank) < len(fields)
    assert f"③ 征集表</b> <span>〔未提供〕{len(blank)} 项</span>" in shown(page)
    assert {(one.label, one.proto.placeholder, one.proto.help) for one in given} == {
        (one.label, one.hint or form.MISSING, one.hint) for one in fields
    }
    next(one for one in given if one.label == "单位名称").set_value("示例县人民医院")
    page = settled(page)
    assert f"**〔未提供〕{len(blank) - 1} 项**" in [one.value for one in page.markdown]
    with database.writing(small.snapshot.kb) as db:
        for one in blank:
            value = {"phone": "13800000000", "mail": "a@example.org"}.get(one.key.rpartition(".")[2], "张三")
            works.do(db, someone, work, Step(Action.FILL, one.key, "", value))
    page = settled(page)
    assert "**各栏都填了**" in [one.value for one in page.markdown] and "③ 征集表</b> <span>填全了</span>" in shown(page)


def test_a_phone_number_that_looks_like_none_is_told_beside_its_field(begin, someone):
    page = begin()
    with database.writing(snapshots.default_folder()) as db:
        for part, value in (("phone", "abc不是电话"), ("mail", "not-an-email")):
            works.do(db, someone, page.query_params["work"], Step(Action.FILL, f"recommender.{part}", "", value))
    html = shown(settled(page))
    assert "看起来不像电话号码，请核对。" in html and "看起来不像邮箱地址，请核对。" in html and "要核对 2 项" in html
    assert "duibiao" not in html


def test_before_it_is_sent_the_form_is_looked_through(begin):
    page = begin()
    assert "还没有做完：3 条做法的依据是系统推荐的，还没有人核对；2 处引用有问题" in words(page)
    assert "**先改这几处**" in [one.value for one in page.markdown]
    assert any("报送前核对" == one.label for one in page.expander)
    assert any(one.label.startswith("没有写进征集表的和要核对的（") for one in page.expander)


def test_the_form_is_seen_as_a_table_and_drawn_where_the_computer_can(begin, monkeypatch):
    png = b"\x89PNG\r\n\x1a\n" + b"\0" * 8
    monkeypatch.setattr(form.office_pages, "can_draw", lambda: False)
    page = begin(PLAIN)
    assert "排成页面" not in labels(page) and "没有安装 LibreOffice" in words(page)
    widths = [float(one) for one in re.findall(r'<col style="width:([\d.]+)%"', shown(page))]
    assert sum(widths) == pytest.approx(100, abs=0.5) and "<mark>〔未提供〕</mark>" in shown(page)
    monkeypatch.setattr(form.office_pages, "can_draw", lambda: True)
    monkeypatch.setattr(form.office_pages, "pictures", lambda data, ending: (png, png))
    monkeypatch.setattr(form.st, "image", lambda picture, caption, alt, width: form.quiet(f"{caption}｜{alt}"))
    assert stands_in_a_line(settled(page), "排成页面")
    page = press(page, "排成页面")
    assert "共 2 页" in words(page) and "第 2 页" in words(page) and "这是表格内容" not in words(page)


def test_an_address_shows_the_same_citation_when_another_was_mended_and_the_next_one_when_it_was_itself(begin, desk, someone):  # noqa: F811
    work = begin().query_params["work"]
    first, second = places.concerns(desk.open(someone, work))
    said = words(opened(work=work, at=second))
    assert "引用 2 / 2" in said
    press(opened(work=work, at=first), "改为 WS/T 433")
    again = words(opened(work=work, at=second))
    assert "引用 1 / 1" in again and said.partition("草稿写的")[2][:40] == again.partition("草稿写的")[2][:40]
    assert "引用 1 / 1" in words(opened(work=work, at=first))


def test_back_to_a_draft_that_was_read_is_back_to_the_list(begin):
    begin()
    page = opened(reading="0123456789abcdef")
    assert "已经读完或中断了" in page.info[0].value and "我的案例（1）" in [one.value for one in page.subheader]
    page = press(page, "加强病区陪护管理的实践")
    assert "reading" not in page.query_params and "work" in page.query_params
