"""A question for what one document says as a whole → all its clauses, under its headings.

The document is called by its title or by a shorter form: words of the title in their order, with what kind of paper it is
(陪护制度 for 病区陪护与探视管理制度). Beside it the question holds only ways of asking for contents.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from app.answer.members import Listing, first_words
from app.answer.scope import OWN
from app.answer.understanding import Understood
from app.base.citation import inner
from app.base.document_names import short_title, without_padding
from app.base.knowledge import Knowledge
from ingest.kinds import nouns
from ingest.model import Clause

_BEFORE = (
    rf"请问|请|麻烦|帮我|给我|我想|想|要|知道|了解|查一下|查查|查|看一下|看看|看|问一下|列一下|列出|列举|说说|讲讲|介绍一?下?|按照?|根据|依据"
    rf"|关于|{OWN}|现在|现行|的|这[个份项]|那[个份项]|《|“|，"
)
_BESIDE = (
    r"》|”|，|。|？|\?|里面?|里头|中|当中|的|要|我们|大家|核心|详细|遵守|注意|就|到底|究竟|具体|主要|一共|总共|共|分别|都|全部|所有|完整|各|是|有|包括|包含|含"
    r"|做|写明?|讲|说|提|明确|了|着|过|出|些|个|项|条|点|方面|呢|吗|啊|呀|请列出|列出来|给我|看看|告诉我"
)
_CONTENTS = r"哪些|哪几|哪|什么|啥|多少|几|怎么|怎样|如何|内容|全文|原文|条款|条文|规定|要求|细则|要点"
_WAYS = re.compile(rf"(?=.*(?:{_CONTENTS}))(?:{_CONTENTS}|{_BESIDE})++")
"""What stands behind the title. Possessive: 哪些 is also 哪 and 些, and trying every way to part them takes for ever."""
_POLITE = re.compile(rf"(?:{_BEFORE})+")
"""What may stand before it."""
_LONGEST = 80
"""Characters of a question that asks for nothing but contents."""
_SHORTEST = 3
"""Characters of a whole title: 献血法."""
_KIND = 2
"""Characters at the end of a title that say what kind of paper it is: 制度, 流程."""
_TELLING = 2
"""Characters of a shorter form beside that and beside ``_COMMON``, at least."""
_COMMON = re.compile(
    "应急|操作|会议|护理|医疗|医学|临床|病区|科室|医院|院内|岗位|安全|质量|技术|服务|患者|病人|保护|器械|药品|设备|工作|日常|基本|核心|常规|防控|专项|年度"
)
"""Words that many titles have: 应急预案 is a kind of paper and no short form of one."""
_STATE = "中华人民共和国"
"""Before the title of a law, which nobody says."""
_PARTICLES = re.compile("[的与和及、]")
_OF_TEXT = re.compile(r"内容|全文|原文|条款|条文|规定|要求|细则|要点|写|讲|说")
"""What asks for the text of a paper and not for the things of its kind: 手卫生规范有哪些要求, not 手卫生规范有哪些."""
_OF_ONE = re.compile(rf"{_OF_TEXT.pattern}|条|项|是什么|是啥|什么内容")
"""What asks for the text of one paper and not which papers of a kind there are: 陪护制度一共几条, not 陪护制度有哪些."""
_NO_CLAUSES = frozenset({"contact", "imprint"})
"""Kinds of clauses that say nothing of the matter."""
_COLUMNS = "表头"
"""How the place of the names of a table's columns begins."""
_PREFACE = "引言"
_ARTICLE, _CHAPTER = re.compile(r"第[^章节]+条(?:之.+)?"), re.compile(r"第\S+章")


def find(kb: Knowledge, asked: Understood) -> Listing | None:
    """All clauses of the document that a question asks for; None where it asks for anything else or for several documents."""
    text = asked.compact
    if len(text) > _LONGEST or asked.names.unknown:
        return None
    for called in _called(text):
        if called.removesuffix("市") in kb.document_names.regions:
            continue
        named = kb.document_names.by_name.get(called) or _titled(kb, called)
        for documents in (named, _shortened(kb, called) if _OF_ONE.search(text.partition(called)[2]) else frozenset()):
            if len(documents) == 1:
                return _whole(kb, asked, *documents)
    return None


