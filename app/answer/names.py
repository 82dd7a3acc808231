"""What a question names outright: codes, standard numbers, document numbers, titles, places."""

import re
from dataclasses import dataclass, field

from rapidfuzz.distance import DamerauLevenshtein

from app.base.knowledge import Knowledge
from index.words.normal import normalise
from ingest.identifiers import DocumentNumber, StandardNumber, TargetId, fold, ordinal_target
from ingest.model import Concept, CoreSystem, Standard
from ingest.numerals import CHINESE, chinese_to_int, int_to_chinese

_TITLE = re.compile(r"《([^《》]{2,80})》")
_PLACE = re.compile(rf"(目标{CHINESE}|专项行动之{CHINESE})(?:\s*[（(]({CHINESE})[）)])?(?:\s*第?\s*(\d{{1,2}})\s*[条项]?)?")

_ARTICLE = re.compile(rf"第({CHINESE}|\d{{1,4}})条((?:之{CHINESE})?)$")
_NUMBERED = re.compile(
    rf"第\s*(?:{CHINESE}|\d{{1,4}})\s*条(?:之{CHINESE})?|(?<![\d.])(?:\d{{1,2}}|[A-Z])(?:\.\d{{1,2}})+(?![\d.%％])|附录\s*[A-Z]"
)
_SECTION = re.compile(r"(?<![\d.])(\d{1,2}(?:\.\d{1,2})+)\s*[节条款]")
_BARE = re.compile(r"(?<![A-Za-z\d./-])(\d[\d.-]*-(?:19|20)\d{2})(?![\d-])")
"""A number of a standard without its letters: 348-2011."""
_YEARLESS = re.compile(r"(?<![A-Za-z])(?P<scheme>NIT|PIT)\s*-?\s*(?P<number>[IVX]{1,4}|\d{1,2})(?![\dA-Za-z]|\s*-)")
"""The code of a target without its year: PIT-55."""
_PARTICLES = re.compile(r"[的与和及]")
_SHORTEST = 3
"""Characters: a shorter title (办法) stands in too many questions that do not mean the document."""


@dataclass(slots=True)
class Names:
    """What a question names."""

    found: dict[str, str] = field(default_factory=dict)
    """Id of what the base holds → how the question names it, in Chinese."""
    unknown: list[str] = field(default_factory=list)
    """Numbers and codes that the base does not hold."""
    implied: dict[str, str] = field(default_factory=dict)
    """Id of a core system that a word of the question stands for → how. It is a result, but alone no basis for an answer."""
    replacing: set[str] = field(default_factory=set)
    """Those of ``found`` that have replaced what is written."""
    guessed: set[str] = field(default_factory=set)
    """Those of ``found`` whose number is not the one written, and that are not known to have replaced it."""

    def otherwise(self, identity: str) -> str:
        """How the question names a thing where the base holds it under another number; "" where the number is its own."""
        return self.found[identity] if identity in self.replacing | self.guessed else ""


def find_names(text: str, kb: Knowledge) -> Names:
    """Everything that ``text`` names."""
    out = Names()
    for step in (_standards, _bare_numbers, _targets, _documents, _titles, _places, _numbered, _matches):
        step(text, kb, out)
    return out


def _standards(text: str, kb: Knowledge, out: Names) -> None:
    standards = [e for e in kb.of_kind("standard") if isinstance(e, Standard)]
    for number in StandardNumber.find(text):
        same = [s for s in standards if s.id == str(number) or normalise(s.written) == normalise(str(number))]
        successors = [s for s in standards if s.replaces == str(number)]
        editions = [s for s in standards if _key(s.id) == number.key]
        if same:
            out.found |= {s.id: f"标准号 {s.written}" for s in same}
        elif successors:
            _take(out, out.replacing, {s.id: f"{number} 已被 {s.id} 代替" for s in successors})
        elif editions and not number.year:
            out.found |= {s.id: f"标准号 {s.written}" for s in editions}
        elif editions:
            _take(out, out.guessed, {s.id: f"库内没有 {number}，同号的是 {s.id}" for s in editions})
        elif str(number) in kb.graph:
            out.found |= {n.id: f"该处提到 {number}" for n in kb.graph.neighbours(str(number), "mentions")}
        elif slipped := [s for s in standards if _slipped(number, s) and _named_in(s, text)]:
            _take(out, out.guessed, {s.id: f"库内没有 {number}，也许是 {s.id}" for s in slipped})
        else:
            out.unknown.append(str(number))


def _take(out: Names, kind: set[str], found: dict[str, str]) -> None:
    out.found |= found
    kind.update(found)


def _slipped(written: StandardNumber, standard: Standard) -> bool:
    """Whether a number differs from that of a standard by a slip: digits in another order, one too many, too few or wrong."""
    own, digits = re.sub(r"[-—]?(?:19|20)\d\d$", "", standard.id), written.key
    alike = re.sub(r"\d", "", own) == re.sub(r"\d", "", digits) and sorted(own) == sorted(digits)
    return own != digits and (alike or DamerauLevenshtein.distance(own, digits) == 1)


def _named_in(standard: Standard, text: str) -> bool:
    """Whether a text has half of the title of a standard, or more, by its pairs of characters."""
    title, said = _PARTICLES.sub("", standard.name), _PARTICLES.sub("", text)
    pairs = [title[at : at + 2] for at in range(len(title) - 1)]
    return sum(pair in said for pair in pairs) * 2 >= len(pairs)


