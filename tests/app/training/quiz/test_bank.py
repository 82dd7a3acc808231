"""Over a thousand questions: each with a clause, one key, four options of a kind, and words that stand for themselves."""

import re
from collections import Counter
from difflib import SequenceMatcher

import pytest

from app.base import models
from app.base.knowledge import Knowledge
from app.build import publish
from app.training.quiz import quantities
from app.training.quiz.bank import Bank, chosen
from app.training.quiz.cases import cases
from app.training.quiz.model import BLANK, CASES, LINE, Form, Kind
from app.training.subjects import subjects
from index.models.encoder import WithoutVectors

FEWEST = 1_000
MOST_CASES = 0.6
TWO = ("医师法", "医疗纠纷预防和处理条例")


@pytest.fixture(scope="module")
def base(tmp_path_factory, shared) -> Knowledge:
    kb = tmp_path_factory.mktemp("quiz") / "kb"
    files = sorted((shared / "samples" / "statutes").glob("*.md"))
    if not files:
        pytest.skip("the statutes are not beside the project (../shared/samples/statutes)")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(models, "embedder", lambda: WithoutVectors(8))
        publish.build(kb)
        publish.add(kb, files)
        return Knowledge.open(kb)


@pytest.fixture(scope="module")
def bank(base):
    ids = [e.id for kind in ("target", "core_system", "standard") for e in base.of_kind(kind)]
    ids += [d.id for d in base.documents.values() if d.doctype != "catalogue"]
    return Bank(base, subjects(base, ids)).questions


@pytest.fixture(scope="module")
def paper(bank):
    return chosen(bank, 100)


def test_all_targets_all_core_systems_and_two_statutes_make_a_thousand(base):
    ids = [e.id for kind in ("target", "core_system") for e in base.of_kind(kind)]
    found = Bank(base, subjects(base, [*ids, *(d.id for d in base.documents.values() if d.id.endswith(TWO))])).questions
    assert len(found) >= FEWEST


def test_questions_of_all_kinds_in_four_forms_each_asked_once(bank):
    assert len(bank) >= FEWEST and {q.kind for q in bank} >= set(Kind) - {Kind.TERM, Kind.WHO}
    assert len({re.sub(r"\s", "", q.stem + "".join(sorted(q.options))) for q in bank}) == len(bank)
    assert set(Counter(q.form for q in bank)) == set(Form)


def test_no_question_of_a_paper_prints_the_key_of_another_on_the_same_words(paper):
    for q in (q for q in paper if BLANK in q.stem or LINE in q.stem):
        before, after = re.split(f"{BLANK}|{LINE}(?:（填[^）]*）)?", q.stem)
        told = re.split("[，。；：]", before)[-1] + q.key[0] + after[:6]
        assert not any(told in text for other in paper if other is not q for text in (other.stem, *other.options)), q.stem


def test_no_fact_is_asked_twice_on_a_paper(paper):
    facts = Counter(fact for q in paper for fact in q.facts)
    assert [fact for fact, often in facts.items() if often > 1] == []


def test_who_wants_more_than_a_paper_gets_a_fact_in_several_forms(bank):
    filled = chosen(bank, FEWEST)
    assert len(filled) == FEWEST and len({(q.stem, q.options) for q in filled}) == FEWEST
    assert max(Counter(fact for q in filled for fact in q.facts).values()) > 1


def test_every_question_names_a_clause_that_says_what_is_the_key(bank, base):
    for q in bank:
        assert base.clause(q.source.clause.id) == q.source.clause
        assert q.source.cited.startswith("《") and q.explanation and q.facts
        if q.form is Form.FILL_IN and q.kind is not Kind.SYSTEM:
            assert q.key[0] in q.source.text.replace(" ", ""), q.stem


def test_what_is_taken_from_a_digest_says_so(bank):
    assert all(
        ("引用前核对原文" in q.source.place) == (q.source.clause.rendition != "original" or bool(q.source.words)) for q in bank
    )


def test_options_are_four_different_ones_and_the_key_is_among_them(bank):
    for q in bank:
        if q.form in (Form.SINGLE, Form.MULTIPLE):
            assert len(set(q.options)) == 4 and set(q.key) < set(q.options), q.stem
            assert (len(q.key) == 1) == (q.form is Form.SINGLE), q.stem
            assert set(q.answer) <= set("ABCD")


def test_the_right_option_is_never_told_by_its_length(bank):
    for q in bank:
        if q.form is Form.SINGLE:
            wrong = [o for o in q.options if o not in q.key]
            assert len(q.key[0]) <= 1.2 * max(map(len, wrong)) + 1, q


def test_no_two_figures_among_options_mean_the_same(bank):
    for q in bank:
        figures = [o for o in q.options if [f.written for f in quantities.quantities(o)] == [o]]
        assert not any(quantities.same(a, b) for i, a in enumerate(figures) for b in figures[:i]), q


def test_stems_stand_for_themselves(bank):
    for q in bank:
        assert 12 <= len(q.stem) <= 330, q.stem
        assert not re.search(r"前款|前条|本条(?!例)|上述|本条例|本法|本办法|下列情形", q.stem), q.stem
        assert not re.search(r"[：。，；][（(][一二三四五六七八九十\d]+[）)]", "".join((q.stem, *q.options))), q.stem
        assert "《" in q.stem or q.kind in (*CASES, Kind.STANDARD), q.stem


def test_the_answer_does_not_stand_in_the_stem(bank):
    for q in bank:
        if q.form is Form.FILL_IN or BLANK in q.stem:
            assert q.stem.count(LINE) + q.stem.count(BLANK) == 1
            assert q.key[0] not in q.stem, q.stem


