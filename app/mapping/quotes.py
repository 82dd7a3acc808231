"""Quotes of a draft against the documents: verbatim, altered, from elsewhere, or nowhere; and what could not be checked."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from app.base.knowledge import Knowledge
from app.mapping.alignment import edits
from app.mapping.attribution import Attribution, Attributions
from app.mapping.documents import Documents, proves
from app.mapping.folding import fold, readable, without_radicals
from app.mapping.fragments import FRAGMENTS, ends, joined
from app.mapping.library import Found, Library
from app.mapping.model import Draft, Quote, QuoteState, Unchecked
from ingest.model import Clause

LEAST = 8
"""Characters of a quote that is checked though the draft does not say where it is from."""
_LIKE = 0.7
"""Share of a quote that a run of a source has in common with it to be what was altered."""
_NORM = re.compile(r"应当|必须|不得|严禁|禁止|原则上|不低于|不高于|不少于|不超过|医疗机构")
"""Words in which documents demand something: such a quote is one, though no source is named."""
_CONNECTION = 6
"""Characters between two quotes of one source: “……”和“……”."""
_SLACK = 2
"""An altered quote is held against the place that the draft names if that is not much farther from it than the nearest."""
_OTHER_MARKS = re.compile(
    r"「([^「」]{1,1200})」|『([^『』]{1,1200})』|\"([^\"\n]{1,1200})\"|＂([^＂\n]{1,1200})＂|‘([^‘’\n]{1,1200})’"
)
_LONGEST, _EMPTY = 1200, 2
"""Characters between two quotation marks that belong together; of two marks with nothing between."""
_SENTENCE_END = re.compile(r"[。；;！!？?]")
_VERBS = "严格|认真|落实|执行|遵守|贯彻|建立|健全|完善|修订|细化|制定|制订|实行|实施|强化|加强|推行"
_CLAIM = re.compile(rf"核心制度(?:里|中)?的$|^(?!{_VERBS})[^\W_]{{2,16}}制度$")
"""A name of a system in quotation marks: words without a verb and without a comma."""
_ADJACENT = re.compile(r"(?:条|》|策略|简述|目标|计划|方案|办法|规定|条例|规范|标准)[^，,。；“”]{0,8}$")
_DASH = re.compile(r"(?<=[\u4e00-\u9fff])[—–―─-]+(?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class _Quoted:
    """Words in quotation marks, with the text around them."""

    text: str
    place: str
    attribution: Attribution
    adjacent: bool
    """Whether the source is named right before or after."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The quotes of a draft that were checked, and those that were not."""

    quotes: tuple[Quote, ...]
    unchecked: tuple[Unchecked, ...]


