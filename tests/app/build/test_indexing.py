"""The index of examples is computed once for all bases: whatever happens to what is kept, a base has its own examples."""

import gc
import shutil

import numpy as np
import platformdirs
import pytest

from app.base import models, snapshots
from app.base.knowledge import Knowledge
from app.build import indexing, publish
from app.build.sources import Incoming
from benchmarks.kills import Hashes
from index.engines.faiss_engine import FaissEngine
from index.entry import Entry
from ingest.shipped import examples as files
from ingest.shipped.examples import Example

ONE = "关于换药室管理的通知\n\n一、总体要求\n\n各科室每月检查一次换药室，把结果报护理部。\n"
TOLD = [Example("查对制度", "药发错了床"), Example("会诊制度", "请外科来看"), Example("none", "停车月卡多少钱")]


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return platformdirs.user_cache_path("duibiao")


@pytest.fixture
def tell(monkeypatch):
    """Ship these examples."""
    return lambda told: monkeypatch.setattr(files, "read_folder", lambda _: (told, []))


def in_line(kb):
    """Whether the vector of every example is that of its own text."""
    opened = Knowledge.open(kb)
    rows = range(len(list(opened.store.entries(snapshots.EXAMPLES.name))))
    texts = [opened.store.entry_text(snapshots.EXAMPLES.name, row) for row in rows]
    vectors = opened.examples._searcher.vectors.vectors()
    return np.allclose(vectors, opened._engines.model.encode_questions(texts), atol=1e-2)


def test_an_example_put_between_others_keeps_all_in_line(tmp_path, write, cache, tell):
    kb, one = tmp_path / "kb", write("一.txt", ONE)
    tell(TOLD)
    publish.build(kb, [one])
    tell([TOLD[0], Example("查对制度", "腕带扫不出来"), *TOLD[1:]])
    publish.add(kb, [one])
    assert in_line(kb)
    publish.build(kb, [one])
    assert in_line(kb)
    assert len(list(cache.glob("examples-*"))) == 2


@pytest.mark.parametrize("name", [snapshots.EXAMPLES.bm25, snapshots.EXAMPLES.vectors])
@pytest.mark.parametrize("damage", [b"", b"\xff" * 100, None, "a bit"])
def test_what_is_kept_damaged_is_computed_again(tmp_path, write, cache, tell, name, damage):
    kb, one = tmp_path / "kb", write("一.txt", ONE)
    tell(TOLD)
    publish.build(kb, [one])
    (kept,) = cache.glob("examples-*")
    whole = (kept / name).read_bytes()
    if damage is None:
        (kept / name).unlink()
    else:
        (kept / name).write_bytes(whole[:-40] + bytes([whole[-40] ^ 1]) + whole[-39:] if damage == "a bit" else damage)
    publish.build(kb, [one])
    assert in_line(kb)
    assert indexing._holds(kept, snapshots.EXAMPLES) and (kept / name).read_bytes() == whole
    assert (snapshots.current(kb).folder / name).read_bytes() == whole, "none of the damage is published"
    assert [path for path in cache.iterdir() if path.name.startswith("tmp")] == []


def test_a_cache_folder_that_cannot_be_made_costs_only_time(tmp_path, write, cache, tell):
    cache.parent.mkdir()
    cache.write_text("a file where the folder would be")
    tell(TOLD)
    publish.build(tmp_path / "kb", [write("一.txt", ONE)])
    assert in_line(tmp_path / "kb")


def test_only_a_few_are_kept(tmp_path, write, cache, tell):
    for count in range(1, 6):
        tell([Example("查对制度", f"第{n}个药发错了床") for n in range(count)])
        publish.build(tmp_path / "kb", [write("一.txt", ONE)])
    assert len(list(cache.glob("examples-*"))) == 3
    shutil.rmtree(cache)


