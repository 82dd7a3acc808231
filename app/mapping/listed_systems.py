"""A passage → the systems that it lists together, those too that share one 制度 at the end: 会诊、查对等核心制度."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from app.mapping.folding import fold

_SYSTEM = "制度"
_RUN = re.compile(r"[\u4e00-\u9fff“”‘’「」\"、]+")
"""Words between marks that end a part of a sentence."""
_CORE = re.compile(r"(?:医疗)?(?:质量)?(?:安全)?核心制度.*$")
"""How a list ends that is one of core systems."""
_COUNT = re.compile(r"等?(?:这?[一二三四五六七八九十两]{1,3}[项个])?$")
_BETWEEN = re.compile("、|[”」](?=[“「])")
_AND = re.compile(r"以及|[和及与]")
_VERB = re.compile(
    r".*(?:落实|执行|遵守|贯彻|建立|健全|完善|修订|细化|制定|制订|重申|梳理|学习|培训|督查|抽查|检查|考核|抓好|做好|按照|依据|根据|依照|对照"
    r"|围绕|结合|包括|涉及|针对|[我本全各]?科室?|[我本全]院|[按将把对即以了的])"
)
"""Words before a name that are none of it."""
_GENERAL = re.compile(
    r"(?:.*(?:项|相关|有关|上述|自定|其他|其它|这些?|配套|科室|院内))?(?:规章|管理|工作|护理|医疗|操作规程|流程|岗位职责)*制度"
)
"""What is no name of one system."""
_MARKS = '“”‘’「」"'
_LEAST, _LONGEST = 4, 14
"""Characters of a name with 制度."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One system of a list."""

    written: str
    """As the passage has it, with 制度 or without."""
    form: str
    """Folded, with 制度."""
    core: bool
    """Whether the list is said to be one of core systems."""


def listed(text: str, names: Collection[str]) -> Iterator[Listed]:
    """The systems of each list of ``text`` that has one of the core systems, ``names`` (folded), in it."""
    for run in _RUN.findall(text):
        found = [*_of_list(run, names)] if _SYSTEM in run else []
        if len(found) > 1 and any(one.form in names for one in found):
            yield from found


def _of_list(run: str, names: Collection[str]) -> list[Listed]:
    core = _CORE.search(run)
    body = run[: core.start()] if core else run[: run.rfind(_SYSTEM)]
    counted = _COUNT.sub("", body)
    share = bool(core) or counted != body
    body = counted if share else body + _SYSTEM
    found = list[Listed]()
    for piece in (one for part in _BETWEEN.split(body) for one in _divided(part.strip(_MARKS), names)):
        name = _name(piece, names)
        if name != piece:
            found = [one for one in found if one.written.endswith(_SYSTEM)]
        form, named = form_of(name), share or name.endswith(_SYSTEM)
        if form in names or (named and _LEAST <= len(form) <= _LONGEST and not _GENERAL.fullmatch(form)):
            found.append(Listed(name, form, bool(core)))
    return found


def _divided(part: str, names: Collection[str]) -> Iterator[str]:
    """What 和 divides of a part of a list, but not within the name of a core system."""
    name = _name(part, names)
    before = part[: len(part) - len(name)] if form_of(name) in names else part
    last = next(reversed([*_AND.finditer(before)]), None)
    if last is None or form_of(part) in names:
        yield part
    else:
        yield from _divided(part[: last.start()].strip(_MARKS), names)
        yield part[last.end() :].strip(_MARKS)


def _name(piece: str, names: Collection[str]) -> str:
    """The name at the end of a piece: a core system's behind a verb or 和, else what follows the last verb."""
    if form_of(piece) in names:
        return piece
    bare = piece.removesuffix(_SYSTEM)
    for size in sorted({len(name) - len(_SYSTEM) for name in names}, reverse=True):
        before, own = bare[:-size], bare[-size:]
        if form_of(own) in names and (_VERB.fullmatch(before) or _AND.search(before[-2:])):
            return piece[len(before) :]
    rest = _VERB.sub("", piece)
    return rest if len(rest.removesuffix(_SYSTEM)) > 1 else piece


def form_of(name: str) -> str:
    """The folded name of a system, with 制度 whether it is written or not."""
    return fold(name.removesuffix(_SYSTEM)) + _SYSTEM
