"""Suggestions: reviewed by a person, kept through rebuilds."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from app.base.knowledge import Knowledge
from app.build import publish
from app.people import database, decisions
from app.people.decisions import DECISIONS
from app.relations import links
from ingest.errors import QuestionError


@pytest.fixture
def built(tmp_path):
    publish.build(tmp_path / "kb")
    return tmp_path / "kb"


def pair(link):
    return link.subject, link.predicate, link.object


def first(built, n=1):
    return links.suggestions(Knowledge.open(built))[:n]


def test_an_accepted_link_is_curated_with_the_reviewer_and_stays_so_after_a_rebuild(built):
    (link,) = first(built)
    links.decide(Knowledge.open(built), [decisions.link_id(link)], decisions.ACCEPTED, "王敏", "原文一致")
    publish.build(built)
    opened = Knowledge.open(built)
    (found,) = [x for x in opened.links if pair(x) == pair(link)]
    assert (found.basis, found.review, found.author) == ("curated", "accepted", "王敏")
    assert found.date and found.evidence == link.evidence and "原文一致" in found.comment
    assert pair(link) not in map(pair, links.suggestions(opened))


def test_a_rejected_link_never_comes_back_until_the_decision_is_taken_back(built):
    (link,) = first(built)
    links.decide(Knowledge.open(built), [decisions.link_id(link)], decisions.REJECTED, "李强")
    publish.build(built)
    assert pair(link) not in map(pair, Knowledge.open(built).links)
    links.decide(Knowledge.open(built), [decisions.link_id(link)], decisions.OPEN, "李强")
    assert pair(link) in map(pair, links.suggestions(Knowledge.open(built)))


def test_the_last_decision_counts_and_earlier_ones_stay_on_record(built):
    (link,) = first(built)
    for state, by in ((decisions.REJECTED, "甲"), (decisions.ACCEPTED, "乙")):
        links.decide(Knowledge.open(built), [decisions.link_id(link)], state, by)
    assert [x.author for x in links.decided(Knowledge.open(built))] == ["乙"]
    with database.reading(built) as db:
        assert [(x.review, x.author) for x in DECISIONS.rows(db)[0]] == [("rejected", "甲"), ("accepted", "乙")]


def test_two_people_at_once_lose_nothing(built):
    found = first(built, 8)
    opened = Knowledge.open(built)
    candidates = opened.store.links()

    def decide(link):
        with database.writing(built) as db:
            decisions.decide(db, candidates, [decisions.link_id(link)], decisions.ACCEPTED, "某人")

    with ThreadPoolExecutor(4) as people:
        list(people.map(decide, found))
    assert {pair(x) for x in links.decided(Knowledge.open(built))} == {pair(x) for x in found}


def test_what_cannot_be_decided(built):
    with pytest.raises(QuestionError, match="links review"):
        links.decide(Knowledge.open(built), ["00000000"], decisions.ACCEPTED, "王敏")
    (link,) = first(built)
    with pytest.raises(QuestionError, match="审核人"):
        links.decide(Knowledge.open(built), [decisions.link_id(link)], decisions.ACCEPTED, " ")
    with pytest.raises(QuestionError, match="可用"):
        links.suggestions(Knowledge.open(built), "没有")


@pytest.mark.parametrize(
    "name", ["王\x00敏", "王\x1b[31m敏", "王\x85敏", "\ud83d", "王\u202e敏", "王\ufffe", "\u200b\u200d", "名" * 41, "\t"]
)
def test_a_name_that_could_not_be_read_or_seen_is_refused_and_nothing_is_kept(folder, candidates, name):
    with pytest.raises(QuestionError, match="审核人姓名") as raised, database.writing(folder) as db:
        decisions.decide(db, candidates, [decisions.link_id(candidates[0])], decisions.ACCEPTED, name)
    assert "\n" not in str(raised.value) and str(raised.value).isprintable()
    with database.reading(folder) as db:
        assert decisions.standing(db) == ({}, [])


def test_a_reason_is_kept_with_the_rule_and_replaced_by_a_later_one(folder, candidates):
    link = candidates[0]
    comments = []
    for state, why in ((decisions.REJECTED, "不适用于门诊"), (decisions.ACCEPTED, "复核后适用"), (decisions.OPEN, "")):
        with database.writing(folder) as db:
            (made,) = decisions.decide(db, [link], [decisions.link_id(link)], state, "王敏", why)
        link = made.link
        comments.append(link.comment)
    assert comments == ["理由0；审核：不适用于门诊", "理由0；审核：复核后适用", "理由0"]
    with pytest.raises(QuestionError, match="理由"), database.writing(folder) as db:
        decisions.decide(db, [link], [decisions.link_id(link)], decisions.ACCEPTED, "王敏", "长" * 500)


def test_a_link_with_a_comment_that_no_person_typed_can_be_decided_on(folder, candidates):
    link = replace(candidates[0], comment="表格\x0b里的\ud800字" + "很长" * 2_000)
    with database.writing(folder) as db:
        decisions.decide(db, [link], [decisions.link_id(link)], decisions.REJECTED, "王敏", "不适用")
    with database.reading(folder) as db:
        (kept,), problems = list(decisions.standing(db)[0].values()), decisions.standing(db)[1]
    assert kept.comment.startswith("表格里的字很长") and kept.comment.endswith("；审核：不适用") and not problems


def test_what_was_decided_last_comes_last_and_an_id_given_twice_is_one_decision(folder, candidates):
    first, second, third = (decisions.link_id(link) for link in candidates[:3])
    for state, ids in (
        (decisions.ACCEPTED, [first, second]),
        (decisions.ACCEPTED, [third, third]),
        (decisions.REJECTED, [first]),
    ):
        with database.writing(folder) as db:
            decisions.decide(db, candidates, ids, state, "王敏")
    with database.reading(folder) as db:
        assert [decisions.link_id(x) for x in decisions.standing(db)[0].values()] == [second, third, first]
        assert len(DECISIONS.rows(db)[0]) == 4


def test_what_stands_so_already_is_not_written_again_and_who_is_overruled_is_named(folder, candidates):
    identity, heard = decisions.link_id(candidates[0]), []
    acts = (
        (decisions.OPEN, "甲"),
        (decisions.ACCEPTED, "甲"),
        (decisions.ACCEPTED, "乙"),
        (decisions.REJECTED, "乙"),
        (decisions.ACCEPTED, "乙"),
        (decisions.OPEN, "丙"),
        (decisions.OPEN, "丙"),
    )
    for state, by in acts:
        with database.writing(folder) as db:
            (one,) = decisions.decide(db, candidates, [identity], state, by)
        heard.append((one.changed, one.overruled[:3], one.overruled[-2:]))
    no, yes = (False, "", ""), (True, "", "")
    assert heard == [no, yes, no, (True, "原由甲", "接受"), yes, (True, "原由乙", "接受"), no]
    with database.reading(folder) as db:
        assert [(x.review, x.author) for x in DECISIONS.rows(db)[0]] == [
            ("accepted", "甲"),
            ("rejected", "乙"),
            ("accepted", "乙"),
            ("open", "丙"),
        ]


def test_of_two_ids_one_of_which_is_unknown_none_is_decided(folder, candidates):
    with pytest.raises(QuestionError, match="00000000"), database.writing(folder) as db:
        decisions.decide(db, candidates, [decisions.link_id(candidates[0]), "00000000"], decisions.ACCEPTED, "王敏")
    with database.reading(folder) as db:
        assert decisions.standing(db) == ({}, [])


def test_suggestions_are_marked_ranked_and_kept_out_of_coverage(opened):
    found = links.suggestions(opened)
    assert found and all(x.basis == "suggested" and x.comment for x in found)
    assert [x.confidence for x in found] == sorted((x.confidence for x in found), reverse=True)
    covered = links.coverage(opened).targets
    suggested = [x for x in found if x.predicate in ("applies_to", "supports")]
    assert suggested and not [x for x in suggested if (x.subject, x.predicate) in covered[x.object]]


def test_an_accepted_link_that_a_document_states_by_now_stands_once(built):
    (link,) = first(built)
    links.decide(Knowledge.open(built), [decisions.link_id(link)], decisions.ACCEPTED, "王敏")
    with database.reading(built) as db:
        by_link, _ = decisions.standing(db)
    stated = replace(link, basis="stated")
    assert decisions.applied([stated], by_link, {link.subject, link.object}) == [stated]
