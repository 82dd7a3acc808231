"""The thesaurus (CSV, one concept on a line) → concepts; what breaks a rule becomes an error and is left out."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ingest.errors import DataError
from ingest.model import Concept
from ingest.shipped.datafiles import lines

COLUMNS = ("prefLabel", "altLabel", "hiddenLabel", "english", "broader", "related", "exactMatch")
ID_PREFIX = "术语/"
_BETWEEN = re.compile("[|｜]")
"""Between the parts of a cell."""
_MIN_LABEL = 2
"""Characters of a label; a single one would be found in nearly every text."""


def label_key(label: str) -> str:
    """The key of a label, the same for all its spellings: NFKC, lower case, no white space."""
    return "".join(unicodedata.normalize("NFKC", label).lower().split())


def parts(cell: str) -> tuple[str, ...]:
    """The labels in a cell that may hold several."""
    return tuple(part.strip() for part in _BETWEEN.split(cell) if part.strip())


def read_folder(folder: Path, own: Path | None = None) -> tuple[list[Concept], list[DataError]]:
    """All concepts in the CSV files in ``folder`` and in ``own``, and an error for each mistake.

    ``own`` is a hospital's own file: a line about a concept of ``folder`` adds labels to it.
    """
    reading = _Reading()
    for path in sorted(folder.glob("*.csv")):
        reading.take(path)
    if own:
        reading.take(own, adding=True)
    return reading.done()


def check(path: Path, beside: Path) -> tuple[list[Concept], list[DataError]]:
    """The concepts of the file ``path`` as they would be together with the files in ``beside``, and the errors in that file.

    A file of the same name in ``beside`` is ignored: it is the version that ``path`` would replace. One without such a file
    is a hospital's own, see ``read_folder``.
    """
    others = sorted(beside.glob("*.csv"))
    reading = _Reading()
    for other in others:
        if other.name != path.name:
            reading.take(other)
    concepts = reading.take(path, adding=path.name not in {other.name for other in others})
    _, problems = reading.done()
    return concepts, [p for p in problems if p.where.startswith(f"{path.name} ") or p.where in (path.name, str(path))]


class _Reading:
    """The thesaurus while its files are read."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._concepts: dict[str, Concept] = {}
        self._places: dict[str, str] = {}
        self._taken: dict[str, str] = {}
        """Key of each label → id of its concept."""
        self._problems: list[DataError] = []

    def done(self) -> tuple[list[Concept], list[DataError]]:
        """All concepts, and all errors."""
        kept, broken = _resolved(list(self._concepts.values()), self._places)
        return kept, self._problems + broken

    def take(self, path: Path, *, adding: bool = False) -> list[Concept]:
        """Read a file; the concepts as its lines give them. ``adding``: they may add labels to concepts of earlier files."""
        earlier = frozenset(self._concepts if adding else ())
        read = []
        for where, row in lines(path, COLUMNS, self._problems):
            concept = _concept(row, path.stem)
            named = self._concepts.get(self._taken.get(label_key(concept.label), ""))
            if named and named.id in earlier and label_key(named.label) == label_key(concept.label):
                found = self._added(named, concept, where)
            else:
                found = self._new(concept, where)
            if found:
                self._taken |= {label_key(text): found.id for text in found.labels}
                read.append(found)
        return read

    def _new(self, concept: Concept, where: str) -> Concept | None:
        """The concept of a line with those labels that it can have; None when it cannot have its name."""
        if not concept.label:
            self._problems.append(DataError("prefLabel 是空的", where, "请写上术语的正式名称"))
            return None
        wrong = self._wrong(concept.label, concept, where)
        if concept.id in self._concepts:
            wrong = DataError(f"术语“{concept.label}”重复", where, "请与前面的一行合并")
        if wrong:
            self._problems.append(wrong)
            return None
        self._places[concept.id] = where
        self._concepts[concept.id] = found = self._fitting(concept, where)
        return found

    def _added(self, concept: Concept, line: Concept, where: str) -> Concept | None:
        """The labels that a line adds to an earlier concept; None when there are none."""
        before = len(self._problems)
        if line.broader or line.related or line.match:
            what = f"“{concept.label}”是已有的术语，只能加写法，broader、related、exactMatch 不起作用"
            self._problems.append(DataError(what, where, "请把这几列留空"))
        more = self._fitting(replace(line, id=concept.id, label=concept.label, broader=(), related=(), match=""), where)
        if all(label_key(text) in self._taken for text in more.labels):
            if len(self._problems) == before:
                what = f"术语“{concept.label}”已有，这一行没有新的写法"
                self._problems.append(DataError(what, where, "请写上新的写法，或删去这一行"))
            return None
        joined = (tuple(dict.fromkeys(a + b)) for a, b in zip(_spellings(concept), _spellings(more), strict=True))
        alt, hidden, english = joined
        self._concepts[concept.id] = replace(concept, alt=alt, hidden=hidden, english=english)
        return more

    def _fitting(self, concept: Concept, where: str) -> Concept:
        """The concept without the labels beside its name that it cannot have, and an error for each of those."""
        wrong = {text: found for text in concept.labels[1:] if (found := self._wrong(text, concept, where))}
        self._problems += wrong.values()
        alt, hidden, english = (tuple(t for t in labels if t not in wrong) for labels in _spellings(concept))
        return replace(concept, alt=alt, hidden=hidden, english=english)

    def _wrong(self, text: str, concept: Concept, where: str) -> DataError | None:
        """Why a concept cannot have a label."""
        key = label_key(text)
        owner = self._taken.get(key, concept.id)
        if len(key) < _MIN_LABEL:
            return DataError(f"“{text}”太短，至少两个字", where, "请删去或写全")
        if owner != concept.id:
            todo = "一个词只能归一个术语，请从其中一个删去"
            return DataError(f"“{text}”已属于“{owner.removeprefix(ID_PREFIX)}”", where, todo)
        return None


