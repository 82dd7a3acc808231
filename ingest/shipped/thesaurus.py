"""The thesaurus (CSV, one concept on a line) → concepts; a line that breaks a rule becomes an error and is left out."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ingest.errors import DataError
from ingest.model import Concept
from ingest.shipped.datafiles import lines

COLUMNS = ("prefLabel", "altLabel", "hiddenLabel", "english", "broader", "related", "exactMatch")
ID_PREFIX = "术语/"
_MIN_LABEL = 2
"""Characters of a label; a single one would be found in nearly every text."""


def label_key(label: str) -> str:
    """The key of a label, the same for all its spellings: NFKC, lower case, no white space."""
    return "".join(unicodedata.normalize("NFKC", label).lower().split())


def read_folder(folder: Path) -> tuple[list[Concept], list[DataError]]:
    """All concepts in the CSV files in ``folder``, and an error for each mistake."""
    return _read(sorted(folder.glob("*.csv")))


def check(path: Path, beside: Path) -> tuple[list[Concept], list[DataError]]:
    """The concepts of the file ``path`` as they would be together with the files in ``beside``, and the errors in that file.

    A file of the same name in ``beside`` is ignored: it is the version that ``path`` would replace.
    """
    others = [other for other in sorted(beside.glob("*.csv")) if other.name != path.name]
    concepts, problems = _read([*others, path])
    own = [p for p in problems if p.where.startswith(f"{path.name} ") or p.where in (path.name, str(path))]
    return [c for c in concepts if c.scheme == path.stem], own


def _read(paths: Iterable[Path]) -> tuple[list[Concept], list[DataError]]:
    concepts: dict[str, Concept] = {}
    places: dict[str, str] = {}
    problems: list[DataError] = []
    taken: dict[str, str] = {}
    for path in paths:
        for where, row in lines(path, COLUMNS, problems):
            concept = _concept(row, path.stem)
            wrong = list(_problems(concept, where, taken))
            problems += wrong
            if not wrong:
                concepts[concept.id], places[concept.id] = concept, where
                taken.update((label_key(text), concept.id) for text in concept.labels)
    kept, broken = _resolved(list(concepts.values()), places)
    return kept, problems + broken


def _concept(row: dict[str, str], scheme: str) -> Concept:
    def many(column: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in row[column].split("|") if part.strip())

    label = row["prefLabel"].strip()
    alt, hidden, english, broader, related = (many(column) for column in COLUMNS[1:6])
    return Concept(ID_PREFIX + label, label, alt, hidden, english, broader, related, row["exactMatch"].strip(), scheme)


def _problems(concept: Concept, where: str, taken: dict[str, str]) -> Iterator[DataError]:
    """The errors of one line; ``taken`` maps the keys of labels on earlier lines to their concepts."""
    if not concept.label:
        yield DataError("prefLabel 是空的", where, "请写上术语的正式名称")
        return
    for text in concept.labels:
        key = label_key(text)
        if len(key) < _MIN_LABEL:
            yield DataError(f"“{text}”太短，至少两个字", where, "请删去或写全")
        elif taken.get(key) == concept.id and text == concept.label:
            yield DataError(f"术语“{text}”重复", where, "请与前面的一行合并")
        elif taken.get(key, concept.id) != concept.id:
            owner = taken[key].removeprefix(ID_PREFIX)
            yield DataError(f"“{text}”已属于“{owner}”", where, "一个词只能归一个术语，请从其中一个删去")


def _resolved(concepts: list[Concept], places: dict[str, str]) -> tuple[list[Concept], list[DataError]]:
    """The concepts without those broader and related terms that do not exist or make a cycle, and an error for each."""
    known = {c.label for c in concepts}
    problems = []
    kept = []
    for concept in concepts:
        missing = [n for n in concept.broader + concept.related if n not in known]
        todo = "请改成已有术语的 prefLabel，或先加上这个术语"
        problems += [DataError(f"“{concept.label}”指向的“{name}”不存在", places[concept.id], todo) for name in missing]
        kept.append(replace(concept, broader=_only(concept.broader, known), related=_only(concept.related, known)))
    parents = {c.label: c.broader for c in kept}
    for i, concept in enumerate(kept):
        if concept.label in _ancestors(concept.label, parents):
            problems.append(DataError(f"“{concept.label}”的上位词绕成了圈", places[concept.id], "请删去其中一个 broader"))
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
