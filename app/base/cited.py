"""The id of a thing of a base comes in; its citation goes out."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from app.base import citation
from app.base.citation import Citation
from app.base.things import Things
from ingest.model import CoreSystem, Document, Indicator, Regulation, Standard, Target


def of(kb: Things, identity: str) -> Citation | None:
    """The citation of a clause, document, standard, target, core system or indicator; None where the base has no such thing."""
    entity = kb.entities.get(identity)
    if isinstance(entity, Standard):
        return citation.of_standard(entity)
    if isinstance(entity, Target):
        return place(kb, entity.clause, 1)
    if isinstance(entity, CoreSystem):
        return core_system(kb, entity)
    if isinstance(entity, Indicator) or kb.clause(identity):
        return place(kb, identity)
    document = kb.documents.get(identity)
    return citation.of_document(document) if document else None


def place(kb: Things, clause_id: str, depth: int | None = None) -> Citation:
    """Citation of a clause, or of the heading ``depth`` levels down that it stands under; empty where there is no clause."""
    found = kb.clause(clause_id)
    if found is None or found.document not in kb.documents:
        return Citation("", "")
    leads = kb.outline(found.document).leads(found) if depth is None else ()
    return citation.of_clause(replace(found, path=found.path[:depth]), kb.documents[found.document], leads)


def core_system(kb: Things, found: CoreSystem) -> Citation:
    """Citation of the place that lays a core system down; without a link to it, of the clause that lists the system."""
    for near in kb.graph.neighbours(found.id, "laid_down_in"):
        regulation, listed = kb.entities.get(near.id), kb.clause(found.clause)
        if near.id in kb.documents:
            return _heading(kb, near.id, found.id)
        if isinstance(regulation, Regulation):
            if text := text_of(kb, regulation):
                return _heading(kb, text, found.id)
            return citation.of_regulation(regulation, found.id, listed, kb.documents.get(listed.document) if listed else None)
    return place(kb, found.clause)


def text_of(kb: Things, regulation: Regulation) -> str:
    """Id of the document that is the text of a regulation, by its id, its number or its title; "" where the base has none."""
    return next((d.id for d in kb.documents.values() if d.id == regulation.id or _is_text_of(d, regulation)), "")


def _is_text_of(document: Document, regulation: Regulation) -> bool:
    """Whether a document has the number of a regulation, or a title that holds the regulation's."""
    if document.doctype == "slides":
        return False
    return regulation.number == document.number != "" or regulation.title in document.title


def superseded(kb: Things, on: date | None) -> AbstractSet[str]:
    """Numbers of the standards that others of the base replace; on a day, only those that others in force on it replace."""
    if on is None:
        return kb.superseded
    return {s.replaces for s in kb.all_of(Standard) if s.replaces and citation.status(s, frozenset(), on) == "in_force"}


def _heading(kb: Things, document: str, title: str) -> Citation:
    """Citation of the heading with this title in a document; of the whole document where none has it."""
    for clause in kb.store.clauses(document):
        if title in clause.titles:
            path = clause.path[: clause.titles.index(title) + 1]
            return citation.of_clause(replace(clause, path=path), kb.documents[document])
    return citation.of_document(kb.documents[document])
