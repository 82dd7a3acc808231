"""The one table of what there is: every kind of thing that a base holds, and what it is called wherever it is met.

A kind is added by one row in ``_TABLE``: what is an entity is then stored, drawn and exported, and listed as soon as
``app/present`` says what is shown of it. Its order is that in which
the groups of an answer stand by default, and of every list of kinds that a person reads.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.model import (
    Clause,
    Concept,
    CoreSystem,
    Document,
    Entity,
    Finding,
    Indicator,
    Link,
    Regulation,
    SpecialAction,
    Standard,
    Target,
    Task,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing."""

    name: str
    """As in JSON, in the index and in the graph: ``core_system``."""
    plural: str
    """As in the keys of an answer and in ``duibiao list``: ``core_systems``; "" for what cannot be listed."""
    label: str
    """In Chinese: 改进目标."""
    cls: type[Any] | None = None
    """Its dataclass; None for what is known by its name alone."""
    short: str = ""
    """In Chinese, in few characters: 目标; "" where ``label`` is short enough."""
    entity: bool = True
    """Whether documents and data files define it, and the base merges what they say of it."""
    colour: str = ""
    """Of its node in the picture of the graph, ``#rrggbb``; "" where it is no node."""
    shape: str = "circle"
    """Of its node there: its colour alone would tell it to nobody who cannot see colours."""
    most: int = 0
    """How many of it an answer shows at most; 0 where it is no group of an answer."""
    heading: str = ""
    """Over its group in an answer, where that is not ``label``."""
    everyday: tuple[str, ...] = ()
    """What people call it beside ``label`` and ``short`` when they ask for a list, in Chinese."""
    found_as: str = ""
    """The kind as which it is found, where its id is also one of that kind: a task is found as its clause."""

    @property
    def called(self) -> str:
        """The shortest Chinese name."""
        return self.short or self.label

    @property
    def title(self) -> str:
        """The heading of its group in an answer."""
        return self.heading or self.label


EXTERNAL = "external"
"""Kind of what documents name and the base does not hold."""

_TARGETS = (
    *("医疗质量安全改进目标", "质量安全改进目标", "质控工作改进目标", "质控改进目标"),
    *("质控目标", "质量目标", "质量安全目标"),
)

_TABLE = (
    Kind(
        "document",
        "documents",
        "文件",
        Document,
        entity=False,
        colour="#3b4a54",
        shape="page",
        everyday=("资料", "文档", "政策", "制度"),
    ),
    Kind(
        "standard",
        "standards",
        "标准",
        Standard,
        colour="#0b6e6e",
        shape="square",
        most=8,
        heading="适用标准",
        everyday=("标准规范", "规范", "规程", "团标", "行标", "国标", "地标"),
    ),
    Kind("target", "targets", "改进目标", Target, "目标", colour="#c2571a", shape="star", most=6, everyday=_TARGETS),
    Kind("clause", "clauses", "条款", Clause, entity=False, colour="#5b7083", most=10),
    Kind(
        "core_system",
        "core_systems",
        "核心制度",
        CoreSystem,
        colour="#6a4c93",
        shape="hexagon",
        most=6,
        everyday=("医疗质量安全核心制度", "制度"),
    ),
    Kind(
        "indicator",
        "indicators",
        "监测指标",
        Indicator,
        "指标",
        colour="#8a6d00",
        shape="triangle",
        most=6,
        everyday=("质控指标", "考核指标"),
    ),
    Kind(
        "task",
        "tasks",
        "工作任务",
        Task,
        "任务",
        colour="#4d7c2a",
        shape="diamond",
        everyday=("重点任务", "主要任务"),
        found_as="clause",
    ),
    Kind(
        "special_action",
        "special_actions",
        "专项行动",
        SpecialAction,
        colour="#a13d63",
        shape="pentagon",
        everyday=("专项", "行动"),
        found_as="clause",
    ),
    Kind("regulation", "regulations", "法规文件", Regulation, "法规", colour="#7a5230", shape="shield"),
    Kind("concept", "concepts", "术语", Concept, colour="#2f6fb0", shape="pill"),
    Kind("link", "links", "关联", Link, entity=False),
    Kind("finding", "findings", "待核对", Finding, entity=False),
    Kind(EXTERNAL, "", "库外文件", entity=False, colour="#9e9e9e", shape="ring"),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _TABLE}
"""Name → kind, in the table's order."""
_BY_CLASS: dict[type, Kind] = {kind.cls: kind for kind in _TABLE if kind.cls}


def kind_of(thing: Entity | Document | Clause) -> str:
    """The name of a thing's kind."""
    return _BY_CLASS[type(thing)].name


def class_of(name: str) -> type[Any]:
    """The dataclass of a kind; KeyError for what is none, or is known by its name alone."""
    if cls := KINDS[name].cls:
        return cls
    raise KeyError(name)


def entities() -> list[Kind]:
    """Kinds of entities."""
    return [kind for kind in KINDS.values() if kind.entity]


def shown() -> Mapping[str, Kind]:
    """Kinds that are groups of an answer, by name, in the order in which they stand by default."""
    return {kind.name: kind for kind in KINDS.values() if kind.most}


def narrowing() -> dict[str, str]:
    """Kinds to which a person may narrow an answer: name by each of its Chinese names, the short one first."""
    found = (kind for kind in KINDS.values() if kind.most or kind.found_as)
    return {written: kind.name for kind in found for written in (kind.called, kind.label)}


@cache
def nouns() -> Mapping[str, Sequence[str]]:
    """What people call kinds of which they ask for a list: noun → kinds, entities first; the longest noun first."""
    found: dict[str, list[str]] = {}
    for kind in sorted(KINDS.values(), key=lambda kind: not kind.entity):
        if kind.cls and kind.everyday:
            for noun in dict.fromkeys((kind.label, kind.called, *kind.everyday)):
                found.setdefault(noun, []).append(kind.name)
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def listed() -> dict[str, Kind]:
    """Kinds that can be listed, by their plural."""
    return {kind.plural: kind for kind in KINDS.values() if kind.plural}
