"""What a thing is tied to, paths between things, and what the base covers."""

import json

import pytest

from app.relations import links
from ingest.errors import NotFoundError, QuestionError
from kg.predicates import PREDICATES


@pytest.fixture(scope="module")
def part(opened):
    return links.around(opened, "NIT-2026-III", 2)


def test_what_is_around_a_target(opened):
    near = {x.subject if x.object == "NIT-2026-III" else x.object for x in links.around(opened, "目标三", 1).links}
    assert {"T/CHAS 10-2-24-2018", "会诊制度", "2026年国家医疗质量安全改进目标#目标三/（二）/1"} <= near


@pytest.mark.parametrize(
    ("written", "identity"),
    [
        ("提高静脉血栓栓塞症规范预防率", "NIT-2026-III"),
        ("VTE", "术语/静脉血栓栓塞症"),
        ("全面提升医疗质量行动计划（2023-2025年）", "全面提升医疗质量行动计划-2023-2025年"),
        ("会诊", "会诊制度"),
        ("目标三", "NIT-2026-III"),
    ],
)
def test_a_thing_is_found_by_its_name(opened, written, identity):
    assert links.named(opened, written)[0] == identity


def test_a_part_of_a_name_finds_nothing(opened):
    with pytest.raises(NotFoundError):
        links.named(opened, "静脉血栓栓塞症规范")


@pytest.mark.parametrize(
    ("written", "identity"),
    [
        ("规范预防率", "NIT-2026-III"),
        ("静脉治疗护理", "WS/T 433-2023"),
        ("会 诊", "会诊制度"),
        ("提升医疗质量行动计划", "全面提升医疗质量行动计划-2023-2025年"),
    ],
)
def test_things_in_whose_name_something_stands(opened, written, identity):
    found = links.named_like(opened, written)
    assert identity in found and all(one in opened.graph for one in found)
    assert not links.named_like(opened, "红烧肉")


def test_a_path_is_explained_step_by_step(opened):
    steps = links.path(opened, "T/CHAS 10-2-24-2018", "会诊制度")
    assert [(s.start, s.end) for s in steps] == [("T/CHAS 10-2-24-2018", "NIT-2026-III"), ("NIT-2026-III", "会诊制度")]
    assert all(s.link.comment for s in steps)


def test_what_is_not_in_the_graph(opened):
    with pytest.raises(QuestionError):
        links.path(opened, "没有这个", "会诊制度")


def test_a_file_of_unknown_format_is_refused(part, tmp_path):
    with pytest.raises(QuestionError, match="可用"):
        links.write(part, tmp_path / "x.doc")
    links.write(part, tmp_path / "图.jsonld")
    assert json.loads((tmp_path / "图.jsonld").read_text(encoding="utf-8"))["@graph"]


def test_coverage_says_who_serves_whom_and_who_nobody(opened):
    found = links.coverage(opened)
    assert ("T/CHAS 10-2-24-2018", "applies_to") in found.targets["NIT-2026-III"]
    assert len(found.targets) == 70
    assert all(predicate in PREDICATES for pairs in found.targets.values() for _, predicate in pairs)
    serving = {standard for pairs in found.targets.values() for standard, _ in pairs}
    assert found.unused and not serving & set(found.unused)
