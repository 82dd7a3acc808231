"""What a quote is said to be from: the document, article, special action or target named right before or after it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.base.knowledge import Knowledge
from app.mapping.documents import Documents, article_number, same_number
from app.mapping.named import KINDS, TITLE, NamedBefore, pronoun
from ingest.identifiers import DocumentNumber, StandardNumber, TargetId, fold, located
from ingest.numerals import CHINESE, chinese_to_int

_SHORT = re.compile(
    rf"([\u4e00-\u9fff]{{0,16}}?(?:{KINDS}))(?=\s*(?:第|专项|的|中|里|还|也|亦|要求|提出|规定|明确|指出|强调|[“\"：，（(]|$))"
)
_ARTICLE = re.compile(rf"第\s*(?:{CHINESE}|\d+)\s*条")
_ACTION = re.compile(rf"专项行动(?:之|第)?\s*({CHINESE}|\d+)")
_TARGET_WORDS = re.compile(r"目标|策略|简述|指标")
_STRATEGY = re.compile(rf"策略\s*(?:第\s*)?({CHINESE}|\d+)\s*[条项点]?")
_OWN = re.compile(r"我院|本院|我科|本科|科室|院内|医院自|该院")
_DOCUMENT_WORDS = re.compile(rf"文件|原文|条文|条款|目标|策略|简述|制度|{KINDS}")
_AFTER = re.compile(r"^\s*(?:[（(]([^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]|[—–-]{1,2}\s*([^，,。；;\n]{2,60}))")
_AUTHORITY = re.compile(
    r"(?:国家|上级|卫生健康委|卫健委|卫生健康部门|协会|学会)[^，,。；;]{0,12}(?:要求|规定|明确|提出|强调|指出)[^，,。；;]{0,4}$"
)
_RECOGNISED = 30
"""Characters before a quote by which a person recognises what it is attributed to; a title among them is not cut."""
_PART_END = re.compile(r"[，,；;。：:]")
_DEMAND = re.compile(r"^\s*的?(?:时限|规定|要求|条款|条文|口径|表述|原文)")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source as the draft names it, and what of the base it is."""

    written: str = ""
    """The words that name it; "" where the draft names none."""
    documents: frozenset[str] = frozenset()
    """The documents of the base that are meant; none where the base does not hold it, or none is named."""
    clauses: frozenset[str] = frozenset()
    """Where an article, action or strategy is named: the clauses that it consists of."""
    lacking: bool = False
    """Whether an article is named that these documents, which have articles, do not have."""
    foreign: str = ""
    """Title or number of a document that the base does not hold the text of."""
    unclear: str = ""
    """A pronoun for a document (该制度) where none of its kind was named before, or one that nobody can tell."""

    @property
    def named(self) -> bool:
        """Whether the draft says at all that the words are those of a document."""
        return bool(self.written)


