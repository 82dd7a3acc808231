"""A draft against a base: everything that ``duibiao map`` tells."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from app.base.knowledge import Knowledge
from app.mapping import draft as drafts
from app.mapping.attribution import Attributions
from app.mapping.documents import Documents
from app.mapping.gaps import gaps
from app.mapping.library import Library
from app.mapping.matching import Asked, Context, Matcher, Verdict
from app.mapping.model import Citations, Draft, Mapping, Practice, Proposal, Reference, RefState, Unchecked
from app.mapping.practices import done, practices
from app.mapping.quotes import Checked, QuoteChecker
from app.mapping.references import references
from app.mapping.sentences import Sentence

_SURE = 0.8
"""Least score of the best match of a practice for what it matches to be proposed though the draft does not name it."""
_MOST_OF_IT = 0.4
"""Share of the mapped practices that have to speak for a target which the draft does not name."""
_ENOUGH = 3
Progress = Callable[[int, int], None]
_KEPT = 2_000
"""Sentences whose verdicts stay in memory: most of a draft is the same after one of its words was mended."""


class Mapper:
    """Maps drafts against one base; what it reads of the base stays in memory from draft to draft."""

    def __init__(self, kb: Knowledge) -> None:
        """Nothing is read yet."""
        self._kb, self.documents = kb, Documents(kb)
        self._known: dict[tuple[Asked, Context], Verdict] = {}

    @cached_property
    def quotes(self) -> QuoteChecker:
        """Checks quotes against the text of the base."""
        return QuoteChecker(self._kb, self.documents, Library(self._kb))

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self._kb)

    def map(self, path: Path) -> Mapping:
        """All about the draft at ``path``; SourceError when it cannot be read."""
        return self.of(drafts.read(path))

    def of(self, draft: Draft, progress: Progress = lambda done, total: None) -> Mapping:
        """All about a draft; ``progress`` is told of practices done and of all."""
        cited, checked = self._cited(draft)
        context = self._context(draft, cited)
        told = practices(draft)
        verdicts = self._verdicts(draft, told, context, progress)
        mapped = [Practice(s.text, s.passage.place, self._matcher.matches(v)) for s, v in zip(told, verdicts, strict=True)]
        targets = [*self._targets(context, mapped)]
        if targets and not context.targets:
            context = replace(context, targets=tuple(t.id for t in targets))
            verdicts = self._verdicts(draft, told, context)
        missing = [] if told else [Unchecked("", "", "没有找到写做法的句子：请把做法写在“主要做法”一类的标题下面")]
        return Mapping(
            draft,
            tuple(self._named("standard", cited, mapped)),
            tuple(targets),
            tuple(self._named("core_system", cited, mapped)),
            tuple(mapped),
            tuple(gaps(self._kb, self._matcher, draft, verdicts, context)),
            tuple(cited),
            checked.quotes,
            (*missing, *checked.unchecked, *draft.unread),
        )

    def citations(self, draft: Draft) -> Citations:
        """What a draft cites and quotes, and whether it does so rightly: a part of ``of``, without its practices."""
        cited, checked = self._cited(draft)
        return Citations(tuple(cited), checked.quotes, (*checked.unchecked, *draft.unread))

    def _cited(self, draft: Draft) -> tuple[list[Reference], Checked]:
        cited = references(self._kb, self.documents, draft)
        return cited, self.quotes.check(draft)

    def _verdicts(
        self, draft: Draft, told: list[Sentence], context: Context, progress: Progress = lambda done, total: None
    ) -> list[Verdict]:
        """What was found for each practice; only those that are new are looked for."""
        asked = [*self._asked(draft, told, context)]
        if len(self._known) + len(asked) > _KEPT:
            self._known.clear()
        self._matcher.prepare([one.text for one in asked if (one, context) not in self._known], context)
        for number, one in enumerate(asked):
            progress(number, len(asked))
            if (one, context) not in self._known:
                self._known[one, context] = self._matcher.scored(one, context)
        return [self._known[one, context] for one in asked]

    def _asked(self, draft: Draft, told: list[Sentence], context: Context) -> Iterator[Asked]:
        """Each sentence with what it names; 该计划 means what the draft named before it."""
        attributions, read = Attributions(self._kb, self.documents), 0
        text = "\n".join(p.text for p in draft.passages)
        for sentence in told:
            start = max(text.find(sentence.text, read), read)
            attributions.read(text[read : start + len(sentence.text)])
            read = start + len(sentence.text)
            row = [p for p in draft.passages if p.row and p.row == sentence.passage.row]
            beside = "\n".join(p.text for p in row if p is not sentence.passage)
            clauses = attributions.clauses(f"{sentence.text}\n{beside}", *context.targets[:1])
            yield Asked(done(sentence.text), "\n".join((sentence.text, *(p.text for p in row))), clauses)

    def _context(self, draft: Draft, cited: list[Reference]) -> Context:
        """What the draft names, whether rightly or not."""
        named = list(dict.fromkeys(r.expected_id for r in cited if r.expected_id in self._kb.entities))
        of = {kind: [i for i in named if self._kb.found_as(i) == kind] for kind in ("target", "standard", "core_system")}
        targets = of["target"] or [i for p in draft.passages for i in self.documents.ordinals(p.text) if i in self._kb.entities]
        return Context(draft.title, tuple(dict.fromkeys(targets)), frozenset(of["standard"]), frozenset(of["core_system"]))

    def _named(self, kind: str, cited: Iterable[Reference], mapped: Iterable[Practice]) -> Iterator[Proposal]:
        """What the draft cites of a kind, in its order; then what a practice surely answers to."""
        said: set[str] = set()
        for reference in cited:
            identity = reference.expected_id
            if identity in self._kb.entities and self._kb.found_as(identity) == kind and identity not in said:
                said.add(identity)
                right = reference.state is RefState.IN_FORCE
                yield Proposal(identity, 1.0, "案例引用了它" if right else f"案例写作“{reference.written}”，应为它")
        best = [(p.matches[0], p.text) for p in mapped if p.matches and p.matches[0].kind == kind]
        for match, text in sorted(best, key=lambda b: -b[0].score):
            if match.score >= _SURE and match.id not in said:
                said.add(match.id)
                yield Proposal(match.id, match.score, f"案例没有引用；做法“{text[:20]}…”与它最相近")

    def _targets(self, context: Context, mapped: list[Practice]) -> Iterator[Proposal]:
        """The targets that the draft names, the main one first; where it names none, one that most practices speak for."""
        for identity in context.targets:
            yield Proposal(identity, 1.0, "案例写明了它")
        if context.targets:
            return
        votes: dict[str, int] = defaultdict(int)
        founded = [p for p in mapped if p.matches]
        for practice in founded:
            votes[self._matcher.candidates.own_target(practice.matches[0].id)] += 1
        for identity, count in sorted(votes.items(), key=lambda v: -v[1])[:2]:
            if identity and count >= max(_ENOUGH, _MOST_OF_IT * len(founded)):
                share = round(count / len(founded), 3)
                yield Proposal(identity, share, f"案例没有写目标；{len(founded)} 条做法里有 {count} 条与它的策略最相近")
