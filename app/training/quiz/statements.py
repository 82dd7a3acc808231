"""Clauses come in; sentences that can be understood away from their place go out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.base.things import Things
from app.training.citing import cited, title
from app.training.quiz.model import Source
from ingest.model import Clause

LONGEST = 130
"""Characters of a sentence that a person still takes in as the stem of a question; a longer one is cut around what is asked."""
_MOST = 320
_SHORTEST = 14
_POINTS_ELSEWHERE = re.compile(
    r"前[款条项述]|本[条款项章节](?!例)|上述|该[款条项]|第[（(]?[一二三四五六七八九十]+[）)]?[项款]|"
    r"第[一二三四五六七八九十百零\d]+条|下列|如下|以下[各几：]|详见|见附|[：:]$|（原文|（句|（接|有关规定执行|参照.{0,20}执行|同前|此外|"
    r"[（(](?:[一二三四五六七八九十]+|\d+)[）)]"
)
"""Words that mean something outside the sentence, other articles, numbers of a list's items, and notes in a digest."""
_HANGS_ON = re.compile(
    r"^(?:但|其(?!他|余)|该|此(?!类)|这|并|也|还|同时|因此|所以|否则|由此|具体|并且|而|即|以及|对其|另外|另|前者|后者|逾期|"
    r"拒绝|必要时|需要|超过|属于|情节|构成|对[^，]{0,12}的，|二是|三是|四是|其[一二三四]|仍)"
)
"""Beginnings of a sentence that says nothing without the one before it."""
_CASE = re.compile("[^，。；]{1,7}的，")
"""A case in few words, which the sentence before it explains: 中标的，…"""
_SELF = re.compile(r"本(条例|法|办法|规定|细则|制度|规范|标准|方案|计划|指南)")
_ONE_OF = re.compile(r"(?P<who>.*?)，?[有具]有?下列(?P<what>情形|行为|条件)之一的?，(?P<then>.+)")
_NEEDED = re.compile(r"(?P<who>.*?)，?应当(?:同时)?(?:具备|符合)下列(?P<what>条件|要求)")
_KINDS = ("item", "paragraph", "box")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that stands for itself, with the source that it is quoted from."""

    source: Source
    text: str
    below: str = ""
    """The sentence that a numbered item stands below: 有下列情形之一的，不予注册."""
    fresh: int = 0
    """From which character on it is the sentence itself; before that stands the one that it hangs on."""

    @property
    def lead(self) -> str:
        """The words before the sentence in a stem."""
        verb = "的大意是" if self.source.digest else "规定"
        return f"{self.source.cited}{verb}：{_item_of(self.below) if self.below else ''}"


def statements(things: Things, clauses: Iterable[Clause]) -> list[Statement]:
    """Every such sentence of ``clauses``, in their order; tables and headings have none."""
    listed = list(clauses)
    above = {item.source.clause.id: lead.text for lead, items in leads(things, listed) for item in items}
    found: list[Statement] = []
    for clause in listed:
        if clause.kind in _KINDS and clause.document in things.documents:
            source = Source(clause, cited(things, clause), clause.rendition != "original")
            found += _of_clause(source, title(things.documents[clause.document]), above.get(clause.id, "").rstrip("：:"))
    return found


def _of_clause(source: Source, name: str, below: str) -> Iterator[Statement]:
    """The sentences of a clause; none where the sentence above it is too long or refers elsewhere."""
    if len(below) > LONGEST or _REFERS.search(below) or (below and not _item_of(below)):
        return
    for context, sentence in _sentences(source.clause.text):
        before = _named(context, name)
        yield Statement(source, before + _named(sentence, name), below, len(before))


def _item_of(below: str) -> str:
    """The sentence above a list as it leads to one item: 不予注册的情形之一是：; "" where it cannot be turned so."""
    if found := _ONE_OF.fullmatch(below):
        return f"{found['who']}{found['then']}的{found['what']}之一是："
    if found := _NEEDED.fullmatch(below):
        return f"{found['who']}应当具备的{found['what']}之一是："
    return "" if "下列" in below or "以下" in below else f"{below}，其中之一："


def _named(text: str, name: str) -> str:
    """本条例 in a question means nothing: the title is written instead."""
    return _SELF.sub(lambda found: name if name.endswith(f"{found[1]}》") else found[0], text)


def around(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The part of a sentence, as [start, end), that is enough to ask for the words at [start, end); None if there is none."""
    if len(text) <= LONGEST:
        return 0, len(text)
    first = 0 if end <= LONGEST else max(text.rfind(stop, 0, start) for stop in "；。") + 1
    stops = [i for i in range(end, len(text)) if text[i] in "；。"] + [len(text)]
    commas = [i for i in range(end, len(text)) if text[i] == "，" and text[i - 1] != "的"]
    last = next((i for i in (stops[0], *commas) if i - first <= LONGEST), 0)
    part = text[first:last]
    ok = (
        last
        and not _HANGS_ON.match(part)
        and not (first and _CASE.match(part))
        and _PREDICATE.search(part)
        and len(part) >= _SHORTEST
    )
    return (first, last) if ok else None


_PREDICATE = re.compile(r"应当?|须|不得|可以|由|处|给予|负责|有权|达|[≥≤]|每|以")


def _sentences(text: str) -> Iterator[tuple[str, str]]:
    """Each sentence of a text, after the words that it hangs on; what hangs on too much is left out."""
    before = ""
    for written in re.findall(r"[^。！？]+[。！？]?", text.replace(" ", "")):
        sentence = written.strip()
        hangs = _HANGS_ON.match(sentence) or (before and _CASE.match(sentence))
        context = before if hangs else ""
        before = context + sentence
        if _stands_alone(before):
            yield context, sentence.rstrip("。；")


def _stands_alone(sentence: str) -> bool:
    fits = _SHORTEST <= len(sentence) <= _MOST and not _HANGS_ON.match(sentence)
    balanced = all(sentence.count(a) == sentence.count(b) for a, b in ("（）", "()", "《》", "“”"))
    return fits and balanced and not _POINTS_ELSEWHERE.search(sentence)


_ITEM_NUMBER = re.compile(r"[（(][一二三四五六七八九十百]+[）)]|\d{1,2}|列项\d+|[a-z]")


def leads(things: Things, clauses: Iterable[Clause]) -> list[tuple[Statement, tuple[Statement, ...]]]:
    """Clauses that end with a colon, each with the numbered items that follow it."""
    found: list[tuple[Statement, list[Statement]]] = []
    lead: Clause | None = None
    for clause in clauses:
        if clause.document not in things.documents:
            continue
        source = Source(clause, cited(things, clause), clause.rendition != "original")
        text = _named(clause.text.strip(), title(things.documents[clause.document]))
        if text.endswith(("：", ":")):
            lead = clause if not _REFERS.search(text) else None
            if lead:
                found.append((Statement(source, text), []))
        elif lead and lead.document == clause.document and _ITEM_NUMBER.fullmatch(clause.path[-1]) and _below(lead, clause):
            found[-1][1].append(Statement(source, text.rstrip("；;。")))
        else:
            lead = None
    return [(sentence, tuple(items)) for sentence, items in found if items]


_REFERS = re.compile(r"前[款条]|本条(?!例)|上述")


def _below(lead: Clause, item: Clause) -> bool:
    """Whether an item stands under the heading of its lead, whose own path may end with the number of a paragraph."""
    parent = item.path[:-1]
    return lead.path[: len(parent)] == parent