class QuoteChecker:
    """Checks quotes against one base."""

    def __init__(self, kb: Knowledge, documents: Documents, library: Library) -> None:
        """``library``: the folded text of ``kb``."""
        self._kb, self._documents, self._library = kb, documents, library

    def check(self, draft: Draft) -> Checked:
        """All quotes of ``draft`` in order of reading, a repeated one once."""
        quotes: dict[tuple[str, str], Quote] = {}
        unchecked: list[Unchecked] = []
        for quoted in self._quoted(draft):
            quote, why = self._checked(quoted)
            if quote:
                quotes.setdefault((fold(quote.text), quote.state), quote)
            if why:
                unchecked.append(Unchecked(quoted.text, quoted.place, why))
        return Checked(tuple(quotes.values()), (*dict.fromkeys(unchecked), *_unpaired(draft)))

    def of_clause(self, text: str, clause: Clause) -> Quote:
        """A quote that is said to be from ``clause``."""
        written = f"《{self._kb.documents[clause.document].title}》{clause.locator}"
        source = Attribution(written, frozenset({clause.document}), frozenset({clause.id}))
        quote, why = self._checked(_Quoted(text, "", source, adjacent=True))
        return quote or Quote(text, "", written, QuoteState.NOT_FOUND, difference=why)

    def _quoted(self, draft: Draft) -> Iterator[_Quoted]:
        """Words in quotation marks; a pair may span paragraphs."""
        text = without_radicals("\n".join(p.text for p in draft.passages))
        starts, size = list[int](), 0
        for passage in draft.passages:
            starts.append(size)
            size += len(passage.text) + 1
        attributions, last, source = Attributions(self._kb, self._documents), 0, Attribution()
        for start, end in _pairs(text)[0]:
            attributions.read(text[last:start])
            number = bisect_right(starts, start) - 1
            words = text[start + 1 : end - 1]
            before, after = _sentence_before(text, last, start), text[end : end + 60]
            found_source = attributions.of(before, after)
            goes_on = last and len(before) <= _CONNECTION and not _SENTENCE_END.search(text[last:start])
            source = source if goes_on and not found_source.named else found_source
            last = end
            if not self._is_name(words):
                adjacent = source.named and bool(_ADJACENT.search(before) or after[:1] in "（(")
                yield _Quoted(words, draft.passages[number].place, source, adjacent)

    def _is_name(self, words: str) -> bool:
        """Whether the words are the name of something, with its code or without: that is a reference."""
        name = re.sub(r"[（(][^（）()]*[）)]\s*$", "", words)
        coded = name != words and any(fold(name) == form for form in self._documents.names)
        return coded or fold(words) in map(fold, (s.id for s in self._documents.core_systems)) or bool(_CLAIM.search(words))

    def _bears_a_name(self, text: str) -> bool:
        """Whether folded words are the whole name of a standard or target: where no text proves them, they are a reference."""
        return text in self._documents.names

    def _checked(self, quoted: _Quoted) -> tuple[Quote | None, str]:
        """The verdict on a quote, and why it could not be checked; both where the source itself is not held."""
        text = fold(quoted.text)
        source = quoted.attribution
        if len(text) < LEAST and not quoted.adjacent:
            return None, f"不足 {LEAST} 个字，又没有写明引自哪个文件"
        found = self._found(quoted)
        if self._bears_a_name(text) and not (found and any(proves(self._kb.documents[f.document]) for f in found.runs)):
            return None, ""
        if found is None and not source.named:
            why = "没有写明引自哪里，库内也没有相同的文字"
            quote = Quote(quoted.text, quoted.place, "", QuoteState.NOT_FOUND, difference=why)
            return (quote if _NORM.search(quoted.text) else None), why
        if found is None:
            why = self._not_held(source)
            state = QuoteState.UNPROVEN if why and not source.foreign else QuoteState.NOT_FOUND
            return Quote(quoted.text, quoted.place, source.written, state, difference=why), why
        if not any(proves(self._kb.documents[f.document]) for f in found.runs):
            title = self._kb.documents[found.runs[0].document].title
            why = f"库内只有《{title}》的摘要或课件，不是原文，不能证明引文"
            quote = Quote(quoted.text, quoted.place, source.written, QuoteState.UNPROVEN, difference=why)
            return (quote if source.named else None), why
        verdict = self._verdict(quoted, found)
        proven = verdict.state is QuoteState.VERBATIM
        return (None if source.unclear and proven else verdict), self._not_held(source)

    def _not_held(self, source: Attribution) -> str:
        """Why the source that a draft names cannot prove a quote; "" where it can."""
        if source.unclear:
            return f"“{source.unclear}”指的是哪份文件，前面没有写明，请写出文件名称再核对"
        if source.foreign:
            return f"库内没有《{source.foreign}》的全文，不能核对"
        held = [self._kb.documents[i] for i in source.documents]
        if held and not any(map(proves, held)):
            return f"库内只有《{held[0].title}》的摘要或课件，不是原文，不能证明引文"
        return ""

    def _found(self, quoted: _Quoted) -> "_Match | None":
        """Where a quote stands: verbatim in the source named if it does, else elsewhere; else the nearest run."""
        exact = self._exact(quoted.text)
        if exact:
            return _Match(self._best(exact, quoted.attribution))
        if FRAGMENTS.search(ends(quoted.text)):
            return self._fragments(quoted)
        text = fold(quoted.text)
        near = [f for f in self._library.nearest(text) if 1 - f.edits / max(len(text), 1) >= _LIKE]
        if not near:
            return None
        best = self._best([f for f in near if f.edits <= 2 * near[0].edits + _SLACK], quoted.attribution)
        return _Match(best, _difference(text, self._library.text[best[0].start : best[0].end]), (best[0],))

    def _exact(self, text: str) -> list[Found]:
        """Where a quote without gaps stands character by character; a dash may be misprinted as 一 in the source."""
        plain = ends(text)
        if FRAGMENTS.search(plain):
            return []
        return self._library.exact(fold(plain)) or (
            self._library.exact(fold(_DASH.sub("一", plain))) if _DASH.search(plain) else []
        )

    def _fragments(self, quoted: _Quoted) -> "_Match | None":
        found = joined(self._library, ends(quoted.text), _LIKE)
        return None if found is None else _Match(self._best(found.runs, quoted.attribution), found.problem, found.right)

    def _best(self, runs: list[Found], source: Attribution) -> list[Found]:
        """The runs that are at the place named first, then those in the document named, then those of originals."""

        def rank(run: Found) -> tuple[bool, bool, bool]:
            placed = not source.clauses or run.clause in source.clauses
            return not _within(run, source), not placed, not proves(self._kb.documents[run.document])

        return sorted(runs, key=rank)

    def _verdict(self, quoted: _Quoted, found: "_Match") -> Quote:
        run, source = found.runs[0], quoted.attribution
        original, stop = self._library.original(run), self._library.stop(run)
        written = bool(stop) and quoted.text.rstrip().endswith(stop)
        state, difference = QuoteState.VERBATIM, _marks(quoted.text, original + stop if written else original)
        original += stop if written or stop == "。" else ""
        elsewhere = (source.documents and not _within(run, source)) or source.foreign
        if found.problem:
            state, difference = QuoteState.ALTERED, found.problem
        elif elsewhere or self._misplaced(run, source):
            clause = self._kb.clause(run.clause)
            where = f"《{self._kb.documents[run.document].title}》{clause.locator if clause else ''}"
            state, difference = QuoteState.MISATTRIBUTED, f"所写的出处没有这段文字，它在{where}"
        right = "……".join(map(self._library.original, found.right))
        return Quote(quoted.text, quoted.place, source.written, state, run.clause, original, difference, right)

    def _misplaced(self, run: Found, source: Attribution) -> bool:
        """Whether a quote stands in another article than the draft says; a box printed within an article is not asked."""
        clause = self._kb.clause(run.clause)
        elsewhere = source.lacking or (bool(source.clauses) and run.clause not in source.clauses)
        return elsewhere and not (clause and clause.kind == "box")


