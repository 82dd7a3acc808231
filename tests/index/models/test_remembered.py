"""Vectors that are computed once: those that ship, and those of a build that was stopped."""

import numpy as np
import pytest

from index.models.remembered import QUESTION, Known, Remembering, pack


class Counting:
    """A model that counts what it computes; the vector of a text says how long it is."""

    name, sha256, dim = "model", "ab" * 32, 4

    def __init__(self, stop_after=10**6):
        self.computed, self.stop_after = [], stop_after

    def encode(self, texts, done=lambda _: None):
        if len(self.computed) >= self.stop_after:
            raise KeyboardInterrupt
        self.computed += texts
        rows = np.array([[1.0, len(text), len(set(text)), 3.0] for text in texts], np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def encode_questions(self, texts, done=lambda _: None):
        return self.encode([text + "?" for text in texts])


TEXTS = [f"第{i}条 每天检查{i}次" for i in range(300)]


def test_what_ships_is_not_computed_again(tmp_path):
    model, told = Counting(), []
    pack(
        tmp_path / "v.npz",
        model,
        [*TEXTS[:200], QUESTION + "几次"],
        [*model.encode(TEXTS[:200]), *model.encode_questions(["几次"])],
    )
    fresh = Counting()
    remembering = Remembering(fresh, tmp_path / "v.npz", tmp_path / "journal")
    vectors = remembering.encode(TEXTS, told.append)
    assert fresh.computed == TEXTS[200:]
    assert vectors == pytest.approx(Counting().encode(TEXTS), abs=0.01)
    assert told[-1] == 300
    assert remembering.encode_questions(["几次"]) == pytest.approx(Counting().encode_questions(["几次"]), abs=0.01)
    assert fresh.computed == TEXTS[200:]


def test_a_build_that_was_stopped_goes_on_where_it_stopped(tmp_path):
    stopped = Counting(stop_after=128)
    with pytest.raises(KeyboardInterrupt):
        Remembering(stopped, tmp_path / "none", tmp_path / "journal").encode(TEXTS)
    with (tmp_path / "journal").open("ab") as file:
        file.write(b"half a record")
    again = Counting()
    vectors = Remembering(again, tmp_path / "none", tmp_path / "journal").encode(TEXTS)
    assert again.computed == TEXTS[128:]
    assert vectors == pytest.approx(Counting().encode(TEXTS), abs=0.01)
    third = Counting()
    Remembering(third, tmp_path / "none", tmp_path / "journal").encode(TEXTS)
    assert third.computed == []


@pytest.mark.parametrize("content", [b"", b"x", b"\xff" * 999])
def test_a_damaged_file_is_as_none(tmp_path, content):
    for name in ("v.npz", "journal"):
        (tmp_path / name).write_bytes(content)
    model = Counting()
    assert Remembering(model, tmp_path / "v.npz", tmp_path / "journal").encode(TEXTS[:2]) == pytest.approx(
        Counting().encode(TEXTS[:2]), abs=0.01
    )
    assert model.computed == TEXTS[:2]


def test_vectors_of_another_model_are_not_taken(tmp_path):
    model, other = Counting(), Counting()
    other.sha256 = "cd" * 32
    pack(tmp_path / "v.npz", other, TEXTS[:2], [*other.encode(TEXTS[:2])])
    Remembering(other, tmp_path / "none", tmp_path / "journal").encode(TEXTS[2:4])
    Remembering(model, tmp_path / "v.npz", tmp_path / "journal").encode(TEXTS[:4])
    assert model.computed == TEXTS[:4]
    assert TEXTS[0] not in Known.of(tmp_path / "v.npz", model)


def test_a_vector_that_was_damaged_on_the_disk_is_computed_anew(tmp_path):
    Remembering(Counting(), tmp_path / "none", tmp_path / "journal").encode(TEXTS[:3])
    data = bytearray((tmp_path / "journal").read_bytes())
    for at in (32 + 2, len(data) - 8):
        data[at] ^= 1
    (tmp_path / "journal").write_bytes(data)
    again = Counting()
    assert Remembering(again, tmp_path / "none", tmp_path / "journal").encode(TEXTS[:3]) == pytest.approx(
        Counting().encode(TEXTS[:3]), abs=0.01
    )
    assert again.computed == [TEXTS[0], TEXTS[2]]
