"""Links that the documents themselves state; each names the clause that is its evidence."""

import re
from collections.abc import Iterator

from index.words.normal import normalise
from ingest.identifiers import StandardNumber
from ingest.model import CoreSystem, Indicator, Link, SpecialAction, Standard, Target, Task
from kg.rules.sources import Sources, name_of, stated

_REFERENCES = re.compile(r"规范性引用文件")


def refers_to(sources: Sources) -> Iterator[Link]:
    """A target that only says 详见 another."""
    for target in sources.of(Target):
        if target.refers_to:
            yield stated(target.id, "refers_to", target.refers_to, target.clause, "原文写明详见该目标")


def strategies(sources: Sources) -> Iterator[Link]:
    """The clauses that are a target's summary and strategies."""
    known = {c.id for c in sources.clauses}
    for target in sources.of(Target):
        if target.clause in known and not target.refers_to:
            yield stated(target.clause, "summary_of", target.id, target.clause, "目标简述")
        for number, clause in enumerate(target.strategies, 1):
            if clause in known:
                yield stated(clause, "strategy_of", target.id, clause, f"核心策略第 {number} 条")


def part_of(sources: Sources) -> Iterator[Link]:
    """Targets, tasks, special actions and indicators belong to the document that sets them."""
    titles, known = {d.id: d.title for d in sources.documents}, {c.id for c in sources.clauses}
    for entity in sources.entities:
        if isinstance(entity, (Target, Task, SpecialAction, Indicator)) and entity.document in titles:
            place = entity.clause if isinstance(entity, Target) else entity.id
            comment = f"载于{titles[entity.document]}"
            yield stated(entity.id, "part_of", entity.document, place if place in known else "", comment)


def replaces(sources: Sources) -> Iterator[Link]:
    """A standard whose name or list says which one it takes the place of."""
    for standard in sources.of(Standard):
        if standard.replaces:
            comment = f"标准名称注明代替 {standard.replaces}"
            yield stated(standard.id, "replaces", standard.replaces, standard.clause, comment)


def cites(sources: Sources) -> Iterator[Link]:
    """What a standard lists under its normative references (GB/T 1.1-2020 clause 8.6)."""
    standards = [next(StandardNumber.find(s.id), None) for s in sources.of(Standard)]
    own = {number.slug: str(number) for number in standards if number}
    for clause in sources.clauses:
        cited = next(StandardNumber.find(clause.text), None)
        if clause.document in own and cited and clause.kind == "item" and _REFERENCES.search(clause.titles[0]):
            comment = f"规范性引用文件列有 {cited.written}"
            yield stated(own[clause.document], "cites", _known(cited, standards), clause.id, comment)


def _known(number: StandardNumber, standards: list[StandardNumber | None]) -> str:
    """The id of the standard that ``number`` names: with its year as written, else the edition that the base holds."""
    editions = [str(s) for s in standards if s and s.key == number.key]
    return editions[0] if editions and not number.year else str(number)


def requires(sources: Sources) -> Iterator[Link]:
    """A target or task whose text names a core system by its name has need of it."""
    systems = [s.id for s in sources.of(CoreSystem)]
    for owner, place, words, text in texts_of(sources):
        for name in systems:
            if name in text:
                yield stated(owner, "requires", name, place, f"{words}提到{name}")


def texts_of(sources: Sources) -> Iterator[tuple[str, str, str, str]]:
    """(target or task, clause, what the clause is to it, text) of every strategy and task."""
    texts = {c.id: c.text for c in sources.clauses}
    for target in sources.of(Target):
        for number, clause in enumerate(target.strategies, 1):
            if clause in texts:
                yield target.id, clause, f"核心策略第 {number} 条", texts[clause]
    for task in sources.of(Task):
        yield task.id, task.id, "任务原文", task.text


def about(sources: Sources) -> Iterator[Link]:
    """Entities whose name carries a thesaurus label."""
    for entity in sources.entities:
        if isinstance(entity, (Standard, Target, Indicator, CoreSystem)):
            for mention in sources.tokenizer.finder.find(normalise(name_of(entity))):
                place = getattr(entity, "clause", "")
                yield stated(entity.id, "about", mention.concept, place, f"名称含“{mention.matched}”")
