"""The first page of an article in a journal, a consensus of experts or a guideline: column, title, authors, abstract."""

import re

from ingest.heads.genres import ends_title
from ingest.heads.head import Head
from ingest.numbering.doctypes import SENTENCE_END
from ingest.text.lines import Line, clean

_LINES = 60
"""Lines within which the abstract of an article begins."""
_MARKS = re.compile(
    r"^\W*(?:摘\s*要|关\s*键\s*词|主\s*题\s*词|中图分类号|文献标[识志]码|DOI|doi|通信作者|通讯作者|基金项目|引用本文|本文引用格式|Abstract|ABSTRACT)(?![的是\w])"
)
"""What only articles have. GB/T 7713.2-2022 clause 5.2."""
_COLUMN = re.compile(
    r"^[·•●【\[［<〈《]\s*[\u4e00-\u9fff·]{2,12}\s*[·•●】\]］>〉》]$"
    r"|^(?:专家共识|指南与共识|指南解读|标准与规范|标准·方案·指南|论\s*著|综\s*述|述\s*评|专家论坛|护理研究|临床研究|规范与共识)$"
)
_ISSUE = re.compile(
    r"第\s*\d+\s*卷|第\s*\d+\s*期|Vol\.?\s*\d|No\.?\s*\d|ISSN|DOI|doi|https?:|\d{4}\s*年\s*\d{1,2}\s*月|^[·•\s]*\d{1,5}[·•\s]*$"
)
_MARKS_OF_NAMES = re.compile(r"[\d*#,，△▲†‡①-⑳]+")
_AFFILIATION = re.compile(
    r"(?:院|部|科|系|室|大学|中心|学会|分会|协会|委员会|专家组|工作组|编写组|协作组|联盟|杂志社|编辑部)[)）]?$|\d{6}|^(?:作者单位|执笔|通[信讯]作者)"
)
_NAME = re.compile(r"^[\u4e00-\u9fff·]{2,4}$")
_ONE_NAME = 3
"""Characters of a name that stands alone on its line at most: two authors and more are told by their number."""


def read(lines: list[Line]) -> Head | None:
    """The head of an article; None where its first lines have no abstract, key words or the like, or text above them."""
    first = lines[:_LINES]
    marked = next((at for at, line in enumerate(first) if _MARKS.match(line.text) and not line.cells), None)
    if marked is None or any(_is_prose(line) for line in first[1:marked]):
        return None
    asides, title = set(), list[Line]()
    for at, line in enumerate(first[:marked]):
        text = "".join(part.text for part in title)
        if not title and (_COLUMN.match(line.text) or _ISSUE.search(line.text)):
            asides.add(line.span[0])
        elif not title:
            title.append(line)
        elif not ends_title(text) and not _is_of_authors(line.raw) and line.heading == title[-1].heading:
            title.append(line)
        else:
            asides |= {part.span[0] for part in first[at:marked]}
            break
    if not title:
        return None
    used = frozenset(part.span[0] for part in title)
    return Head(clean("".join(part.text for part in title)), used=used, asides=frozenset(asides))


def _is_prose(line: Line) -> bool:
    """Whether a line ends a sentence, or names whom a letter is sent to: below those 主题词 is no article's."""
    return line.text[-1] in SENTENCE_END + "：:" and not _is_of_authors(line.raw)


def _is_of_authors(text: str) -> bool:
    """Whether a line names authors, or where they work."""
    names = [name for name in re.split(r"[\s、,，;；]+", _MARKS_OF_NAMES.sub(" ", text).strip()) if name]
    people = bool(names) and all(_NAME.match(name) for name in names)
    return _AFFILIATION.search(text) is not None or (people and (len(names) > 1 or len(names[0]) <= _ONE_NAME))
