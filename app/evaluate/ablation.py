"""Ablation: the judged questions asked with one component left out at a time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial

from app.answer.answering import Answer, ask
from app.base.knowledge import Knowledge
from app.evaluate.judging import Judged, Judgement, evaluate
from index.fuse import WEIGHTS
from index.words.concepts import ConceptFinder
from kg.graph import Graph


class _WithoutConcepts(Knowledge):
    """The base without its thesaurus: no concept is found in a question."""

    @cached_property
    def thesaurus(self) -> ConceptFinder:
        return ConceptFinder(())


class _WithoutLinks(Knowledge):
    """The base without its links: the graph carries no score."""

    @cached_property
    def graph(self) -> Graph:
        return Graph(self.entities.values(), ())


class _WithoutExamples(Knowledge):
    """The base without its examples: all of it is like documents that no example is about."""

    @cached_property
    def subjects_with_examples(self) -> frozenset[str]:
        return frozenset()


def _weighed(**weights: float) -> Callable[[Knowledge], Knowledge]:
    return lambda kb: replace(kb, weights=replace(WEIGHTS, **weights))


COMPONENTS: dict[str, Callable[[Knowledge], Knowledge]] = {
    "words": _weighed(word=0.0),
    "bigrams": _weighed(bigram=0.0),
    "lexical": _weighed(lexical=0.0),
    "concepts": lambda kb: _WithoutConcepts(kb.snapshot, kb.store),
    "dense": _weighed(dense=0.0),
    "coverage": _weighed(coverage=0.0),
    "examples": lambda kb: _WithoutExamples(kb.snapshot, kb.store),
    "graph": lambda kb: _WithoutLinks(kb.snapshot, kb.store),
}
"""Component → the base without it. Only the ranking changes by it: whether there is a basis is judged with the same weights."""


WAYS: dict[str, Callable[[Knowledge, str], Answer]] = {
    "exact": partial(ask, by_name=False),
    "slips": partial(ask, correct=False),
}
"""Component → asking without it."""


def ablate(kb: Knowledge, questions: Sequence[Judged]) -> Iterator[tuple[str, Judgement]]:
    """Every component's name with the judgement without it."""
    for name, without in COMPONENTS.items():
        yield name, evaluate(without(kb), questions)
    for name, asking in WAYS.items():
        yield name, evaluate(kb, questions, asking)
