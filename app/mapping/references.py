"""What is to be said of each reference of a draft: in force, superseded, misnamed, misprinted, or not known to the base."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from app.base import citation
from app.base.knowledge import Knowledge
from app.mapping.alignment import nearest_run, similarity
from app.mapping.core_systems import core_systems
from app.mapping.documents import Documents, proves, same_number
from app.mapping.folding import Folded, fold
from app.mapping.mentions import Mention, mentions
from app.mapping.model import Draft, Passage, Reference, RefState
from ingest.identifiers import DocumentNumber, StandardNumber, TargetId
from ingest.model import Document, Standard, Target

_LIKE = 0.72
"""Share of a name that words must have in common with it to be a wrong form of it."""
_OWN_PAPER = re.compile("(?:工作|管理|操作)?(?:制度|流程|预案|细则|规定|办法|方案|手册)")
"""Behind the whole name of a standard: what a hospital calls its own paper on the same matter."""
_LEAST_NAME, _LONG_NAME = 4, 8
"""Characters of a name that is one without 《》 beside a number; of one that is a citation without a number too."""
_ADD = "建议补写"
_SERIES = re.compile(r"部分\s*[:：]?")
_OBLIGATORY, _VOLUNTARY = (
    re.compile(rf"(?<!非)(?<!不是)(?<!不属于){word}(?=性|标准|条文|执行|实施)") for word in ("强制", "推荐")
)
_DASH = re.compile(r"(?<=[\u4e00-\u9fff])\s*[—–-]\s*(?=[\u4e00-\u9fff])")
"""What a source may print as 一 between two characters."""


@dataclass(frozen=True, slots=True)
class _Verdict:
    state: RefState
    id: str = ""
    expected: str = ""
    advice: str = ""


def references(kb: Knowledge, documents: Documents, draft: Draft) -> list[Reference]:
    """Every reference of ``draft`` in order of reading, a repeated one once."""
    judge = _Judge(kb, documents)
    found = [judge.reference(mention) for passage in draft.passages for mention in judge.mentions(passage)]
    found += core_systems(kb, documents, draft)
    places = {passage.place: number for number, passage in enumerate(draft.passages)}
    return list(_once(_without_bare(sorted(found, key=lambda r: places[r.place]))))


def _without_bare(found: list[Reference]) -> Iterator[Reference]:
    """Without titles whose number is to be added, where the draft cites the same with its number somewhere."""
    full = {one.id for one in found if one.state is RefState.IN_FORCE and not one.advice and _has_number(one.written)}
    return (one for one in found if not (one.advice.startswith(_ADD) and one.id in full))


def _has_number(written: str) -> bool:
    return any(next(scheme.find(written), None) for scheme in (StandardNumber, TargetId))


def _once(found: Iterable[Reference]) -> Iterator[Reference]:
    """Without those that say again what was said: the same thing by the same name, or by less."""
    seen: set[tuple[str, ...]] = set()
    for one in found:
        what = one.id or fold(one.written)
        keys = {(what, fold(one.name), one.state, one.advice), (what, "", one.state, one.advice)}
        if (what, fold(one.name), one.state, one.advice) not in seen and not _bare_again(one, what, seen):
            yield one
        seen |= keys | {(what, one.state)}


def _bare_again(one: Reference, what: str, seen: set[tuple[str, ...]]) -> bool:
    """Whether a title without its number, or a number without a title, only repeats what was cited in full before."""
    return one.state is RefState.IN_FORCE and (what, one.state) in seen and "不是" not in one.advice


class _Judge:
    """Judges mentions against one base."""

    def __init__(self, kb: Knowledge, documents: Documents) -> None:
        self._kb, self._documents = kb, documents

    def mentions(self, passage: Passage) -> list[Mention]:
        """What a passage cites: numbers, titles, and bare names: long ones, and any in quotation marks."""
        cited = mentions(passage)
        text = Folded.of(passage.text)
        for name, at in self._long_names(text.text):
            start, end = text.offsets[at], text.offsets[at + len(name) - 1] + 1
            marked = passage.text[start - 1 : start] in tuple('“"「『〈<【') and passage.text[end : end + 1] in tuple(
                '”"」』〉>】'
            )
            if len(name) < _LONG_NAME and not marked:
                continue
            if not any(_belongs(passage.text, start, end, m) for m in cited):
                cited.append(Mention(passage, start, end, None, passage.text[start:end]))
        return sorted(cited, key=lambda m: m.start)

    def _long_names(self, text: str) -> Iterator[tuple[str, int]]:
        """Folded names of standards and targets in a folded text, each with its first place, long ones first."""
        for name in sorted(self._documents.names, key=len, reverse=True):
            at = text.find(name) if self._kb.found_as(self._documents.names[name][0]) != "core_system" else -1
            if at >= 0:
                yield name, at

    def reference(self, mention: Mention) -> Reference:
        """The reference that a mention is."""
        judged, name = self._judged(mention)
        place = mention.passage.place
        return Reference(mention.written, name, place, judged.state, judged.id, judged.expected, judged.advice)

    def _judged(self, mention: Mention) -> tuple[_Verdict, str]:
        match mention.number:
            case StandardNumber() as number:
                name = mention.name or self._bare_name(mention, self._held(number), self._documents.standards)
                return self._standard(number, name, mention), name
            case TargetId() as code:
                held = [t for t in self._documents.targets if t.id == str(code)]
                name = mention.name or self._bare_name(mention, held, self._documents.targets)
                return self._target(code, name), name
            case DocumentNumber() as number:
                return self._document_number(number, mention.name), mention.name
        return self._title(mention), mention.name

    def _bare_name(self, mention: Mention, own: Iterable[Standard | Target], all_: Iterable[Standard | Target]) -> str:
        """The title that the words before a number end with, else that those after it begin with, without 《》."""
        names, forms = [n for e in all_ if len(n := fold(e.name)) >= _LEAST_NAME], [fold(e.name) for e in own]
        tail, head = Folded.of(mention.before), Folded.of(mention.after)
        if size := max((len(n) for n in names if tail.text.endswith(n)), default=0):
            return tail.original(len(tail.text) - size, len(tail.text))
        if size := max((len(n) for n in names if head.text.startswith(n)), default=0):
            return head.original(0, size)
        return next((name for form in forms if (name := _nearly_at_end(form, tail) or _nearly_at_start(form, head))), "")

    # standards

    def _held(self, number: StandardNumber) -> list[Standard]:
        """The standards that a number is of: the very edition; without a year any edition."""
        same = [s for s in self._documents.standards if s.id == str(number)]
        return same or ([] if number.year else [s for s in self._documents.standards if _key(s) == number.key])

    def _standard(self, number: StandardNumber, name: str, mention: Mention) -> _Verdict:
        held = self._held(number)
        printed = [s for s in self._documents.standards if number.cut_short and s.id.startswith(str(number))]
        successors = [s for s in self._documents.standards if s.replaces == str(number)]
        named = self._named(name, "standard")
        if successors and not set(named) - {s.id for s in successors}:
            return self._replaced(str(number), successors[0])
        if printed and not held:
            one = printed[0]
            return _Verdict(RefState.MISPRINTED, one.id, one.id, f"年份少印了一位，应为 {one.id}《{one.name}》，请核对标准文本")
        if held:
            return self._held_standard(held[0], name, named, number, mention)
        return self._not_held(number, name, named)

    def _replaced(self, number: str, by: Standard) -> _Verdict:
        since = f"，{by.effective} 起实施" if by.effective else ""
        advice = f"{number} 已由 {by.written}《{by.name}》代替{since}，请改引 {by.id}"
        return _Verdict(RefState.SUPERSEDED, number, by.id, advice)

    def _held_standard(self, held: Standard, name: str, named: list[str], number: StandardNumber, mention: Mention) -> _Verdict:
        if name and not _same_name(name, held.name):
            other = named[0] if named else ""
            meant = f"；《{self._documents.name(other)}》的编号是 {other}" if other else ""
            return _Verdict(RefState.MISNAMED, held.id, other or held.id, f"{held.id} 的名称是《{held.name}》{meant}")
        advice = [_binding(number, mention), "" if number.year else f"请补写年号：{held.id}"]
        standing = citation.status(held, self._kb.superseded)
        if standing == "superseded":
            return self._replaced(held.id, next(s for s in self._documents.standards if s.replaces == held.id))
        if standing == "not_yet":
            advice.append(f"{held.id} 自 {held.effective} 起实施，现在尚未实施")
        return _Verdict(RefState.IN_FORCE, held.id, held.id, "；".join(filter(None, advice)))

    def _not_held(self, number: StandardNumber, name: str, named: list[str]) -> _Verdict:
        others = [s for s in self._documents.standards if _bare_key(s) == number.key.replace("/T", "", 1)]
        if others:
            other = others[0]
            what = "年号" if _key(other) == number.key else "编号"
            kind = "" if what == "年号" else f"（{_binding_word(other.id)}）"
            advice = f"库内《{other.name}》为 {other.id}{kind}，{what}不符，请核对标准文本"
            return _Verdict(RefState.MISNAMED if what == "编号" and named else RefState.UNKNOWN, "", other.id, advice)
        if named:
            advice = f"《{self._documents.name(named[0])}》的编号是 {named[0]}；{number} 不在库内"
            return _Verdict(RefState.MISNAMED, "", named[0], advice)
        return _Verdict(
            RefState.UNKNOWN, advice=f"{number}{f'《{name}》' if name else ''} 不在库内，请人工核实编号、名称和是否有效"
        )

    def _named(self, name: str, kind: str) -> list[str]:
        """Ids of the things of one kind that a name is of, exactly."""
        plain = fold(name)
        found = self._documents.names.get(plain) or self._documents.names.get(fold(_SERIES.split(name)[-1]), [])
        return [i for i in found if self._kb.found_as(i) == kind] if plain else []

    # targets

    def _target(self, code: TargetId, name: str) -> _Verdict:
        held = next((t for t in self._documents.targets if t.id == str(code)), None)
        named = self._named(name, "target")
        if held and (not name or str(code) in named or _same_name(name, held.name)):
            return _Verdict(RefState.IN_FORCE, held.id, held.id)
        if held and not named and not _alike(name, held.name) and not _a_target_name(name):
            return _Verdict(RefState.IN_FORCE, held.id, held.id, f"{held.id} 的名称是“{held.name}”")
        meant = f"；“{self._documents.name(named[0])}”的编号是 {named[0]}" if named else ""
        if held:
            expected = named[0] if named else held.id
            return _Verdict(RefState.MISNAMED, held.id, expected, f"{held.id} 的名称是“{held.name}”{meant}")
        if named:
            return _Verdict(RefState.MISNAMED, "", named[0], f"库内没有 {code}{meant}")
        return _Verdict(RefState.UNKNOWN, advice=f"库内没有 {code}，请人工核实目标编号")

    # documents

    def _document_number(self, number: DocumentNumber, name: str) -> _Verdict:
        held = next((d for d in self._kb.documents.values() if same_number(number, d)), None)
        titled = self._documents.by_title(name)
        if held and (not name or titled in ("", held.id)):
            return _Verdict(RefState.IN_FORCE, held.id, held.id)
        if held:
            return _Verdict(RefState.MISNAMED, held.id, titled or held.id, f"{held.number} 是《{held.title}》")
        own = self._kb.documents[titled].number if titled else ""
        if own:
            return _Verdict(RefState.MISNAMED, "", titled, f"该文件的文号是 {own}；库内没有 {number}")
        return _Verdict(RefState.UNKNOWN, advice=f"文号 {number} 不在库内，请人工核实")

    def _title(self, mention: Mention) -> _Verdict:
        if held := self._documents.by_title(mention.name):
            return self._held_document(self._kb.documents[held], mention)
        if short := self._documents.by_short_form(mention.name, least=mention.name):
            document = self._kb.documents[min(short)]
            verdict = self._held_document(document, mention)
            return verdict if verdict.advice else replace(verdict, advice=f"全称是《{document.title}》")
        for kind, find in self._by_name.items():
            if named := self._named(mention.name, kind):
                return find(named[0])
        similar = [i for form, ids in self._documents.names.items() for i in ids if _alike(mention.name, form)]
        if len({*similar}) == 1:
            one = similar[0]
            number = "" if self._kb.found_as(one) == "core_system" else f"（{one}）"
            advice = f"库内相近的名称是《{self._documents.name(one)}》{number}，请核对"
            return _Verdict(RefState.MISNAMED, "", one, advice)
        return _Verdict(RefState.UNKNOWN, advice=f"《{mention.name}》不在库内，请人工核实名称和是否有效")

    @property
    def _by_name(self) -> dict[str, Callable[[str], _Verdict]]:
        """Kind of thing that a title alone may name → the verdict."""
        return {
            "standard": lambda i: _Verdict(RefState.IN_FORCE, i, i, f"{_ADD}编号 {i}"),
            "target": lambda i: _Verdict(RefState.IN_FORCE, i, i, f"{_ADD}目标编号 {i}"),
            "core_system": lambda i: _Verdict(RefState.IN_FORCE, i, i),
        }

    def _held_document(self, document: Document, mention: Mention) -> _Verdict:
        if not mention.article:
            return _Verdict(RefState.IN_FORCE, document.id, document.id)
        if not proves(document):
            return _Verdict(
                RefState.UNKNOWN, document.id, "", f"库内只有《{mention.name}》的摘要或课件，不能核对条款，请查原文"
            )
        clauses = self._documents.article(document.id, mention.article)
        if not clauses:
            return _Verdict(RefState.UNKNOWN, document.id, "", f"《{mention.name}》里没有第{mention.article}条，请核对条号")
        titles = [t for c in clauses for t in c.titles if t]
        if mention.article_name and titles and not any(_same_name(mention.article_name, t) for t in titles):
            advice = f"第{mention.article}条是“{titles[-1]}”，与所写的“{mention.article_name}”不符"
            return _Verdict(RefState.MISNAMED, clauses[0].id, document.id, advice)
        return _Verdict(RefState.IN_FORCE, clauses[0].id, document.id)


def _nearly_at_end(name: str, words: Folded) -> str:
    """A wrong form of a folded name that ``words`` end with; "" where they end with none."""
    near = words.text[-len(name) - 2 :]
    run = nearest_run(name, near)
    alike = run.end == len(near) and run.similarity(len(name)) >= _LIKE
    return words.original(len(words.text) - len(near) + run.start, len(words.text)) if alike else ""


def _nearly_at_start(name: str, words: Folded) -> str:
    """A wrong form of a folded name that ``words`` begin with; "" where they begin with none."""
    run = nearest_run(name, words.text[: len(name) + 2])
    return words.original(0, run.end) if run.start == 0 and run.similarity(len(name)) >= _LIKE else ""


def _belongs(text: str, start: int, end: int, mention: Mention) -> bool:
    """Whether a name at [start, end) is part of a mention, or stands right beside its number."""
    if mention.start < end and start < mention.end:
        return True
    between = text[end : mention.start] if end <= mention.start else text[mention.end : start]
    return mention.number is not None and not re.sub(r"[\s（(）)，,：:《》“”\"]", "", between)


def _key(standard: Standard) -> str:
    number = next(StandardNumber.find(standard.id), None)
    return number.key if number else standard.id


def _bare_key(standard: Standard) -> str:
    return _key(standard).replace("/T", "", 1)


def _same_name(written: str, name: str) -> bool:
    """Whether a name is written right: punctuation, width, case, a bracketed abbreviation and the series' name aside."""
    short = re.sub(r"[（(][^（）()]*[）)]$", "", name)
    ways = (written, _DASH.sub("一", written), re.sub(r"[（(][^（）()]*[）)]$", "", written), _SERIES.split(written)[-1])
    forms = {fold(way) for way in ways}
    return bool(forms & {fold(name), fold(short)})


