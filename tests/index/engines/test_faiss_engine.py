"""The nearest vectors: exact, coded, among some rows, and read back from any path."""

import numpy as np
import pytest

from index.engines.faiss_engine import FaissEngine


@pytest.mark.slow
@pytest.mark.parametrize("dim", [128, 384, 50, 33])
def test_a_large_index_finds_nearly_what_comparing_every_vector_finds(tmp_path, monkeypatch, dim):
    monkeypatch.setattr("index.engines.faiss_engine._LARGE", 3_000)
    random = np.random.default_rng(3)
    rows = random.normal(size=(60, dim))[random.integers(60, size=6_000)] + random.normal(size=(6_000, dim))
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    files = []
    for name in ("a", "b"):
        engine = FaissEngine(dim)
        engine.add(rows)
        engine.save(tmp_path / name)
        files.append((tmp_path / name).read_bytes())
    assert files[0] == files[1]
    engine = FaissEngine.load(tmp_path / "a")
    assert len(engine) == 6_000
    assert engine.vectors() == pytest.approx(rows, abs=1e-3)
    monkeypatch.setattr("index.engines.faiss_engine._AT_ONCE", 2_500)
    parts = list(engine.parts())
    assert [len(part) for part in parts] == [2_500, 2_500, 1_000] and np.array_equal(np.concatenate(parts), engine.vectors())
    shares = []
    for query in rows[:50]:
        found, cosines = engine.search(query, 10)
        assert cosines == pytest.approx(rows[found] @ query, abs=2e-3)
        shares.append(len(set(found) & set(np.argsort(-(rows @ query))[:10])) / 10)
    assert np.mean(shares) >= 0.98


@pytest.mark.parametrize("large", [1_000, 10_000])
@pytest.mark.parametrize("share", [0.001, 0.1, 0.6, 1.0])
def test_the_nearest_are_found_among_some_rows(monkeypatch, large, share):
    monkeypatch.setattr("index.engines.faiss_engine._LARGE", large)
    random = np.random.default_rng(3)
    rows = random.normal(size=(5_000, 32)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    among = random.permutation(5_000) < share * 5_000
    engine = FaissEngine(32)
    engine.add(rows)
    found, cosines = engine.search(rows[7], 10, among)
    best = np.argsort(np.where(among, -(rows @ rows[7]), 9.0))[: min(10, among.sum())]
    assert among[found].all()
    assert len(found) == len(best)
    assert len(set(found) & set(best)) >= 0.8 * len(best)
    assert engine.cosines(rows[7], found) == pytest.approx(cosines, abs=1e-5)
    assert cosines == pytest.approx(rows[found] @ rows[7], abs=2e-3)


@pytest.mark.parametrize("large", [1_000, 10_000])
def test_the_nearest_are_found_where_nearer_ones_are_left_out(monkeypatch, tmp_path, large):
    monkeypatch.setattr("index.engines.faiss_engine._LARGE", large)
    random = np.random.default_rng(3)
    rows = random.normal(size=(5_000, 32)).astype(np.float32)
    rows[:600] = rows[0] + 0.2 * random.normal(size=(600, 32))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    built = FaissEngine(32)
    built.add(rows)
    built.save(tmp_path / "v")
    found, _ = FaissEngine.load(tmp_path / "v").search(rows[0], 10, np.arange(5_000) >= 600)
    assert set(found) == set(600 + np.argsort(-(rows[600:] @ rows[0]))[:10])


def test_no_row_to_look_among_finds_nothing():
    engine = FaissEngine(4)
    assert len(engine.search(np.eye(4, dtype=np.float32)[0], 3)[0]) == 0
    engine.add(np.eye(4, dtype=np.float32))
    assert len(engine.search(np.eye(4, dtype=np.float32)[0], 3, np.zeros(4, np.bool_))[0]) == 0
    assert len(engine.cosines(np.eye(4, dtype=np.float32)[0], np.zeros(0, np.int32))) == 0


def test_faiss_finds_the_nearest_and_survives_any_path(tmp_path):
    engine = FaissEngine(4)
    engine.add(np.eye(4, dtype=np.float32))
    path = tmp_path / "向量 库.faiss"
    engine.save(path)
    loaded = FaissEngine.load(path)
    rows, scores = loaded.search(np.array([0, 1, 0, 0], np.float32), 2)
    assert (rows[0], scores[0]) == (1, 1.0)
    assert loaded.vectors() == pytest.approx(np.eye(4))
