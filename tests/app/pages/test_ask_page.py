"""The page 查依据: what each of its controls does to what a person sees."""

import re
from collections import Counter
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.answer import answering
from app.app_pages.shared import plain
from app.present import answers
from ingest.numbering.doctypes import BY_NAME, LEVELS

PAGE = Path(__file__).parents[3] / "app" / "app_pages" / "ask.py"
WIDE = "手卫生"
"""A question whose clauses stand in documents of several types and levels."""


@pytest.fixture
def page(kb, monkeypatch):
    monkeypatch.setenv("DUIBIAO_KB", str(kb))
    return AppTest.from_file(str(PAGE), default_timeout=60).run()


def ask(page, question):
    page.text_input(key="question").set_value(question).run()
    assert not page.exception
    return "\n".join(m.value for m in page.markdown)


def press(page, label):
    next(b for b in page.button if b.label == label).click().run()
    assert not page.exception


def clauses(page, opened):
    """The documents of the clauses shown, in their order."""
    titles = {plain(d.title): d for d in opened.documents.values()}
    heads = [re.match(r"\*\*(.+)\*\*　", m.value) for m in page.markdown]
    return [titles[head[1]] for head in heads if head and head[1] in titles]


def counted(page, group):
    """The number that the heading of a group tells; 0 where the page says that there is nothing of it."""
    told = [int(found[1]) for s in page.main.subheader if (found := re.fullmatch(rf"{group}（(\d+)）", s.value))]
    assert told or any(re.search(rf"没有找到与这个问题相关的.*{group}", c.value) for c in page.main.caption)
    return told[0] if told else 0


def test_an_empty_page_invites_a_question(page):
    assert not page.exception
    assert "例子" in page.info[0].value
    assert "每条结果都注明出处和理由" in page.main.caption[0].value
    assert not page.markdown and not page.code


def test_the_examples_make_way_for_the_answer(page):
    offered = set(examples())
    assert offered <= {b.label for b in page.button}
    ask(page, "VTE防治")
    assert not offered & {b.label for b in page.button} and not page.info


def test_groups_without_results_are_one_line_and_none_where_only_some_were_asked_for(page):
    ask(page, "危急值报告属于哪项核心制度")
    assert all(not s.value.endswith("（0）") for s in page.main.subheader)
    assert sum("没有找到与这个问题相关的" in c.value for c in page.main.caption) <= 1
    ask(page, "国家和长治对病历质量管理的要求有什么不同")
    assert page.success[0].value.startswith("两份文件对照")
    assert not any("没有找到与这个问题相关的" in c.value for c in page.main.caption)


def test_a_question_in_the_address_is_answered(kb, monkeypatch):
    monkeypatch.setenv("DUIBIAO_KB", str(kb))
    page = AppTest.from_file(str(PAGE), default_timeout=60)
    page.query_params["q"] = "VTE防治"
    page.run()
    assert page.text_input(key="question").value == "VTE防治"
    assert any("T/CHAS 10-2-24-2018[S]" in c.value for c in page.code)


def test_a_question_asked_is_in_the_address(page):
    ask(page, "VTE防治")
    assert page.query_params["q"] in ("VTE防治", ["VTE防治"])


def examples():
    """Those that the page offers, read from its code: the page cannot be imported without being run."""
    offered = PAGE.read_text(encoding="utf-8").partition("EXAMPLES = (")[2].partition("\n)")[0]
    return re.findall(r'^    "(.+)",$', offered, re.MULTILINE)


@pytest.mark.parametrize("example", examples())
def test_an_example_fills_the_box_and_is_answered_as_if_it_were_typed(page, opened, example):
    press(page, example)
    assert page.text_input(key="question").value == example
    found = answers.answer(opened, answering.ask(opened, example))
    first = max(found.groups.values(), key=bool)[0]
    assert found.answered and not page.warning
    assert any(m.value.startswith(f"**{plain(first.id)}**") for m in page.markdown), first.id
    assert [counted(page, "条款"), counted(page, "适用标准")] == [len(found.clauses), len(found.standards)]


def test_citations_can_be_copied(page):
    ask(page, "VTE防治")
    assert any("T/CHAS 10-2-24-2018[S]" in c.value for c in page.code)


def test_every_result_of_every_kind_says_why_and_how_to_cite_it(page, opened):
    question = "减少不必要的打点滴可以对照什么"
    ask(page, question)
    groups = answers.answer(opened, answering.ask(opened, question)).groups
    results = [item for group in groups.values() for item in group]
    assert all(groups[name] for name in ("standards", "targets", "clauses", "core_systems", "indicators"))
    told = [c.value for c in page.main.caption if c.value.startswith("为什么：")]
    assert sorted(told) == sorted("为什么：\n" + "\n".join(f"- {plain(r.text)}" for r in item.because) for item in results)
    cited = [item for item in results if item.citation]
    codes = [code.value for code in page.code]
    assert all(codes.count(item.citation) >= sum(other.citation == item.citation for other in cited) for item in cited)
    short = [c.value for c in page.main.caption if c.value.startswith("简短引用：")]
    assert sorted(short) == sorted(f"简短引用：{plain(item.citation_short)}" for item in cited)


def test_all_citations_can_be_copied_at_once(page, opened):
    ask(page, "VTE防治")
    found = answers.answer(opened, answering.ask(opened, "VTE防治"))
    assert len(found.citations()) > 1
    assert "\n".join(found.citations()) in [c.value for c in page.code]
    page.toggle(key="citations short").set_value(True).run()
    assert "\n".join(found.citations(short=True)) in [c.value for c in page.code]


