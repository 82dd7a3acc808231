"""The core systems that a draft names, and those that it names wrongly."""

import re
from collections.abc import Iterator

from app.base.knowledge import Knowledge
from app.mapping.alignment import nearest_run, similarity
from app.mapping.documents import Documents
from app.mapping.folding import Folded, fold, without_radicals
from app.mapping.listed_systems import form_of, listed
from app.mapping.model import Draft, Passage, Reference, RefState
from ingest.model import Concept, CoreSystem

_LIKE = 0.5
"""Share of a core system's name, less its general end, that words must have in common with it to be a wrong form of it."""
_NEARLY, _LONG = 0.7, 7
"""The same without the words 核心制度 beside it, and the characters of a name that no other system's name is like by chance."""
_SYSTEM = re.compile("制度")
_GENERAL_END = re.compile("(?:管理)?制度$")
_ONE = r"[“《\"「]?([\u4e00-\u9fff]{2,14}?制度)[”》\"」]?"
_CLAIMED = re.compile(rf"核心制度(?:里|中|之一|之中)?(?:的|，即|——|：){_ONE}((?:[、和及与]{_ONE})*)")
_NAME = re.compile(_ONE)


def core_systems(kb: Knowledge, documents: Documents, draft: Draft) -> Iterator[Reference]:
    """Each core system named in a passage, rightly or as one of its other names or a wrong one."""
    names = {fold(system.id): system.id for system in documents.core_systems}
    for passage in draft.passages if names else ():
        text = Folded.of(passage.text)
        right = {form: system for form, system in names.items() if form in text.text}
        for form, system in right.items():
            at = text.text.index(form)
            written = text.original(at, at + len(form))
            yield Reference(written, written, passage.place, RefState.IN_FORCE, system, system)
        others = dict.fromkeys((*_claimed(passage), *_other_names(kb, passage), *_miswritten(text, names)))
        yield from (one for one in _listed(passage, names) if one.written not in others)
        for written in others:
            if fold(written) not in names:
                yield _wrong(written, passage, names)


def _listed(passage: Passage, names: dict[str, str]) -> Iterator[Reference]:
    """What the passage lists with core systems; one that is said to be core, or is none though it stands among them, too."""
    found = [*listed(without_radicals(passage.text), names)]
    for one in found:
        if right := names.get(one.form):
            yield Reference(one.written, "", passage.place, RefState.IN_FORCE, right, right)
        elif one.core and not any(other.form == _nearest(one.form, names) for other in found):
            yield _wrong(one.written, passage, names)
        else:
            yield _none_of_them(one.written, passage)


def _claimed(passage: Passage) -> Iterator[str]:
    """What the passage says is one of the core systems."""
    for found in _CLAIMED.finditer(passage.text):
        yield found[1]
        yield from (name[1] for name in _NAME.finditer(found[2]))


def _other_names(kb: Knowledge, passage: Passage) -> Iterator[str]:
    """Other names of core systems, as the thesaurus has them, that are written like the name of a system."""
    for mention in kb.searcher.mentions(passage.text):
        concept = kb.entities[mention.concept]
        if isinstance(concept, Concept) and isinstance(kb.entities.get(concept.match), CoreSystem):
            if mention.matched.endswith("制度") and mention.matched in passage.text:
                yield mention.matched


def _miswritten(text: Folded, names: dict[str, str]) -> Iterator[str]:
    """What begins and ends like the name of a core system and is nearly one: a long name, or any in quotation marks."""
    for found in _SYSTEM.finditer(text.text):
        for name in names:
            tail = text.text[max(found.end() - len(name) - 2, 0) : found.end()]
            run = nearest_run(name, tail)
            first = found.end() - len(tail) + run.start
            written = text.original(first, found.end())
            before = text.source[: text.offsets[first]]
            other = fold(written)[:1] != name[0]
            if other or run.end < len(tail) or not run.edits or any(tail.endswith(n) for n in names):
                continue
            if run.similarity(len(name)) >= _NEARLY and (len(name) >= _LONG or before.endswith(("“", "《", '"'))):
                yield written


def _wrong(written: str, passage: Passage, names: dict[str, str]) -> Reference:
    form = form_of(written)
    nearest = _nearest(form, names)
    if _likeness(form, nearest) < _LIKE:
        return _none_of_them(written, passage)
    right = names[nearest]
    advice = f"十八项核心制度中的名称是“{right}”"
    return Reference(written, written, passage.place, RefState.MISNAMED, right, right, advice)


def _nearest(form: str, names: dict[str, str]) -> str:
    return max(names, key=lambda name: _likeness(form, name))


def _likeness(form: str, name: str) -> float:
    """Share of what tells two systems apart that they have in common; all of it where only the order differs (护理分级)."""
    telling, own = _GENERAL_END.sub("", form), _GENERAL_END.sub("", name)
    return 1.0 if sorted(telling) == sorted(own) else similarity(telling, own)


def _none_of_them(written: str, passage: Passage) -> Reference:
    advice = f"“{written}”不在十八项核心制度之列，请核对"
    return Reference(written, written, passage.place, RefState.UNKNOWN, advice=advice)
