"""A subject of a base comes in; what is taught about it goes out, section by section, each statement with its place."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from app.base.citation import STATUS, of_document, of_standard, status
from app.base.things import Things
from app.training.citing import cited, place, title
from app.training.deciding import decisions
from app.training.lesson import Bars, Lesson, Point
from app.training.quiz.systems import strangers
from app.training.saying import is_formal, is_reason, is_row, said
from app.training.subjects import Subject, name
from ingest.kinds import KINDS, kind_of
from ingest.model import Clause, CoreSystem, Document, Indicator, Standard, Target
from kg.figures import Figure, figures
from kg.graph import Neighbour
from kg.predicates import BASES

_SHOWN_KINDS = ("item", "paragraph", "box", "row")
_MOST = 36
"""Requirements that one class can take in; of a longer document those are taken that set a duty or a figure."""
_DUTY = re.compile(r"应当|必须|不得|须|负责|禁止|每季度|每月|每年|\d|小时")


def lesson(things: Things, subject: Subject) -> Lesson:
    """What is taught about a subject."""
    made = _Maker(things, subject)
    required, left_out = made.required()
    why = tuple(made.why())
    asked = required or [replace(p, text=f"{subject.id}：{p.text}") for p in why]
    return Lesson(
        subject.id,
        name(things, subject),
        KINDS[kind_of(subject.thing)].label,
        why,
        tuple(required),
        _once(made.who(required)),
        _once(made.measured()),
        tuple(made.bars()),
        tuple(decisions(asked)),
        _once(made.linked()),
        tuple(made.memory()),
        made.sources(),
        left_out,
    )


class _Maker:
    """Takes the parts of a lesson out of the base."""

    def __init__(self, things: Things, subject: Subject) -> None:
        self._things, self._subject, self._thing = things, subject, subject.thing

    def why(self) -> Iterator[Point]:
        """The reason that its own document gives."""
        if isinstance(self._thing, CoreSystem) and self._thing.definition:
            yield Point(self._thing.definition, "知识库的概括，非原文", "核心制度目录（知识库的概括，非原文）", digest=True)
        if isinstance(self._thing, Standard):
            yield Point(_introduced(self._thing), "标准目录", "标准目录", digest=True)
        for clause in self._subject.clauses:
            if self._is_reason(clause) and clause.kind in _SHOWN_KINDS:
                yield self._point(clause)

    def required(self) -> tuple[list[Point], int]:
        """What the clauses ask for, and how many more there are than one class can take in."""
        clauses = [c for c in self._subject.clauses if c.kind in _SHOWN_KINDS and self._asks(c)]
        points = self._with_items(clauses)
        if len(points) <= _MOST:
            return points, 0
        duties = [p for p in points if _DUTY.search(p.text)]
        chosen = sorted(duties, key=lambda p: p.row)[:_MOST]
        return [p for p in points if p in chosen], len(points) - len(chosen)

    def _with_items(self, clauses: Sequence[Clause]) -> list[Point]:
        """A point for each clause; the items of a list belong to the sentence above them."""
        points: list[Point] = []
        lead: Clause | None = None
        for clause in clauses:
            point = self._point(clause)
            if lead and clause.path[:-1] == lead.path[: len(clause.path) - 1] and _ITEM.fullmatch(clause.path[-1]):
                points[-1] = replace(points[-1], text=f"{points[-1].text}{clause.path[-1]}{point.text}")
            else:
                points.append(point)
                lead = clause if point.text.endswith(("：", ":")) else None
        return points

    def _asks(self, clause: Clause) -> bool:
        """Whether a clause says what is to be done: neither the reason, nor a bare name, nor a way to remember names."""
        is_name = isinstance(self._thing, CoreSystem) and (len(clause.text) < _SENTENCE or clause in self._aids)
        if clause.kind == "row" and not is_row(clause):
            return False
        return not self._is_reason(clause) and not is_formal(clause) and len(clause.text) > _SHORTEST and not is_name

    @cached_property
    def _systems(self) -> list[CoreSystem]:
        return self._things.all_of(CoreSystem)

    @cached_property
    def _aids(self) -> list[Clause]:
        """Clauses that name several core systems to remember them by."""
        names = [s.id for s in self._systems]
        return [c for c in self._subject.clauses if sum(n in c.text for n in names) >= _SEVERAL and c.kind == "paragraph"]

    def memory(self) -> Iterator[Point]:
        """Aids to remember core systems by; where one counts what is none of them, that is said."""
        if not isinstance(self._thing, CoreSystem):
            return
        others = strangers(self._systems, self._subject.clauses)
        for clause in self._aids:
            if wrong := [name for name, where in others if where.id == clause.id]:
                count = len(self._systems)
                text = (
                    f"“{'”“'.join(wrong)}”不在{count}项核心制度之列，这个口诀另有一套数法；背名称、写材料以核心制度目录为准。"
                )
                yield Point(text, "核心制度目录", "核心制度目录", topic="注意")
            yield self._point(clause)

    def _is_reason(self, clause: Clause) -> bool:
        if isinstance(self._thing, Target):
            return clause.path[-1] in ("（一）", "目标简述") or "简述" in clause.titles[-1:]
        if isinstance(self._thing, Document):
            return is_reason(clause)
        return (
            isinstance(self._thing, (CoreSystem, Standard))
            and clause.id == self._subject.clauses[0].id
            and clause.kind != "item"
        )

    def _point(self, clause: Clause) -> Point:
        where = cited(self._things, clause)
        short = place(clause)
        if target := self._things.target_of.get(clause.id):
            short = "目标简述" if clause.id == target.clause else f"核心策略第{clause.path[-1]}条"
        elif clause.document != self._subject.clauses[0].document or not isinstance(self._thing, Document):
            short = f"{_shortened(title(self._things.documents[clause.document]))}{short}"
        page = f"，第{clause.page}页" if clause.page else ""
        heading = "" if isinstance(self._thing, Target | CoreSystem) else next((t for t in reversed(clause.titles) if t), "")
        return Point(
            said(clause), short, f"{where}{page}", clause.rendition != "original", heading=heading, row=clause.kind == "row"
        )

    def who(self, required: Sequence[Point]) -> Iterator[Point]:
        """Who is named, and for what."""
        for point in required:
            first = next(((found, topic) for pattern, topic in _WHO if (found := pattern.search(point.text))), None)
            doing = ((found, "责任主体") for found in _DOES.finditer(point.text))
            for found, topic in (*([first] if first else []), *doing):
                yield Point(_NEAR.sub("", _tidy(found["who"])), point.place, point.cited, point.digest, topic)

    def measured(self) -> Iterator[Point]:
        """Rates, how often they are looked at, thresholds and deadlines."""
        if isinstance(self._thing, Target):
            yield Point(self._thing.name, f"目标编号 {self._thing.id}", self._thing.id, topic="指标")
        for indicator in self._indicators():
            clause = self._things.clause(indicator.id)
            text = indicator.name + (
                f"：{indicator.threshold}"
                if indicator.threshold
                else f"（{indicator.direction}）"
                if indicator.direction
                else ""
            )
            where = cited(self._things, clause) if clause else indicator.id
            yield Point(text, f"指标{indicator.number}", where, bool(clause and clause.rendition != "original"), "监测指标")
        for clause in self._subject.clauses:
            for pattern, topic in _MEASURES:
                if topic == "指标值" and clause.id in self._drawn:
                    continue
                for found in pattern.finditer(clause.text):
                    point = self._point(clause)
                    yield Point(
                        _tidy(found[0].strip("，。；、").split("：")[-1]), point.place, point.cited, point.digest, topic
                    )

    def _indicators(self) -> list[Indicator]:
        near = self._things.graph.neighbours(self._subject.id, "measures")
        found = (self._things.entities.get(n.id) for n in near if n.link.basis != "suggested")
        return [i for i in found if isinstance(i, Indicator)]

    @cached_property
    def _alike(self) -> list[tuple[str, list[Figure]]]:
        """Thresholds of one unit, two or more."""
        found = [f for f in figures(self._subject.clauses, self._indicators()) if f.kind == "threshold" and len(f.numbers) == 1]
        groups = [(unit, [f for f in found if f.value.endswith(unit)]) for unit in ("%", "‰")]
        return [(unit, same) for unit, same in groups if len({f.name for f in same}) > 1]

    @cached_property
    def _drawn(self) -> frozenset[str]:
        """Clauses whose thresholds stand in a chart."""
        return frozenset(f.clause for _, same in self._alike for f in same)

    def bars(self) -> Iterator[Bars]:
        """Thresholds that can be set beside each other."""
        for unit, same in self._alike:
            bounds = {f.value[0] if f.value[0] in "≥≤" else "" for f in same}
            mark = f"（{'、'.join(sorted(b for b in bounds if b))}）" if bounds - {""} else ""
            clause = self._things.clause(same[0].clause)
            where = cited(self._things, clause) if clause else same[0].clause
            yield Bars(f"指标值{mark}", tuple(f.name for f in same), tuple(f.numbers[0] for f in same), unit, where)

    def linked(self) -> Iterator[Point]:
        """Standards, core systems, targets and tasks that links lead to; suggestions that nobody accepted are none."""
        for near in self._things.graph.neighbours(self._subject.id):
            if near.link.basis != "suggested" and near.kind in _LINKED and near.link.predicate != "part_of":
                yield self._linked(near)

    def _linked(self, near: Neighbour) -> Point:
        thing = self._things.entities.get(near.id)
        label = self._things.graph.label(near.id)
        if isinstance(thing, Standard):
            label = f"{thing.id}　{thing.name}（{STATUS[status(thing, self._things.superseded)]}）"
        basis = BASES[near.link.basis]
        return Point(label, f"{basis}：{near.link.comment}" if near.link.comment else basis, topic=KINDS[near.kind].label)

    def sources(self) -> tuple[str, ...]:
        """The documents as they are cited; those at hand as digests say so."""
        documents = dict.fromkeys(c.document for c in self._subject.clauses)
        out = [of_document(self._things.documents[d]).full for d in documents if d in self._things.documents]
        return (of_standard(self._thing).full, *out) if isinstance(self._thing, Standard) else tuple(out)


_LINKED = ("standard", "core_system", "target", "task")
_SHORTEST = 6
_ITEM = re.compile(r"[（(][一二三四五六七八九十百]+[）)]|\d{1,2}|[a-z]")
_SENTENCE, _SEVERAL = 16, 4
"""Characters below which a clause is but a name; core systems that a clause names when it helps to remember them."""
_WHO = (
    (re.compile(r"(?:由|以)(?P<who>[^，。；由]{2,16}?)(?:为牵头|牵头)"), "牵头"),
    (
        re.compile(
            r"(?:由|成员来自|成员包括|会同)(?P<who>[^，。；由]*、[^，。；]+?)(?:等(?:部门|科室|方面|参加)?|组成|建立|共同|参加)"
        ),
        "参加部门",
    ),
    (
        re.compile(
            r"(?:由|向)(?P<who>[^，。；由、]{3,24}?(?:部门|委员会|机构|机关))(?=责令|给予|指定|报告|备案(?!的)|负责(?![^，。；]{0,12}的)|共同|组织)"
        ),
        "主管或受理",
    ),
)
"""Who is named → what they do; the first that fits a statement."""
_DOES = re.compile(
    r"(?:^|[，。；：])(?P<who>[^，。；：的、]{0,12}?(?:机构|部门|中心|委员会|小组|科室|病区|[部科处室]|[长员师士工]|主任|值班|人员|负责人|[^，。；：的、]{0,6}(?:家属|陪护)))"
    r"(?=应|负责|须|必须|要|不得|可以|为[^，。；]{0,10}责任人|在[^，。；]{0,10}\d|于[^，。；]{0,10}\d|每|立即|及时|定期|按时|\d+(?:分钟|小时|日))"
)
"""Who has to do something; all of a statement."""
_NEAR = re.compile("^(?:经|在|向|其|该|由|[^，]*?所在地|[^，]*?时(?=[\u4e00-\u9fff]{2}))+")
"""What stands before the name of somebody who has to do something."""
_MEASURES = (
    (
        re.compile(
            r"[^，。；]{0,10}(?:至少)?每(?:隔)?(?:\d+|[两二三四六八十半])?\s*个?(?:季度|半年|小时|分钟|班次|班|月|周|年|日|天)[^，。；]{1,28}"
        ),
        "频次",
    ),
    (
        re.compile(
            r"[^，。；]{2,22}[≥≤]\s*\d[^，。；]{0,8}|[^，。；]{4,22}(?:不(?:低|少|高|多|超)[于过]?|不得超过|达到?)\s*\d[^，。；]{1,10}"
        ),
        "指标值",
    ),
    (re.compile(r"[^，。；]{0,20}\d+\s*(?:个工作日|小时|分钟|日)(?:以?内)[^，。；]{0,34}"), "时限"),
)


def _once(points: Iterable[Point]) -> tuple[Point, ...]:
    """Each statement once, at the place where it is made first."""
    found: dict[tuple[str, str], Point] = {}
    for point in points:
        found.setdefault((point.topic, point.text), point)
    return tuple(found.values())


def _introduced(standard: Standard) -> str:
    """A standard in two or three sentences."""
    parts = [f"{standard.name}（{standard.id}）"]
    parts += [f"{standard.effective} 起实施"] if standard.effective else []
    parts += [f"代替 {standard.replaces}"] if standard.replaces else []
    return "，".join(parts) + "。" + standard.note


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _shortened(written: str) -> str:
    """A title that leaves room for the place."""
    plain = re.sub("（[^（）]*）》$", "》", written)
    return plain if len(plain) <= _LONG_TITLE else f"{plain[: _LONG_TITLE - 2]}…》"


_LONG_TITLE = 22
