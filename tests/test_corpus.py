"""The shipped data keeps its own rules."""

import re
from collections import Counter

import pytest

from corpus import CORPUS
from index.words.normal import normalise
from ingest.kinds import kind_of
from ingest.model import CoreSystem, Indicator, Standard, Target
from ingest.shipped import curated, examples, thesaurus

CONCEPTS, PROBLEMS = thesaurus.read_folder(CORPUS / "thesaurus")
LINKS, BROKEN = curated.read_folder(CORPUS / "links")
EXAMPLES, UNREADABLE = examples.read_folder(CORPUS / "examples")


def test_the_thesaurus_breaks_no_rule():
    assert not PROBLEMS
    assert len(CONCEPTS) >= 300


def test_levels_of_hospitals_are_apart_from_ward_rounds(opened):
    def concepts(text):
        return {m.concept for m in opened.thesaurus.find(normalise(text))}

    assert concepts("三级医院") and concepts("三级查房") and not concepts("三级医院") & concepts("三级查房")


def test_curated_links_are_readable_and_lead_somewhere(opened):
    assert not BROKEN
    known = set(opened.entities) | {"none"}
    assert [x for x in LINKS if x.subject not in known or x.object not in known] == []
    assert all(x.comment and x.justification and x.author and x.date for x in LINKS)


def test_every_target_has_a_curated_link_or_the_statement_that_none_fits(opened):
    told = {x.object for x in LINKS if x.predicate in ("applies_to", "supports")}
    assert {e.id for e in opened.of_kind("target")} <= told


@pytest.mark.parametrize(("kind", "number"), [("standard", 23), ("core_system", 18), ("indicator", 55), ("target", 70)])
def test_catalogues_are_complete(opened, kind, number):
    assert len(opened.of_kind(kind)) == number


def test_every_standard_target_and_core_system_is_reached_by_a_concept(opened):
    about = {x.subject for x in opened.store.links() if x.predicate == "about"}
    cited = [e for e in opened.entities.values() if isinstance(e, (Standard, Target, CoreSystem, Indicator))]
    assert [f"{kind_of(e)} {e.id}" for e in cited if e.id not in about] == []


def test_examples_are_readable_short_and_about_one_thing_each(opened):
    assert not UNREADABLE
    assert [x for x in EXAMPLES if not 4 <= len(x.text) <= 40] == []
    outside = {x.text for x in EXAMPLES if x.subject == examples.NONE}
    assert [x for x in EXAMPLES if x.subject != examples.NONE and x.text in outside] == []


@pytest.mark.parametrize("kind", ["standard", "core_system", "target"])
def test_every_thing_that_is_cited_has_examples_of_how_people_ask(opened, kind):
    told = Counter(x.subject for x in EXAMPLES)
    assert [e.id for e in opened.of_kind(kind) if told[e.id] < 20] == []


def test_examples_are_about_what_the_originals_hold(originals):
    subjects = {x.subject for x in EXAMPLES} - {examples.NONE}
    assert [s for s in subjects if s not in originals.entities and originals.clause(s) is None] == []


def test_no_contact_details_are_shipped():
    pattern = re.compile(r"[\w.]+@\w+\.\w+|(?<!\d)0\d{2,3}-\d{7,8}|(?<!\d)1[3-9]\d{9}(?!\d)")
    for path in CORPUS.rglob("*.*"):
        if path.suffix in (".md", ".csv"):
            assert not pattern.search(path.read_text(encoding="utf-8")), path.name


def _misread_dashes(text: str, elsewhere: str) -> list[str]:
    """Words of a text joined by 一 that stand elsewhere joined by a dash, and an 一 between figures."""
    found = [text[m.start() - 2 : m.end() + 2] for m in re.finditer("(?<=[\u4e00-\u9fff]{2})一(?=[\u4e00-\u9fff]{2})", text)]
    dashed = [words for words in found if re.search(f"{words[:2]}[-—–－]{words[3:]}", elsewhere)]
    return dashed + re.findall(r"[\dA-Za-z]一[\dA-Za-z]|[年月日时%]一\d", text)


def test_no_digest_has_the_figure_one_for_a_dash():
    documents = {path.name: path.read_text(encoding="utf-8") for path in (CORPUS / "documents").glob("*.md")}
    every = "\n".join((*documents.values(), *(path.read_text(encoding="utf-8") for path in CORPUS.glob("*/*.csv"))))
    assert {name: found for name, text in documents.items() if (found := _misread_dashes(text, every))} == {}


@pytest.mark.parametrize("text", ["肝门一胆管病变的诊断", "2023年5月一6月启动", "第1一3项"])
def test_a_dash_that_was_read_as_the_figure_one_is_found(text):
    assert _misread_dashes(text, "肝门-胆管病变") and not _misread_dashes(text.replace("一", "—"), "肝门-胆管病变")


@pytest.mark.parametrize("text", ["每季度一次分析", "5种之一者应当登记", "指标统一采集"])
def test_the_figure_one_is_left_alone(text):
    assert not _misread_dashes(text, "季度-次")
