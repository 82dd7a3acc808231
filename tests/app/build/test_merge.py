"""Entities of several documents become one for each id, and the links between them are found, from values alone."""

import ast
import inspect

import pytest

from app.build import merge
from app.build.shipped import Shipped
from ingest.finding_kinds import FindingKind
from ingest.model import Concept, CoreSystem, Document, Link, Regulation, Standard, Target
from ingest.shipped.examples import Example


def shipped(**given):
    return Shipped(
        **(
            {
                "concepts": [],
                "links": [],
                "regulations": [],
                "examples": [],
                "catalogue": {},
                "broken": [],
                "thesaurus_sha256": "",
            }
            | given
        )
    )


def merged(stated, **given):
    return merge.merge([], [], stated, shipped(**given))


def curated(subject, obj, review="curated"):
    return Link(subject, "supports", obj, "curated", "semapv:ManualMappingCuration", 0.9, review=review)


def test_the_first_source_of_an_entity_counts_and_later_ones_fill_its_gaps():
    first = Standard("WS/T 1-2020", "WS/T 1-2020", "名称", published="2020-01-01")
    later = Standard("WS/T 1-2020", "WS/T 1—2020", "另一名称", published="2020-02-02", effective="2020-06-01")
    (one,) = merged([first, later]).entities
    assert (one.written, one.name, one.published, one.effective) == ("WS/T 1-2020", "名称", "2020-01-01", "2020-06-01")


def test_targets_go_by_year_national_ones_first_and_by_number():
    given = ["PIT-2026-02", "NIT-2026-X", "NIT-2026-IX", "NIT-2025-I", "PIT-2026-01"]
    found = merged([Target(i, "名称", "文件") for i in given]).entities
    assert [e.id for e in found] == ["NIT-2025-I", "NIT-2026-IX", "NIT-2026-X", "PIT-2026-01", "PIT-2026-02"]


def test_the_catalogue_describes_only_what_a_document_left_open():
    catalogue = {
        "WS/T 1-2020": Standard("WS/T 1-2020", "", "", topics=("手卫生",), note="说明"),
        "值班制度": CoreSystem("值班制度", topics=("值班",), definition="定义"),
        "WS/T 9-2020": Standard("WS/T 9-2020", "", "库里没有的"),
    }
    stated = [Standard("WS/T 1-2020", "WS/T 1-2020", "名称", note="文件自己的说明"), CoreSystem("值班制度", 3)]
    system, standard = merged(stated, catalogue=catalogue).entities
    assert (standard.topics, standard.note, standard.name) == (("手卫生",), "文件自己的说明", "名称")
    assert (system.topics, system.definition, system.number) == (("值班",), "定义", 3)


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        (curated("WS/T 1-2020", "NIT-2026-I"), True),
        (curated("WS/T 1-2020", "NIT-2026-II"), False),
        (curated("WS/T 2-2020", "NIT-2026-I"), False),
        (curated("WS/T 1-2020", "NIT-2026-I", review="rejected"), False),
        (curated("none", "NIT-2026-I"), False),
    ],
)
def test_a_curated_link_applies_where_both_its_ends_are_in_the_base(link, kept):
    stated = [Standard("WS/T 1-2020", "WS/T 1-2020", "名称"), Target("NIT-2026-I", "名称", "文件")]
    assert (link in merged(stated, links=[link]).links) is kept


def test_an_own_example_about_nothing_in_the_base_is_a_finding_with_its_place():
    asked = {Example(subject, "问法"): subject for subject in ("WS/T 1-2020", "术语/手卫生", "none", "没有的")}
    stated = [Standard("WS/T 1-2020", "WS/T 1-2020", "名称")]
    found = merged(stated, concepts=[Concept("术语/手卫生", "手卫生")], own_examples=asked).findings
    assert [(f.code, f.text) for f in found] == [(FindingKind.BROKEN_DATA, x) for x in ("术语/手卫生", "没有的")]
    assert "不在库里" in found[0].message


def test_terms_of_the_thesaurus_are_entities_and_cut_the_text():
    found = merged([], concepts=[Concept("术语/手卫生", "手卫生", alt=("洗手",))])
    assert [e.id for e in found.entities] == ["术语/手卫生"]
    assert "术语/手卫生" in {m.concept for m in found.tokenizer.mentions("医务人员洗手")}


def test_contradicting_standards_are_found():
    stated = [Standard("WS/T 1-2020", "WS/T 1-2020", "名称", published="2020-05-01", effective="2019-05-01")]
    assert [f.code for f in merged(stated).findings] == [FindingKind.STANDARDS_CONFLICT]


def test_merging_reads_no_file():
    tree = ast.parse(inspect.getsource(merge))
    named = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)} | {
        alias.name for n in ast.walk(tree) if isinstance(n, ast.Import) for alias in n.names
    }
    assert not named & {"corpus", "pathlib", "ingest.pipeline", "app.base.store"}


def laid_down(**given):
    link = Link("查对制度", "laid_down_in", "甲卫-2018-8", "curated", "semapv:ManualMappingCuration")
    law = Regulation("甲卫-2018-8", "要点")
    return shipped(links=[link], regulations=[law, Regulation("甲卫-2019-1", "别的办法")], **given)


def test_a_regulation_that_something_held_is_laid_down_in_is_part_of_the_base():
    found = merge.merge([], [], [CoreSystem("查对制度")], laid_down())
    assert [e.id for e in found.entities] == ["查对制度", "甲卫-2018-8"]
    assert [x.object for x in found.links if x.predicate == "laid_down_in"] == ["甲卫-2018-8"]
    assert merge.merge([], [], [], laid_down()).entities == []


def test_once_its_text_is_held_the_link_leads_to_the_document():
    found = merge.merge([Document("甲卫-2018-8", "要点", "notice")], [], [CoreSystem("查对制度")], laid_down())
    assert [e.id for e in found.entities] == ["查对制度"]
    assert [x.object for x in found.links if x.predicate == "laid_down_in"] == ["甲卫-2018-8"]
