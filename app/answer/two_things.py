"""A question how two things differ (WS/T 655 和 656 有什么不同, 目标五和目标十比一下) → both, and what is known of each."""

import re
from collections.abc import Callable, Iterator
from functools import partial

from app.answer.compared import Compared
from app.answer.comparing import DIFFERS
from app.answer.conclusion import has_text
from app.answer.members import Thing, name
from app.answer.names import find_names
from app.answer.understanding import Understood
from app.base.citation import of_standard
from app.base.knowledge import Knowledge
from index.words.normal import normalise
from ingest.kinds import kind_of
from ingest.model import CoreSystem, Standard, Target

_DIFFER = re.compile(DIFFERS)
_SECOND = re.compile(
    r"(?P<first>[A-Za-z][A-Za-z/]*\s*)(?P<number>\d+)(?P<joint>\s*[和与跟、]\s*)(?=\d+(?![\d.\-—]*[条项个年月]))"
)
"""A number that has the letters of the one before it: WS/T 655 和 656."""
_SHORTEST = 4
"""Characters of a name by which a thing is known without its number."""
_BOTH = 2
_ONLY_TITLES = "库中都只有题录，没有条文，内容有什么不同要看标准文本。"

_Rows = tuple[tuple[str, Callable[[Knowledge, Thing], str]], ...]


def _attribute(of: str, _kb: Knowledge, thing: Thing) -> str:
    return str(getattr(thing, of, ""))


_ROWS: dict[type, _Rows] = {
    Standard: tuple(
        (label, partial(_attribute, of))
        for label, of in (
            ("类别", "category"),
            ("发布单位", "issuer"),
            ("发布", "published"),
            ("实施", "effective"),
            ("代替", "replaces"),
        )
    ),
    Target: (
        ("专业", lambda _, thing: getattr(thing, "specialty", "") or "不分专业"),
        ("核心策略", lambda _, thing: f"{len(getattr(thing, 'strategies', ()))} 条"),
    ),
    CoreSystem: (("释义（编者写的，不是原文）", lambda _, thing: getattr(thing, "definition", "").rstrip("。")),),
}
"""Class of things → what is told of both: its name and how it is read."""


def find(kb: Knowledge, asked: Understood) -> Compared | None:
    """Both things that a question compares; None where it compares none, or others than two of one kind."""
    text = asked.compact
    if not _DIFFER.search(text):
        return None
    found = list(dict.fromkeys(_named(kb, text, asked.names.found)))
    if len(found) != _BOTH or type(found[0]) is not type(found[1]):
        return None
    one, other = sorted(found, key=lambda thing: text.find(normalise(name(thing))) % len(text))
    rows = [(label, read(kb, one), read(kb, other)) for label, read in _ROWS[type(one)]]
    told = "；".join(_row(*row) for row in rows if any(row[1:]))
    only_titles = all(isinstance(thing, Standard) and not has_text(kb, thing.id) for thing in found)
    sentence = f"{_called(one)}与 {_called(other)}对照：{told}。{_ONLY_TITLES if only_titles else ''}"
    return Compared(sentence, (one.id, other.id), kind_of(one))


def _named(kb: Knowledge, text: str, named: dict[str, str]) -> Iterator[Thing]:
    """The things that a question names, by number or by their whole name."""
    letters = _SECOND.sub(lambda m: f"{m['first']}{m['number']}{m['joint']}{m['first']}", text)
    for identity in dict.fromkeys([*named, *find_names(letters, kb).found]):
        if (entity := kb.entities.get(identity)) and type(entity) in _ROWS:
            yield entity
    taken = text
    every = [entity for entity in kb.entities.values() if type(entity) in _ROWS and len(name(entity)) >= _SHORTEST]
    for entity in sorted(every, key=lambda entity: -len(name(entity))):
        if normalise(name(entity)) in taken:
            taken = taken.replace(normalise(name(entity)), " ")
            yield entity


def _called(thing: Thing) -> str:
    if isinstance(thing, Standard):
        return of_standard(thing).short
    return f"{thing.id}“{name(thing)}”" if isinstance(thing, Target) else f"“{name(thing)}”"


def _row(label: str, one: str, other: str) -> str:
    return f"{label}都是 {one}" if one == other else f"{label} {one or '未写'}，对 {other or '未写'}"