def test_an_unfounded_question_says_so(page):
    ask(page, "红烧肉怎么做")
    assert "没有找到这个问题的依据" in page.warning[0].value
    assert not page.main.subheader
    assert not page.code, "what is no basis has no citation to copy"


def test_a_bad_question_is_one_line_and_no_stack_trace(page):
    ask(page, "😀😀")
    assert "没有可检索的文字" in page.warning[0].value


def test_what_can_be_chosen_is_what_the_base_holds(page, opened):
    kinds = [BY_NAME[name].label for name in {d.doctype for d in opened.documents.values()}]
    levels = [LEVELS[name] for name in {d.level for d in opened.documents.values()} if name]
    assert [s.label for s in page.sidebar.selectbox] == ["文件类型", "层级"]
    assert sorted(page.selectbox(key="kind").options) == sorted(["全部", *kinds])
    assert sorted(page.selectbox(key="level").options) == sorted(["全部", *levels])


@pytest.mark.parametrize(("control", "field"), [("kind", "doctype"), ("level", "level")])
def test_a_type_or_level_narrows_the_clauses_shown_to_it(page, opened, control, field):
    ask(page, WIDE)
    held = {getattr(d, field) for d in clauses(page, opened)}
    assert len(held) > 1, "nothing to narrow"
    for value in sorted(held):
        page.selectbox(key=control).set_value(value).run()
        shown = clauses(page, opened)
        expected = answers.answer(opened, answering.ask(opened, WIDE, **{control: value}))
        assert shown and {getattr(d, field) for d in shown} == {value}
        assert [d.id for d in shown] == [c.document for c in (expected.clauses if expected.answered else expected.nearest)]
    page.selectbox(key=control).set_value("").run()
    assert {getattr(d, field) for d in clauses(page, opened)} == held


def test_type_and_level_narrow_together(page, opened):
    page.selectbox(key="kind").set_value("plan").run()
    page.selectbox(key="level").set_value("city").run()
    ask(page, WIDE)
    assert {(d.doctype, d.level) for d in clauses(page, opened)} == {("plan", "city")}


@pytest.mark.parametrize(
    ("facet", "label"),
    [
        ("facet level", lambda d: LEVELS[d.level]),
        ("facet type", lambda d: BY_NAME[d.doctype].label),
        ("facet document", lambda d: d.title),
    ],
)
def test_what_was_found_is_counted_and_narrowed_by_a_press(page, opened, facet, label):
    ask(page, WIDE)
    found = Counter(map(label, clauses(page, opened)))
    assert sorted(page.button_group(key=facet).options) == sorted(f"{n} 条 {name}" for name, n in found.items())
    for name, number in found.items():
        page.button_group(key=facet).set_value(name).run()
        assert {label(d) for d in clauses(page, opened)} == {name}
        assert counted(page, "条款") == len(clauses(page, opened)) == number


def test_a_slip_is_put_right_and_can_be_taken_back(page):
    ask(page, "手述安全核查")
    assert "手术安全核查" in page.info[0].value
    press(page, "按原来的字查")
    assert not any("同音字" in i.value for i in page.info)


def test_a_doubtful_slip_is_offered(page):
    ask(page, "VET预防")
    next(b for b in page.button if b.label.startswith("您是不是要查")).click().run()
    assert page.text_input(key="question").value == "VTE预防"


def test_what_is_asked_for_comes_first_and_the_reading_is_explained(page):
    ask(page, "危急值报告属于哪项核心制度")
    assert page.main.subheader[0].value.startswith("核心制度")
    assert any("问的是核心制度" in m.value for m in page.markdown)


def test_clauses_like_one_unfold_and_fold(page, opened):
    ask(page, "VTE防治")
    before = [c.value for c in page.caption]
    toggle = next(t for t in page.toggle if t.key.startswith("like "))
    near = answers.hits(opened, answering.like(opened, toggle.key.removeprefix("like "), 5))
    toggle.set_value(True).run()
    more = Counter(c.value for c in page.caption) - Counter(before)
    assert len(near) == more.total() == 5
    assert all(any(plain(hit.text) in caption for caption in more) for hit in near)
    page.toggle(key=toggle.key).set_value(False).run()
    assert [c.value for c in page.caption] == before


def test_a_missing_base_is_one_line(tmp_path, monkeypatch):
    monkeypatch.setenv("DUIBIAO_KB", str(tmp_path / "_无_"))
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    assert not page.exception and not page.text_input
    assert "duibiao build" in page.error[0].value and plain("/_无_") in page.error[0].value


def test_a_long_list_says_how_many_more_there_are_and_shows_them(page, opened):
    everything = [f"**{plain(t.id)}**" for t in opened.of_kind("target")]
    told = ask(page, "改进目标有哪些")
    assert everything[0] in told and everything[-1] not in told
    (more,) = (t for t in page.toggle if "全部显示" in t.label)
    assert str(len(everything) - sum(name in told for name in everything)) in more.label
    more.set_value(True).run()
    assert everything[-1] in "\n".join(m.value for m in page.markdown)


def test_a_list_of_documents_is_shown_by_name(page, opened):
    told = ask(page, "知识库里有哪些文件")
    assert all(plain(d.title) in told for d in opened.documents.values() if d.doctype != "catalogue")
