"""The graph around a thing, as a file or as paths in words."""

from pathlib import Path

from app import base
from app.exact import named
from app.knowledge import Knowledge
from ingest.errors import QuestionError
from kg import queries
from kg.export import FORMATS, Part
from kg.queries import Step


def resolve(kb: Knowledge, written: str) -> str:
    """The id of what ``written`` names; QuestionError when the graph does not hold it."""
    if written in kb.graph:
        return written
    names = named(written, kb)
    found = [i for i in (*names.found, *names.meant) if i in kb.graph]
    if not found:
        raise QuestionError(f"关系图里没有“{written}”", todo="可用 duibiao search 查找编号")
    return found[0]


def around(kb: Knowledge, written: str, depth: int) -> Part:
    """Everything within ``depth`` steps of a thing."""
    return Part(kb.graph, queries.within(kb.graph, resolve(kb, written), depth))


def path(kb: Knowledge, start: str, end: str) -> list[Step]:
    """The shortest explained path between two things."""
    return queries.path(kb.graph, resolve(kb, start), resolve(kb, end))


def steps_of(part: Part) -> list[Step]:
    """The links of ``part``, each as a step."""
    return [Step(link.subject, link, link.object) for link in part.links]


def write(part: Part, file: Path) -> None:
    """Write ``part`` in the format of the file's name; QuestionError naming the formats when it has none."""
    form = FORMATS.get(file.suffix.lower())
    if form is None:
        raise QuestionError(f"不认识的格式 {file.suffix or '（没有扩展名）'}", str(file), f"可用：{'、'.join(FORMATS)}")
    base.write_text(file, form(part))


def coverage(kb: Knowledge) -> dict[str, object]:
    """What covers what: targets with their standards, targets and standards without, systems, most cited things."""
    ids = {kind: [e.id for e in kb.of_kind(kind)] for kind in ("target", "standard", "core_system")}
    matrix = queries.coverage(kb.graph, ids["target"])
    return {
        "targets": {t: [{"standard": s, "predicate": p} for s, p in pairs] for t, pairs in matrix.items()},
        "targets_without_standard": [t for t, pairs in matrix.items() if not pairs],
        "standards_without_target": queries.unused(kb.graph, ids["standard"]),
        "core_systems": [{"id": s, "targets": n} for s, n in queries.systems_by_targets(kb.graph, ids["core_system"])],
        "most_cited": [{"id": i, "places": n} for i, n in queries.most_cited(kb.store.links(), kb.graph)],
    }
