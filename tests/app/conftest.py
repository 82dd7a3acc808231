"""A small base, built once a worker for all that works on drafts and teaching."""

import pytest

from app.base.knowledge import Knowledge
from app.build import publish

RULES = """# 病区陪护管理办法

第一条 为规范陪护，制定本办法。

第二条 陪护人员应当佩戴陪护证，每日二十二时以后不得离开病区，确有需要的除外。

第三条 护士长每周抽查陪护证20张，未佩戴的当场补办。
"""
DIGEST = """---
rendition: digest
---
# 病区物品管理要点

第一条 为规范物品，制定本要点。

第二条 病区微波炉每天由护工擦拭一次并登记在册。
"""


@pytest.fixture(scope="session")
def small(tmp_path_factory) -> Knowledge:
    """The shipped catalogues with a rule and a digest that nobody prepared anything for."""
    folder = tmp_path_factory.mktemp("rules")
    for name, text in {"陪护.md": RULES, "物品.md": DIGEST}.items():
        (folder / name).write_text(text, encoding="utf-8")
    publish.build(folder / "kb")
    publish.add(folder / "kb", sorted(folder.glob("*.md")))
    return Knowledge.open(folder / "kb")


@pytest.fixture(scope="session")
def clause(small):
    """The id of the clause with some words."""

    def _clause(words: str) -> str:
        return next(c.id for c in small.store.clauses() if words in c.text)

    return _clause
