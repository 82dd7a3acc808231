"""A question → what is understood by it before the base is searched, step by step, in words that a nurse can check."""

import unicodedata
from dataclasses import dataclass, replace

from app.answer.filters import Filters, Selection, describe
from app.answer.names import Names, find_names
from app.base.knowledge import Knowledge
from index.intent import Intent, intents
from index.query import Query, read
from index.question import Question
from index.words.normal import normalise, simplify
from index.words.spelling import Slip
from ingest.identifiers import without_names
from ingest.model import Concept


@dataclass(frozen=True, slots=True)
class Step:
    """One step of understanding: a name for programs and a Chinese sentence for people."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A correction that is not certain: words of the question, the label they may stand for, and the question with it."""

    written: str
    label: str
    query: str


@dataclass(frozen=True, slots=True)
class Understood:
    """All that is known of a question before the base is searched."""

    query: Query
    names: Names
    question: Question
    selection: Selection
    slips: tuple[Slip, ...]
    """Typing slips put right."""
    doubtful: tuple[Slip, ...]
    """Typing slips that are offered, not put right."""
    concepts: tuple[tuple[Concept, str], ...]
    """Each concept with the words that named it."""
    intents: tuple[Intent, ...]
    steps: tuple[Step, ...]

    @property
    def compact(self) -> str:
        """The question as typed, slips put right, without white space; the words in quotation marks stand in “”."""
        text = simplify(unicodedata.normalize("NFKC", self.query.text))
        for quoted in self.query.quoted:
            written = f" {quoted} " if f" {quoted} " in text else quoted
            text = text.replace(written, f"“{quoted}”", -1 if written != quoted else 1)
        return "".join(text.split())


def understand(
    kb: Knowledge, text: str, doctype: str = "", level: str = "", *, correct: bool = True, by_name: bool = True
) -> Understood:
    """Read ``text``; QuestionError for a filter that does not exist. ``correct`` and ``by_name`` as in ``ask``."""
    query = read(text, lambda word, rest: _leaves_out(kb, word, rest))
    filters = Filters.of(kb, query, doctype, level)
    slips: list[Slip] = []
    doubtful: list[Slip] = []
    if correct:
        corrected, slips, doubtful = kb.speller.corrected(simplify(query.text), query.phrases)
        query = replace(query, text=corrected) if slips else query
    names = find_names(simplify(query.text), kb) if by_name else Names()
    question = kb.searcher.understand(without_names(query.text) if by_name else query.text)
    written = {u.concept: u.text for u in question.units if u.concept}
    concepts = tuple((c, words) for i, words in written.items() if isinstance(c := kb.entities[i], Concept))
    asked = intents(query.text)
    steps = (
        *_written(text),
        *(Step("slip", f"“{s.written}”按“{s.label}”查（{s.how}）") for s in slips),
        *(Step("name", f"{i}：{how}") for i, how in names.found.items()),
        *(Step("name", f"知识库没有收录 {name}") for name in names.unknown),
        *(_concept(kb, c, words) for c, words in concepts),
        *(Step("word", f"还要查“{u.text}”") for u in question.units if not u.concept and u.weight > 0),
        *(Step(name, sentence) for name, sentence in describe(filters)),
        *(Step("wanted", f"问的是{intent.name}") for intent in asked[:1]),
        *(Step("offer", f"“{s.written}”也许是“{s.label}”（{s.how}），没有改") for s in doubtful),
    )
    return Understood(query, names, question, Selection(kb, filters), tuple(slips), tuple(doubtful), concepts, asked, steps)


def offers(understood: Understood, *, answered: bool) -> list[Offer]:
    """Questions that the person may have meant; the less likely ones only where nothing was found."""
    text = normalise(understood.query.text).replace(" ", "")
    return [
        Offer(s.written, s.label, text.replace(s.written.replace(" ", ""), s.label))
        for s in understood.doubtful
        if s.has_cause or not answered
    ] + [Offer(f"“{p}”", p, understood.query.text) for p in understood.query.phrases if not answered]


def _written(text: str) -> list[Step]:
    """Ways of writing that are read as the usual one: full width, traditional characters, capitals."""
    steps = []
    narrow = unicodedata.normalize("NFKC", text)
    if wide := "".join(dict.fromkeys(a for a in text if unicodedata.normalize("NFKC", a) != a and a not in "，。：；？！（）")):
        steps.append(Step("width", f"全角、特殊写法“{wide}”按普通写法“{unicodedata.normalize('NFKC', wide)}”查"))
    simple = simplify(narrow)
    if len(simple) == len(narrow) and (changed := [a + b for a, b in zip(narrow, simple, strict=True) if a != b]):
        pairs = "、".join(f"{a}→{b}" for a, b in dict.fromkeys(tuple(c) for c in changed))
        steps.append(Step("simplified", f"繁体按简体查：{pairs}"))
    if any(ch.isascii() and ch.isalpha() for ch in narrow):
        steps.append(Step("case", "字母不分大小写"))
    return steps


def _concept(kb: Knowledge, concept: Concept, words: str) -> Step:
    key = normalise(words).replace(" ", "")
    if any(normalise(hidden).replace(" ", "") == key for hidden in concept.hidden):
        return Step("concept", f"“{words}”是“{concept.label}”的常见错写，按“{concept.label}”查")
    if key == normalise(concept.label).replace(" ", ""):
        return Step("concept", f"术语“{concept.label}”")
    return Step("concept", f"“{words}”即术语“{concept.label}”")


def _leaves_out(kb: Knowledge, word: str, rest: str) -> bool:
    """Whether 排除 before ``rest`` means to leave it out: ``rest`` is a term, and no text of the base has both together."""
    mentions = kb.searcher.mentions(rest)
    whole = len(mentions) == 1 and mentions[0].end - mentions[0].start == len(rest)
    return whole and not kb.searcher.rows_with(word + rest).any()
