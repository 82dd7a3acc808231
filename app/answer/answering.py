"""A question → the grouped, explained answer: what applies, by which path, at which place.

What the question names outright comes first, then what it finds in the index and by examples; the graph carries the scores on
to what is linked (``ranking``). Where the base has no basis (``basis``) nothing is claimed: the nearest clauses are shown as
such.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from app.answer import basis, comparing, contents, elsewhere, items, listing, probable, second_look, two_things
from app.answer.basis import Verdict
from app.answer.compared import Compared
from app.answer.conclusion import Conclusion, conclude, refused
from app.answer.members import Listing
from app.answer.names import Names
from app.answer.ranking import Ranking, Result
from app.answer.reasons import Reasons
from app.answer.retrieval import Retrieved, retrieve
from app.answer.understanding import Offer, Understood, offers, understand
from app.answer.within import narrowed
from app.base.knowledge import Knowledge
from index.query import MAX_QUESTION, SEARCHABLE, clean_question
from ingest import kinds
from ingest.errors import NotFoundError, QuestionError
from ingest.identifiers import without_names

_NEAREST = 3
"""Clauses shown with a refusal: enough to see what the base has nearby, too few to be taken for an answer."""
_MIN_COVERAGE_SIMILAR = 0.2
"""Least share of a clause's words that a similar clause contains."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question answered, or refused."""

    query: str
    answered: bool
    understood: Understood
    results: dict[str, list[Result]]
    """Kind → results, best first; empty when not answered."""
    conclusion: Conclusion
    order: list[str]
    """Kinds of results, the one that answers first."""
    nearest: list[str]
    """Clause ids; empty when answered."""
    note: str = ""
    """In Chinese: the refusal, or what of the question the base does not hold."""
    listing: Listing | None = None
    """The whole list that was asked for."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: (kind, id, score) of each hit."""

    understood: Understood
    hits: list[tuple[str, str, float]]
    note: str = ""
    """In Chinese: that these are only the nearest, no basis for the question; "" where they are one."""


def ask(kb: Knowledge, text: str, *, kind: str = "", level: str = "", correct: bool = True, by_name: bool = True) -> Answer:
    """Answer ``text``; ``kind`` and ``level`` keep only what stands in documents of one type and level.

    Typing slips are put right unless ``correct`` is False. Unless ``by_name``, names and numbers in the question are searched
    like any other word.
    """
    query, asked = _understand(kb, text, kind, level, correct=correct, by_name=by_name)
    if whole := _whole(kb, query, asked):
        return whole
    asked = narrowed(kb, asked)
    found = _found(kb, asked)
    judged = _judged(kb, asked, found)
    results = _results(kb, asked, found)
    results["clause"] = items.read_on(kb, results["clause"])
    order = probable.order(results)
    founded = basis.answers(kb, asked, judged, chain.from_iterable(results.values()))
    led = items.find(kb, asked, found.hits, founded=founded or bool(judged.lacking))
    if led := led or (items.opened(kb, asked, results[order[0]][0].id) if founded else None):
        return _led(kb, query, asked, results, *led)
    if not founded:
        hits = [hit for hit in found.hits if kb.entries[hit.row][0] == "clause"]
        clauses = [kb.entries[hit.row][1] for hit in hits]
        nearest = kb.clause(clauses[0]) if clauses else None
        note = basis.refusal(asked, judged.lacking, next(iter(hits), None), kb.meaning(nearest) if nearest else "")
        said = refused(kb, note, results[order[0]] if judged.lacking else [])
        return Answer(query, False, asked, {}, said, [*kinds.shown()], clauses[:_NEAREST], note)
    _give_reasons(kb, results)
    return Answer(query, True, asked, results, conclude(kb, asked, results, order), order, [], _note(asked.names))


