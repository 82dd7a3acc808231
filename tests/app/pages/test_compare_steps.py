"""对照, run without a browser: how far a long comparison is."""

import threading
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.build import publish
from app.relations import side_by_side
from ingest.errors import QuestionError
from tests.app.pages.conftest import words
from tests.app.relations.test_versions import ARTICLES, LATER, statute

PAGE = Path(__file__).parents[3] / "app" / "app_pages" / "compare.py"


@pytest.fixture(scope="module")
def kb(tmp_path_factory):
    folder = tmp_path_factory.mktemp("compare_steps")
    for name, articles in (("甲", ARTICLES), ("乙", LATER)):
        (folder / f"{name}.md").write_text(statute(f"{name}办法", articles), encoding="utf-8")
    publish.build(folder / "kb", sorted(folder.glob("*.md")))
    return folder / "kb"


@pytest.fixture
def page(kb, monkeypatch):
    monkeypatch.setenv("DUIBIAO_KB", str(kb))
    page = AppTest.from_file(str(PAGE), default_timeout=60)
    page.query_params["a"], page.query_params["b"] = "甲办法", "乙办法"
    return page


def test_while_it_is_compared_the_page_says_how_much_is_done(page, monkeypatch):
    go, compared = threading.Event(), side_by_side.of_documents

    def slowly(kb, a, b, tell):
        tell("正在逐条对照", 3, 10)
        go.wait(60)
        return compared(kb, a, b, tell)

    monkeypatch.setattr(side_by_side, "of_documents", slowly)
    page.run()
    (bar,) = page.get("progress")
    assert (bar.proto.value, bar.proto.text) == (30, "正在逐条对照（3/10）…") and "看别的页面" in words(page)
    go.set()
    while "每季度" not in words(page) and not page.error and not page.exception:
        page.run()
    assert page.query_params["b"] == "乙办法", "two documents of one name are told apart"
    assert not page.exception and "每季度" in words(page) and not page.get("progress")


def test_what_could_not_be_compared_is_one_line_and_is_tried_again(page, monkeypatch):
    def fails(kb, a, b, tell):
        raise QuestionError("两边是同一份文件")

    with monkeypatch.context() as patched:
        patched.setattr(side_by_side, "of_documents", fails)
        page.query_params["b"] = "甲办法"
        assert ["同一份文件" in one.value for one in page.run().error] == [True]
    page.query_params["b"] = "乙办法"
    assert not page.run().error
