"""What the page of a thing shows."""

from app.present import about as present
from app.present.about import about
from app.present.lists import Look


def relation(found, name):
    return next(one for one in found.relations if one.name == name)


def test_a_standard_with_attributes_citation_editions_and_links(opened):
    found = about(opened, "WS/T 433-2023")
    assert (found.kind, found.name) == ("standard", "WS/T 433-2023 静脉治疗护理技术操作标准")
    assert "WS/T 433-2023[S]" in found.citation.full
    told = {field.name: cell.word for field, cell in found.attributes}
    assert told["发布单位"] == "国家卫生健康委" and told["代替"] == "WS/T 433-2013"
    assert not {"名称", "发布年份", "英文名称"} & set(told), "the heading, what a date says, and what says nothing are left out"
    assert [one.id for one in found.editions] == ["WS/T 433-2013", "WS/T 433-2023"]
    assert "代替" not in {one.name for one in found.relations}, "the editions say so"
    supported = relation(found, "可支持")
    first = present.related(opened, supported.things[0])
    assert first.basis == "curated" and first.why and not supported.citing


def test_who_cites_a_thing_stands_apart_each_once_suggestions_last(opened):
    found = about(opened, "会诊制度")
    citing = [one for one in found.relations if one.citing]
    assert {one.name for one in citing} >= {"有赖于它的"}
    for one in found.relations:
        ids = [near.id for near in one.things]
        assert len(ids) == len(set(ids))
        suggested = [near.link.basis == "suggested" for near in one.things]
        assert suggested == sorted(suggested)


def test_a_target_shows_its_strategies_as_clauses_and_not_as_links(opened):
    found = about(opened, "NIT-2026-III")
    assert not {"核心策略", "目标简述"} & {one.name for one in found.relations}
    target = opened.entities["NIT-2026-III"]
    assert [one.id for one in present.words(opened, found.id)] == [target.clause, *target.strategies]


def test_a_clause_is_called_by_its_document_and_place(opened):
    target = opened.entities["NIT-2026-III"]
    found = about(opened, target.strategies[0])
    assert (found.kind, found.name) == ("clause", "《2026年国家医疗质量安全改进目标》目标三（二）1")
    assert present.words(opened, found.id) == (opened.clause(target.strategies[0]),)
    assert ("文件", target.document) in {(field.name, cell.key) for field, cell in found.attributes}
    assert present.related(opened, relation(about(opened, target.id), "载于").things[0]).kind == "document"


def test_what_documents_only_name_has_a_page_too_and_what_nothing_names_has_none(opened):
    found = about(opened, "WS/T 433-2013")
    assert (found.kind, found.attributes, found.citation.full) == ("external", (), "")
    assert [near.id for near in relation(found, "代替它的标准").things] == ["WS/T 433-2023"]
    assert about(opened, "没有这个编号") is None and about(opened, "没有#这一条") is None


def test_every_thing_of_the_base_has_a_page(opened):
    for identity in (*opened.documents, *(x for x in opened.entities if not x.startswith("术语/"))):
        found = about(opened, identity)
        assert found and found.name
        assert all(cell.word and field.look != Look.TITLE for field, cell in found.attributes)


def test_the_text_of_a_document_is_read_a_part_at_a_time_and_searched(opened):
    document = opened.entities["NIT-2026-III"].document
    every = list(opened.store.clauses(document))
    assert present.clauses(opened, document, 50, 53) == every[50:53]
    assert present.text_of(opened, document) == document and present.text_of(opened, "WS/T 433-2023") == ""
    found = present.found(opened, document, "VTE 血栓")
    assert found and all("VTE" in one.text and "血栓" in one.text + "".join(one.titles) for one in found)
    assert present.found(opened, document, "红烧肉") == []