def _whole(kb: Knowledge, query: str, asked: Understood) -> Answer | None:
    """The answer to a question for another base, for a comparison or for a whole list; None for any other."""
    if other := elsewhere.find(kb, asked):
        return Answer(query, False, asked, {}, refused(kb, other, []), [*kinds.shown()], [], other)
    if two := two_things.find(kb, asked):
        return _compared(query, asked, two)
    if listed := contents.find(kb, asked) or listing.find(kb, asked):
        return _listed(query, asked, listed)
    compared = comparing.find(kb, asked)
    return _compared(query, asked, compared) if compared else None


def _found(kb: Knowledge, asked: Understood) -> Retrieved:
    """What the question finds; nothing where it only names something."""
    only_named = asked.names.found and asked.question.idf < basis.MIN_IDF_BESIDE_NAME
    return Retrieved() if only_named else second_look.taken(kb, asked, retrieve(kb, asked))


def _judged(kb: Knowledge, asked: Understood, found: Retrieved) -> Verdict:
    return basis.named(kb, asked, found) if asked.names.found else basis.verdict(kb, asked, found)


def _listed(query: str, asked: Understood, whole: Listing) -> Answer:
    """The answer to a question for a whole list: its members in the order of their source, and nothing else."""
    told = Conclusion(whole.sentence, "list", whole.ids, "stated", complete=True, count=len(whole.ids))
    kind = kinds.KINDS[whole.kind].found_as or whole.kind
    shown = {kind: _stated(whole.ids, kind)} if whole.ids and kind in kinds.shown() else {}
    return Answer(query, bool(whole.ids), asked, shown, told, _first(kind), [], "" if shown else whole.sentence, whole)


def _compared(query: str, asked: Understood, found: Compared) -> Answer:
    """The answer to a question that compares: what both sides say, in turn."""
    told = Conclusion(found.sentence, "comparison", found.ids, "stated", count=len(found.ids))
    return Answer(query, True, asked, {found.kind: _stated(found.ids, found.kind)}, told, _first(found.kind), [])


def _led(kb: Knowledge, query: str, asked: Understood, results: dict[str, list[Result]], whole: Listing, lead: str) -> Answer:
    """The answer to a question for the items of a document's own list: all of them after the sentence that leads to them."""
    _give_reasons(kb, {kind: found for kind, found in results.items() if kind != "clause"})
    answer = _listed(query, asked, whole)
    opening = _stated([lead] if lead else [], "clause")
    return replace(answer, results=results | {"clause": opening + answer.results["clause"]})


def _stated(ids: Iterable[str], kind: str) -> list[Result]:
    """Results that a document states outright."""
    return [Result(i, kind, own=1.0, basis="stated", probability=1.0, known=True) for i in ids]


def _first(kind: str) -> list[str]:
    """Kinds of results with ``kind`` before all others."""
    return sorted(kinds.shown(), key=lambda name: name != kind)


def _results(kb: Knowledge, asked: Understood, found: Retrieved) -> dict[str, list[Result]]:
    results = _candidates(kb, asked, found)
    probable.judge(kb, asked, results)
    return probable.shown(results)


def _candidates(kb: Knowledge, asked: Understood, found: Retrieved) -> dict[str, list[Result]]:
    ranking = Ranking(kb, asked)
    ranking.add_names(asked.names)
    ranking.add_hits(found.hits)
    ranking.add_examples(found.examples)
    ranking.carry()
    return {kind: ranking.best(kind) for kind in kinds.shown()}


def _give_reasons(kb: Knowledge, results: Mapping[str, Sequence[Result]]) -> None:
    """Put the reasons of what is shown into words."""
    reasons = Reasons(kb)
    for kind, found in results.items():
        for result in found:
            result.because = reasons.strongest(result.id, kind, result.because)


def candidates(kb: Knowledge, text: str) -> tuple[Understood, dict[str, list[Result]]] | None:
    """What a question finds before it is judged how probable each is; None where it is refused."""
    _, asked = _understand(kb, text)
    found = _found(kb, asked)
    return (asked, _candidates(kb, asked, found)) if _judged(kb, asked, found).founded else None


