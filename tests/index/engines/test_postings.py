import random

import numpy as np
import pytest

from index.engines import postings
from index.engines.bm25 import Bm25
from index.engines.forward import Forward
from index.engines.postings import Postings

WORDS = "手卫生 静脉 血栓 护士 核对 输液 标识 交接".split()


def drawn(count):
    """Rows of words, the first so often that its count takes two bytes."""
    rng = random.Random(7)
    rows = [(rng.sample(WORDS, 2), rng.choices(WORDS, k=12)) for _ in range(count)]
    return Forward.of([((), ["手卫生"] * 300), *rows])


def test_a_large_index_is_left_on_the_disk_and_scores_alike(tmp_path, monkeypatch):
    Postings.of(drawn(200)).save(tmp_path / "x.npz")
    in_memory = Postings.load(tmp_path / "x.npz")
    monkeypatch.setattr(postings, "_MAPPED", 0)
    mapped = Postings.load(tmp_path / "x.npz")
    assert isinstance(mapped.rows.base, np.memmap) and isinstance(mapped.counts.base, np.memmap)
    assert not isinstance(in_memory.rows.base, np.memmap)
    assert mapped.rows.flags.aligned
    query = {"手卫生": 1.0, "静脉": 0.4, "血栓": 1.6, "没有的词": 1.0}
    assert Bm25(mapped).scores(query).tolist() == Bm25(in_memory).scores(query).tolist()
    rows = np.arange(201, dtype=np.int32)
    assert Bm25(mapped).holds("静脉", rows).tolist() == Bm25(in_memory).holds("静脉", rows).tolist()


def test_what_was_inverted_is_the_same_forwards(tmp_path):
    once = Postings.of(drawn(50))
    again = Postings.of(once.forward())
    for name in ("offsets", "rows", "counts", "lengths"):
        assert np.array_equal(getattr(once, name), getattr(again, name)), name
    assert once.vocabulary == again.vocabulary


def test_an_index_that_an_earlier_version_wrote_is_opened(tmp_path):
    forward = drawn(20)
    words = np.frombuffer("\n".join(forward.vocabulary).encode(), np.uint8)
    weights = forward.counts.astype(np.float32)
    np.savez(tmp_path / "x.npz", words=words, offsets=forward.offsets, terms=forward.terms, weights=weights)
    query = {"手卫生": 1.0, "输液": 1.0}
    found = Bm25(Postings.load(tmp_path / "x.npz")).scores(query)
    assert found.tolist() == Bm25(Postings.of(forward)).scores(query).tolist()


def test_a_token_counts_as_often_as_it_occurs_however_often():
    counts = [Forward.of([((), ["a"] * times)]).counts for times in (255, 256, 70_000)]
    assert [one.tolist() for one in counts] == [[255], [256], [70_000]]
    assert [one.dtype for one in counts] == [np.uint8, np.uint16, np.uint32]
    joined = Forward.joined(Forward.of([((), ["a"] * times)]) for times in (3, 300))
    assert joined.counts.tolist() == [3, 300]


def test_what_is_no_index_is_told(tmp_path):
    np.savez(tmp_path / "x.npz", words=np.zeros(0, np.uint8))
    with pytest.raises(KeyError):
        Postings.load(tmp_path / "x.npz")
    (tmp_path / "y.npz").write_bytes(b"PK")
    with pytest.raises(ValueError):
        Postings.load(tmp_path / "y.npz")
