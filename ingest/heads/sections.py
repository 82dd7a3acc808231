"""Names of sections and sites that are the first heading of a page, above the title of the document: 通知公告, 青山健康网."""

import re
from collections.abc import Sequence
from itertools import takewhile

from ingest.heads.ending import ORGAN
from ingest.heads.genres import ends_title

_WORDS = (
    "通知 公告 公示 通告 公文 文件 政策 法规 法律 规章 制度 规范 标准 信息 新闻 动态 公开 下载 资料 专栏 专题 栏目 园地 天地"
    " 管理 护理 医疗 医院 院务 院内 院感 政务 党务 工作 业务 行业 学习 知识 科普 健康 教育 培训 内容 正文 详情 建设 招标 采购"
    " 人才 招聘 相关 重要 最新 国家 地方 行政 职能 常用 中心 指南 指引 及 与 和 、"
).split()
"""Words of which alone the names of sections are made. A new word is one more."""
_SECTION = re.compile(rf"(?:{'|'.join(_WORDS)}){{2,5}}")
_SITE = re.compile(r"[^\s，。；：]{2,16}(?:网|网站|官网|平台|门户|公众号|之窗|专栏|园地|天地)")
_ORGAN = re.compile(rf"[\u4e00-\u9fff（）]{{2,30}}?{ORGAN}")
_BETWEEN = 4
"""Lines without a heading, of date, source and menu, between the two at most."""
_SHORT = 24


def title_below(lines: Sequence[tuple[str, int]]) -> int:
    """Which of ``lines``, (text, level of its heading or 0), is the title below the name of a section or a site; 0 for none.

    It is the only heading of its level, and no further one is as high as the name.
    """
    if not lines or not lines[0][1] or not _names_section(lines[0][0]):
        return 0
    between = list(takewhile(lambda line: not line[1] and len(line[0]) <= _SHORT and "。" not in line[0], lines[1:]))
    at = len(between) + 1
    if at >= len(lines) or len(between) > _BETWEEN:
        return 0
    text, level = lines[at]
    alone = [other for _, other in lines if 0 < other <= level] == [lines[0][1], level]
    return at if level > lines[0][1] and alone and ends_title(text) and not _names_section(text) else 0


def _names_section(text: str) -> bool:
    bare = re.sub(r"\s+", "", text)
    return any(pattern.fullmatch(bare) for pattern in (_SECTION, _SITE, _ORGAN))


def organ_in(names: Sequence[str]) -> str:
    """The first of the ``names`` left out above a title that is an organ's, which issued the document; "" for none."""
    return next((name for name in names if _ORGAN.fullmatch(name)), "")
