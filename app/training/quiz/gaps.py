"""Statements come in; words in them that can be asked for go out, each with others that would be wrong in its place."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain

from app.training.quiz import quantities
from app.training.quiz.likeness import Likeness, apart, overlap
from app.training.quiz.model import BLANK
from app.training.quiz.shuffling import shuffled
from app.training.quiz.statements import Statement, around

_CHOICES = 3
_TELLING = 24
"""Characters that a sentence needs to tell whose duty it is."""
_COMMON = 0.5
"""Share of a document's duties from which a person would guess the actor without having read it."""
_DUTY = r"(?=应当|必须|不得|可以|有权|负责|依法(?:应当|承担))"
_ENDS_AS_ACTOR = re.compile(
    r"(?:机构|部门|人员|组织|委员会|医师|护士|药师|患者|病人|当事人|政府|机关|法院|近亲属|双方|单位|个人|公民|学会|协会|血站|中心|科室|员|媒体)$"
)
_ACTOR = re.compile(rf"(?:^|(?<=的，)|(?<=。))(?P<actor>[\u4e00-\u9fff]{{2,20}}?){_DUTY}")
_AUTHORITY = re.compile(
    r"(?:由|向)(?P<actor>[\u4e00-\u9fff]{3,24}?)(?=责令|给予|指定|规定|制定|组织|保管|报告|备案|提出申请|通报|提起|设立|共同设立|委托)"
)
_BEGINS_AS_NONE = re.compile(
    "其|原|经|指|对|由|在|因|如|并|依|按|以|该|发生|申请|设立|应|拟|卫生部门或者||所|批准|不|未|双方|上级"
)
_LEADER = re.compile(
    r"(?:由|以)(?P<by>[\u4e00-\u9fff]{2,8}?)(?:作为|为)?牵头|(?<=[，。：])(?P<first>[\u4e00-\u9fff]{2,6})(?:部门)?牵头"
)
_TITLE = re.compile(r"《[^《》]{4,32}》")
_ROLES = (
    {"医务人员", "护士", "医师", "药师", "医疗卫生人员", "专业技术人员", "卫生技术人员"},
    {"医疗机构", "医院", "医疗卫生机构", "医疗卫生单位", "用人单位"},
    {"患者", "病人", "当事人", "医患双方", "近亲属"},
)
"""Actors of whom one may be the other: they never stand side by side as options."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Words of a statement that are asked for."""

    statement: Statement
    start: int
    end: int
    others: tuple[str, ...]
    """What would be wrong in their place."""
    numeric: bool = False
    """Options stand in ascending order."""
    only_options: bool = False
    """A sentence with a wrong one would be plain nonsense, or follow from the right one: it is asked for among options only."""
    alike: bool = False
    """The answer may stand elsewhere in the sentence too without giving itself away."""
    short: bool = False
    """Few enough words to be written in a blank from memory."""

    @property
    def answer(self) -> str:
        """The words."""
        return self.statement.text[self.start : self.end]

    def filled(self, words: str = BLANK) -> str:
        """The statement, or enough of it, with ``words`` in their place; "" where no part of it can stand alone."""
        text = self.statement.text
        part = around(text, self.start, self.end)
        return text[part[0] : self.start] + words + text[self.end : part[1]] if part else ""


@dataclass(frozen=True, eq=False)
class Pool:
    """What other clauses have, to take wrong options from: those of the same document first."""

    statements: Sequence[Statement]
    likeness: Likeness

    @cached_property
    def figures(self) -> frozenset[str]:
        """Every figure that a statement sets."""
        return frozenset(q.written for s in self.statements for q in quantities.quantities(s.text))

    def seen(self, near: Statement, find: "Find") -> list[str]:
        """What ``find`` finds in the statements of the document of ``near``, then in the others, each once."""
        by_document = self._found(find)
        own = near.source.clause.document
        rest = (words for document, words in by_document.items() if document != own)
        return list(dict.fromkeys(chain(by_document.get(own, ()), chain.from_iterable(rest))))

    def common(self, near: Statement, actor: str) -> bool:
        """Whether most duties of the document are this actor's, or anybody's."""
        found = self._found(actors).get(near.source.clause.document, [])
        return actor.startswith("任何") or found.count(actor) > _COMMON * len(found)

    @cache  # noqa: B019 - a pool lives as long as one pack is made
    def _found(self, find: "Find") -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for statement in self.statements:
            found.setdefault(statement.source.clause.document, []).extend(find(statement))
        return found


Find = Callable[[Statement], list[str]]