def _bare_numbers(text: str, kb: Knowledge, out: Names) -> None:
    """348-2011: the standard whose number ends so, or that has replaced it."""
    for written in _BARE.findall(re.sub(r"\s*[—–－]\s*", "-", text)):
        for standard in (e for e in kb.of_kind("standard") if isinstance(e, Standard)):
            if standard.id.endswith(f" {written}"):
                out.found[standard.id] = f"标准号 {standard.written}"
            elif standard.replaces.endswith(f" {written}"):
                _take(out, out.replacing, {standard.id: f"{standard.replaces} 已被 {standard.id} 代替"})


def _key(identity: str) -> str:
    number = next(StandardNumber.find(identity), None)
    return number.key if number else identity


def _targets(text: str, kb: Knowledge, out: Names) -> None:
    for code in TargetId.find(text):
        if str(code) in kb.entities:
            out.found[str(code)] = f"目标编号 {code}"
        else:
            out.unknown.append(str(code))
    held = [t.id for t in kb.of_kind("target")]
    for found in _YEARLESS.finditer(fold(text)):
        ending = f"-{found['number']:0>2}" if found["number"].isdecimal() else f"-{found['number']}"
        meant = [i for i in held if i.startswith(found["scheme"]) and i.endswith(ending)]
        if len(meant) == 1:
            out.found[meant[0]] = f"目标编号 {meant[0]}"


def _documents(text: str, kb: Knowledge, out: Names) -> None:
    for number in DocumentNumber.find(text):
        held = [d for d in kb.documents.values() if _same_number(number, d.number)]
        for document in held:
            out.found[document.id] = f"发文字号 {document.number}"
        if not held:
            out.unknown.append(str(number))


def _same_number(written: DocumentNumber, own: str) -> bool:
    """Whether a number written in a sentence is ``own``; words before the organ's code do not count."""
    other = next(DocumentNumber.find(own), None)
    if other is None or (written.year, written.number) != (other.year, other.number):
        return False
    return written.organ.endswith(other.organ)


def _titles(text: str, kb: Knowledge, out: Names) -> None:
    for title in _TITLE.findall(text):
        plain = _bare(title)
        names = {_bare(d.title): d.id for d in kb.documents.values()}
        names |= {_bare(s.name): s.id for s in kb.of_kind("standard") if isinstance(s, Standard)}
        for name, identity in names.items():
            if plain and (plain == name or (len(plain) > 5 and plain in name)):  # noqa: PLR2004 - long enough to be telling
                out.found[identity] = f"名称《{title}》"


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", normalise(text))


def _places(text: str, kb: Knowledge, out: Names) -> None:
    """目标三, 目标 3, 目标三（二）2, 专项行动之三; with a place in it, a target is not meant as a whole."""
    whole = _PLACE.sub(lambda found: found[0] if found[1] == found[0] else " ", text)
    for code in ordinal_target(whole, max(kb.target_years, default=0)):
        if str(code) in kb.entities:
            out.found.setdefault(str(code), f"目标{int_to_chinese(code.number)}")
    for head, part, item in _PLACE.findall(text):
        if not (part or item or head.startswith("专项")):
            continue
        tail = "/".join(x for x in (head, f"（{part}）" if part else "", item) if x)
        clauses = kb.store.clauses_at(tail)
        out.found |= {c: f"位置 {tail.replace('/', '')}" for c in clauses}
        if head.startswith("专项") and not clauses:
            out.unknown.append(head)


def _numbered(text: str, kb: Knowledge, out: Names) -> None:
    """第二十四条 of a statute, 4.1.2 or 附录A of a standard, where the question names the document too."""
    places = {label for found in _NUMBERED.finditer(text) if (label := _label(found[0]))}
    if not places:
        return
    plain, before = _bare(text), len(out.found)
    for document in kb.documents.values():
        title = _bare(re.sub(r"\s*第\S{1,3}部分.*$", "", document.title)).removeprefix("中华人民共和国")
        cited = {document.id, document.number} & out.found.keys()
        if not cited and (len(title) < _SHORTEST or title not in plain):
            continue
        for clause in kb.store.clauses(document.id):
            if any(_label(part) in places for part in clause.path):
                out.found[clause.id] = f"位置 {clause.locator}"
    if len(out.found) == before:
        _sections(text, kb, out)


def _sections(text: str, kb: Knowledge, out: Names) -> None:
    """7.2节 without a document: a place of every document that has it, and of none a number that the base does not hold."""
    for section in _SECTION.findall(text):
        held = [c for c in kb.store.clauses() if section in map(_label, c.path)]
        out.found |= {c.id: f"位置 {c.locator}" for c in held}
        if not held:
            out.unknown.append(section)


def _label(written: str) -> str:
    """The label of a place in one form: without spaces, and 第二十四条 as 第24条."""
    label = re.sub(r"\s+", "", written)
    article = _ARTICLE.match(label)
    return f"第{chinese_to_int(article[1])}条{article[2]}" if article else label


def _matches(text: str, kb: Knowledge, out: Names) -> None:
    """Concepts that stand for an entity: a core system by any of its names."""
    for mention in kb.searcher.mentions(text):
        concept = kb.entities[mention.concept]
        match = concept.match if isinstance(concept, Concept) else ""
        if isinstance(kb.entities.get(match), CoreSystem):
            out.implied.setdefault(match, f"“{mention.matched}”即{match}")
