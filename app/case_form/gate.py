"""A case comes in with its citations checked against a base; a quote that is not verbatim does not go out."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from app.base import cited
from app.base.knowledge import Knowledge
from app.case_form.case import TEXTS, Basis, Case, CasePractice, Person
from app.case_form.checked import WITHHELD, CheckedBasis, CheckedCase, CheckedPractice, Problem
from app.case_form.notice import Notice
from app.case_form.title import Applied, with_standard
from app.mapping.documents import proves
from app.mapping.fragments import FRAGMENTS, ends
from app.mapping.mapping import Mapper
from app.mapping.model import Draft, Passage, Quote, QuoteState, Reference, RefState, Unchecked
from app.mapping.references import references
from ingest.model import Clause

_MARKS = re.compile(r"[“”「」『』\"]")
_QUOTABLE = ("item", "paragraph", "box")
"""Kinds of clauses whose text is that of the document; a row is put together from its cells and column names."""
_MOST = 200
"""Characters of a clause that is quoted whole; of a longer one the first sentences are."""
_HEAD = 15
"""Characters of a practice by which it is named in a problem."""
_SENTENCE = re.compile(r"[^。；;]*[。；;]|[^。；;]+$")
_LIMITS = re.compile(r"\s*(?:但|不得|未|除|其中|上述|前款|否则|不包括|不适用)")
"""How a sentence begins that limits the one before."""
_STATES = {
    QuoteState.ALTERED: "引文与原文不一致",
    QuoteState.MISATTRIBUTED: "引文的出处不对",
    QuoteState.NOT_FOUND: "引文没有得到证实",
    QuoteState.UNPROVEN: "引文没有得到证实",
}
_REFERENCES = {
    RefState.SUPERSEDED: "已被代替",
    RefState.MISNAMED: "名称和编号不符",
    RefState.UNKNOWN: "知识库里没有",
    RefState.MISPRINTED: "与来源文件一样印错了",
}


class Gate:
    """Checks cases against one base; what it reads of the base stays in memory from case to case."""

    def __init__(self, kb: Knowledge, notice: Notice, mapper: Mapper) -> None:
        """``mapper``: that of the same base, whose quotes are checked in the same way."""
        self._kb, self._notice, self._mapper, self._documents = kb, notice, mapper, mapper.documents

    def check(self, case: Case, unread: tuple[Unchecked, ...] = ()) -> CheckedCase:
        """What of ``case`` is exported, and its problems; ``unread``: what could not be read of the draft it is from."""
        told, draft = [*self._missing(case)], self._draft(case)
        standards, applied, listed = self._standards(case, told)
        cited_in_text = self._references(draft, told)
        quotes, unchecked = tuple[Quote, ...](), unread
        if any(_MARKS.search(passage.text) for passage in draft.passages):
            checked = self._mapper.quotes.check(draft)
            quotes, unchecked = checked.quotes, (*checked.unchecked, *unread)
        told += map(_of_quote, filter(_wrong, quotes))
        told += [Problem("unchecked", one.place or "原稿", f"没有核对“{one.text[:40]}”", one.why) for one in unchecked]
        clean = _without(case, [quote.text for quote in quotes if _wrong(quote)])
        practices = tuple(self._practice(practice, told) for practice in clean.practices)
        clean, note = with_standard(clean, self._notice, applied)
        return CheckedCase(clean, standards, practices, (*listed, *cited_in_text), quotes, (*told, *([note] if note else ())))

    def _missing(self, case: Case) -> Iterator[Problem]:
        """Fields with nothing in them, and parts of persons."""
        for field in self._notice.fields:
            value = getattr(case, field.key)
            if field.key not in ("enclosures", "subtitle") and value in ("", (), Person()):
                yield Problem("missing", field.label, "没有提供")
        for label, person in persons(case, self._notice):
            lacking = [name for name, has in (("姓名", person.name), ("电话", person.phone), ("邮箱", person.mail)) if not has]
            if person != Person() and lacking:
                yield Problem("missing", label, f"没有提供{'、'.join(lacking)}")
            for part, said in person.odd.items():
                yield Problem("contact", label, f"“{getattr(person, part)[:40]}”{said}")

    def _draft(self, case: Case) -> Draft:
        """The texts of a case as a draft, a line a passage."""
        texts = [(key, getattr(case, key)) for key in ("introduction",)]
        texts += [("practices", practice.text) for practice in case.practices]
        texts += [(key, getattr(case, key)) for key in TEXTS[1:]]
        passages, count = [], dict[str, int]()
        for key, text in texts:
            for line in text.splitlines():
                count[key] = count.get(key, 0) + 1
                label = self._notice.label(key)
                passages.append(Passage(line, f"{label}第{count[key]}段", "paragraph", (label,)))
        return Draft(case.file, case.title, tuple(passages))

    # standards

    def _standards(self, case: Case, told: list[Problem]) -> tuple[tuple[str, ...], list[Applied], list[Reference]]:
        """Each applied standard as printed and as the base has it, and what the base says of how it is cited."""
        printed, applied, found = list[str](), list[Applied](), list[Reference]()
        label = self._notice.label("standards")
        for written in case.standards:
            reference = self._reference(written)
            identity = (reference.expected_id or reference.id) if reference else self._kb.current(written)
            right = cited.of(self._kb, identity) is not None and (reference is None or reference.state is RefState.IN_FORCE)
            printed.append(self._named(identity) if right else written)
            applied.append(Applied(identity, self._documents.name(identity), right))
            if reference:
                found.append(reference)
            if not right:
                unknown = Reference(written, "", label, RefState.UNKNOWN, advice="请人工核实编号、名称和是否有效")
                told.append(_of_reference(replace(reference or unknown, place=label)))
        return tuple(printed), applied, found

    def _named(self, identity: str) -> str:
        """Name and number of what is applied."""
        name = self._documents.name(identity)
        return (
            f"《{name}》（{identity}）"
            if name and self._kb.entities.get(identity) and name != identity
            else self._short(identity)
        )

    def _short(self, identity: str) -> str:
        found = cited.of(self._kb, identity)
        return found.short if found else identity

    def _reference(self, written: str) -> Reference | None:
        """What the base says of one line of the field of standards."""
        lines = (written, f"《{written}》")
        drafts = (Draft("", "", (Passage(line, "", "paragraph"),)) for line in lines)
        found = [r for draft in drafts for r in references(self._kb, self._documents, draft)]
        return next((r for r in found if r.id), found[0] if found else None)

    def _references(self, draft: Draft, told: list[Problem]) -> list[Reference]:
        found = references(self._kb, self._documents, draft)
        told += [_of_reference(r) for r in found if r.state is not RefState.IN_FORCE]
        return found

    # practices

    def _practice(self, practice: CasePractice, told: list[Problem]) -> CheckedPractice:
        bases = (self._basis(basis, practice, told) for basis in practice.bases)
        checked = CheckedPractice(practice.text, tuple(basis for basis in bases if basis))
        if not practice.bases:
            told.append(
                Problem(
                    "basis",
                    short(practice.text),
                    "没有写依据",
                    "请另找对应的条款；确实没有就空着",
                )
            )
        return checked

    def _basis(self, basis: Basis, practice: CasePractice, told: list[Problem]) -> CheckedBasis | None:
        where = short(practice.text)
        identity = self._kb.current(basis.id)
        reference = None if cited.of(self._kb, identity) else self._reference(basis.id)
        identity = reference.id if reference and reference.state is RefState.IN_FORCE else identity
        found = cited.of(self._kb, identity)
        if found is None or not found.short:
            what = f"依据“{basis.id}”不在知识库里，可能文件已换版或移出"
            told.append(Problem("basis", where, what, "请重新查找编号，另选依据"))
            return None
        clause = self._kb.clause(identity)
        if clause is None:
            lacking = "引文没有导出" if basis.quote else "没有引文"
            told.append(
                Problem(
                    "quote", where, f"依据没有写到条款，{lacking}：{found.printed}", "请写条款编号；只有标题的标准，请加入全文"
                )
            )
            if found.notes:
                told.append(Problem("basis", where, found.notes, f"请核对后再寄出：{found.printed}"))
            return CheckedBasis(identity, found.printed)
        place = cited.place(self._kb, clause.id, len(clause.path)).printed
        return CheckedBasis(identity, place, self._words(clause, basis, where, told))

    def _words(self, clause: Clause, basis: Basis, where: str, told: list[Problem]) -> str:
        """The author's quote if it is verbatim, without one the clause's own words; "" where nothing is proven."""
        if not basis.quote:
            if not proves(self._kb.documents[clause.document]) or clause.rendition != "original":
                title = self._kb.documents[clause.document].title
                told.append(Problem("quote", where, f"库内只有《{title}》的摘要或课件，没有引文", "请把原文加入资料库"))
                return ""
            if clause.kind not in _QUOTABLE:
                told.append(Problem("quote", where, "依据是表格里的一行或标题，没有引文", "请自己写引文"))
                return ""
            return excerpt(clause.text)
        quote = self._mapper.quotes.of_clause(basis.quote, clause)
        if _wrong(quote):
            told.append(_of_quote(replace(quote, place=where)))
            return ""
        return basis.quote if FRAGMENTS.search(ends(basis.quote)) else quote.source_text


def persons(case: Case, notice: Notice) -> list[tuple[str, Person]]:
    """Everybody whom the form names, with the labels."""
    label = notice.label("reporters")
    reporters = [(f"{label}{number}", person) for number, person in enumerate(case.reporters, 1)]
    return [(notice.label("recommender"), case.recommender), *reporters]


def excerpt(text: str) -> str:
    """A clause's words: whole, or of a long one its first sentences, never parted from one that limits them."""
    if len(text) <= _MOST:
        return text
    kept = ""
    for sentence in _SENTENCE.findall(text):
        if kept and len(kept) + len(sentence) > _MOST and not _LIMITS.match(sentence):
            break
        kept += sentence
    return kept if kept == text or kept.endswith("。") else f"{kept.rstrip('；;')}……"