def _called(text: str) -> Iterator[str]:
    """What a document may be called in a question for its contents, the longest first."""
    before = _POLITE.match(text)
    for start in dict.fromkeys((0, before.end() if before else 0)):
        for end in range(len(text) - 1, start + _SHORTEST - 1, -1):
            if _WAYS.fullmatch(text, end) and (not text.endswith(_things(), start, end) or _OF_TEXT.search(text, end)):
                yield text[start:end]


def _things() -> tuple[str, ...]:
    """Nouns for things that are no documents."""
    return tuple(noun for noun, kinds in nouns().items() if "document" not in kinds)


def _titled(kb: Knowledge, called: str) -> frozenset[str]:
    """Ids of the documents whose whole title, beside 中华人民共和国, this is: too short a name anywhere else."""
    if len(called) != _SHORTEST:
        return frozenset()
    titles = {d.id: short_title(d).removeprefix(_STATE) for d in kb.documents.values() if d.doctype != "catalogue"}
    return frozenset(i for i, title in titles.items() if title == called)


def _shortened(kb: Knowledge, called: str) -> frozenset[str]:
    """Ids of the documents whose title has all pieces of a shorter form in their order, and ends as it does."""
    noun = max((noun for noun in nouns() if called.endswith(noun)), key=len, default=called[-_KIND:])
    if len(_COMMON.sub("", _PARTICLES.sub("", without_padding(called.removesuffix(noun))))) < _TELLING:
        return frozenset()
    titles = {d.id: short_title(d) for d in kb.documents.values() if d.doctype != "catalogue"}
    short = _PARTICLES.sub("", called)
    return frozenset(
        i for i, title in titles.items() if title.endswith(called[-_KIND:]) and _in_order(short, _PARTICLES.sub("", title))
    )


def _in_order(short: str, title: str) -> bool:
    """Whether a title has all of a shorter form, in pieces of two characters or more, in their order."""
    for end in range(len(short), 1, -1):
        at = title.find(short[:end])
        if at >= 0 and _in_order(short[end:], title[at + end :]):
            return True
    return not short


def _whole(kb: Knowledge, asked: Understood, document: str) -> Listing | None:
    """The clauses of a document; None where the question names more than it, or its filters leave some of it out."""
    others = {i for i in asked.names.found if i.partition("#")[0] != document or "#" in i}
    title = kb.documents[document].title
    meant_system = asked.names.implied and not re.search(rf"{OWN}|医院|卫生院", asked.compact)
    clauses = [c for c in kb.store.clauses(document) if _says(kb, c)]
    filtered = not all(asked.selection.includes("clause", c.id) for c in clauses)
    if others or meant_system or filtered or not clauses:
        return None
    names = tuple(first_words(c.text) for c in clauses)
    parts = tuple(_parts(clauses))
    counted = _counted(clauses, [heading for heading, _ in parts])
    return Listing("clause", tuple(c.id for c in clauses), names, f"《{inner(title)}》", parts=parts, counted=counted)


def _says(kb: Knowledge, clause: Clause) -> bool:
    """Whether a clause is one of substance: no contact, signature, names of columns, or sentence that leads to all the rest."""
    leads = clause.path[0] == _PREFACE and bool(kb.outline(clause.document).items(clause))
    return clause.kind not in _NO_CLAUSES and not clause.path[-1].startswith(_COLUMNS) and not leads


def _parts(clauses: Sequence[Clause]) -> Iterator[tuple[str, int]]:
    """The headings of the first level and how many clauses stand under each; nothing where one has no title."""
    if all(clause.titles[0] for clause in clauses if clause.path[0] != _PREFACE):
        for (label, title), under in groupby(clauses, lambda c: (c.path[0], c.titles[0])):
            yield f"{label} {title}".strip(), sum(1 for _ in under)


def _counted(clauses: Sequence[Clause], headings: Sequence[str]) -> str:
    """How many headings, articles and clauses there are: 3 章、12 条、20 项."""
    articles = {c.path[: at + 1] for c in clauses for at, label in enumerate(c.path) if _ARTICLE.fullmatch(label)}
    headed = [heading for heading in headings if not heading.startswith(_PREFACE)]
    unit = "章" if all(map(_CHAPTER.match, headed)) else "部分"
    counts = ((len(headed), unit), (len(articles), "条"), (len(clauses) if len(clauses) > len(articles) else 0, "项"))
    return "、".join(f"{count} {of}" for count, of in counts if count)
