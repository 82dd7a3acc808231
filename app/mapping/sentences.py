"""The sentences of a draft with the role of the part that they stand in: what was done, why, what came of it or is wished."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.mapping.model import Draft, Passage


class Role(StrEnum):
    """What a part of a case tells."""

    WISH = "wish"
    PRACTICE = "practice"
    RESULT = "result"
    BACKGROUND = "background"
    OPEN = "open"
    """No heading says it."""


_HEADINGS = (
    (Role.WISH, re.compile(r"建议|意见|思考|体会|不足|展望|反思|启示|下一步|今后|有待")),
    (Role.BACKGROUND, re.compile(r"为什么|为何|缘由|缘起|起因|由来|存在的?问题|现状")),
    (
        Role.RESULT,
        re.compile(r"(?<![与和及、，])(?:成效|效果|成果|结果|效益)(?:评价|评估|分析|对比|展示|监测|追踪|情况)?$"),
    ),
    (Role.PRACTICE, re.compile(r"措施|做|实践|举措|实施|干预|改进|行动|对策|过程|步骤|路径|开展|推进|落实|方法|创新")),
    (Role.RESULT, re.compile(r"成效|效果|成果|结果|效益|收获|变化|数据|成绩")),
    (Role.BACKGROUND, re.compile(r"背景|概况|简介|介绍|情况|依据|标准|问题|目的|意义|目标|单位|名称|推荐|报送|说明|要点")),
)
"""Roles by the words of a heading, the first that fits."""
_FORM = re.compile(r"(?:征集|申报|申请|推荐|登记)表$")
_LONGEST_HEADING = 24
_COLUMNS = re.compile(r"措施|做法|内容|举措|行动|对策|任务|实践|改进|方法|工作|怎么做")
_ROW_NAMES = re.compile(r"^(?:序号|编号|项目|责任|牵头|部门|科室|时间|期限|依据|备注|指标|目标|主题|环节|完成|负责|标准)")
_ENDS = re.compile(r"(?<=[。；;！!？?])(?![”」』’）)])|\n")
_LABEL = re.compile(
    r"^\s*(?:[（(]?[\d一二三四五六七八九十①-⑳]{1,3}[）)、.．]\s*|(?:第[一二三四五六七八九十]|[一二三四五六七八九]是)[，,：:]?\s*)?"
)
_SIGN = re.compile(r"^[^，,。：:；;“”（）()\d]{2,8}[：:]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a draft; a table cell is one or more."""

    text: str
    passage: Passage
    role: Role


def sentences(draft: Draft) -> list[Sentence]:
    """All sentences that are no headings, with the role of their part; of a table of measures only the cells that tell them."""
    of_passages = [*roles(draft)]
    telling = _telling_columns(draft.passages, of_passages)
    found = []
    for passage, role in zip(draft.passages, of_passages, strict=True):
        if passage.kind == "heading" or (passage.column and (passage.headings, passage.column) not in telling):
            continue
        if _COLUMNS.search(passage.column) and role in (Role.OPEN, Role.BACKGROUND):
            role = Role.PRACTICE  # noqa: PLW2901 - a table of measures tells them wherever it stands
        found += [Sentence(text, passage, own or role) for text, own in split(passage.text)]
    return found


def split(text: str) -> Iterator[tuple[str, Role | None]]:
    """Sentences without their numbers and signs (改目录：…), each with the role that a sign such as 单位： gives it."""
    for piece in _ENDS.split(text):
        plain = _LABEL.sub("", piece.strip())
        sign = _SIGN.match(plain)
        own = role_of(sign[0]) if sign else None
        if rest := plain[sign.end() :] if sign else plain:
            yield rest, own if own is Role.BACKGROUND else None


def roles(draft: Draft) -> Iterator[Role]:
    """The role of each passage: by its headings, else as before; but no background goes on under a new heading."""
    now = Role.OPEN
    for passage in draft.passages:
        headings = [passage.text] if passage.kind == "heading" else [*passage.headings]
        telling = [text for text in headings if text and not draft.title.startswith(text)]
        found = [role for text in telling if (role := role_of(text))]
        if found:
            now = found[0]
        elif telling and now is Role.BACKGROUND and passage.kind == "heading":
            now = Role.OPEN
        yield now


def role_of(heading: str) -> Role | None:
    """The role that a heading or the name of a field gives to what stands under it; None where it says nothing."""
    if len(heading) > _LONGEST_HEADING or _FORM.search(heading):
        return None
    return next((role for role, words in _HEADINGS if words.search(heading)), None)


def _telling_columns(passages: tuple[Passage, ...], roles: list[Role]) -> set[tuple[tuple[str, ...], str]]:
    """Of each table: the column that tells what was done, by its name and its length."""
    columns: dict[tuple[str, ...], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for passage, role in zip(passages, roles, strict=True):
        if passage.column and role is not Role.RESULT and passage.text != passage.column:
            columns[passage.headings][passage.column].append(len(passage.text))
    return {(headings, _longest(table)) for headings, table in columns.items()}


def _longest(columns: dict[str, list[int]]) -> str:
    """The column with the longest texts of those whose names tell of measures, else of those that name nothing else."""
    named = [name for name in columns if _COLUMNS.search(name)] or [n for n in columns if not _ROW_NAMES.search(n)]
    return max(named or [*columns], key=lambda name: sum(columns[name]) / len(columns[name]))
