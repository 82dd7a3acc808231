"""A hospital's own models behind a base."""

import json
import shutil

import numpy as np
import pytest

from app.answer.answering import ask
from app.base import models as settings
from app.base import snapshots
from app.base.knowledge import Knowledge
from app.build.publish import add, build
from corpus import CORPUS
from index.engines.faiss_engine import FaissEngine
from index.models import model_folder
from index.models.calibration import SCALE, Calibrated, calibration
from index.models.encoder import SHIPPED, open_model
from ingest.errors import BaseError, ModelError

DOCUMENT = CORPUS / "catalogues"


@pytest.fixture(scope="module")
def built(bert, tmp_path_factory):
    """A base built with a transformer, with the progress that was told."""
    kb, told = tmp_path_factory.mktemp("own") / "kb", []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DUIBIAO_MODEL", str(bert))
        build(kb, [DOCUMENT], lambda *step: told.append(step))
    return kb, told


def test_a_base_names_the_model_that_it_was_built_with(built, bert, monkeypatch):
    kb, told = built
    monkeypatch.setenv("DUIBIAO_MODEL", str(bert))
    opened = Knowledge.open(kb)
    assert opened.snapshot.manifest.model["name"] == "院内模型"
    assert opened.snapshot.manifest.model["sha256"] == model_folder.sha256(bert)
    assert [what for what, done, total in told if what == "计算语义向量" and done == total]
    assert ask(opened, "WS/T 433-2023").answered
    assert ask(opened, "提高静脉血栓栓塞症规范预防率").results["standard"][0].id == "T/CHAS 10-2-24-2018"
    assert not ask(opened, "红烧肉怎么做才不腻").answered


def test_another_model_than_the_bases_is_told_with_both_names(built, kb, bert, monkeypatch):
    with pytest.raises(BaseError, match=r"“院内模型”建的，现在用的是“duibiao-encoder”.*DUIBIAO_MODEL"):
        _ = Knowledge.open(built[0]).searcher
    monkeypatch.setenv("DUIBIAO_MODEL", str(bert))
    with pytest.raises(BaseError, match="“duibiao-encoder”建的，现在用的是“院内模型”"):
        _ = Knowledge.open(kb).searcher


def test_adding_any_file_again_changes_the_model_of_the_whole_base(built, tmp_path, bert, monkeypatch):
    kb = shutil.copytree(built[0], tmp_path / "kb")
    before = len(Knowledge.open(kb).entries)
    report = add(kb, [next(DOCUMENT.glob("*.csv"))])
    assert any("“院内模型”换成“duibiao-encoder”" in note for note in report.notes)
    opened = Knowledge.open(kb)
    assert len(opened.entries) == before
    assert ask(opened, "提高静脉血栓栓塞症规范预防率").answered


def test_vectors_of_another_dimension_are_refused(built, tmp_path):
    kb = shutil.copytree(built[0], tmp_path / "kb")
    manifest = next(kb.glob("snapshots/*/manifest.json"))
    body = json.loads(manifest.read_text("utf-8"))
    body["model"]["sha256"] = model_folder.sha256(SHIPPED)
    del body["seal"]
    manifest.write_text(json.dumps(body), "utf-8")
    (kb / "CURRENT").write_text(manifest.parent.name, "utf-8")
    with pytest.raises(BaseError, match=r"32 维.*384 维"):
        _ = Knowledge.open(kb).searcher


class Prefers:
    """A scorer that wants one word."""

    def __init__(self, word):
        self.word = word

    def scores(self, question, texts):
        return np.array([float(self.word in text) for text in texts], np.float32)


def test_a_cross_encoder_changes_the_order_and_neither_scores_nor_refusals(kb, cross, monkeypatch):
    question = "质量安全培训"

    def asked():
        opened = Knowledge.open(kb)
        shown = [opened.clause(one.id) for one in ask(opened, question).results["clause"]]
        return shown, opened.searcher.search(opened.searcher.understand(question))

    (first, wanted, *_), found = asked()
    monkeypatch.setattr(settings, "reranker", lambda: Prefers(wanted.text))
    (preferred, *_), ordered = asked()
    assert first != preferred == wanted
    assert {hit.row for hit in found} == {hit.row for hit in ordered}
    assert [hit.score for hit in found] == [hit.score for hit in ordered]
    monkeypatch.undo()
    monkeypatch.setenv("DUIBIAO_RERANKER", str(cross))
    opened = Knowledge.open(kb)
    assert ask(opened, "静脉输液相关标准").answered
    assert not ask(opened, "红烧肉怎么做才不腻").answered


def moved(vectors, by):
    """The vectors of a model that finds everything alike: one direction is added to each."""
    return (vectors + by) / np.linalg.norm(vectors + by, axis=1, keepdims=True)


class Shifted:
    """The shipped model, but it finds everything alike, and questions more so."""

    def encode_questions(self, texts):
        return moved(open_model(SHIPPED).encode_questions(texts), 0.2)


def test_cosines_of_a_model_that_finds_everything_alike_are_levelled(opened):
    titles = [key.split("\0")[2] for key in opened.store.entry_rows(snapshots.ENTRIES.name)]
    rows = opened.searcher.vectors.vectors()
    engine = FaissEngine(rows.shape[1])
    engine.add(moved(rows, 0.15))
    own, shipped = calibration(Shifted(), titles, engine.vectors()), calibration(open_model(SHIPPED), titles, rows)
    assert own[0] > shipped[0] + 0.2
    (asked,), (plainly,) = (model.encode_questions(["会诊制度"]) for model in (Shifted(), open_model(SHIPPED)))
    found, cosines = Calibrated(engine, own).search(asked, len(rows))
    plain, before = Calibrated(opened._engines.index(snapshots.ENTRIES)[1]._engine, shipped).search(plainly, len(rows))
    assert found[0] == plain[0]
    assert cosines.mean() == pytest.approx(before.mean(), abs=0.1)
    assert cosines[0] == pytest.approx(before[0], abs=0.25)
    assert calibration(Shifted(), titles, rows[:0]) == SCALE


def test_a_model_is_loaded_ahead_in_silence_and_only_where_it_is_the_one_to_be_used(monkeypatch, tmp_path):
    loaded = []

    class AtOnce:
        def __init__(self, target):
            self.start = target

    def damaged(folder):
        loaded.append(folder)
        raise ModelError("语义模型缺失或损坏", str(folder))

    monkeypatch.setattr(settings, "Thread", AtOnce)
    monkeypatch.setattr(settings, "open_model", damaged)
    settings.load_ahead()
    assert loaded == [SHIPPED]
    monkeypatch.setenv("DUIBIAO_MODEL", str(tmp_path))
    settings.load_ahead()
    assert loaded == [SHIPPED]
