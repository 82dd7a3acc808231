"""What is to be looked at in the citations of a draft, each with what the source has and the words that would mend it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.base import cited
from app.base.things import Things
from app.case_work.spans import Span, across, find
from app.mapping.alignment import similarity
from app.mapping.differing import Piece, differing
from app.mapping.folding import fold, without_radicals
from app.mapping.mentions import number_span
from app.mapping.model import Draft, Mapping, Quote, QuoteState, Reference, RefState
from app.mapping.named import pronoun
from ingest import identifiers
from ingest.model import CoreSystem, Standard, Target

STATES: dict[str, str] = {
    RefState.SUPERSEDED: "已被代替",
    RefState.MISNAMED: "名称和编号不符",
    RefState.UNKNOWN: "知识库里没有",
    RefState.MISPRINTED: "编号印错",
    RefState.IN_FORCE: "提示",
    QuoteState.ALTERED: "引文与原文不一致",
    QuoteState.MISATTRIBUTED: "引文出处不对",
    QuoteState.NOT_FOUND: "引文没有得到证实",
    QuoteState.UNPROVEN: "引文没有得到证实",
}
"""State of a reference or a quote → what people call it."""
_OPENING = re.compile(r"[\s（(，,：:]*$")
_LIKE = 0.72
"""Share of a name that the words before a number have in common with it to be a former name of the same."""
_MARKS = {"“": "”", "「": "」", "『": "』", '"': '"', "＂": "＂", "‘": "’"}
_TAIL = re.compile(r"[。，；：、！？.,;:!?…\s]*$")
_INNER, _NESTED = str.maketrans("“”", "‘’"), str.maketrans("《》", "〈〉")
"""Marks within marks; GB/T 15834-2011."""


@dataclass(frozen=True, slots=True)
class Fix:
    """Words to put in the place of others."""

    label: str
    spans: tuple[Span, ...]
    """Where they stand, a paragraph each."""
    before: str
    """A line a paragraph."""
    after: str

    @property
    def about(self) -> str:
        """The places as a step keeps them."""
        return ";".join(map(str, self.spans))


@dataclass(frozen=True, slots=True)
class Concern:
    """A reference or a quote that is to be looked at."""

    kind: str
    """reference or quote."""
    state: str
    place: str
    written: tuple[Piece, ...]
    """What stands in the draft; what the source has not is marked."""
    source: tuple[Piece, ...]
    """What the source has; () where there is none. What the draft has not is marked."""
    advice: str
    clause: str
    """Id of the clause that the source is; "" where it is none."""
    spans: tuple[Span, ...]
    """Where it stands in the draft, a paragraph each; () where it is not found."""
    fixes: tuple[Fix, ...]
    hint: bool = False
    """Whether it is right as it stands and could only be written more fully."""

    @property
    def label(self) -> str:
        """What is wrong, in a few words."""
        return STATES[self.state]


def concerns(kb: Things, mapping: Mapping) -> list[Concern]:
    """References and quotes with something wrong in order of reading, then those that could be written more fully."""
    maker = _Maker(kb, mapping.draft)
    found = [*map(maker.reference, mapping.references), *(maker.quote(q) for q in mapping.quotes)]
    kept = [c for c in found if c.state != QuoteState.VERBATIM and (not c.hint or c.fixes or c.advice)]
    order = {passage.place: number for number, passage in reversed(list(enumerate(mapping.draft.passages)))}
    return sorted(kept, key=lambda c: (c.hint, c.spans or (Span(order.get(c.place, 0) + 1, 0, 0),)))


class _Maker:
    def __init__(self, kb: Things, draft: Draft) -> None:
        self._kb, self._draft = kb, draft

    # references

    def reference(self, found: Reference) -> Concern:
        name, span = self._whole(found)
        found = replace(found, name=name)
        before = (span.of(self._draft) if span else None) or found.written
        fixes = list(self._reference_fixes(found, span, before)) if span else []
        hint, spans = found.state is RefState.IN_FORCE, (span,) if span else ()
        if hint:
            fixes = [fix for fix in fixes if found.advice and _number(fix.after) != _number(before)]
        written, source = differing(before, fixes[0].after) if fixes else _alone(before)
        return Concern("reference", found.state, found.place, written, source, found.advice, "", spans, tuple(fixes), hint)

    def _whole(self, found: Reference) -> tuple[str, Span | None]:
        """The name of a reference and where it stands, with a name that stands right before its number."""
        span = find(self._draft, found.written, found.place)
        if span is None or (found.name and found.name in found.written):
            return found.name, span
        before = self._draft.passages[span.passage - 1].text[: span.start]
        end = len(_OPENING.sub("", before))
        name = found.name or _like(self._named(found.expected_id)[0], before[:end])
        if name and before[:end].endswith(name):
            text = self._draft.passages[span.passage - 1].text
            closed = span.end + (text[span.end : span.end + 1] in ("）", ")") and end < span.start)
            return name, Span(span.passage, end - len(name), closed)
        return found.name, span

    def _reference_fixes(self, found: Reference, span: Span, before: str) -> Iterator[Fix]:
        """By what is meant, and by the number as written where that is something else."""
        said = set[str]()
        for identity in dict.fromkeys(filter(None, (found.expected_id, found.id))):
            name, number = self._named(identity)
            name = found.name if found.state is RefState.IN_FORCE else name
            after = _renamed(before, found.name, name, number) if name or number else before
            if found.state is RefState.SUPERSEDED and identity != found.expected_id:
                continue
            if after not in (before, *said):
                said.add(after)
                yield Fix(f"改为 {after}", (span,), before, after)

    def _named(self, identity: str) -> tuple[str, str]:
        """Name and number of something that can be cited."""
        thing = self._kb.entities.get(identity)
        if isinstance(thing, Standard | Target):
            return thing.name, thing.id
        if isinstance(thing, CoreSystem):
            return thing.id, ""
        document = self._kb.documents.get(identity)
        return (document.title.strip("《》").translate(_NESTED), document.number) if document else ("", "")

    # quotes

    def quote(self, found: Quote) -> Concern:
        spans = across(self._draft, found.text, found.place)
        written, source = _alone(found.text)
        if source_text := found.right or found.source_text:
            written, source = differing(found.text, source_text)
        fixes = tuple(self._quote_fixes(found, spans)) if spans else ()
        return Concern("quote", found.state, found.place, written, source, found.difference, found.clause, spans, fixes)

    def _quote_fixes(self, found: Quote, spans: tuple[Span, ...]) -> Iterator[Fix]:
        outer = self._marked(spans)
        if found.state is QuoteState.ALTERED and found.right:
            tail = _TAIL.search(found.text)
            after = _TAIL.sub("", found.right).translate(_INNER) + (tail[0] if tail else "")
            if len(spans) == 1:
                yield Fix("改成原文", spans, found.text, after)
            elif outer:
                yield self._in_one_paragraph(outer, after)
        if found.state is QuoteState.MISATTRIBUTED and (named := find(self._draft, found.attributed_to, found.place)):
            right = cited.place(self._kb, found.clause).short
            said = found.attributed_to
            if right and (said.startswith("《") or number_span(said) or pronoun(f"{said}：")):
                yield Fix(f"出处改为 {right}", (named,), found.attributed_to, right)
        if found.state in (QuoteState.ALTERED, QuoteState.NOT_FOUND, QuoteState.UNPROVEN) and outer:
            yield Fix("去掉引号，作为自己的话", outer, self._words(outer), found.text)

    def _marked(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """A quote with its marks; () where it has none that belong together."""
        first, last = spans[0], spans[-1]
        opening = self._text(first)[first.start - 1 : first.start]
        if not opening or _MARKS.get(opening) != self._text(last)[last.end : last.end + 1]:
            return ()
        wider = [replace(first, start=first.start - 1), *spans[1:]]
        wider[-1] = replace(wider[-1], end=last.end + 1)
        return tuple(wider)

    def _in_one_paragraph(self, outer: tuple[Span, ...], right: str) -> Fix:
        """A quote over several paragraphs put in the first one, with the stop behind it; the others are left without it."""
        last, marks = outer[-1], self._words(outer)
        stop = self._text(last)[last.end :]
        if _TAIL.fullmatch(stop):
            outer = (*outer[:-1], replace(last, end=len(self._text(last))))
        else:
            stop = ""
        return Fix("改成原文，并成一段", outer, self._words(outer), f"{marks[0]}{right}{marks[-1]}{stop}")

    def _text(self, span: Span) -> str:
        return self._draft.passages[span.passage - 1].text

    def _words(self, spans: tuple[Span, ...]) -> str:
        return "\n".join(span.of(self._draft) or "" for span in spans)


def _alone(text: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """What stands in the draft, with nothing in the source to set beside it."""
    return (Piece(text),), ()


def _like(name: str, before: str) -> str:
    """The end of ``before`` that is most like ``name``; "" where none is."""
    ends = [before[-size:] for size in range(max(len(name) - 2, 1), len(name) + 3) if size <= len(before)] if name else []
    best = max(ends, key=lambda end: similarity(fold(end), fold(name)), default="")
    return best if best and similarity(fold(best), fold(name)) >= _LIKE else ""


def _number(text: str) -> str:
    """The first number in a text, however it is spaced and dashed."""
    span = number_span(text)
    return re.sub(r"\s", "", identifiers.fold(text[slice(*span)])) if span else ""


def _renamed(before: str, name: str, right: str, number: str) -> str:
    """``before`` with another name and number, each where the old one stood; a number that was lacking behind the name."""
    span, after = number_span(before), before
    if span and number:
        after = before[: span[0]] + number + before[span[1] :]
    title = without_radicals(name)
    at = without_radicals(after).find(title) if title and right else -1
    if at >= 0:
        after = after[:at] + right + after[at + len(title) :]
        if number and not span:
            end = at + len(right)
            end += after[end : end + 1] in ("》", "”", "」")
            after = f"{after[:end]}（{number}）{after[end:]}"
    return after