def _sentence_before(text: str, last: int, start: int) -> str:
    """The sentence so far, after the quote before at ``last``; the end of the paragraph before where a quote begins its own."""
    before = text[max(last, start - 160) : start]
    line = before.rpartition("\n")[2]
    if not line.strip():
        line = before.rstrip().rpartition("\n")[2]
        return _SENTENCE_END.split(line.rstrip("。"))[-1]
    return _SENTENCE_END.split(line)[-1]


@dataclass(frozen=True, slots=True)
class _Match:
    """Runs of the library that a quote was found in, the best first, and what is wrong with it."""

    runs: list[Found]
    problem: str = ""
    right: tuple[Found, ...] = ()
    """With …… between them: what the quote would have to be, where that is certain."""


def _within(run: Found, source: Attribution) -> bool:
    return not source.documents or run.document in source.documents


def _difference(quote: str, source: str) -> str:
    """The characters that differ, in order: what the draft has, what the source has."""
    parts = []
    for has, right in ((readable(a), readable(b)) for a, b in edits(quote, source)):
        if not has:
            parts.append(f"漏了“{right}”")
        elif not right:
            parts.append(f"多了“{has}”")
        else:
            parts.append(f"“{has}”原文作“{right}”")
    return "；".join(parts)


def _marks(quote: str, original: str) -> str:
    """What of a verbatim quote differs that no reader needs to mind: punctuation, spaces, width, radicals."""
    if FRAGMENTS.search(ends(quote)):
        return ""
    plain, source = re.sub(r"\s+", "", quote), re.sub(r"\s+", "", original)
    if plain == source:
        return "" if quote.strip() == original.strip() else "仅空格不同"
    differing = _difference(plain, source)
    return "" if not differing else f"仅标点、空格或字形不同：{differing}"


def _pairs(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """[start, end) of all that stands in quotation marks, marks included, and the places of marks without their other half.

    Quotation marks within others belong to the outer quote.
    """
    open_, pairs, alone = list[int](), list[tuple[int, int]](), list[int]()
    for place, mark in ((m.start(), m[0]) for m in re.finditer("[“”]", text)):
        if mark == "“":
            open_.append(place)
        elif open_ and place - open_[-1] <= _LONGEST:
            pairs.append((open_.pop(), place + 1))
        else:
            alone.append(place)
    outer: list[tuple[int, int]] = []
    others = [m.span() for m in _OTHER_MARKS.finditer(text)]
    for start, end in sorted((p for p in (*pairs, *others) if p[1] - p[0] > _EMPTY), key=lambda p: (p[0], -p[1])):
        if not outer or start >= outer[-1][1]:
            outer.append((start, end))
    return outer, sorted((*alone, *open_))


def _unpaired(draft: Draft) -> Iterator[Unchecked]:
    """Quotation marks without their other half."""
    text = without_radicals("\n".join(p.text for p in draft.passages))
    for mark in _pairs(text)[1]:
        number = text.count("\n", 0, mark)
        place = draft.passages[min(number, len(draft.passages) - 1)].place
        yield Unchecked(text[mark : mark + 20].replace("\n", " "), place, "引号没有成对，没有当作引文核对")
