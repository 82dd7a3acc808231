"""Each text is encoded once, many at a time."""

import numpy as np

from app.mapping.mapping import Mapper
from app.mapping.vectors import Vectors


def test_no_text_is_encoded_twice_and_new_ones_go_together():
    batches = []

    def encode(texts):
        batches.append(texts)
        return np.array([[len(text)] for text in texts], np.float32)

    vectors = Vectors(encode)
    vectors.learn(["一", "二二", "一"])
    assert vectors.of(["二二", "三三三", "一"]).tolist() == [[2], [3], [1]]
    assert batches == [["一", "二二"], ["三三三"]]


def test_the_sentences_of_a_draft_are_encoded_in_one_batch_and_not_again(opened, drafted, monkeypatch):
    batches = []
    meanings = type(opened).meanings
    monkeypatch.setattr(type(opened), "meanings", lambda kb, texts: batches.append(texts) or meanings(kb, texts))
    text = "".join(f"护士长带队到{n}病区核对腕带，记录不合格的原因。\n\n" for n in "一二三四五六")
    draft = drafted(f"# 某案例\n\n本案例写核对。\n\n## 主要做法\n\n{text}")
    mapper = Mapper(opened)
    mapper.of(draft)
    every = [one for batch in batches for one in batch]
    assert len(every) == len(set(every)) and all(any(f"{n}病区" in one for one in batches[0]) for n in "一二三四五六")
    batches.clear()
    mapper.of(draft)
    assert not batches
