"""What things are called: their names, and every label under which a concept is found."""

from collections.abc import Iterable
from functools import cached_property

from app.base.things import Things
from index.words.normal import squeezed_each
from ingest import kinds
from ingest.model import Concept, Entity


class Labels:
    """Labels by their normal form (``index.words.normal.squeezed``), as they are written."""

    def __init__(self, things: Things) -> None:
        """Labels of all entities."""
        self._things = things

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of entities, and preferred labels of concepts."""
        return _by_form(_name(e) for kind in kinds.entities() for e in self._things.of_kind(kind.name))

    @cached_property
    def all(self) -> dict[str, str]:
        """Names, and every other label of a concept except the wrong spellings (hidden labels)."""
        concepts = (e for e in self._things.of_kind("concept") if isinstance(e, Concept))
        return _by_form(label for c in concepts for label in (*c.alt, *c.english)) | self.names


def _name(entity: Entity) -> str:
    return getattr(entity, "label", "") or getattr(entity, "name", "") or getattr(entity, "title", "") or entity.id


def _by_form(labels: Iterable[str]) -> dict[str, str]:
    listed = list(labels)
    return dict(zip(squeezed_each(listed), listed, strict=True))