def _alike(written: str, name: str) -> bool:
    """Whether what is written may be a wrong form of a name; the name with 制度 or 流程 behind it is a hospital's own paper."""
    whole, part = fold(written), fold(name)
    own = whole.startswith(part) and _OWN_PAPER.fullmatch(whole[len(part) :])
    return not own and similarity(whole, part) >= _LIKE


def _a_target_name(name: str) -> bool:
    """Whether words have the form of a target's name: what is to be raised or lowered, then a rate."""
    return bool(re.match(r"(提高|提升|降低|减少|缩短|规范|加强)", name.strip())) and name.strip()[-1:] in "率度例数间"


def _voluntary(number: str) -> bool:
    return "/T" in number or number.startswith("T/")


def _binding_word(number: str) -> str:
    return "推荐性标准" if _voluntary(number) else "强制性标准"


def _binding(number: StandardNumber, mention: Mention) -> str:
    """What to say where the sentence calls a recommended standard obligatory, or the other way round."""
    word = _OBLIGATORY if _voluntary(str(number)) else _VOLUNTARY
    for found in word.finditer(mention.sentence):
        if _nearest_number(mention.sentence, found.start()) == str(number):
            if number.prefix.startswith("T/"):
                return f"{number.prefix} 是团体标准，自愿采用（推荐性），不是强制性标准"
            kind = _binding_word(str(number))
            return f"{number.prefix} 为{kind}，不是{'推荐性' if kind[0] == '强' else '强制性'}标准"
    return ""


def _nearest_number(sentence: str, place: int) -> str:
    """The standard number of a sentence that stands nearest to a place."""
    numbers: dict[str, int] = {}
    for number in StandardNumber.find(sentence):
        at = fold(sentence).find(fold(number.written))
        numbers.setdefault(str(number), abs(at - len(fold(sentence[:place]))))
    return min(numbers, key=lambda n: numbers[n], default="")
