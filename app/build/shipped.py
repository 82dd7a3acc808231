"""Reads the data in ``corpus/``, once for each build."""

import hashlib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from corpus import CORPUS
from ingest.errors import DataError
from ingest.formats.registry import PARSERS
from ingest.model import Concept, Document, Entity, Link
from ingest.pipeline import ingest
from ingest.shipped import curated, examples, thesaurus
from ingest.shipped.examples import Example


@dataclass(frozen=True, slots=True)
class Shipped:
    """Thesaurus, curated links, examples and catalogues, with the lines that could not be used."""

    concepts: list[Concept]
    links: list[Link]
    """Curated links, and the rows that refuse a link."""
    examples: list[Example]
    catalogue: Mapping[str, Entity]
    """Standards, core systems and indicators of the catalogues, by id."""
    broken: list[DataError]
    """An error for each line of these files that could not be used."""
    thesaurus_sha256: str
    """Hash over all files of the thesaurus. When it changes, all text must be cut again."""


def sources() -> list[Path]:
    """The folders with the files of a base for which nobody named any."""
    return [CORPUS / "documents", CORPUS / "catalogues"]


def path_of(document: Document) -> Path | None:
    """The file in ``corpus/`` that a document was read from, None for one of a person's own."""
    files = (path for folder in sources() for path in folder.iterdir() if path.name == document.source)
    return next(files, None) if document.rendition == "digest" else None


def read(stated: Set[str]) -> Shipped:
    """Read all shipped data. ``stated`` are the ids of the entities in the documents of the base.

    Each end of a curated link must be one of these, or an entity in ``corpus/``; otherwise the line becomes an error.
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
    """The entities in the files of one folder of ``corpus/``."""
    for path in sorted((CORPUS / folder).iterdir()):
        if path.suffix in PARSERS:
            yield from ingest(path).entities


def _sha256_of(folder: Path) -> str:
    """Hash over the names and contents of all files in ``folder``, in hexadecimal."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