def _without(case: Case, quotes: list[str]) -> Case:
    """A case without some quotes: a mark stands where they were."""

    def clean(text: str) -> str:
        for quote in quotes:
            for piece in [quote] if quote in text else quote.split("\n"):
                text = re.sub(rf"[“「『\"]?{re.escape(piece)}[”」』\"]?", WITHHELD, text) if piece.strip() else text
        return text

    changed: dict[str, Any] = {key: clean(getattr(case, key)) for key in TEXTS}
    practices = tuple(replace(practice, text=clean(practice.text)) for practice in case.practices)
    return replace(case, practices=practices, **changed) if quotes else case


def _wrong(quote: Quote) -> bool:
    return quote.state is not QuoteState.VERBATIM


def _of_quote(quote: Quote) -> Problem:
    what = f"{_STATES[quote.state]}，没有导出：“{quote.text[:60]}”"
    return Problem("quote", quote.place, what, quote.difference or "请照原文改写，或去掉引号")


def _of_reference(reference: Reference) -> Problem:
    return Problem("reference", reference.place, f"“{reference.written}”{_REFERENCES[reference.state]}", reference.advice)


def short(text: str) -> str:
    """A practice as a problem names it."""
    return f"做法“{text[:_HEAD]}{'…' if len(text) > _HEAD else ''}”"
