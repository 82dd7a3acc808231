"""Scores of results, and what they are carried to."""

from dataclasses import replace

import pytest

from app.answer.answering import ask
from app.answer.names import Names
from app.answer.ranking import BY_EXAMPLE, CARRY, Ranking
from app.answer.reasons import SETS_INDICATOR
from app.answer.understanding import understand
from index.coverage import CONTAINED
from index.details import asked
from index.examples import ExampleMatches, SubjectMatch
from index.question import Unit
from index.search import Hit


def test_the_row_that_sets_an_indicator_nearly_has_its_score(opened):
    results = ask(opened, "病历质量").results
    rows = {r.id: r for r in results["clause"]}
    shared = [(r, rows[r.id]) for r in results["indicator"] if r.id in rows]
    assert shared
    for indicator, row in shared:
        assert row.carried >= 0.9 * indicator.own - 1e-9
        assert (SETS_INDICATOR,) in [reason.path for reason in row.because]


def test_a_reviewed_link_makes_more_than_a_suggestion(opened):
    first = ask(opened, "哪些标准适用于提高VTE规范预防率").results["standard"][0]
    assert (first.id, first.known) == ("T/CHAS 10-2-24-2018", True)
    assert first.basis in ("stated", "curated")


def test_a_document_named_is_shown_from_its_beginning(opened):
    results = ask(opened, "长卫医政发〔2023〕9号").results["clause"]
    kinds = {opened.clause(r.id).kind for r in results if r.own == pytest.approx(0.9)}
    assert kinds
    assert kinds <= {"item", "paragraph", "row"}


def judged(opened, question, *hits):
    """The ranking of a question for which the index finds ``hits``."""
    understood = understand(opened, question)
    ranking = Ranking(opened, replace(understood, question=replace(understood.question, units=hits[0].units)))
    ranking.add_hits(hits)
    return ranking


def hit(opened, identity, score, units, shares):
    """The hit of a thing that contains so much of each unit."""
    (row,) = [row for row in range(len(opened.entries)) if opened.entries[row][1] == identity]
    whole = sum(u.weight for u in units)
    coverage = sum(u.weight * share for u, share in zip(units, shares, strict=True)) / whole
    return Hit(row, score, score, score, coverage, shares, units)


FIRST, SECOND = "长卫医政发-2023-9#四/（一）/8", "2026年国家医疗质量安全改进目标#目标三/（二）/2"
STANDARD = "WS/T 433-2023"


@pytest.mark.parametrize(("concept", "share", "found"), [("术语/x", 1.0, True), ("术语/x", CONTAINED, False), ("", 1.0, False)])
def test_a_part_of_the_question_suffices_for_a_standard_only_when_it_is_a_concept_that_is_named(opened, concept, share, found):
    units = (Unit("甲", concept, weight=3.0), Unit("乙", weight=7.0))
    ranking = judged(
        opened, "轮椅", hit(opened, FIRST, 0.9, units, [1.0, 1.0]), hit(opened, STANDARD, 0.5, units, [share, 0.0])
    )
    assert [r.id for r in ranking.best("standard")] == [STANDARD] * found


@pytest.mark.parametrize(("question", "details"), [("轮椅怎么清洁", [False, True]), ("轮椅多久清洁一次", [True, False])])
def test_a_detail_comes_first_only_where_one_is_asked_for(opened, question, details):
    units, detail = (Unit("轮椅", weight=1.0),), asked("轮椅多久清洁一次")
    texts = {c.id: c.text for c in opened.store.clauses() if c.kind == "item"}
    ids = [next(i for i, text in texts.items() if detail.stands_in(text) is has) for has in (False, True)]
    ranking = judged(opened, question, *(hit(opened, i, score, units, [1.0]) for i, score in zip(ids, (0.9, 0.8), strict=True)))
    assert [detail.stands_in(texts[r.id]) for r in ranking.best("clause")] == details


def test_the_nearer_its_example_the_higher_a_thing_stands_and_never_as_high_as_a_name(opened):
    def found(score, *, named):
        ranking = Ranking(opened, understand(opened, "轮椅"))
        if named:
            ranking.add_names(Names({STANDARD: "标准号"}))
        ranking.add_examples(ExampleMatches((SubjectMatch(STANDARD, score, 0),)))
        return ranking.best("standard")[0]

    near, far, named = found(0.95, named=False), found(0.85, named=False), found(0.95, named=True)
    assert far.own < near.own <= BY_EXAMPLE < named.own
    assert (near.basis, named.basis) == ("suggested", "stated")


