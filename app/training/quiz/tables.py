"""Rows of tables come in; questions on what a row sets go out: who does it, how often, within what time, where."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from app.base.things import Things
from app.training.citing import cited, title
from app.training.quiz import quantities
from app.training.quiz.forms import single
from app.training.quiz.likeness import apart, tells
from app.training.quiz.model import BLANK, Kind, Question, Source
from app.training.quiz.worth import rules_work, worth_reading
from app.training.saying import is_row
from ingest.model import Clause

_LONGEST = 30
"""Characters of a cell that names its row, or is asked for."""
_WRONG = 3
_WHO = re.compile(r"责任|负责|执行|人员|科室|部门|岗位|谁|[^单病]人$|(?<!患)者$")
"""Heads of columns that tell who does something."""
_WHERE = re.compile(r"位置|地点|场所|存放|放置|区域|房间")
"""Heads of columns that tell where: beside these two, words alone may say one thing in two ways (通知医师, 报告医生)."""
_GENERAL = re.compile(r"全体|全员|各|所有|有关|相关|人人|每[个位]|医护|(?:医务|工作)人员")
"""Who is among everybody: beside them any other is right as well."""
_SAYS = re.compile(r"[\u4e00-\u9fff]{2}|\d")
_ONCE = re.compile(r"(?<=[日天周月度年班])[1一]次")
"""每日1次 and 每日 are the same."""
_FIGURE = re.compile(r"\d|每|[一二三四五六七八九十两半][个小时分天日周月年次人名]")
"""What can be written in several ways: without a figure that is known, no other cell is surely another one."""
_ELSEWHERE = re.compile(r"同上|同前|见|其他|如下|以上各|[:：]$")
"""Cells that mean another cell."""
_NUMBER = frozenset({"序号", "编号", "No.", "备注", "说明", "页码"})
"""Heads of columns that set nothing."""
Row = tuple[Source, dict[str, str]]
"""Where a row stands, and its cells by the heads of their columns."""
Columns = Mapping[str, Counter[str]]
"""The cells of each column, in order, and how often each stands in it."""


def cells(things: Things, clauses: Iterable[Clause], pool: Iterable[Clause]) -> Iterator[Question]:
    """What the rows among ``clauses`` set; wrong options are other figures, or stand in the same column in rows of ``pool``."""
    tables: dict[tuple[str, tuple[str, ...]], dict[str, Row]] = defaultdict(dict)
    for clause in pool:
        if clause.kind == "row" and len(set(clause.columns)) == len(clause.columns) and is_row(clause):
            source = Source(clause, cited(things, clause), clause.rendition != "original")
            row = dict(zip(clause.columns, (re.sub(r"\s+", "", cell) for cell in clause.cells), strict=False))
            tables[clause.document, clause.columns][clause.id] = source, row
    columns = {
        of: {head: Counter(row.get(head, "") for _, row in table.values()) for head in of[1]} for of, table in tables.items()
    }
    for clause in clauses:
        of = clause.document, clause.columns
        table = tables.get(of, {})
        if clause.id in table and worth_reading(table[clause.id][0].cited):
            yield from _of_row(title(things.documents[clause.document]), *table[clause.id], columns[of])


def _of_row(work: str, source: Source, own: dict[str, str], columns: Columns) -> Iterator[Question]:
    """One question for each cell beside the first that stands in no other row, and so names this one."""
    alone = (head for head, cell in own.items() if columns[head][cell] == 1)
    named = next((head for head in alone if head not in _NUMBER and _names(own[head])), "")
    for head, cell in own.items():
        if not named or head in ("", named, *_NUMBER) or not _asks(cell) or _repeats(columns[head]):
            continue
        others, figure = _others(head, cell, own, columns[head])
        verb = "的大意是" if source.digest else "规定"
        stem = f"{work}的表格{verb}：“{own[named]}”一项，{head}是{BLANK}。"
        whole = f"{own[named]}，{head}{cell}"
        if rules_work(whole, len(whole) - len(cell), len(whole)) and not tells(stem, cell, others):
            kind = Kind.WHO if _WHO.search(head) and not figure else Kind.FACT
            told = f"{source.identity}|{head}"
            yield from single(source, stem, cell, others, told, kind=kind)


def _repeats(column: Counter[str]) -> bool:
    """Whether a column only puts rows together: no more than every second cell of it is another one."""
    return 2 * len(column) <= column.total()


def _names(cell: str) -> bool:
    """Whether a cell says what its row is of."""
    return len(cell) <= _LONGEST and bool(re.search(r"[\u4e00-\u9fff]{2}", cell)) and not _ELSEWHERE.search(cell)


def _asks(cell: str) -> bool:
    """Whether a cell says something that can be asked for."""
    return len(cell) <= _LONGEST and bool(_SAYS.search(cell)) and not _ELSEWHERE.search(cell)


def _others(head: str, cell: str, own: dict[str, str], column: Iterable[str]) -> tuple[tuple[str, ...], bool]:
    """What could stand in the cell below ``head`` and does not, and whether it differs by its figure alone."""
    times = next(iter(_ONCE.findall(cell)), "")
    plain = cell.replace(times, "", 1)
    if len(figures := list(quantities.quantities(plain))) == 1:
        before, after = plain[: figures[0].start], plain[figures[0].end :]
        found = quantities.others(figures[0], (), "|".join(own.values()))
        return tuple(f"{before}{one}{times}{after}" for one in found), True
    if _FIGURE.search(cell):
        return (), True
    if not (_WHO.search(head) or _WHERE.search(head)) or _GENERAL.search(cell):
        return (), False
    fitting = (one for one in column if _asks(one) and not _GENERAL.search(one) and not _FIGURE.search(one))
    others = (one for one in fitting if not any(one in other or other in one for other in own.values() if other))
    return apart([cell], others, _WRONG), False
