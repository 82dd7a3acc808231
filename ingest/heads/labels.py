"""Metadata that a document prints under labels (文号：…, 发布机构：…): a government page's table, a rule book's first lines."""

import re
from dataclasses import dataclass, field, replace
from itertools import takewhile

from ingest.finding_kinds import FindingKind, Note
from ingest.heads import ending, site
from ingest.heads.ending import date_in
from ingest.heads.genres import ends_title
from ingest.heads.head import Head
from ingest.heads.numbers import number_of
from ingest.identifiers import StandardNumber
from ingest.numbering.levels import Level
from ingest.numbering.sequence import match
from ingest.text.lines import Line, clean

_LINES = 40
"""Lines within which such metadata stand."""
_FEWEST = 2
"""Labels from which lines are taken for metadata."""
_FEWEST_BESIDE = 3
"""The same where all of them stand behind something else on their lines: the hospital's name, the title."""
_LAST = 8
"""Lines at the end of a printed page where its site says who runs it."""

_REGISTER = (
    ("title", "标题 信息名称"),
    ("number", "文号 发文字号 发文文号"),
    ("issuer", "发文机关 发布机构 发布机关 发文单位 公布机关 发文机构"),
    ("date", "成文日期 印发日期 发文日期 生成日期"),
    ("posted", "发布日期 公开日期"),
    ("source", "公开责任部门"),
    ("", "索引号 信息索引 信息索引号 主题分类 主题词 公文种类 信息分类 体裁 体裁分类 组配分类 服务对象分类"),
    ("", "有效性 时效 时效性 效力状态 是否有效 公开方式 公开范围 公开属性"),
)
"""The labels of a document in the register of a government site, which stand above it on its page."""
LABELS = (
    *_REGISTER,
    ("title", "文件名称 文件标题 制度名称"),
    ("number", "文件编号 文件字号 制度编号 编号 发票号码"),
    ("issuer", "制定机关 发布单位 制定单位 制定部门 制定科室 制订单位 制订部门 编制单位 编制部门 编写单位"),
    ("issuer", "制表单位 制表部门 制表科室 填报单位 填报部门 填报科室"),
    (
        "date",
        "签发日期 公布日期 制定日期 制订日期 制表日期 制表时间 填报日期 填表日期 生效日期 批准日期 发文时间 成文时间 开票日期",
    ),
    ("revised", "修订日期 修订时间 修改日期 修改时间 最近修订 最新修订 最近修订日期 最新修订日期 最后修订日期 改版日期"),
    ("posted", "发布时间 日期 更新时间"),
    ("source", "信息来源 文章来源 来源 责任部门 主管部门"),
    ("", "所属类别 分类 实施日期 废止日期 有效期"),
    ("", "浏览量 浏览次数 点击数 点击量 阅读次数 字体 文字大小 作者 编辑 责任编辑"),
    ("", "版本号 版本 版次 审核人 批准人 审批人 起草人 制表人 修订人 校对人 页码 页数 总页数"),
    ("", "审核 审核部门 审核科室 复核 批准部门 会签 会签部门 会签科室 起草部门 起草科室"),
)
"""What labels name, and how they are written; "" stands for metadata that no field is kept of. A new label is one more word."""
_SIMPLIFIED = str.maketrans(
    "編號機關門發佈單製訂時間題標類別實廢詞無頁數審準開屬體圍稱責務來瀏覽點擊閱讀權總檔種組態範",
    "编号机关门发布单制订时间题标类别实废词无页数审准开属体围称责务来浏览点击阅读权总档种组态范",
)
"""The characters of labels as documents in traditional characters write them."""
_TELLING = re.compile(
    "索引号|文号|字号|发[文布].|成文|文件编号|制度编号|制[定订表]|修[订改]|来源|生效|印发|公布|发票|版本|版次"
)
"""Labels of which one has to be there: names and dates alone are found on any form."""
FIELD_OF = {label: name for name, labels in LABELS for label in labels.split()}
"""What each label names."""
_REGISTERED = frozenset(label for _, labels in _REGISTER for label in labels.split())
_ONE = re.compile(
    r"(?:^|(?<=[\s【\[（(|]))("
    + "|".join(r"\s*".join(label) for label in sorted(FIELD_OF, key=len, reverse=True))
    + r")\s*[】\]]?\s*[:：]"
)
_STARTS = re.compile(rf"^[\s【\[（(|]*{_ONE.pattern}")


@dataclass(slots=True)
class _Page:
    """What the labels say: the first value of each field, the labels seen, and their lines."""

    values: dict[str, str] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    lines: list[Line] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """Cells of a table above all text that are no labels and end as titles do."""
    open: bool = False
    """The title read last is cut, and goes on in the next line."""


def read(lines: list[Line], levels: tuple[Level, ...] = ()) -> Head:
    """What the labels in ``lines`` say; an empty head where there are too few of them to be metadata.

    ``levels`` are those by which the text is numbered: behind its first number only what closes the text is metadata.
    """
    page = _Page()
    for line in _around_text(lines[:_LINES], levels):
        _take(page, line)
    page.names += [name for line in takewhile(lambda line: line.cells, lines) for name in _names(line.cells)]
    fewest = _FEWEST if page.lines else _FEWEST_BESIDE
    if len(page.labels) < fewest or not any(map(_TELLING.search, page.labels)):
        return Head()
    value = page.values.get
    title = clean(value("title", "")) or max(page.names, key=len, default="")
    number = value("number", "")
    dropped = _of_the_site(lines, page, title)
    return Head(
        title=title,
        number=number_of(number) or clean(number),
        issuer=clean(value("issuer", "")),
        date=_day(page),
        used=frozenset(line.span[0] for line in dropped),
        asides=frozenset(line.span[0] for line in page.lines if not line.cells),
        notes=tuple(Note(FindingKind.SITE_FURNITURE, line.text) for line in dropped),
    )


