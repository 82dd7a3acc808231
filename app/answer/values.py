"""Values that things of a base have (a category, a specialty, an issuer, a chapter), found in the words of a question."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from app.base.knowledge import Knowledge
from index.words.normal import squeezed

_ENDS = re.compile(r"(?:专业|疾病|管理|技术|医学|诊断|学)$")
"""What the name of a specialty or category ends in, and people leave out."""
_SPLIT = re.compile(r"[及和、与，,（）()/]")
_CLASS = r"(?:类|类别|方面|专业|领域|科室?|相关|有关|[那这]一?[栏类块组项部]分?|系统)*的?"
"""What follows a part of a value that stands for it: 检验类, 放射方面."""
_OF_PART = r"(?:类|方面|领域|相关|有关|[那这]一?[栏类块组项部]分?|科|专业)+的?"
"""What follows one word of a value that stands for it."""
_GENERIC = frozenset(
    "管理 专业 疾病 技术 医学 服务 控制 质量 医疗 临床 安全 情况 工作 行为 结果 学科 医院 "
    "标准 目标 体系 加强 强化 提升 提高 落实 改进 "
    "卫生 健康 国家 委员会 患者 诊断 其他".split()
)
"""Words inside many values, which stand for none of them."""
_ORGAN = re.compile(r"[\u4e00-\u9fff]{1,10}?(?:健委|健康委|卫健委|卫计委|医院协会|协会|药局|学会|[委局部厅院会办])")
_SHORT = 12
"""Characters of a value that is said as the base has it; a longer one as the question says it."""
_SHORTEST_OF_TITLE = 4
"""Characters of a heading that a question repeats to mean it."""


class Named(Protocol):
    """Something with an id."""

    @property
    def id(self) -> str:
        """Its id."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A value, or several that the same words stand for, with the things that have it."""

    said: str
    ids: frozenset[str]
    start: int
    end: int
    exact: bool
    """Whether the question has the value itself, not words of it."""


def facets(kb: Knowledge, kind: str, having: Iterable[tuple[Named, tuple[str, ...]]], text: str) -> list[Facet]:
    """The values named in ``text``, the longest wording first; ``having`` is every thing of ``kind`` with its values."""
    by_value: dict[str, set[str]] = {}
    for thing, its in having:
        for value in its:
            by_value.setdefault(value, set()).add(thing.id)
    found: dict[tuple[int, int], tuple[set[str], list[str]]] = {}
    for value, ids in by_value.items():
        for span in _spans(kb, value, text):
            of, written = found.setdefault(span, (set(), []))
            of.update(ids)
            written.append(value)
    for span in _chapters(kb, by_value, text):
        alike = [value for value in by_value if _shares(kb, value, text[slice(*span)])]
        found.setdefault(span, ({i for value in alike for i in by_value[value]}, alike))
    chosen: list[Facet] = []
    for (start, end), (of, written) in sorted(found.items(), key=lambda item: item[0][0] - item[0][1]):
        only = written[0] if len(set(written)) == 1 else ""
        if all(end <= other.start or start >= other.end for other in chosen):
            said = only if 0 < len(only) <= _SHORT else f"“{text[start:end].strip('的“”')}”"
            chosen.append(Facet(said, frozenset(of), start, end, bool(only) and squeezed(only) in text))
    return chosen


def _spans(kb: Knowledge, value: str, text: str) -> Iterator[tuple[int, int]]:
    """Where ``text`` names a value: by itself, by its stem, by one of its parts, by a synonym, by a chapter's words."""
    whole = squeezed(value)
    stems = {whole, *(_stem(part) for part in (whole, *_SPLIT.split(whole)))}
    for stem in stems:
        if len(stem) > 1 and stem not in _GENERIC:
            for found in re.finditer(rf"{re.escape(stem)}{_CLASS}", text, re.IGNORECASE):
                yield found.span()
    for word in kb.searcher.in_words(whole):
        if len(word) > 1 and word not in _GENERIC:
            for found in re.finditer(rf"{re.escape(word)}(?:{_OF_PART}|(?=的?标准))", text):
                yield found.span()
    yield from _by_synonym(kb, stems, text)
    yield from _by_organ(whole, text)


def _stem(value: str) -> str:
    previous = ""
    while previous != value:
        previous, value = value, _ENDS.sub("", value) if len(value) > 3 else value  # noqa: PLR2004 - a stem has two characters
    return value


def _by_synonym(kb: Knowledge, stems: set[str], text: str) -> Iterator[tuple[int, int]]:
    """Words that name the concept of a stem, or a wider one: 呼吸科 for 呼吸内科, 妇产科 for 妇科."""
    concepts = {m.concept for stem in stems for m in kb.searcher.mentions(stem) if m.end - m.start == len(stem)}
    above = {a for c in concepts for a in kb.thesaurus.ancestors(c)[:1]}
    for mention in kb.searcher.mentions(text):
        if mention.concept in concepts | above:
            tail = re.compile(_CLASS).match(text, mention.end)
            yield mention.start, tail.end() if tail else mention.end


def _by_organ(value: str, text: str) -> Iterator[tuple[int, int]]:
    """The short name of an issuer: its characters in order, 国家卫健委 for 国家卫生健康委."""
    if not re.search(r"(?:委|局|协会|学会|部|厅|院)(?:员会)?$", value):
        return
    for found in _ORGAN.finditer(text):
        for start in range(found.start(), found.end() - 2):
            letters = iter(value)
            if all(ch in letters for ch in text[start : found.end()]):
                tail = re.compile(r"(?:自己)?(?:发布|出台|印发|制定|公布|下发|出)?(?:的)?").match(text, found.end())
                yield start, tail.end() if tail else found.end()
                break


def _chapters(kb: Knowledge, values: Iterable[str], text: str) -> Iterator[tuple[int, int]]:
    """Stretches of a question long enough to mean a chapter by its title, or by words of it."""
    for value in values:
        whole, best = squeezed(value), (0, 0)
        for start in range(len(text)):
            end = start + max(_SHORTEST_OF_TITLE, best[1] - best[0] + 1)
            while end <= len(text) and text[start:end] in whole:
                best, end = (start, end), end + 1
        if best[1]:
            yield best
    for stretch in re.finditer(r"[\u4e00-\u9fff]{4,}", text):
        if any(_shares(kb, value, stretch[0]) for value in values):
            yield stretch.span()


def _shares(kb: Knowledge, value: str, stretch: str) -> bool:
    """Whether a title has a stretch of the question, or all its words: 织密网络 in 织密质量管理网络."""
    whole, words = squeezed(value), kb.searcher.in_words(stretch)
    if set(words) <= _GENERIC or stretch in _GENERIC:
        return False
    return stretch in whole or (len(words) > 1 and any(len(w) > 1 for w in words) and all(w in whole for w in words))