def gaps(statement: Statement, pool: Pool) -> Iterator[Gap]:
    """Everything in a statement that can be asked for and that its own stem does not tell."""
    for finder in FINDERS:
        for gap in finder(statement, pool):
            stem = gap.filled("")
            told = gap.answer in (statement.lead + stem).replace(" ", "") and not gap.alike
            if gap.start >= statement.fresh and stem and not told and gap.others:
                yield gap


def _figures(statement: Statement, pool: Pool) -> Iterator[Gap]:
    inside = list(quantities.quantities(statement.text))
    for quantity in inside:
        seed = statement.text + quantity.written
        seen = [s for s in pool.figures if not any(quantities.same(s, other.written) for other in inside)]
        found = [o for o in quantities.others(quantity, seen, seed) if o not in statement.text]
        yield Gap(statement, quantity.start, quantity.end, tuple(found), numeric=True, short=True)


def _actors(statement: Statement, pool: Pool) -> Iterator[Gap]:
    for pattern in (_ACTOR, _AUTHORITY):
        for found in pattern.finditer(statement.text):
            if _is_actor(found["actor"]) and not pool.common(statement, found["actor"]) and len(statement.text) >= _TELLING:
                candidates = [o for o in pool.seen(statement, actors) if o not in statement.text]
                near = _nearest(found["actor"], candidates, statement.text)
                wrong = apart([found["actor"]], near, _one_actor(pool.likeness), _CHOICES)
                yield Gap(statement, *found.span("actor"), wrong)