def _around_text(lines: list[Line], levels: tuple[Level, ...]) -> list[Line]:
    """The lines above the first number, and those at the end that are labels, or of the site around the page."""
    first = next((at for at, line in enumerate(lines) if not line.cells and match(line.text, levels)), len(lines))
    stop = len(lines)
    while stop > first and _closes(lines[stop - 1]):
        stop -= 1
    return lines[:first] + lines[max(first, stop) :]


def _closes(line: Line) -> bool:
    return (
        begins(_labelled(line.cells) if line.cells else line.raw)
        or site.is_foot(line.raw)
        or ending.is_day(line)
        or ending.signs(line)
    )


def in_header(texts: list[str]) -> Head:
    """Number, issuer and date under labels in what is printed in the header or footer of the pages."""
    page = _Page()
    for text in texts:
        _take(page, Line(text, (0, 0)))
    if len(page.labels) < _FEWEST and not any(map(_TELLING.search, page.labels)):
        return Head()
    value = page.values.get
    number = value("number", "")
    return Head(number=number_of(number) or clean(number), issuer=clean(value("issuer", "")), date=_day(page))


def at_end(lines: list[Line]) -> Head:
    """The same of labels that close a long text (制定日期：…, 修订日期：…), beyond those lines in which ``read`` looks."""
    last = lines[max(_LINES, len(lines) - _LAST) :]
    return replace(read(last), used=frozenset(), notes=())


def before(text: str) -> str:
    """``text`` up to the first label in it: the title of a paper that prints its number on the same line."""
    found = _ONE.search(text.translate(_SIMPLIFIED))
    return text[: found.start()].strip() if found and found.start() else text


def begins(text: str) -> bool:
    """Whether a line begins with a label."""
    return _STARTS.match(text.translate(_SIMPLIFIED)) is not None


def in_register(text: str) -> bool:
    """Whether a line begins with a label of a document's entry in the register of a government site."""
    found = _STARTS.match(text.translate(_SIMPLIFIED))
    return found is not None and _bare(found[1]) in _REGISTERED


def _day(page: _Page) -> str:
    """The day of the last revision, else that on which the document was made."""
    return date_in(page.values.get("revised", "")) or date_in(page.values.get("date", ""))


def hints(lines: list[Line], levels: tuple[Level, ...] = ()) -> Head:
    """What a page only hints at: who gave it the text, and when it was put up; ``levels`` as in ``read``."""
    page = _Page()
    for line in _around_text(lines[:_LINES], levels):
        _take(page, line)
    return Head(issuer=clean(page.values.get("source", "")), date=date_in(page.values.get("posted", "")))


def _take(page: _Page, line: Line) -> None:
    """Read the labels of one line or row."""
    text = _labelled(line.cells) if line.cells else line.raw
    plain = text.translate(_SIMPLIFIED)
    found = list(_ONE.finditer(plain))
    own = _STARTS.match(plain) is not None
    if page.open and not own and ends_title(clean(whole := page.values["title"] + text)):
        page.values["title"] = whole
        page.lines.append(line)
    elif own:
        page.lines.append(line)
    for label, after in zip(found, [*found[1:], None], strict=False):
        name = _bare(label[1])
        value = text[label.end() : after.start() if after else len(text)].strip(" \t\u3000|【[]】")
        page.labels.add(name)
        if value and FIELD_OF[name]:
            page.values.setdefault(FIELD_OF[name], value)
    page.open = own and FIELD_OF[_bare(found[-1][1])] == "title" and "title" in page.values


def _names(cells: tuple[str, ...]) -> list[str]:
    texts = [clean(cell.replace("\n", "")) for cell in cells]
    return [
        text
        for text in texts
        if not _ONE.search(text.translate(_SIMPLIFIED)) and not re.search(r"[。；]", text) and ends_title(text)
    ]


def _labelled(cells: tuple[str, ...]) -> str:
    """A row as one line: a cell that is a label alone is followed by its value."""
    out: list[str] = []
    for cell in dict.fromkeys(" ".join(cell.split()) for cell in cells):
        label = _bare(cell).translate(_SIMPLIFIED)
        out.append(label + "：" if label in FIELD_OF else cell)
    return "  ".join(out)


def _bare(label: str) -> str:
    """A label without its gaps and colon."""
    return re.sub(r"[\s:：]+", "", label)


def _of_the_site(lines: list[Line], page: _Page, title: str) -> list[Line]:
    """Lines of a web site around the document: those above the labels, but for its title and number, and those at its end."""
    if not page.lines:
        return []
    first = page.lines[0].span[0]
    above = [
        line for line in lines[:_LINES] if line.span[0] < first and not (line.cells or any(StandardNumber.find(line.text)))
    ]
    if not any(site.is_menu(line.raw) or site.is_site_line(line.text) for line in above):
        return []
    last = [line for line in lines[-_LAST:] if line.span[0] > first]
    foot = next((at for at, line in enumerate(last) if not line.cells and site.is_foot(line.raw)), len(last))
    return [line for line in above if not _is_of_document(line, title)] + last[foot:]


def _is_of_document(line: Line, title: str) -> bool:
    """Whether a line above the labels is the document's own: its number, or a line of its title."""
    if number_of(line.text) or (title and line.text in title):
        return True
    return not title and not site.is_menu(line.raw) and (ends_title(line.text) or line.heading > 0)
