"""What a clause is found by: its words, and its meaning with what it hangs on and what hangs on it."""

import pytest

from app.base.knowledge import Knowledge
from app.build import publish, vectors
from index.models.encoder import SHIPPED, open_model
from index.models.remembered import QUESTION, SHIPPED_VECTORS, Known

RULES = """# 病房物品管理制度

## 第一章 领用

第一条 有下列情形之一的，可以优先领用：

（一）抢救患者的；

（二）夜间急诊的。

第二条 每月盘点一次。
"""


@pytest.fixture(scope="module")
def kb(tmp_path_factory):
    folder = tmp_path_factory.mktemp("entries")
    (folder / "制度.md").write_text(RULES, "utf-8")
    publish.build(folder / "kb", [folder / "制度.md"])
    return Knowledge.open(folder / "kb")


def test_an_item_means_what_its_lead_sentence_says_of_it(kb):
    rows = {kb.clause(identity).text: row for row, (_, identity) in enumerate(kb.entries[i] for i in range(len(kb.entries)))}
    vectors_of = kb.searcher.vectors.vectors()
    (asked,) = open_model(SHIPPED).encode_questions(["抢救的病人能不能先拿东西"])
    near = {text: float(vectors_of[row] @ asked) for text, row in rows.items()}
    item = next(text for text in near if text.startswith("抢救患者"))
    alone = float((open_model(SHIPPED).encode([item]) @ asked).item())
    assert near[item] > alone
    assert max(near, key=near.get) != "每月盘点一次。"


def test_all_that_ships_has_its_vector_with_the_package():
    model, (rows, asked) = open_model(SHIPPED), vectors.texts()
    known = Known.of(SHIPPED_VECTORS, model)
    missing = [text for text in [*rows, *(QUESTION + example.text for example in asked)] if text not in known]
    assert not missing, "run: python -m app.build.vectors"