@pytest.fixture
def counted(monkeypatch):
    """The numbers of texts that the model was asked for at a time."""
    asked = []

    class Counting(Hashes):
        def encode(self, texts, done=lambda _: None):
            asked.append(len(texts))
            return super().encode(texts, done)

    monkeypatch.setattr(models, "embedder", Counting)
    return asked


def test_vectors_of_a_large_base_are_never_all_there_and_the_index_is_the_same(tmp_path, write, monkeypatch, tell, counted):
    tell(TOLD)
    many = write("多.txt", "关于巡查的通知\n\n" + "".join(f"第{n}条 每日巡查{n}号库房一次。\n\n" for n in "一二三四五六七八九"))
    one, told = write("一.txt", ONE), []
    publish.build(tmp_path / "whole", [many])
    publish.add(tmp_path / "whole", [one])
    whole = counted[:]
    monkeypatch.setattr(indexing, "_AT_ONCE", 4)
    counted.clear()
    publish.build(tmp_path / "parts", [many], lambda what, done, total: told.append((what, done, total)))
    publish.add(tmp_path / "parts", [one])
    assert max(whole) > 4 >= max(counted) and sum(whole) == sum(counted)
    for number in ("000001", "000002"):
        a, b = ((tmp_path / kb / "snapshots" / number / "vectors.faiss").read_bytes() for kb in ("whole", "parts"))
        assert a == b
    done = [part for what, part, total in told if what == "计算语义向量" and total > 4]
    assert done == sorted(done) and done[-1] == whole[0]


def test_what_was_read_is_let_go_before_vectors_are_computed(tmp_path, write, monkeypatch, tell):
    tell(TOLD)
    there = []
    monkeypatch.setattr(
        models, "embedder", lambda: there.append(sum(type(x) is Incoming for x in gc.get_objects())) or Hashes()
    )
    publish.build(tmp_path / "kb", [write("一.txt", ONE)])
    publish.add(tmp_path / "kb", [write("二.txt", ONE.replace("换药室", "库房"))])
    publish.rebuild(tmp_path / "kb")
    assert there and not any(there)


LONG = "关于{0}管理的通知\n\n一、清点\n\n{0}每次只进一人，由保管人陪同，出入都要登记时间和事由。{0}每日清点一次并登记，数目不符的当日查明原因。登记本保存三年备查，遗失的由保管人书面说明。{0}的钥匙由两人分管，交接时双方签字，不得转交他人，也不得复制。{0}的温度、湿度每班记录两次，超出范围的立即报告设备科，并把里面的东西移到备用的地方，事后写明经过。过期和破损的单独存放，每季度由两人清理一次，列出清单报护理部批准后销毁。\n\n二、检查\n\n每月一次。\n"


def test_parts_stay_with_their_clauses_whatever_comes_and_goes(tmp_path, write):
    kb, files = tmp_path / "kb", [write(f"{name}.txt", LONG.format(name)) for name in ("库房", "被服间", "推车")]
    publish.build(kb, files[:2])
    for change in (lambda: publish.add(kb, files[2:]), lambda: publish.remove(kb, "库房管理"), lambda: publish.rebuild(kb)):
        change()
        opened = Knowledge.open(kb)
        said = dict(opened.store.entry_rows(snapshots.ENTRIES.name))
        due = [(row, part) for key, row in sorted(said.items(), key=lambda x: x[1]) for part in _parts(opened, key)]
        owners, vectors = np.load(opened.snapshot.folder / snapshots.OWNERS), opened._engines.model.encode([p for _, p in due])
        found = FaissEngine.load(opened.snapshot.folder / snapshots.PARTS).vectors()
        assert due and owners.tolist() == [row for row, _ in due]
        assert np.allclose(found, vectors, atol=1e-2)


def _parts(kb, key):
    kind, identity, *_ = key.split("\0")
    return Entry(kind, identity, "", kb.clause(identity).text, "x").parts if kind == "clause" else []