@pytest.mark.parametrize(("score", "suggested"), [(0.9, True), (0.6, False)])
def test_a_suggestion_is_followed_only_from_what_is_nearly_certain_and_other_links_always(opened, score, suggested):
    links = [x for x in opened.store.links() if x.predicate == "supports" and x.subject in opened.entities]
    guess = next(
        x for x in links if x.basis == "suggested" and any(y.object == x.object and y.basis == "curated" for y in links)
    )
    units = (Unit("轮椅", weight=1.0),)
    ranking = judged(opened, "轮椅", hit(opened, guess.object, score, units, [1.0]))
    ranking.carry()
    found = {r.id: r.known for r in ranking.best("standard")}
    assert (guess.subject in found) is suggested
    assert any(found.values())


@pytest.mark.parametrize(("predicate", "kind"), CARRY)
def test_what_a_link_leads_to_stands_below_what_it_comes_from(opened, predicate, kind):
    def carried(source):
        ranking = Ranking(opened, understand(opened, "轮椅"))
        ranking._result(source, kind).own = 0.9
        ranking.carry()
        return [r for r in ranking._results.values() if r.id != source]

    ends = {end for x in opened.store.links() if x.predicate == predicate for end in (x.subject, x.object)}
    sources = sorted(end for end in ends if opened.graph.kind(end) == kind)[:40]
    found = [r for source in sources for r in carried(source)]
    assert found
    assert all(r.score < 0.9 for r in found)


def scored(opened, *owns):
    """Ids of the standards shown where these are their scores."""
    ranking = Ranking(opened, understand(opened, "轮椅"))
    for thing, own in zip(opened.of_kind("standard"), owns, strict=False):
        result = ranking._result(thing.id, "standard")
        result.own, result.known = own, True
        result.because.append(None)
    ranking._reasons.strongest = lambda *_: []
    return [r.own for r in ranking.best("standard")]


@pytest.mark.parametrize(
    ("owns", "shown"),
    [
        ((0.22, 0.21, 0.19), [0.22, 0.21]),
        ((0.19,), []),
        ((0.4, 0.8, 0.45, 0.43), [0.8, 0.45]),
        ((1.0, 0.55, 0.54), [1.0, 0.55]),
    ],
)
def test_what_is_shown_has_a_least_score_and_a_share_of_the_best(opened, owns, shown):
    assert scored(opened, *owns) == shown


def test_a_document_named_outright_is_shown_by_its_five_first_clauses(opened):
    document = next(d for d in opened.documents if len(list(opened.store.clauses(d))) > 20)
    ranking = Ranking(opened, understand(opened, "轮椅"))
    ranking.add_names(Names({document: "文件名"}))
    clauses = [c.id for c in opened.store.clauses(document) if c.kind in ("item", "paragraph", "row")]
    assert {r.id for r in ranking._results.values() if r.kind == "clause"} == set(clauses[:5])


def test_an_example_counts_with_the_fourth_power_of_its_likeness_and_a_field_of_a_form_less(opened):
    ranking = Ranking(opened, understand(opened, "轮椅"))
    field = next(iter(opened.entries.forms), None)
    ranking.add_examples(ExampleMatches(tuple(SubjectMatch(i, 0.9, 0) for i in filter(None, (STANDARD, field)))))
    own = {r.id: r.own for r in ranking._results.values()}
    assert own[STANDARD] == pytest.approx(BY_EXAMPLE * 0.9**4)
    assert field is None or own[field] == pytest.approx(0.75 * BY_EXAMPLE * 0.9**4)
    assert all(r.known for r in ranking._results.values())


def test_a_hit_has_its_own_score_and_a_field_of_a_form_less(opened):
    units = (Unit("甲", weight=1.0),)
    minor = next((opened.entries[row][1] for row in range(len(opened.entries)) if opened.entries.minor_rows[row]), None)
    for identity, weight in ((FIRST, 1.0), (minor, 0.75)):
        if identity:
            ranking = judged(opened, "轮椅", hit(opened, identity, 0.8, units, [1.0]))
            assert next(r for r in ranking._results.values() if r.id == identity).own == pytest.approx(weight * 0.8)


@pytest.mark.parametrize("question", ["病人自己下床摔了一跤，没人扶", "交班漏说了过敏史，病人差点用错药", "会诊叫了一天没人来"])
def test_that_a_clause_names_a_core_system_does_not_state_that_it_answers(opened, question):
    for found in ask(opened, question).results.get("core_system", []):
        links = [reason.link for reason in found.because if reason.link]
        if links and all(link.predicate == "mentions" for link in links) and not found.named:
            assert found.basis == "suggested"
