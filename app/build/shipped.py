"""Reads the data in ``corpus/``, and a hospital's own beside its base, once for each build."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from app.base import own_tables
from corpus import CORPUS
from ingest.errors import DataError
from ingest.formats.registry import PARSERS
from ingest.model import Concept, Document, Entity, Link, Regulation
from ingest.pipeline import ingest
from ingest.shipped import curated, examples, regulations, thesaurus
from ingest.shipped.examples import Example


@dataclass(frozen=True, slots=True)
class Shipped:
    """Thesaurus, curated links, examples and catalogues, with the lines that could not be used; own terms and examples too."""

    concepts: list[Concept]
    links: list[Link]
    """Curated links, and the rows that refuse a link."""
    regulations: list[Regulation]
    """Regulations that links lead to; a base need not hold them."""
    examples: list[Example]
    catalogue: Mapping[str, Entity]
    """Standards, core systems and indicators of the catalogues, by id."""
    broken: list[DataError]
    """An error for each line of these files that could not be used."""
    thesaurus_sha256: str
    """Hash over all files of the thesaurus and the own terms. When it changes, all text must be cut again."""
    own_examples: Mapping[Example, str] = field(default_factory=dict)
    """Examples of the hospital's own, each with its place in the file."""


def sources() -> list[Path]:
    """The folders with the files of a base for which nobody named any."""
    return [CORPUS / "documents", CORPUS / "catalogues"]


def path_of(document: Document) -> Path | None:
    """The file in ``corpus/`` that a document was read from, None for one of a person's own."""
    files = (path for folder in sources() for path in folder.iterdir() if path.name == document.source)
    return next(files, None) if document.rendition == "digest" else None


def read(stated: Set[str], kb: Path | None = None, moved: Mapping[str, str] = MappingProxyType({})) -> Shipped:
    """Read all shipped data, and the own terms and examples of the base ``kb``.

    ``stated`` are the ids of the entities in the documents of the base. ``moved``: old id → id now of what own examples are
    about.

    Each end of a curated link must be one of these, or an entity in ``corpus/``; otherwise the line becomes an error.
    """
    own_terms = own_tables.standing(kb, own_tables.TERMS)
    concepts, broken_terms = thesaurus.read_folder(CORPUS / "thesaurus", own_terms)
    links, broken_links = curated.read_folder(CORPUS / "links")
    laws, broken_laws = regulations.read_folder(CORPUS / "regulations")
    asked, broken_examples = examples.read_folder(CORPUS / "examples")
    catalogue = {entity.id: entity for entity in _entities("catalogues")}
    known = {*stated, *catalogue, *(concept.id for concept in concepts), *(law.id for law in laws)}
    lost = list(curated.leading_nowhere(CORPUS / "links", known))
    if lost:
        shipped_ids = {entity.id for entity in _entities("documents")}
        lost = list(curated.leading_nowhere(CORPUS / "links", known | shipped_ids))
    own_asked = own_tables.standing(kb, own_tables.EXAMPLES)
    asked_here = examples.read(own_asked, broken_examples) if own_asked else {}
    own_examples = {replace(x, subject=moved.get(x.subject, x.subject)): where for x, where in asked_here.items()}
    broken = [*broken_terms, *broken_links, *broken_laws, *lost, *broken_examples]
    sha256 = _sha256_of(CORPUS / "thesaurus", concepts if own_terms else ())
    return Shipped(concepts, links, laws, asked, catalogue, broken, sha256, own_examples)


def _entities(folder: str) -> Iterator[Entity]:
    """The entities in the files of one folder of ``corpus/``."""
    for path in sorted((CORPUS / folder).iterdir()):
        if path.suffix in PARSERS:
            yield from ingest(path).entities


def _sha256_of(folder: Path, concepts: Iterable[Concept]) -> str:
    """Hash over the names and contents of all files in ``folder``, and over ``concepts``, in hexadecimal."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for concept in concepts:
        digest.update(repr(concept).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