def test_a_blank_says_what_belongs_in_it(bank):
    assert all(f"{LINE}（填" in q.stem for q in bank if q.form is Form.FILL_IN)


def test_words_of_a_digest_are_never_given_as_the_documents(bank):
    named = (*CASES, Kind.STANDARD, Kind.INDICATOR)
    digests = [q for q in bank if q.source.digest and q.kind not in named]
    assert digests and all("大意" in q.stem or "这个改进目标是" in q.stem for q in digests)


def test_nobody_is_asked_when_a_rule_came_into_force_what_a_fine_is_or_what_binds_others(bank):
    told = "\n".join(q.stem for q in bank if "下列说法" not in q.stem)
    assert not re.search("起施行|罚款|尸检机构出具|鉴定机构出具|主管部门应当自|委员会应当自|资格考试|烟草", told)


def test_nobody_is_asked_how_often_figures_are_fed_back(bank):
    assert not any(re.search("每季度|每月", "".join(q.key)) and "反馈" in q.stem for q in bank)


def test_who_leads_is_asked_among_those_who_take_part(bank):
    asked = [q for q in bank if q.form is Form.SINGLE and "会同……" in q.stem and BLANK in q.stem]
    assert asked and all(option in q.source.clause.text for q in asked for option in q.options)


def test_wrong_sentences_on_a_target_differ_in_few_words_from_what_is_written(bank):
    asked = [q for q in bank if "下列说法" in q.stem]
    assert {q.form for q in asked} == {Form.SINGLE, Form.MULTIPLE}
    for q in (q for q in asked if q.form is Form.SINGLE and "目标" in q.source.cited):
        written = re.split("。", q.source.clause.text)
        near = max(SequenceMatcher(None, q.key[0], s).ratio() for s in written)
        assert near > 0.5 and q.key[0] not in written, q.key


def test_nearly_every_core_system_is_asked_for_by_what_happened_on_a_ward(bank, base):
    asked = [q for q in bank if "质量检查时发现" in q.stem]
    assert len({word for q in asked for word in q.key}) >= len(base.of_kind("core_system")) - 2
    assert all("非原文" in q.explanation for q in asked)


def test_what_happened_on_a_ward_is_a_quarter_of_a_paper_and_a_good_half_of_a_bank(bank, paper):
    assert 0 < sum(q.kind in CASES for q in bank) <= MOST_CASES * len(bank)
    assert 0 < sum(q.kind in CASES for q in paper) <= len(paper) / 4


def test_of_four_things_that_happened_those_asked_for_break_the_system_and_no_other_does(bank):
    told = {case.text: case for case in cases()}
    asked = [q for q in bank if q.kind is Kind.CASE]
    assert {q.form for q in asked} == {Form.SINGLE, Form.MULTIPLE}
    for q in asked:
        system = q.stem.partition("“")[2].partition("”")[0]
        assert all((told[o].system == system) == (o in q.key) for o in q.options), q.stem
        assert all(system in told[o].wrong for o in q.options if o not in q.key), q.stem


def test_a_sentence_to_judge_differs_in_a_fact_and_never_in_the_name_of_a_system(bank):
    judged = [q for q in bank if q.form is Form.TRUE_FALSE]
    assert judged and not any(q.kind is Kind.SYSTEM for q in judged)
    for q in (q for q in judged if q.key == ("错误",) and q.kind is Kind.FACT):
        written = q.source.text.replace(" ", "")
        said = q.stem.split("：", 1)[1].rstrip("。")
        assert SequenceMatcher(None, said, written).find_longest_match().size >= len(said) / 4, q.stem


def test_what_a_core_system_wants_is_asked_for_by_its_figures_and_roles(bank):
    asked = [q for q in bank if q.source.words]
    assert len(asked) >= 15 and all("大意（知识库没有收入原文）" in q.explanation for q in asked)
    keys = {q.key[0] for q in asked if not q.options}
    assert {"24小时", "1周"} & keys


def test_a_chapter_of_a_statute_is_asked_for_by_its_rules_side_by_side(bank):
    asked = [q for q in bank if "一章的规定" in q.stem]
    assert len(asked) >= 4 and {q.form for q in asked} == {Form.SINGLE, Form.MULTIPLE}


def test_keys_are_spread_over_the_letters(bank):
    for kind in (Kind.FACT, Kind.SYSTEM, Kind.CASE):
        letters = Counter(q.answer for q in bank if q.form is Form.SINGLE and q.kind is kind)
        assert min(letters[x] for x in "ABCD") > 0.1 * sum(letters.values()), kind
        pairs = Counter(q.answer for q in bank if q.form is Form.MULTIPLE and q.kind is kind)
        assert not pairs or (len(pairs) == 6 and max(pairs.values()) < 0.4 * sum(pairs.values())), kind


def test_the_story_that_counts_another_system_is_asked_and_warned_of(bank):
    stranger = [q for q in bank if "不良事件上报制度" in q.key]
    assert stranger and "不在18项" in stranger[0].explanation


def test_a_paper_asks_no_fact_twice_and_mixes_forms(bank):
    paper = chosen(bank, 40)
    facts = [fact for q in paper for fact in q.facts]
    assert len(paper) == 40 and len(facts) == len(set(facts))
    assert {q.form for q in paper} == set(Form)
    assert [q.form for q in paper] == sorted((q.form for q in paper), key=list(Form).index)
    assert chosen(bank, 40) == paper


def test_two_halves_of_a_bank_are_made_the_same_way_again(base):
    again = [Bank(base, subjects(base, ["NIT-2026-V"])).questions for _ in range(2)]
    assert again[0] == again[1]
