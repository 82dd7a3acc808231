"""Suggestions: reviewed by a person, kept through rebuilds."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.base.knowledge import Knowledge
from app.build import publish
from app.people import decisions
from app.relations import links
from ingest.errors import BaseError, QuestionError


@pytest.fixture
def folder(tmp_path):
    publish.build(tmp_path / "kb")
    return tmp_path / "kb"


def pair(link):
    return link.subject, link.predicate, link.object


def first(folder, n=1):
    return links.suggestions(Knowledge.open(folder))[:n]


def test_an_accepted_link_is_curated_with_the_reviewer_and_stays_so_after_a_rebuild(folder):
    (link,) = first(folder)
    links.decide(Knowledge.open(folder), [decisions.link_id(link)], decisions.ACCEPTED, "王敏", "原文一致")
    publish.build(folder)
    opened = Knowledge.open(folder)
    (found,) = [x for x in opened.links if pair(x) == pair(link)]
    assert (found.basis, found.review, found.author) == ("curated", "accepted", "王敏")
    assert found.date and found.evidence == link.evidence and "原文一致" in found.comment
    assert pair(link) not in map(pair, links.suggestions(opened))


def test_a_rejected_link_never_comes_back_until_the_decision_is_taken_back(folder):
    (link,) = first(folder)
    links.decide(Knowledge.open(folder), [decisions.link_id(link)], decisions.REJECTED, "李强")
    publish.build(folder)
    assert pair(link) not in map(pair, Knowledge.open(folder).links)
    links.decide(Knowledge.open(folder), [decisions.link_id(link)], decisions.OPEN, "李强")
    assert pair(link) in map(pair, links.suggestions(Knowledge.open(folder)))


def test_the_last_decision_counts_and_earlier_ones_stay_on_record(folder):
    (link,) = first(folder)
    for state, by in ((decisions.REJECTED, "甲"), (decisions.ACCEPTED, "乙")):
        links.decide(Knowledge.open(folder), [decisions.link_id(link)], state, by)
    assert [x.author for x in links.decided(Knowledge.open(folder))] == ["乙"]
    assert len(decisions.table(folder).read_text(encoding="utf-8").splitlines()) == 3


def test_two_people_at_once_lose_nothing(folder):
    found = first(folder, 8)
    opened = Knowledge.open(folder)
    candidates = opened.store.links()

    def decide(link):
        decisions.decide(folder, candidates, [decisions.link_id(link)], decisions.ACCEPTED, "某人")

    with ThreadPoolExecutor(4) as people:
        list(people.map(decide, found))
    assert {pair(x) for x in links.decided(Knowledge.open(folder))} == {pair(x) for x in found}


def test_what_cannot_be_decided(folder):
    with pytest.raises(QuestionError, match="links review"):
        links.decide(Knowledge.open(folder), ["00000000"], decisions.ACCEPTED, "王敏")
    (link,) = first(folder)
    with pytest.raises(QuestionError, match="审核人"):
        links.decide(Knowledge.open(folder), [decisions.link_id(link)], decisions.ACCEPTED, " ")
    with pytest.raises(QuestionError, match="可用"):
        links.suggestions(Knowledge.open(folder), "没有")


def test_a_table_that_a_spreadsheet_saved_in_its_own_encoding_goes_on(folder):
    first_link, second_link = first(folder, 2)
    links.decide(Knowledge.open(folder), [decisions.link_id(first_link)], decisions.REJECTED, "王敏", "不是一回事")
    table = decisions.table(folder)
    table.write_bytes(table.read_text(encoding="utf-8-sig").encode("gb18030"))
    links.decide(Knowledge.open(folder), [decisions.link_id(second_link)], decisions.REJECTED, "王敏")
    assert {pair(x) for x in links.decided(Knowledge.open(folder))} == {pair(first_link), pair(second_link)}


def test_a_broken_table_is_one_line_and_is_not_written_over(folder):
    decisions.table(folder).write_text("乱写的\n", encoding="utf-8")
    with pytest.raises(BaseError, match="审核记录"):
        _ = Knowledge.open(folder).links
    assert decisions.table(folder).read_text(encoding="utf-8") == "乱写的\n"


def test_suggestions_are_marked_ranked_and_kept_out_of_coverage(opened):
    found = links.suggestions(opened)
    assert found and all(x.basis == "suggested" and x.comment for x in found)
    assert [x.confidence for x in found] == sorted((x.confidence for x in found), reverse=True)
    told = json.dumps(links.coverage(opened), ensure_ascii=False)
    for x in found:
        if x.predicate in ("applies_to", "supports"):
            assert {"standard": x.subject, "predicate": x.predicate} not in json.loads(told)["targets"][x.object]
