"""What a box does with more than it takes: the page says how long it is and how long it may be, and nothing is cut off."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.case_work.conftest import desk, person  # noqa: F401 - fixtures
from tests.app.pages.conftest import shown
from tests.app.pages.test_case_steps import begin, someone  # noqa: F401 - fixtures
from tests.app.pages.test_case_steps import opened as cases

PAGES = Path(__file__).parents[3] / "app" / "app_pages"


@pytest.mark.parametrize(
    ("page", "written", "told"),
    [
        ("graph", "查对制度" * 60, "写了 240 个字，超过 200 字"),
        ("standards", "护理" * 120, "写了 240 个字，超过 200 字"),
        ("documents", "静脉输液" * 60, "写了 240 个字，超过 200 字"),
    ],
)
def test_a_name_that_is_too_long_stays_and_the_page_says_so(kb, monkeypatch, page, written, told):
    monkeypatch.setenv("DUIBIAO_KB", str(kb))
    at = AppTest.from_file(str(PAGES / f"{page}.py"), default_timeout=60).run()
    box = at.text_input[0]
    assert not box.proto.max_chars
    at = box.set_value(written).run()
    assert not at.exception and told in shown(at)
    assert at.text_input[0].value == written


def test_a_passage_of_a_draft_that_is_too_long_stays_in_its_box(begin):  # noqa: F811
    page = begin("# 病区物品交接\n\n## 二、主要做法\n\n1. 病区微波炉按照WS/T 0000-1999每天擦拭。\n", at="c0")
    long = "每日擦拭。" * 5_000
    page.text_area[0].set_value(long)
    next(one for one in page.button if one.label == "改好了").click()
    page.run()
    assert "有 25000 个字，超过 20000 字" in page.error[0].value and page.text_area[0].value == long


@pytest.mark.parametrize(
    ("label", "written", "told"),
    [
        ("取得成效", "跌倒少了。" * 5_000, "有 25000 个字，超过 20000 字"),
        ("单位名称", "清河区人民医院" * 3_000, "有 21000 个字，超过 20000 字"),
        ("推荐人姓名", "王\u202e敏", "不能保存的字符"),
    ],
)
def test_what_a_field_of_the_form_cannot_keep_stays_in_its_box(begin, label, written, told):  # noqa: F811
    page = begin("# 病区物品交接\n\n## 二、主要做法\n\n1. 病区微波炉每天擦拭一次并登记在册。\n", at="form")

    def box():
        return next(one for one in (*page.text_input, *page.text_area) if one.label == label)

    box().set_value(written).run()
    for _ in range(2):
        assert box().value == written and any(f"“{label}”没有存" in e.value and told in e.value for e in page.error)
        page.run()
    box().set_value("清河").run()
    assert box().value == "清河" and not page.error


def test_the_box_for_a_draft_says_how_much_it_takes(someone):  # noqa: F811
    assert "最多 400000 字" in cases().text_area(key="case text").label


def test_no_other_box_takes_less_than_is_written_without_saying_so():
    """``max_chars`` makes the browser ignore what is pasted beyond it."""
    said = {"quiz.py": "不超过 {_LONGEST} 字"}
    for path in PAGES.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "max_chars" not in text or said.get(path.name, "?") in text, path
