from pathlib import Path

import pytest

from app.base.knowledge import Knowledge
from app.build import publish
from app.mapping import draft
from app.mapping.documents import Documents
from app.mapping.library import Library
from tests.app.conftest import DIGEST

RULES = """# 病区陪护管理办法

第一条 为规范陪护，制定本办法。

第二条 陪护人员应当佩戴陪护证，每日二十二时以后不得离开病区，确有需要的除外。

第三条 护士长每周抽查陪护证 20 张，未佩戴的当场补办，体温超过 37.5 ℃ 的不得进入病区。

第四条 新入院患者由责任护士讲解陪护须知，并在护理记录单上签字。
"""
OTHER = """# 病区探视管理规定

第一条 为规范探视，制定本规定。

第二条 每名患者每次探视不超过两人，每次不超过三十分钟。

第三条 护士长每月抽查探视登记本，缺项的当场补齐。
"""


@pytest.fixture(scope="session")
def small(tmp_path_factory) -> Knowledge:
    """A base of two rules and a digest that nobody prepared anything for."""
    folder = tmp_path_factory.mktemp("rules")
    for name, text in {"陪护.md": RULES, "探视.md": OTHER, "物品.md": DIGEST}.items():
        (folder / name).write_text(text, encoding="utf-8")
    publish.build(folder / "kb", sorted(folder.glob("*.md")))
    return Knowledge.open(folder / "kb")


@pytest.fixture(scope="session")
def documents(small) -> Documents:
    return Documents(small)


@pytest.fixture(scope="session")
def library(small) -> Library:
    return Library(small)


@pytest.fixture
def drafted(tmp_path):
    """Write a draft and read it."""

    def _drafted(text: str, name: str = "稿.md"):
        path: Path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return draft.read(path)

    return _drafted
