"""The search page: what an address, and each of its controls, makes it show."""

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from app.answer import answering
from app.app_pages.asking.invitation import EXAMPLES
from app.present import answers
from ingest.numbering.doctypes import BY_NAME, LEVELS
from tests.app.pages.conftest import shown, words

PAGE = Path(__file__).parents[3] / "app" / "app_pages" / "ask.py"
WIDE = "手卫生"
"""A question whose clauses stand in documents of several types and levels."""


@pytest.fixture
def page(kb, monkeypatch):
    monkeypatch.setenv("DUIBIAO_KB", str(kb))
    return AppTest.from_file(str(PAGE), default_timeout=60).run()


def at(page, **address):
    """The page at an address."""
    page.query_params.clear()
    for name, value in address.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return shown(page)


def ask(page, question):
    page.text_input(key="q").set_value(question).run()
    assert not page.exception
    return shown(page)


def found(opened, question, **filters):
    return answers.answer(opened, answering.ask(opened, question, **filters))


def listed(page):
    """Ids of the results shown, in their order."""
    return re.findall(r'class="db-line" data-open="([^"]+)"', shown(page))


def ids(answer):
    results = [one for group in answer.groups.values() for one in [*filter(_sure, group), *filter(lambda x: x.maybe, group)]]
    return [str(escape(one.id)) for one in results]


def _sure(one):
    return not one.maybe


def test_an_empty_page_says_what_it_is_for_and_offers_an_example_for_each_role(page):
    assert all(role in words(page) and question in words(page) for role, question in EXAMPLES)
    assert len(EXAMPLES) == 6 and "db-conclusion" not in shown(page)


@pytest.mark.parametrize("question", [question for _, question in EXAMPLES])
def test_an_example_is_answered_and_makes_way_for_the_answer(page, opened, question):
    html = at(page, q=question)
    answer = found(opened, question)
    assert answer.answered and listed(page) == ids(answer)
    assert "db-examples" not in html


def test_a_question_asked_is_in_the_address_and_a_question_in_the_address_is_asked(page):
    asked = ask(page, "VTE防治")
    assert page.query_params["q"] in ("VTE防治", ["VTE防治"])
    assert at(page, q="VTE防治") == asked
    assert page.text_input(key="q").value == "VTE防治"


def test_the_groups_stand_in_the_order_of_the_answer_after_its_conclusion(page, opened):
    html = at(page, q="危急值报告属于哪项核心制度")
    answer = found(opened, "危急值报告属于哪项核心制度")
    assert html.index(escape(answer.conclusion.text)) < html.index("db-line")
    assert listed(page) == ids(answer)
    assert "（0）" not in html


def test_why_and_what_may_answer_are_folded(page):
    html = at(page, q=WIDE)
    assert "<summary>为什么</summary>" in html and re.search(r"<summary>(\S+　)?可能相关 \d+</summary>", html)
    assert " open>" not in html


def test_words_that_the_question_met_are_marked(page):
    at(page, q=WIDE)
    assert "<mark>手卫生</mark>" in shown(page)


def test_every_result_of_every_kind_says_why_and_is_copied_in_full_and_in_short(page, opened):
    seen = set()
    for question in ("手术安全核查", "VTE防治"):
        html = at(page, q=question)
        groups = found(opened, question).groups
        seen |= {name for name, group in groups.items() if group}
        for one in (one for group in groups.values() for one in group):
            assert all(str(escape(reason.text)) in html for reason in one.because), one.id
            copies = [one.citation, one.citation_short] if one.citation else []
            assert all(f'data-copy="{escape(text)}"' in html for text in copies), one.id
    assert seen >= {"standards", "targets", "clauses", "core_systems", "indicators"}


def test_all_citations_are_copied_at_once(page, opened):
    html = at(page, q="VTE防治")
    answer = found(opened, "VTE防治")
    assert len(answer.citations()) > 1
    for lines in (answer.citations(), answer.citations(short=True)):
        assert f'data-copy="{escape(chr(10).join(lines))}"' in html
    assert [one.label for one in page.get("download_button")] == ["存成文本文件"]


def test_beside_a_conclusion_that_cites_several_things_all_of_them_are_copied(page, opened):
    question = "参加室间质评，得参加多少、及格多少才算够"
    first = at(page, q=question).partition("db-conclusion")[2].partition("</section>")[0]
    answer = found(opened, question)
    cited = [next(one for one in answer.groups["indicators"] if one.id == thing) for thing in answer.conclusion.ids]
    assert len(cited) > 1 and f'data-copy="{escape(chr(10).join(one.citation for one in cited))}"' in first


def test_a_standard_known_by_its_title_says_what_to_add(page):
    html = at(page, q="VTE防治")
    assert "仅题录" in html and "请资料管理员加入 T/CHAS 10-2-24-2018 的标准文本" in html


def test_an_unfounded_question_says_what_to_do_and_gives_nothing_to_copy(page):
    html = at(page, q="红烧肉怎么做")
    assert "没有找到这个问题的依据" in html and "换个说法再查" in html and "请资料管理员加入" in html
    assert "data-copy" not in html


