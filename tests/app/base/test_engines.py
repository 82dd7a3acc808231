"""Where the vectors of a base are searched: in the process, or in Milvus where its address is set; the answers are the same."""

import json
import sys

import pytest

from app.answer import answering
from app.base.engines import MILVUS
from app.base.knowledge import Knowledge
from app.present import answers
from index.engines.faiss_engine import FaissEngine
from ingest.errors import BaseError

QUESTIONS = ["打点滴能不能少点", "哪些标准适用于提高 VTE 规范预防率", "食堂几点开饭"]


def test_answers_from_milvus_are_those_from_faiss(kb, tmp_path, monkeypatch):
    pytest.importorskip("pymilvus", reason="the extra milvus is not installed")
    expected = [told(Knowledge.open(kb), question) for question in QUESTIONS]
    monkeypatch.setenv(MILVUS, str(tmp_path / "milvus.db"))
    opened = Knowledge.open(kb)
    assert [told(opened, question) for question in QUESTIONS] == expected
    assert (tmp_path / "milvus.db").exists()
    monkeypatch.setattr(FaissEngine, "load", lambda _: pytest.fail("read again, though Milvus holds them"))
    assert [told(Knowledge.open(kb), question) for question in QUESTIONS] == expected


def told(opened, question):
    """Ids of all that is answered in order; probabilities differ in their last digits."""
    body = json.loads(answers.answer(opened, answering.ask(opened, question), None).model_dump_json())
    return [[one["id"] for one in body[group]] for group in ("standards", "targets", "clauses", "core_systems", "indicators")]


def test_without_the_library_the_line_says_what_to_install(kb, monkeypatch):
    monkeypatch.setenv(MILVUS, "http://10.0.0.5:19530")
    monkeypatch.setitem(sys.modules, "index.engines.milvus_engine", None)
    with pytest.raises(BaseError, match="pip install"):
        Knowledge.open(kb).searcher.understand("手卫生")
