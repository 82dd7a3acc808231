"""Decoded text → lines with their place, without page furniture."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.finding_kinds import FindingKind, Note
from ingest.model import Box, Place, Span
from ingest.numbering.levels import COUNTED_WORDS, PLAIN_LEVELS
from ingest.numbering.sequence import match
from ingest.numerals import CHINESE

_PAGE_NUMBER = re.compile(
    r"^(?:[-—–]\s*\d{1,4}\s*[-—–]|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4})$"
)
_STRAY = re.compile(r"^[。，、；：．.,;:]+$")
_BREAK_BLANKS = 3
"""Blank lines that a PDF reader writes between two pages."""
_HEAD_REPEATS = 3
"""Pages that have to begin with a line before it counts as a running head."""
_PAGES_SKIPPED = 3
"""A page number may be this much above the last one found: pages in between bear none."""
_PAGE_LINES = 12
"""Lines that stand at least between two page numbers."""
_SPACE = " \u3000\xa0\ufeff\r"
"""Stripped from a line's ends; tabs are not, they part the cells of a table."""
_CJK = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’"
_CJK_GAP = re.compile(rf"(?<=[{_CJK}])[ \u3000\xa0]+(?=[{_CJK}])")
_PERSONS = (
    "组长 组员 成员 主任委员 委员 秘书 主任 顾问 专家 参加 参加者 参加人员 参会人员 "
    "与会人员 到会人员 出席 出席人员 列席 列席人员 缺席 请假 主持 主持人 记录 记录人 编制 "
    "编制人 审核 审核人 批准 批准人 起草 起草人 主编 编委 编者 负责人 检查人 检查人员 联系人 讲者"
).split()
"""Labels behind which people are named. A new one is one more word."""
_NAMES = re.compile(
    rf"(?:^|(?<=[\s\x00（(、]))副?(?:{'|'.join(_PERSONS)}) ?[:：] ?[\u4e00-\u9fff]{{2,4}}(?: [\u4e00-\u9fff]{{2,4}})+$"
)
_NEXT_LABEL = re.compile(r"(?<=[:：])( ?[^\s:：。；，]{1,12}) (?=[\u4e00-\u9fff]{2,6} ?[:：])")
_COUNTED = re.compile(rf"^((?:步 ?骤|{'|'.join(COUNTED_WORDS)}) ?{CHINESE}|第 ?{CHINESE} ?步) (?=\S)")
_KEPT = "\x00"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; ``raw`` as found (stripped), ``span`` its place in the source."""

    raw: str
    span: Span
    page: int | None = None
    after_break: bool = False
    blanks: int = 0
    indent: float = 0.0
    """White space before it, in full-width characters."""
    measured: float = 0.0
    """Printed width with its indent, in full-width characters, where the format knows it; else 0."""
    cells: tuple[str, ...] = ()
    """A table row's cells, where the format knows them; ``table`` tells tables apart."""
    table: int = 0
    insert: int = 0
    """Which boxed insert the line stands in, from 1, where the format knows it; 0 for none."""
    heading: int = 0
    """The level, from 1, of the heading that the format marks it as; 0 for none."""
    aside: str = ""
    """Its kind where its place in the document says that it is no clause of substance: imprint for addressee and signature."""
    confidence: float = 1.0
    """How sure character recognition was, 0 to 1."""
    bounds: Box | None = None
    """Where it is printed, where the format knows it."""
    parts: tuple[Place, ...] = ()
    """The places of its parts, where not all of it is printed in one: a row beside a cell merged over several rows."""
    columns: tuple[tuple[Place, ...], ...] = ()
    """The places of the lines of each of its cells, where the format knows its cells."""

    list: int = 0
    """Which list that the format marks it stands in, from 1, the outermost; 0 for none."""

    def without_page(self) -> "Line":
        """The same line, its page unknown."""
        columns = tuple(_unpaged(lines) for lines in self.columns)
        return replace(self, page=None, parts=_unpaged(self.parts), columns=columns)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where it is printed."""
        return self.parts or (Place(self.span, self.page, self.bounds),)

    @property
    def text(self) -> str:
        """The line without the gaps that justified setting leaves between Chinese characters."""
        return clean(self.raw)

    @property
    def width(self) -> float:
        """Printed width in full-width characters."""
        return self.measured or width(self.raw)


def _unpaged(places: tuple[Place, ...]) -> tuple[Place, ...]:
    return tuple(replace(place, page=None) for place in places)


def clean(text: str) -> str:
    """Collapse white space and drop it between Chinese characters, but for that which parts what would be read as one.

    It parts names, a value and a further label, a counted word and its title (目标一 …).
    """
    plain = re.sub(r"[ \t\u3000\xa0\u200b]+", " ", text).strip()
    plain = _COUNTED.sub(rf"\1{_KEPT}", plain)
    if "：" in plain or ":" in plain:
        plain = _NEXT_LABEL.sub(rf"\1{_KEPT}", plain)
        plain = _NAMES.sub(lambda found: re.sub(r"(?<![:：]) ", _KEPT, found[0]), plain)
    return _CJK_GAP.sub("", plain).replace(_KEPT, " ")


def unclosed(text: str) -> bool:
    """Whether a bracket or 《 is opened in ``text`` and not closed; both widths of brackets are one."""
    opened, closed = (sum(map(text.count, marks)) for marks in ("（(", "）)"))
    return opened > closed or text.count("《") > text.count("》")


def width(text: str) -> float:
    """Printed width in full-width characters: a Latin letter counts half."""
    return sum(1.0 if unicodedata.east_asian_width(ch) in "WFA" else 0.5 for ch in text)


def split(text: str) -> list[Line]:
    """Every non-blank line with its offsets; page breaks found by form feed, gap or indent.

    A form feed is certain and counts pages. In text that a PDF reader wrote, a page starts after three
    blank lines or with a single indented line that no blank line parts from the one before.
    """
    lines: list[Line] = []
    offset, page, blanks, fresh = 0, (1 if "\f" in text else None), 0, False
    for part in re.split(r"(\n|\f)", text):
        if part == "\f" and page is not None:
            page, fresh = page + 1, True
        elif part not in ("\n", "\f") and part.strip():
            raw = part.strip(_SPACE)
            start = offset + part.index(raw)
            indented = bool(lines) and blanks == 0 and re.match(r"^[ \u3000]{1,2}\S", part) is not None
            gap = fresh or blanks >= _BREAK_BLANKS or indented
            indent = width(part[: part.index(raw)]) if raw else 0.0
            lines.append(Line(raw, (start, start + len(raw)), page, gap, blanks, indent))
            blanks, fresh = -1, False
        if part == "\n":
            blanks += 1
        offset += len(part)
    return lines


def without_furniture(lines: list[Line]) -> tuple[list[Line], list[Note]]:
    """Drop page numbers, running heads and stray punctuation; what was dropped comes as findings."""
    heads = _running_heads(lines)
    bare = _bare_page_numbers(lines)
    kept: list[Line] = []
    findings: list[Note] = []
    pending_break = False
    for line in lines:
        kind = (
            FindingKind.PAGE_NUMBER
            if _PAGE_NUMBER.match(line.raw) or line.span in bare
            else FindingKind.RUNNING_HEAD
            if line.text in heads
            else FindingKind.STRAY_MARK
            if _STRAY.match(line.raw)
            else None
        )
        if kind is FindingKind.STRAY_MARK and kept and line.raw in "。；：" and re.search(r"[\w）)”》%]$", kept[-1].raw):
            parts = (*kept[-1].places, *line.places)
            kept[-1] = replace(kept[-1], raw=kept[-1].raw + line.raw, span=(kept[-1].span[0], line.span[1]), parts=parts)
            continue
        if kind:
            findings.append(Note(kind, line.raw))
            pending_break = pending_break or kind is not FindingKind.STRAY_MARK or line.after_break
            continue
        kept.append(replace(line, after_break=True) if pending_break else line)
        pending_break = False
    return kept, findings


def _bare_page_numbers(lines: list[Line]) -> set[Span]:
    """Figures on a line of their own at the end of a page, which rise from page to page; Roman ones of a preface."""
    ends = [a for a, b in zip(lines, [*lines[1:], None], strict=False) if b is None or b.after_break]
    last = [line for line in ends if re.fullmatch(r"\d{1,3}", line.raw)]
    rising = all(0 < int(after.raw) - int(before.raw) <= _PAGES_SKIPPED for before, after in pairwise(last))
    roman = {line.span for line in ends if re.fullmatch(r"[IVXⅠ-Ⅻ]{1,5}", line.raw)}
    return ({line.span for line in last} if len(last) > 1 and rising else set()) | roman | _regular_numbers(lines)


def _regular_numbers(lines: list[Line]) -> set[Span]:
    """Figures on lines of their own, counting up by one over a document, a page's worth of lines apart."""
    at = [i for i, line in enumerate(lines) if re.fullmatch(r"\d{1,3}", line.raw) and not line.cells]
    gaps = [b - a for a, b in pairwise(at)]
    counted = all(int(lines[b].raw) == int(lines[a].raw) + 1 for a, b in pairwise(at))
    if len(at) <= _HEAD_REPEATS or not counted or min(gaps) < _PAGE_LINES or max(gaps) > 2 * min(gaps):
        return set()
    return {lines[i].span for i in at}


def _running_heads(lines: list[Line]) -> set[str]:
    """Short lines that open at least three pages with the same words; no numbered heading, never table columns."""
    opening = Counter(ln.text for ln in lines if ln.after_break and len(ln.raw.split()) == 1)
    return {text for text, count in opening.items() if count >= _HEAD_REPEATS and not match(text, PLAIN_LEVELS)}