def _nearest(word: str, candidates: list[str], seed: str) -> list[str]:
    """Candidates of about the same length first, else in an order that tells nothing."""
    return sorted(shuffled(seed, candidates), key=lambda c: abs(len(c) - len(word)) // 6)


def actors(statement: Statement) -> list[str]:
    """Who has duties or rights in a statement, or is turned to."""
    text = statement.text
    return [found["actor"] for p in (_ACTOR, _AUTHORITY) for found in p.finditer(text) if _is_actor(found["actor"])]


def _is_actor(words: str) -> bool:
    whole = not _BEGINS_AS_NONE.match(words) and not re.search("[的第]", words)
    return whole and bool(_ENDS_AS_ACTOR.search(words))


def _one_actor(likeness: Likeness) -> Callable[[str, str], bool]:
    def alike(one: str, other: str) -> bool:
        group = any({r for r in roles if r in one} and {r for r in roles if r in other} for roles in _ROLES)
        return group or likeness.terms(one, other)

    return alike


def _leaders(statement: Statement, pool: Pool) -> Iterator[Gap]:
    for found in _LEADER.finditer(statement.text):
        name = "by" if found["by"] else "first"
        if _is_leader(found[name]):
            others = [o for o in pool.seen(statement, leaders) if o not in statement.text]
            wrong = apart([found[name]], _nearest(found[name], others, statement.text), pool.likeness.terms, _CHOICES)
            yield Gap(statement, *found.span(name), wrong, short=True)


def leaders(statement: Statement) -> list[str]:
    """Which departments lead something in a statement."""
    found = (m["by"] or m["first"] for m in _LEADER.finditer(statement.text))
    return [name for name in found if _is_leader(name)]


def _is_leader(words: str) -> bool:
    return not re.search("[的、谁各及与和]|确定|明确|选定|负责|机构由", words)


def _titles(statement: Statement, pool: Pool) -> Iterator[Gap]:
    for found in _TITLE.finditer(statement.text):
        others = [o for o in shuffled(statement.text, pool.seen(statement, titles)) if o not in statement.lead + statement.text]
        others.sort(key=lambda o: _genre(o) != _genre(found[0]))
        wrong = apart([found[0]], others, _one_title, _CHOICES)
        told = overlap(found[0][1:-1], statement.lead + statement.text.replace(found[0], "")) > _TOLD
        if not told:
            yield Gap(statement, found.start(), found.end(), wrong, short=True)


_TOLD = 0.4
"""Share of the pairs of characters of a title from which the sentence around it gives it away."""


def titles(statement: Statement) -> list[str]:
    """The documents that a statement names."""
    return [found[0] for found in _TITLE.finditer(statement.text)]


def _genre(written: str) -> str:
    """指南, 办法, 条例: what kind of document a title ends in, without its edition."""
    return re.sub("[（(][^（）()]*[）)]", "", written.strip("《》"))[-2:]


def _one_title(one: str, other: str) -> bool:
    return overlap(one[1:-1], other[1:-1]) > 0.5  # noqa: PLR2004


def _modals(statement: Statement, pool: Pool) -> Iterator[Gap]:
    """Whether something must, may or must not be done; what must be done is too plain to ask for."""
    del pool
    found = list(_MODAL.finditer(statement.text))
    if len(found) == 1 and found[0][0] != "应当" and len(statement.text) >= _TELLING:
        yield Gap(statement, *found[0].span(), _OTHER_MODALS[found[0][0]], alike=True)


_OTHER_MODALS = {"可以": ("不得", "应当", "无须"), "不得": ("可以", "应当", "无须")}
"""The opposite first."""
_MODAL = re.compile("应当|可以(?=[^，。；]{3})|不得(?![少低高超多大小迟晚])")


def _duties(statement: Statement, pool: Pool) -> Iterator[Gap]:
    """What somebody must do in a case that the sentence tells."""
    for found in _DUTY_IN_CASE.finditer(statement.text):
        told = overlap(found["duty"], statement.text[: found.start("duty")])
        if told <= _TOLD_DUTY:
            same = [
                d for d in pool.seen(statement, duties) if _fits(d, found["duty"]) and overlap(d, statement.text) <= _TOLD_DUTY
            ]
            wrong = apart([found["duty"]], _nearest(found["duty"], same, statement.text), pool.likeness.sentences, _CHOICES)
            yield Gap(statement, *found.span("duty"), wrong, only_options=True)


_DUTY_IN_CASE = re.compile(r"(?:的|时|前|后|期间)，[^，。；的]{2,20}(?:应当|必须)(?P<duty>[^，。；]{6,30})(?=[；。]|$)")
_TOLD_DUTY = 0.2


def duties(statement: Statement) -> list[str]:
    """What a statement asks for in a case that it tells."""
    return [found["duty"] for found in _DUTY_IN_CASE.finditer(statement.text)]


def _fits(one: str, other: str) -> bool:
    return 0.6 <= len(one) / len(other) <= 1.7  # noqa: PLR2004


def _penalties(statement: Statement, pool: Pool) -> Iterator[Gap]:
    """What follows from a breach."""
    for found in _PENALTY.finditer(statement.text):
        wrong = apart([found[0]], shuffled(statement.text, _PENALTIES), lambda a, b: a in b or b in a, len(_PENALTIES))
        yield Gap(statement, *found.span(), tuple(w for w in wrong if w not in statement.text)[:_CHOICES])


_PENALTIES = (
    "给予警告",
    "责令限期改正",
    "没收违法所得",
    "吊销执业证书",
    "吊销执业许可证",
    "给予开除的处分",
    "给予撤职的处分",
    "暂停执业活动",
    "给予通报批评",
    "注销执业注册",
    "追究刑事责任",
)
_PENALTY = re.compile("|".join(_PENALTIES))


def _levels(statement: Statement, pool: Pool) -> Iterator[Gap]:
    """At which level: 县级以上, 二级以上; in writing or by word of mouth, and other words that stand for one of a few."""
    del pool
    for words in _SCALES:
        named = [word for word in words if word in statement.text]
        if len(named) == 1 and statement.text.count(named[0]) == 1:
            start = statement.text.index(named[0])
            wrong = tuple(w for w in words if w != named[0])[:_CHOICES]
            yield Gap(statement, start, start + len(named[0]), wrong, only_options=words[0].endswith("以上"))


_SCALES = (
    ("乡级以上", "县级以上", "设区的市级以上", "省级以上"),
    ("一级以上", "二级以上", "三级以上"),
    ("书面", "口头"),
    ("自愿", "强制"),
    ("无偿", "有偿"),
    ("主要负责人", "分管负责人"),
)
"""Words of which a rule names one: another one of the row makes it wrong."""


def _terms(statement: Statement, pool: Pool) -> Iterator[Gap]:
    """A term of the thesaurus, asked for among others that stand under the same heading there."""
    stem = statement.lead + statement.text
    for label, start, end in pool.likeness.terms_in(statement.text):
        told = overlap(label, statement.lead + statement.text[:start] + "　" + statement.text[end:])
        listed = "、" in statement.text[start - 1 : start] + statement.text[end : end + 1]
        if not told and not listed and start > 0:
            near = [s for s in pool.likeness.siblings(label) if s not in stem and _same_end(s, label)]
            wrong = apart([label], shuffled(stem, near), pool.likeness.terms, _CHOICES)
            yield Gap(statement, start, end, wrong, only_options=True)


def _same_end(one: str, other: str) -> bool:
    """Whether two terms end in the same character and are about as long, as 风险评估 and 疼痛评估 are."""
    return one[-1] == other[-1] and abs(len(one) - len(other)) <= 2  # noqa: PLR2004


FINDERS: tuple[Callable[[Statement, Pool], Iterator[Gap]], ...] = (
    _figures,
    _actors,
    _leaders,
    _titles,
    _modals,
    _duties,
    _penalties,
    _levels,
    _terms,
)
"""Each asks for one kind of thing: figures and deadlines, who has a duty, who leads, which document."""
