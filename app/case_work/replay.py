"""A draft and the steps of its author come in; the draft as it stands now, the decisions and the fields go out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from app.case_work.spans import Span
from app.mapping.model import Draft
from app.people.text import tidy
from app.people.works import Action, Step


@dataclass(slots=True)
class _Standing:
    draft: Draft
    decided: dict[str, tuple[str, ...]] = field(default_factory=dict)
    adopted: dict[str, dict[str, str]] = field(default_factory=dict)
    filled: dict[str, str] = field(default_factory=dict)
    lost: list[Step] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a piece of work stands."""

    draft: Draft
    """With what was mended."""
    decided: dict[str, tuple[str, ...]]
    """Practice → ids of what its author says that it answers to; () where to nothing."""
    adopted: dict[str, dict[str, str]]
    """Practice → what it was said to answer to, each with its text at that time; a step of an older version tells none."""
    filled: dict[str, str]
    """Key of a field of the form → what its author wrote."""
    lost: tuple[Step, ...]
    """Mends that no longer fit: another version of the program reads the draft otherwise."""


def replay(draft: Draft, steps: Iterable[Step]) -> Standing:
    """Make the steps one after the other."""
    standing = _Standing(draft)
    for step in steps:
        _DO[step.action](standing, step)
    return Standing(standing.draft, standing.decided, standing.adopted, standing.filled, tuple(standing.lost))


def _mend(standing: _Standing, step: Step) -> None:
    """Put the new words in; over several paragraphs a line each, and those are emptied for which no line is left."""
    try:
        spans = [Span.parse(one) for one in step.about.split(";")]
    except ValueError:
        spans = []
    words = [span.of(standing.draft) or "" for span in spans]
    if not spans or tidy(" ".join(words)) != tidy(step.before):
        standing.lost.append(step)
        return
    lines = [*step.after.split("\n"), *[""] * len(spans)] if len(spans) > 1 else [step.after]
    for span, old, new in zip(spans, words, lines, strict=False):
        _put(standing, span, old, new)


def _put(standing: _Standing, span: Span, words: str, after: str) -> None:
    """Words in the place of others; a decision on a practice that they stand in goes over to the practice as it reads then."""
    old = standing.draft.passages[span.passage - 1]
    text = old.text[: span.start] + after + old.text[span.end :]
    passages = list(standing.draft.passages)
    passages[span.passage - 1] = replace(old, text=text)
    standing.draft = replace(standing.draft, passages=tuple(passages))
    for practice in [p for p in standing.decided if p in old.text and p not in text]:
        now = practice.replace(words, after, 1)
        standing.decided[now] = standing.decided.pop(practice)
        standing.adopted[now] = standing.adopted.pop(practice)


def _decide(standing: _Standing, step: Step) -> None:
    ids, texts = ([*filter(None, lines.split("\n"))] for lines in (step.after, step.before))
    standing.decided[step.about] = tuple(ids)
    standing.adopted[step.about] = dict(zip(ids, texts, strict=True)) if len(ids) == len(texts) else {}


def _fill(standing: _Standing, step: Step) -> None:
    standing.filled[step.about] = step.after


_DO: dict[Action, Callable[[_Standing, Step], None]] = {Action.MEND: _mend, Action.DECIDE: _decide, Action.FILL: _fill}