def test_a_bad_question_is_one_line_and_no_stack_trace(page):
    at(page, q="😀😀")
    assert "没有可检索的文字" in page.error[0].value
    at(page, q="手卫生\u202e依从性")
    assert [one.value.replace("\\", "") for one in page.error] == [
        "问题里有看不见的字符（U+202E）。请删去这个字符，或把问题重新输入一遍"
    ]


def test_what_can_be_chosen_is_what_the_base_holds(page, opened):
    at(page, q=WIDE)
    kinds = [BY_NAME[name].label for name in {d.doctype for d in opened.documents.values()}]
    levels = [LEVELS[name] for name in {d.level for d in opened.documents.values()} if name]
    assert sorted(page.selectbox(key="kind").options) == sorted(["全部", *kinds])
    assert sorted(page.selectbox(key="level").options) == sorted(["全部", *levels])


@pytest.mark.parametrize("filter_", ["kind", "level"])
def test_a_filter_narrows_everything_shown_and_stands_in_the_address(page, opened, filter_):
    at(page, q=WIDE)
    for value in page.selectbox(key=filter_).options[1:]:
        page.selectbox(key=filter_).select(value).run()
        assert not page.exception
        chosen = page.query_params[filter_]
        answer = found(opened, WIDE, **{filter_: chosen if isinstance(chosen, str) else chosen[0]})
        near = [str(escape(one.id)) for one in answer.nearest]
        assert listed(page) == (ids(answer) if answer.answered else near)
    page.selectbox(key=filter_).select("全部").run()
    assert filter_ not in page.query_params and listed(page) == ids(found(opened, WIDE))


def test_a_filter_that_the_base_does_not_know_counts_as_none(page, opened):
    at(page, q=WIDE, level="无", kind="<b>")
    assert listed(page) == ids(found(opened, WIDE))


def test_a_slip_is_put_right_and_can_be_taken_back(page):
    html = at(page, q="手述安全核查")
    assert "已把“手述安全核查”" in html or "手术安全核查" in html
    assert re.search(r'href="[^"]*typed=1', html)
    assert "同音字" not in at(page, q="手述安全核查", typed="1")


def test_a_doubtful_slip_is_offered(page):
    assert re.search(r'href="\./\?q=VTE%E9%A2%84%E9%98%B2"[^>]*>您是不是要查', at(page, q="VET预防"))


def test_the_reading_is_explained(page):
    assert "问的是核心制度" in at(page, q="危急值报告属于哪项核心制度")


def test_what_is_like_a_clause_is_shown_when_asked_for(page, opened):
    at(page, q="VTE防治")
    clause = next(i for i in listed(page) if "#" in i)
    near = answers.hits(opened, answering.like(opened, clause, 5))
    html = at(page, q="VTE防治", near=clause, open=clause)
    assert "相似的条款" in html and all(str(escape(hit.text)) in html for hit in near)
    assert all(f"documents?{urlencode({'id': hit.id})}" in html for hit in near)
    assert re.search(rf'data-open="{re.escape(clause)}" open', html)


def test_what_is_near_a_result_is_told_from_its_side_and_leads_to_its_page(page):
    html = at(page, q="NIT-2026-III 静脉血栓", near="NIT-2026-III", open="NIT-2026-III")
    near = html.partition('class="db-near"')[2].partition("</div>")[0]
    told = re.sub(r"<[^>]+>", "", near)
    assert "直接适用的标准：T/CHAS 10-2-24-2018" in told and "直接适用于" not in told
    assert f"standards?{urlencode({'id': 'T/CHAS 10-2-24-2018'})}" in near and "人工整理" in told


def test_a_missing_base_is_one_line_without_its_place_on_the_disk(tmp_path, monkeypatch):
    monkeypatch.setenv("DUIBIAO_KB", str(tmp_path / "_无_"))
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    assert not page.exception and not page.text_input
    assert "duibiao build" in page.error[0].value and str(tmp_path) not in page.error[0].value.replace("\\", "")


def test_a_long_list_says_how_many_more_there_are_and_shows_them(page, opened):
    everything = [str(escape(t.id)) for t in opened.of_kind("target")]
    html = at(page, q="改进目标有哪些")
    assert listed(page) == everything[:20]
    assert f"还有 {len(everything) - 20} 项，全部显示" in html
    at(page, q="改进目标有哪些", more="targets")
    assert listed(page) == everything


def test_a_list_of_documents_is_shown_by_name(page, opened):
    html = at(page, q="知识库里有哪些文件")
    assert all(str(escape(d.title)) in html for d in opened.documents.values() if d.doctype != "catalogue")


def test_a_document_that_is_asked_for_whole_stands_under_its_headings(page, opened):
    listing = found(opened, "全面提升医疗质量行动计划有哪些内容").listing
    html = at(page, q="全面提升医疗质量行动计划有哪些内容")
    heads = re.findall(r'<h3 class="db-part">([^<]+)</h3>', html)
    assert heads == [f"{part.heading}（{part.count} 项）" for part in listing.parts][: len(heads)] and len(heads) > 2
    assert listed(page) == [str(escape(one.id)) for one in listing.members[: len(listed(page))]]
