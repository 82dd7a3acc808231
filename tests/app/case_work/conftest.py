"""A draft of our own making, with one of each thing that can be wrong, against a base with a rule that can be quoted."""

import uuid

import pytest

from app.case_work.desk import Desk

DRAFT = """# 加强病区陪护管理的实践

## 一、背景

按照 WS/T 433-2013《静脉治疗护理技术操作规范》和《病区陪护管理办法》第二条，我院整顿了病区陪护。

## 二、主要做法

1. 为每位陪护人员制作陪护证，要求佩戴，落实“陪护人员应当佩戴陪护证，每日二十一时以后不得离开病区”的规定。
2. 护士长每周抽查陪护证20张，对未佩戴的当场补办，并记入交班本。
3. 在护士站设置共享轮椅架，陪护人员凭陪护证扫码借还。

## 三、成效

陪护证佩戴率由 61.2% 升至 96.8%。
"""


@pytest.fixture(scope="session")
def desk(small):
    return Desk(small)


@pytest.fixture
def person():
    """Somebody whom no other test knows."""
    return f"王敏{uuid.uuid4().hex[:8]}"


@pytest.fixture
def begun(desk, person):
    """A piece of work on that draft."""
    return desk.begin(person, "草稿.md", DRAFT.encode(), lambda what, done, total: None)
