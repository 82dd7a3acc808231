"""The data in ``corpus/``: read once for each build, and handed to the steps that need it."""

import hashlib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from corpus import CORPUS
from ingest.errors import DataError
from ingest.formats.registry import PARSERS
from ingest.model import Concept, Entity, Link
from ingest.pipeline import ingest
from ingest.shipped import curated, examples, thesaurus
from ingest.shipped.examples import Example


@dataclass(frozen=True, slots=True)
class Shipped:
    """Thesaurus, curated links, examples and catalogues, with the lines that could not be used."""

    concepts: list[Concept]
    links: list[Link]
    """Curated links, and the rows by which curators say that there is none."""
    examples: list[Example]
    catalogue: Mapping[str, Entity]
    """Standards, core systems and indicators of the catalogues, by id."""
    broken: list[DataError]
    """Lines of all these files that break a rule; they are left out."""
    thesaurus_sha256: str
    """Over all files of the thesaurus: text that was cut by another one has to be cut anew."""


def sources() -> list[Path]:
    """Folders of the documents that a base holds where nobody names others."""
    return [CORPUS / "documents", CORPUS / "catalogues"]


def read(stated: Set[str]) -> Shipped:
    """Read the folder; ``stated`` are the ids of the entities that the base's own documents state.

    A curated link may lead to any of these and to what ships, whether or not the base holds it.
    """
    concepts, broken_terms = thesaurus.read_folder(CORPUS / "thesaurus")
    links, broken_links = curated.read_folder(CORPUS / "links")
    asked, broken_examples = examples.read_folder(CORPUS / "examples")
    catalogue = {entity.id: entity for entity in _entities("catalogues")}
    known = {*stated, *catalogue, *(concept.id for concept in concepts)}
    lost = list(curated.leading_nowhere(CORPUS / "links", known))
    if lost:
        shipped_ids = {entity.id for entity in _entities("documents")}
        lost = list(curated.leading_nowhere(CORPUS / "links", known | shipped_ids))
    broken = [*broken_terms, *broken_links, *lost, *broken_examples]
    return Shipped(concepts, links, asked, catalogue, broken, _sha256_of(CORPUS / "thesaurus"))


def _entities(folder: str) -> Iterator[Entity]:
    """What the files of a folder of the corpus state."""
    for path in sorted((CORPUS / folder).iterdir()):
        if path.suffix in PARSERS:
            yield from ingest(path).entities


def _sha256_of(folder: Path) -> str:
    """One hash over all files of ``folder``."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