def _spellings(concept: Concept) -> tuple[tuple[str, ...], ...]:
    """Its labels beside its name, by kind."""
    return concept.alt, concept.hidden, concept.english


def _concept(row: dict[str, str], scheme: str) -> Concept:
    label = row["prefLabel"].strip().removeprefix(ID_PREFIX)
    alt, hidden, english, broader, related = (parts(row[column]) for column in COLUMNS[1:6])
    return Concept(ID_PREFIX + label, label, alt, hidden, english, broader, related, row["exactMatch"].strip(), scheme)


def _resolved(concepts: list[Concept], places: dict[str, str]) -> tuple[list[Concept], list[DataError]]:
    """The concepts without those broader and related terms that do not exist or make a cycle, and an error for each."""
    known = {c.label for c in concepts}
    problems = []
    kept = []
    for concept in concepts:
        missing = [n for n in concept.broader + concept.related if n not in known]
        todo = "请改成已有术语的名称，或先加上这个术语"
        problems += [DataError(f"“{concept.label}”指向的“{name}”不存在", places[concept.id], todo) for name in missing]
        kept.append(replace(concept, broader=_only(concept.broader, known), related=_only(concept.related, known)))
    parents = {c.label: c.broader for c in kept}
    for i, concept in enumerate(kept):
        if concept.label in _ancestors(concept.label, parents):
            problems.append(DataError(f"“{concept.label}”的上位词绕成了圈", places[concept.id], "请删去其中一个上位词"))
            kept[i] = replace(concept, broader=())
            parents[concept.label] = ()
    return kept, problems


def _only(names: Iterable[str], known: set[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in known)


def _ancestors(label: str, parents: dict[str, tuple[str, ...]]) -> set[str]:
    seen: set[str] = set()
    stack = list(parents.get(label, ()))
    while stack:
        name = stack.pop()
        if name not in seen:
            seen.add(name)
            stack += parents.get(name, ())
    return seen
