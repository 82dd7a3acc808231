"""What can be asked: one table, of which the routes and their description are made."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from app.answer import answering
from app.api.requests import Ask, Draft, Search, Show
from app.base.knowledge import Knowledge
from app.mapping import draft as drafts
from app.mapping.mapping import Mapper
from app.people.rights import Right
from app.present import answers, listings, mapping
from app.present.schema.answers import Answer
from app.present.schema.answers import Search as Found
from app.present.schema.base import Model
from app.present.schema.mapping import Citations, Mapping
from app.present.schema.shown import Shown
from ingest.errors import NotFoundError

BASE = "/api/v1"
TEXT_NAME = "案例稿.txt"
"""What a draft is called that was sent as text."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A draft as bytes, under the name that says its format."""

    data: bytes
    name: str

    @classmethod
    def of(cls, draft: Draft) -> "Sent":
        """A draft that came as text."""
        return cls(draft.text.encode(), TEXT_NAME)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One route."""

    method: str
    name: str
    right: Right
    request: type[Model]
    answer: Any
    """Type of the body that tells of success, as pydantic takes it."""
    work: Callable[[Knowledge, Any], Model]
    cost: int
    """How many simple requests it counts for."""
    said: str
    """What it does, one line."""

    @property
    def path(self) -> str:
        """Its address."""
        return f"{BASE}/{self.name}"


def _ask(kb: Knowledge, asked: Ask) -> Model:
    found = answering.ask(kb, asked.q, kind=asked.type, level=asked.level, correct=not asked.as_typed)
    return answers.answer(kb, found, asked.as_of)


def _search(kb: Knowledge, asked: Search) -> Model:
    found = answering.search(kb, asked.q, asked.k, asked.kind, correct=not asked.as_typed)
    return answers.search(kb, asked.q, found)


def _show(kb: Knowledge, asked: Show) -> Model:
    body, _, _ = listings.looked_up(kb, asked.id, asked.as_of)
    if body is None:
        raise NotFoundError(f"知识库里没有“{asked.id}”", todo="可用 search 查找")
    return body


def _map(kb: Knowledge, sent: Sent) -> Model:
    draft = drafts.of_bytes(sent.data, PurePath(sent.name))
    return mapping.mapping(kb, Mapper(kb).of(draft))


def _check_citations(kb: Knowledge, sent: Sent) -> Model:
    return mapping.citations(Mapper(kb).citations(drafts.of_bytes(sent.data, PurePath(sent.name))))


ENDPOINTS = (
    Endpoint("GET", "ask", Right.READ, Ask, Answer, _ask, 1, "回答问题：适用的标准、目标、条款、制度和指标，带出处和理由"),
    Endpoint("GET", "search", Right.READ, Search, Found, _search, 1, "检索条款、标准、目标、核心制度和指标"),
    Endpoint("GET", "show", Right.READ, Show, Shown, _show, 1, "一项内容、它的出处和相关项"),
    Endpoint("POST", "map", Right.MAP, Draft, Mapping, _map, 10, "对照案例稿：做法对应的条款，引用是否正确，还缺哪些策略"),
    Endpoint(
        "POST",
        "check_citations",
        Right.MAP,
        Draft,
        Citations,
        _check_citations,
        5,
        "核对一段文字里的引用：标准号、名称、条文是否存在、有没有被代替，引文与原文是否一致，哪些没有核对",
    ),
)