def search(kb: Knowledge, text: str, k: int = 10, kind: str = "", *, correct: bool = True) -> Found:
    """The ``k`` best hits without the graph, named things first.

    Where it is in doubt that the base has a basis they come with a note that says so, and where it surely has none, none come.
    """
    if kind and kind not in kinds.shown():
        raise QuestionError(f"没有“{kind}”这一类", todo=f"可用：{'、'.join(kinds.shown())}")
    _, asked = _understand(kb, text, correct=correct)
    found = second_look.taken(kb, asked, retrieve(kb, asked, kind))
    named = [(_kind(kb, identity), identity, 1.0) for identity in asked.names.found]
    judged = basis.verdict(kb, asked, found) if not named else Verdict(founded=True)
    note = "" if judged.founded else basis.doubt(asked, judged)
    if not (judged.founded or judged.lacking) and judged.probability < basis.NEARBY:
        return Found(asked, [], note)
    rest = [(*kb.entries[h.row], min(h.score, 1.0)) for h in found.hits]
    hits: dict[str, tuple[str, str, float]] = {}
    for hit_kind, identity, score in [*named, *rest]:
        if (not kind or hit_kind == kind) and (hit_kind == "document" or asked.selection.includes(hit_kind, identity)):
            hits.setdefault(identity, (hit_kind, identity, score))
    return Found(asked, list(hits.values())[:k], note)


def _kind(kb: Knowledge, identity: str) -> str:
    if identity in kb.entities:
        return kinds.kind_of(kb.entities[identity])
    return "clause" if "#" in identity else "document"


def like(kb: Knowledge, clause_id: str, k: int = 10) -> list[tuple[str, str, float]]:
    """(kind, id, score) of the ``k`` clauses most similar to one, in any document; NotFoundError where it does not exist."""
    clause = kb.clause(clause_id)
    if clause is None:
        raise NotFoundError(f"知识库里没有条款“{clause_id}”", todo="可用 duibiao search 查找，用结果里的编号")
    question = kb.searcher.understand(without_names(clause.text[:MAX_QUESTION]))
    hits = kb.searcher.search(question, k + 1, kb.entries.rows_of("clause") & ~kb.entries.minor_rows)
    others = [h for h in hits if kb.entries[h.row][1] != clause_id and h.coverage >= _MIN_COVERAGE_SIMILAR]
    return [(*kb.entries[h.row], min(h.score, 1.0)) for h in others[:k]]


def features(kb: Knowledge, text: str) -> basis.Features | None:
    """The features of a question by which ``basis`` judges it; None where something else decides."""
    _, asked = _understand(kb, text)
    if asked.names.found or asked.names.unknown:
        return None
    found = retrieve(kb, asked)
    return basis.features(found.hits, found.examples)


def reading(kb: Knowledge, text: str) -> basis.Reading | None:
    """What a second look at the question says; None where it takes none."""
    _, asked = _understand(kb, text)
    found = _found(kb, asked)
    if found.read is None:
        return None
    return basis.Reading(basis.log_odds(basis.probability(basis.features(found.hits, found.examples))), found.read)


def offered(kb: Knowledge, asked: Understood, *, answered: bool) -> list[Offer]:
    """Questions that the person may have meant; where nothing was found, only those that the base answers."""
    return [offer for offer in offers(asked, answered=answered) if answered or ask(kb, offer.query).answered]


def _understand(
    kb: Knowledge, text: str, kind: str = "", level: str = "", *, correct: bool = True, by_name: bool = True
) -> tuple[str, Understood]:
    """The cleaned question and what is understood by it; QuestionError when it holds nothing to search for."""
    query = clean_question(text)
    asked = understand(kb, query, kind, level, correct=correct, by_name=by_name)
    if not SEARCHABLE.search(asked.query.text):
        raise QuestionError("只写了筛选或排除的条件，没有写要查的内容", todo="请再写要查的词，例如：VTE预防 类型:标准")
    return query, asked


def _note(names: Names) -> str:
    """What an answer should say first: a number that was replaced, and what the base does not hold."""
    sentences = [how for identity in names.found if (how := names.otherwise(identity))]
    sentences += [f"知识库没有收录 {name}" for name in names.unknown]
    return "；".join(dict.fromkeys(sentences))
