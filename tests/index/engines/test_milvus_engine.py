"""The vectors in Milvus Lite give what FAISS gives, and are made whole again from the snapshot."""

import gc

import numpy as np
import pytest

pymilvus = pytest.importorskip("pymilvus", reason="the extra milvus is not installed")

from index.engines import milvus_engine  # noqa: E402
from index.engines.faiss_engine import FaissEngine  # noqa: E402
from index.engines.milvus_engine import PREFIX, MilvusEngine  # noqa: E402
from ingest.errors import BaseError  # noqa: E402

ROWS, DIM = 700, 24


def rows(seed=1, count=ROWS):
    found = np.random.default_rng(seed).normal(size=(count, DIM)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def parts():
    """The rows, as a large index gives them."""
    yield from np.split(rows(), [320, 650])


@pytest.fixture
def uri(tmp_path):
    return str(tmp_path / "知识 库.db")


@pytest.fixture
def both(uri):
    faiss = FaissEngine(DIM)
    faiss.add(rows())
    return faiss, MilvusEngine(uri, "entries_1", (ROWS, DIM), faiss.parts)


@pytest.mark.parametrize("share", [None, 0.9, 0.3, 0.05, 0.003], ids=["all", "most", "some", "few", "two"])
def test_it_finds_what_faiss_finds_in_any_selection(both, share):
    faiss, milvus = both
    among = None if share is None else np.random.default_rng(3).random(ROWS) < share
    for query in rows(2, 5):
        (found, near), (expected, expected_near) = milvus.search(query, 10, among), faiss.search(query, 10, among)
        assert found.tolist() == expected.tolist()
        assert near == pytest.approx(expected_near, abs=1e-3)


def test_cosines_come_in_the_order_asked_for(both):
    faiss, milvus = both
    query, wanted = rows(2, 1)[0], np.array([300, 2, 699, 2])
    assert milvus.cosines(query, wanted) == pytest.approx(faiss.cosines(query, wanted), abs=1e-3)
    assert milvus.cosines(query, np.array([], np.int64)).shape == (0,)
    assert (len(milvus), milvus.dim, milvus.vectors().shape) == (ROWS, DIM, (ROWS, DIM))


def test_what_a_killed_process_left_is_completed(uri, monkeypatch):
    class KilledError(Exception):
        pass

    calls = []

    def killed(self, name, data):
        calls.append(len(data))
        if len(calls) == 2:
            raise KilledError
        return before(self, name, data)

    monkeypatch.setattr(milvus_engine, "_AT_ONCE", 300)
    before = pymilvus.MilvusClient.upsert
    with monkeypatch.context() as patched, pytest.raises(KilledError):
        patched.setattr(pymilvus.MilvusClient, "upsert", killed)
        MilvusEngine(uri, "entries_1", (ROWS, DIM), parts)
    engine = MilvusEngine(uri, "entries_1", (ROWS, DIM), parts)
    assert engine.search(rows()[650], 1)[0].tolist() == [650]


def test_a_whole_collection_is_neither_read_nor_sent_again(uri):
    MilvusEngine(uri, "entries_1", (ROWS, DIM), parts)
    again = MilvusEngine(uri, "entries_1", (ROWS, DIM), lambda: pytest.fail("read again"))
    assert len(again) == ROWS and again.search(rows()[650], 1)[0].tolist() == [650]


def test_collections_of_old_snapshots_go_and_those_of_others_stay(uri):
    client = pymilvus.MilvusClient(uri)
    client.create_collection("someone_else", dimension=4)
    for number in range(12):
        MilvusEngine(uri, f"entries_{number}", (3, DIM), lambda: [rows(count=3)])
    left = client.list_collections()
    assert "someone_else" in left and f"{PREFIX}entries_11" in left
    assert len([name for name in left if name.startswith(PREFIX)]) == 9


@pytest.mark.parametrize("fails", [False, True], ids=["let go", "not whole"])
def test_the_connection_is_closed_when_nobody_holds_the_engine(uri, monkeypatch, fails):
    closed, close = [], pymilvus.MilvusClient.close
    monkeypatch.setattr(pymilvus.MilvusClient, "close", lambda self: (closed.append(1), close(self)))
    if fails:
        monkeypatch.setattr(pymilvus.MilvusClient, "upsert", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            MilvusEngine(uri, "entries_1", (ROWS, DIM), parts)
    else:
        engine = MilvusEngine(uri, "entries_1", (ROWS, DIM), parts)
        gc.collect()
        assert not closed
        del engine
    gc.collect()
    assert closed == [1]


def test_an_address_at_which_nothing_listens_is_one_line():
    with pytest.raises(BaseError) as told:
        MilvusEngine("http://127.0.0.1:1", "entries_1", (ROWS, DIM), parts)
    assert "DUIBIAO_MILVUS" in str(told.value) and "\n" not in str(told.value)
