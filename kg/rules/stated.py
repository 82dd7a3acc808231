"""Rules for links that the documents state; each link has the clause that states it as its evidence."""

import re
from collections.abc import Iterator

from index.words.normal import normalise
from ingest.identifiers import StandardNumber
from ingest.model import CoreSystem, Indicator, Link, SpecialAction, Standard, Target, Task
from kg.rules.sources import Sources, name_of, stated

_REFERENCES = re.compile(r"规范性引用文件")


def refers_to(sources: Sources) -> Iterator[Link]:
    """refers_to: from a target whose text is only 详见 to the target that it names there."""
    for target in sources.of(Target):
        if target.refers_to:
            yield stated(target.id, "refers_to", target.refers_to, target.clause, "原文写明详见该目标")


def strategies(sources: Sources) -> Iterator[Link]:
    """summary_of and strategy_of: from the clauses of a target's summary and strategies to the target."""
    known = {c.id for c in sources.clauses}
    for target in sources.of(Target):
        if target.clause in known and not target.refers_to:
            yield stated(target.clause, "summary_of", target.id, target.clause, "目标简述")
        for number, clause in enumerate(target.strategies, 1):
            if clause in known:
                yield stated(clause, "strategy_of", target.id, clause, f"核心策略第 {number} 条")


def part_of(sources: Sources) -> Iterator[Link]:
    """part_of: from targets, tasks, special actions and indicators to the document that contains them."""
    titles, known = {d.id: d.title for d in sources.documents}, {c.id for c in sources.clauses}
    for entity in sources.entities:
        if isinstance(entity, (Target, Task, SpecialAction, Indicator)) and entity.document in titles:
            place = entity.clause if isinstance(entity, Target) else entity.id
            comment = f"载于{titles[entity.document]}"
            yield stated(entity.id, "part_of", entity.document, place if place in known else "", comment)


def replaces(sources: Sources) -> Iterator[Link]:
    """replaces: from a standard to the standard that its name or the list says it replaces."""
    for standard in sources.of(Standard):
        if standard.replaces:
            comment = f"标准名称注明代替 {standard.replaces}"
            yield stated(standard.id, "replaces", standard.replaces, standard.clause, comment)


def cites(sources: Sources) -> Iterator[Link]:
    """cites: from a standard to each standard under its normative references (GB/T 1.1-2020 clause 8.6)."""
    standards = [next(StandardNumber.find(s.id), None) for s in sources.of(Standard)]
    own = {number.slug: str(number) for number in standards if number}
    for clause in sources.clauses:
        cited = next(StandardNumber.find(clause.text), None)
        if clause.document in own and cited and clause.kind == "item" and _REFERENCES.search(clause.titles[0]):
            comment = f"规范性引用文件列有 {cited.written}"
            yield stated(own[clause.document], "cites", _known(cited, standards), clause.id, comment)


def _known(number: StandardNumber, standards: list[StandardNumber | None]) -> str:
    """The id of the standard that ``number`` names; without a year it means the edition that the base contains, if any."""
    editions = [str(s) for s in standards if s and s.key == number.key]
    return editions[0] if editions and not number.year else str(number)


def requires(sources: Sources) -> Iterator[Link]:
    """requires: from a target or task to each core system whose name is in its text."""
    systems = [s.id for s in sources.of(CoreSystem)]
    for owner, place, words, text in texts_of(sources):
        for name in systems:
            if name in text:
                yield stated(owner, "requires", name, place, f"{words}提到{name}")


def texts_of(sources: Sources) -> Iterator[tuple[str, str, str, str]]:
    """(id of target or task, id of clause, role of the clause in Chinese, text) of each strategy of a target and each task."""
    texts = {c.id: c.text for c in sources.clauses}
    for target in sources.of(Target):
        for number, clause in enumerate(target.strategies, 1):
            if clause in texts:
                yield target.id, clause, f"核心策略第 {number} 条", texts[clause]
    for task in sources.of(Task):
        yield task.id, task.id, "任务原文", task.text


def about(sources: Sources) -> Iterator[Link]:
    """about: from a standard, target, indicator or core system to each concept that its name contains."""
    for entity in sources.entities:
        if isinstance(entity, (Standard, Target, Indicator, CoreSystem)):
            for mention in sources.tokenizer.finder.find(normalise(name_of(entity))):
                place = getattr(entity, "clause", "")
                yield stated(entity.id, "about", mention.concept, place, f"名称含“{mention.matched}”")
