"""The shipped data is read once for each build, and its documents only where a link may lead to them."""

import pytest

from app.build import shipped
from corpus import CORPUS
from ingest.pipeline import ingest
from ingest.shipped.examples import Example


@pytest.fixture
def parsed(monkeypatch):
    """Names of the files that reading the shipped data parses."""
    names = []
    monkeypatch.setattr(shipped, "ingest", lambda path: names.append(path.name) or ingest(path))
    return names


def ids(folder):
    return {e.id for path in sorted((CORPUS / folder).glob("*.*")) for e in ingest(path).entities}


def test_a_base_that_holds_what_links_lead_to_parses_no_document(parsed):
    assert not shipped.read(ids("documents") | ids("catalogues")).broken
    assert sorted(parsed) == ["core_systems.csv", "indicators.csv", "standards.csv"]


def test_a_base_without_the_shipped_documents_has_no_broken_links(parsed):
    assert not shipped.read(set()).broken
    assert "national-targets-2026.md" in parsed


def test_the_hash_of_the_thesaurus_changes_with_its_files(tmp_path, monkeypatch):
    for folder in ("thesaurus", "links", "examples", "catalogues", "documents"):
        (tmp_path / folder).mkdir()
    monkeypatch.setattr(shipped, "CORPUS", tmp_path)
    before = shipped.read(set()).thesaurus_sha256
    (tmp_path / "thesaurus" / "a.csv").write_text("prefLabel\n", encoding="utf-8")
    after = shipped.read(set())
    assert before != after.thesaurus_sha256
    assert len(after.broken) == 1


def test_the_hash_of_the_thesaurus_changes_with_the_own_terms_that_apply(tmp_path):
    header, file = "prefLabel,altLabel,hiddenLabel,english,broader,related,exactMatch\n", tmp_path / "terms.csv"
    known, found = ids("documents"), []
    for text in ("换药推车,,,,,,\n", "换药推车,小白车,,,,,\n"):
        file.write_text(header + text, encoding="utf-8")
        found.append(shipped.read(known, tmp_path).thesaurus_sha256)
    assert len({*found, shipped.read(known).thesaurus_sha256}) == 3


def test_own_examples_are_read_beside_the_shipped_ones(tmp_path):
    (tmp_path / "examples.csv").write_bytes("subject,example\n查对制度,床头卡贴错了\n,没有编号\n".encode("gb18030"))
    read, without = shipped.read(ids("documents"), tmp_path), shipped.read(ids("documents"))
    assert read.own_examples == {Example("查对制度", "床头卡贴错了"): "examples.csv 第 2 行"}
    assert (read.examples, without.own_examples) == (without.examples, {})
    assert [p.where for p in read.broken] == ["examples.csv 第 3 行"]
