"""A question that names a document of the hospital's own by its title → the question for the rest, within that document."""

import re
from dataclasses import replace

from app.answer.basis import MIN_IDF_BESIDE_NAME
from app.answer.filters import Selection, describe
from app.answer.names import find_names
from app.answer.scope import OWN, Scope, is_own, is_type, scopes
from app.answer.understanding import Step, Understood
from app.base.knowledge import Knowledge
from index.intent import intents
from ingest.identifiers import without_names


def narrowed(kb: Knowledge, asked: Understood) -> Understood:
    """``asked`` within the own document that it names and without its title; as it is where it names none or asks for no text.

    A title with nothing to search for beside it names the document as a whole, or the place that is named with it (第三条).
    A title that is also the name of a core system (危急值报告制度) means the own document only where that is said (本院的).
    """
    text = asked.compact
    scope = _own_document(kb, text)
    if scope is None:
        return asked
    rest = f"{text[: scope.start]} {text[scope.end :]}"
    ways = intents(rest)
    if any(way.kinds and "clause" not in way.kinds for way in ways):
        return asked
    others = asked.names.found.keys() - scope.documents
    if others or asked.names.unknown or (asked.names.implied and not re.search(OWN, scope.said)):
        return asked
    question = kb.searcher.understand(without_names(rest))
    alone = question.idf < MIN_IDF_BESIDE_NAME
    filters = replace(asked.selection.filters, documents=scope.documents)
    steps = (*(step for step in asked.steps if step.name != "filter"), *(Step(*told) for told in describe(filters)))
    whole = {i: f"名称“{scope.said}”" for i in scope.documents if alone}
    names = replace(asked.names, found=_places(kb, scope, rest) or whole, implied={})
    question = asked.question if alone else question
    return replace(asked, names=names, question=question, selection=Selection(kb, filters), intents=ways, steps=steps)


def _own_document(kb: Knowledge, text: str) -> Scope | None:
    """The one title of the hospital's own documents in ``text``; None where another part of the base is named too.

    A type of document is none: 通知 and 规定 are verbs, too.
    """
    named = [scope for scope in scopes(kb, text) if scope.titled or not is_type(scope.said)]
    titled = len(named) == 1 and named[0].titled and all(is_own(kb.documents[i]) for i in named[0].documents)
    return named[0] if titled else None


def _places(kb: Knowledge, scope: Scope, rest: str) -> dict[str, str]:
    """Ids of the clauses of the document that ``rest`` names by their places → how."""
    named = {i: how for d in scope.documents for i, how in find_names(f"{kb.documents[d].title} {rest}", kb).found.items()}
    return {i: how for i, how in named.items() if "#" in i and i.partition("#")[0] in scope.documents}
