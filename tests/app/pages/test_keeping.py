"""核对和留存 on 资料管理, run without a browser: the check of the whole base, and how long things are kept."""

import pytest

from app.base import journal
from app.people import access, database, settings
from app.people.rights import ALLOWED, Person, Right, Role
from tests.app.pages.conftest import words
from tests.app.pages.test_library_page import button, folder, made, opened  # noqa: F401 - fixtures


def told(page):
    return [one.value for one in page.toast]


def value(folder, setting):  # noqa: F811
    with database.reading(folder) as db:
        return settings.value(db, setting)


def field(page, label):
    return next(one for one in page.number_input if one.label.startswith(label))


def test_a_whole_base_is_said_to_be_whole_and_a_damaged_file_is_named_with_what_to_do(folder):  # noqa: F811
    page = button(opened(tab="keeping"), "全部核对一遍").click().run()
    assert not page.exception and "核对完了：没有损坏" in told(page)
    assert words(page).count("完好") == 7 and "有问题" not in words(page)
    kept = next(path for path in (folder / "files").glob("*/*") if path.suffix == "")
    kept.chmod(0o644)
    kept.write_bytes(kept.read_bytes()[:-3] + b"???")
    page = button(opened(tab="keeping"), "全部核对一遍").click().run()
    assert "核对完了：1 处损坏" in told(page)
    text = words(page)
    assert "轮椅.txt" in text and "从备份恢复" in text and str(folder) not in text


def test_how_long_things_are_kept_is_set_under_the_persons_name(folder):  # noqa: F811
    page = opened(tab="keeping")
    field(page, "知识库留存的版数").set_value(30)
    field(page, "多久不用").set_value(15)
    page = button(page, "保存设置").click().run()
    assert told(page) == ["已更改：知识库留存的版数、多久不用要重新登录"]
    assert (value(folder, settings.VERSIONS), value(folder, settings.IDLE_MINUTES)) == (30, 15)
    lines = {(x.who, x.document, x.before, x.after) for x in journal.read(folder)[0] if x.action == "change_setting"}
    assert lines >= {("王敏", "知识库留存的版数", "10 版", "30 版")}
    page = button(page, "保存设置").click().run()
    assert told(page) == ["没有改动"]


def test_what_cannot_be_set_is_one_line_and_sets_nothing(folder):  # noqa: F811
    page = opened(tab="keeping")
    field(page, "知识库留存的版数").set_value(30)
    field(page, "操作记录留存").set_value(30)
    page = button(page, "保存设置").click().run()
    assert ["180 到 36500" in one.value.replace("\\", "") for one in page.error] == [True]
    assert value(folder, settings.VERSIONS) == 10 and field(page, "操作记录留存").value == 30, "what was typed stays"


def test_what_another_librarian_set_is_shown(folder):  # noqa: F811
    page = opened(tab="keeping")
    with database.writing(folder) as db:
        settings.choose(db, "versions", "44", "李四")
    assert field(page.run(), "知识库留存的版数").value == 44


@pytest.mark.parametrize("right", [Right.BACKUP, Right.SETTINGS])
def test_who_may_not_does_not_find_it(folder, monkeypatch, right):  # noqa: F811
    monkeypatch.setattr(access, "person", lambda *_: Person("王敏", Role.LIBRARIAN))
    page = opened(tab="keeping")
    monkeypatch.setitem(ALLOWED, right, frozenset())
    pressed = button(page, {Right.BACKUP: "全部核对一遍", Right.SETTINGS: "保存设置"}[right]).click().run()
    assert ["您的账号不能" in one.value for one in pressed.error] == [True], "the press counts as of then"
    assert (right is Right.BACKUP) == ("核对和留存" not in words(pressed))
    assert not any(one.label == "保存设置" for one in opened(tab="keeping").button)