class Attributions:
    """Finds what the quotes of one draft are attributed to, in order of reading."""

    def __init__(self, kb: Knowledge, documents: Documents) -> None:
        """Nothing named yet."""
        self._kb, self._documents = kb, documents
        self._before = NamedBefore(kb, documents)

    def read(self, text: str) -> None:
        """Remember what a stretch of the draft names: 该方案 later means what was named last."""
        self._before.read(text)

    def of(self, before: str, after: str) -> Attribution:
        """What is said of a quote between ``before``, its sentence so far, and ``after``."""
        behind = _AFTER.match(after)
        found = self._source(behind[1] or behind[2]) if behind else Attribution()
        if not found.named:
            found = self._source(before)
        elif not found.documents and not found.foreign:
            outer = self._source(before)
            found = replace(found, documents=outer.documents, foreign=outer.foreign, unclear=found.unclear or outer.unclear)
        if not found.named and (_demanded(after) or _by_document(before)):
            return Attribution(_last_part(before) or after.strip()[:8])
        return found

    def clauses(self, text: str, target: str = "") -> frozenset[str]:
        """The articles, special actions and strategies that a text names, part by part; 策略2 alone is one of ``target``."""
        parts = [part for part in _PART_END.split(text.replace("\n", "；")) if part.strip()]
        found = frozenset[str]().union(*(self._source(part).clauses for part in parts))
        own = next((t for t in self._documents.targets if t.id == target), None)
        numbers = [_number(m[1]) for part in parts if not self._source(part).clauses for m in _STRATEGY.finditer(part)]
        return found | frozenset(own.strategies[n - 1] for n in numbers if own and 0 < n <= len(own.strategies))

    def _source(self, text: str) -> Attribution:
        """The last source that ``text`` names."""
        last_target = max((m.start() for m in _TARGET_WORDS.finditer(text)), default=-1)
        codes = [*TargetId.find(text)]
        if codes:
            last_target = max(last_target, fold(text).rfind(str(codes[-1].year)))
        document, end = self._document(text)
        apart = not document.foreign or bool(_PART_END.search(text[end:last_target]))
        if last_target >= max(end - 1, 0) and apart:
            return self._target(text, codes)
        return self._part(document, text, end) if document.named else document

    def _document(self, text: str) -> tuple[Attribution, int]:
        """The document that is named last, and where its name ends."""
        titles, meant = [*TITLE.finditer(text)], pronoun(text)
        if meant and all(title.end() <= meant.start() for title in titles):
            return self._meant(meant), meant.end()
        shorts = [m for m in _SHORT.finditer(text) if not any(t.start() < m.start() < t.end() for t in titles)]
        for found in sorted([*titles, *shorts], key=lambda m: -m.end()):
            if found in titles:
                held = self._titled(found, text)
                return Attribution(found[0], held, foreign="" if held else found[1]), found.end()
            ids = frozenset[str]() if _OWN.search(found[1]) else self._documents.by_short_form(found[1], self._before.held)
            if ids:
                return Attribution(found[1], ids), found.end()
        for document, end in self._numbered(text):
            return document, end
        numbers = [str(number) for number in StandardNumber.find(text)][-1:]
        return Attribution("".join(numbers), foreign="".join(numbers)), len(text) if numbers else 0

    def _meant(self, found: re.Match[str]) -> Attribution:
        """The document that a pronoun means."""
        named = self._before.meant(found[1] or "")
        if named is None or not (named.ids or named.foreign):
            return Attribution(found[0], unclear=found[0])
        return Attribution(found[0], named.ids, foreign=named.foreign)

    def _titled(self, found: re.Match[str], text: str) -> frozenset[str]:
        """The document of a title, which may be a short form of it: 长治市《实施方案》."""
        if held := self._documents.by_title(found[1]):
            return frozenset({held})
        before = re.search(r"[\u4e00-\u9fff]{0,12}$", text[: found.start()])
        return self._documents.by_short_form((before[0] if before else "") + found[1], self._before.held, found[1])

    def _numbered(self, text: str) -> Iterator[tuple[Attribution, int]]:
        """The document of the last document number, and where that ends."""
        for _, end, number in [*located(DocumentNumber, text)][-1:]:
            if isinstance(number, DocumentNumber):
                held = {d.id for d in self._kb.documents.values() if same_number(number, d)}
                yield Attribution(str(number), frozenset(held), foreign="" if held else str(number)), end

    def _part(self, document: Attribution, text: str, end: int) -> Attribution:
        """The article or special action of a document that is named after it."""
        written, clauses, lacking = document.written, set[str](), False
        rest = text[end:]
        if found := _ARTICLE.search(rest):
            written += found[0]
            for held in document.documents:
                clauses |= {c.id for c in self._documents.article(held, article_number(found[0]))}
            lacking = not clauses and any(map(self._documents.has_articles, document.documents))
        elif found := _ACTION.search(rest):
            written += found[0]
            for held in document.documents:
                clauses |= {c.id for c in self._documents.special_action(held, _number(found[1]))}
        return replace(document, written=written, clauses=frozenset(clauses), lacking=lacking)

    def _target(self, text: str, codes: list[TargetId]) -> Attribution:
        """The target that is named by code, ordinal or kind; its strategy where that is said and the target is sure."""
        named = self._documents.ordinals(text) or [str(code) for code in codes[-1:]]
        sure = [t for t in self._documents.targets if t.id in named]
        documents = frozenset(t.document for t in sure or self._documents.targets)
        written = _last_part(text)
        strategy = _STRATEGY.search(text) or re.search(rf"第\s*({CHINESE}|\d+)\s*条", text)
        if len(sure) == 1 and strategy:
            number = _number(strategy[1])
            clauses = frozenset(sure[0].strategies[number - 1 : number] if number else ())
            return Attribution(written, documents, clauses)
        return Attribution(written if documents else "", documents)


def _last_part(text: str) -> str:
    """The last part of a sentence, as what a person recognises it by."""
    part = re.split(r"[，,；\n]", text.strip("，, ：:\n"))[-1].strip()
    start = max(len(part) - _RECOGNISED, 0)
    opened = part.rfind("《", 0, start)
    return part[opened:] if opened > part.rfind("》", 0, start) else part[start:]


def _number(written: str) -> int:
    try:
        return chinese_to_int(written)
    except ValueError:
        return 0


def _demanded(after: str) -> bool:
    return bool(_DEMAND.match(after))


def _by_document(before: str) -> bool:
    """Whether the words right before speak of a document that is not the hospital's own."""
    said = _DOCUMENT_WORDS.search(before[-20:]) or _AUTHORITY.search(before)
    return bool(said) and not _OWN.search(before[-20:])
