"""Versions, draft, corrections and findings come in; they go out as they are shown."""

from collections.abc import Mapping, Sequence

from app.base import versions
from app.build import changes
from app.people import corrections, draft, ticks
from app.present.schema import library as schema
from ingest.model import Finding


def version(one: versions.Version) -> schema.Version:
    """``versions --json``."""
    return schema.Version.of(one)


def document_version(one: versions.DocumentVersion) -> schema.DocumentVersion:
    """``versions DOC --json``."""
    return schema.DocumentVersion.of(one)


def difference(one: versions.Difference) -> schema.Difference:
    """``versions DOC --from N --to M --json``."""
    return schema.Difference.of(one)


def staged(one: draft.Staged) -> schema.Staged:
    """``draft list --json``."""
    return schema.Staged.of(one)


def correction(one: corrections.Correction, applied: Sequence[corrections.Correction]) -> schema.Correction:
    """``corrections --json``; ``applied``: those that the serving texts hold."""
    held = any(other.place == one.place and other.after == one.after for other in applied)
    return schema.Correction(**{name: getattr(one, name) for name in (*one.__slots__, "key")}, applies=held)


def preview(one: changes.Preview) -> schema.Preview:
    """``draft changes --json``."""
    return schema.Preview(
        state=one.state,
        version=one.version,
        staged=tuple(map(staged, one.staged)),
        documents=tuple(map(schema.Changed.of, one.documents)),
        links_lost=tuple(map(schema.LinkLost.of, one.links_lost)),
        links_new=one.links_new,
        decisions_lost=tuple(map(schema.LinkLost.of, one.decisions_lost)),
        without_place=tuple(f"{x.clause or x.document} {corrections.label(x.field)}“{x.after}”" for x in one.without_place),
        notes=one.notes,
    )


def finding(one: Finding, ticked: Mapping[str, ticks.Tick]) -> schema.TickedFinding:
    """``findings --json``; ``ticked``: those that somebody looked at, by key."""
    key = ticks.key(one)
    tick = ticked.get(key)
    return schema.TickedFinding(
        document=one.document,
        code=str(one.code),
        message=one.message,
        text=one.text,
        page=one.page,
        clause=one.clause,
        key=key,
        asks=one.code.weight.asks,
        done=tick is not None,
        who=tick.who if tick else "",
        time=tick.time if tick else "",
    )
