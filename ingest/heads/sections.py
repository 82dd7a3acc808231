"""Names of sections and sites that are the first heading of a page, above the title of the document: 通知公告, 青山健康网."""

import re
from collections.abc import Sequence
from itertools import takewhile

from ingest.heads.genres import ends_title

_SECTIONS = frozenset(
    (
        "规章制度 制度文件 制度建设 制度规范 制度与职责 政策法规 法律法规 政策文件 相关文件 院内文件 医院文件 "
        "下发文件 文件通知 文件下载 资料下载 表格下载 下载中心 下载专区 通知公告 公告通知 公示公告 公告公示 "
        "通知公示 院务公开 信息公开 政务公开 党务公开 公开栏 新闻中心 医院新闻 新闻动态 工作动态 医院动态 "
        "科室动态 健康科普 科普宣传 健康教育 健康宣教 招标公告 招标采购 采购公告 人才招聘 继续教育 专题专栏 正文 "
        "文章详情 内容详情 详情"
    ).split()
)
"""What sections of a site are called, and no document is. A new name is one more word."""
_SITE = re.compile(r"[^\s，。；：]{2,16}(?:网|网站|官网|门户|公众号|之窗|专栏|园地|天地)")
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
    return bare in _SECTIONS or _SITE.fullmatch(bare) is not None
