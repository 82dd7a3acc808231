"""A clause and the sentences that it hangs on come in; its place goes out as a person cites it: 目标三（二）核心策略第1条."""

import re
from collections.abc import Sequence
from itertools import takewhile

from app.base.outlines import Path, lead_sentence
from ingest.model import Clause
from ingest.numerals import CHINESE, int_to_chinese

_LONGEST_LEAD = 90
"""Characters of a sentence that a citation quotes; of a longer one the middle is left out."""
_SHORT_TITLE = 8
"""Characters of a heading's title that a citation prints beside its number."""
_ARTICLE = re.compile(rf"第(?:{CHINESE}|\d+)条(?:之{CHINESE})?")
_DIVISION = re.compile(rf"第(?:{CHINESE}|\d+)(?:编|分编|章|节)|[总分附罚序][则言]")
_PARAGRAPH = re.compile(r"第(\d+)款")
_LIST_ITEM = re.compile(r"列项(\d+)")
_BRACKETED = re.compile(rf"（(?:{CHINESE}|\d+)）")


def place(clause: Clause, doctype: str, leads: Sequence[Clause] = ()) -> str:
    """The place of a clause in a type of document; each of ``leads``, on which it hangs, is quoted behind its own place."""
    path = _with_paragraph(clause.path, leads)
    titles = (*clause.titles, *[""] * len(path))
    start = _first_cited(path, doctype)
    quotes = {_depth(lead, path): _quoted(lead) for lead in leads}
    articles = [at for at, label in enumerate(path) if _ARTICLE.fullmatch(label)] if doctype == "statute" else []
    out = quotes.get(0, "")
    for at in range(start, len(path)):
        below = path[at + 1] if at + 1 < len(path) else ""
        if articles and at > articles[-1]:
            part = _in_article(path[at])
        elif path[at].isdecimal():
            part = f"第{path[at]}{_unit(clause, doctype, alone=len(path) == 1, last=not below)}"
        else:
            part = _label(path[at], below) + _title(path[at], titles[at], below)
        out += f"{_gap(out, part)}{part}{quotes.get(at + 1, '')}"
    return out


def _with_paragraph(path: Path, leads: Sequence[Clause]) -> Path:
    """The path with the later paragraph of an article (款) in which the list of an item begins."""
    last = leads[-1].path if leads else ()
    return (*last, path[-1]) if last and _PARAGRAPH.fullmatch(last[-1]) and last[:-1] == path[:-1] else path


def _depth(lead: Clause, path: Path) -> int:
    """Behind how many labels of ``path`` a lead is quoted: its own place, or the heading that it is a paragraph of."""
    shared = takewhile(lambda pair: pair[0] == pair[1], zip(lead.path, path, strict=False))
    return sum(1 for _ in shared)


def _first_cited(path: Path, doctype: str) -> int:
    """The first label that is cited: nobody cites the chapters over an article, or the clauses over 4.1."""
    articles = [at for at, label in enumerate(path) if _ARTICLE.fullmatch(label)]
    if doctype == "statute" and articles and all(_DIVISION.fullmatch(label) for label in path[: articles[0]]):
        return articles[0]
    stems = (at for at, below in enumerate(path[1:], 1) if below.startswith(path[at - 1].removeprefix("附录") + "."))
    return max(stems, default=0)


def _in_article(label: str) -> str:
    """A label below an article: 第2款 as 第二款, （一） as 第（一）项, 1 as 第1目."""
    if found := _PARAGRAPH.fullmatch(label):
        return f"第{int_to_chinese(int(found[1]))}款"
    return f"第{label}项" if _BRACKETED.fullmatch(label) else f"第{label}目" if label.isdecimal() else label


def _unit(clause: Clause, doctype: str, *, alone: bool, last: bool) -> str:
    """What a bare number counts: rows of a table, chapters of a standard, else items."""
    if clause.kind == "row" and last:
        return "项"
    return "章" if doctype == "standard" and alone else "条"


def _label(label: str, below: str) -> str:
    """A label that is no bare number: 列项3 as 第3项, the chapter 四 so that it reads well with what follows."""
    if found := _LIST_ITEM.fullmatch(label):
        return f"第{found[1]}项"
    if not re.fullmatch(CHINESE, label):
        return label
    return f"第{label}部分" if not below else label if below.startswith("（") else f"{label}、"


def _title(label: str, title: str, below: str) -> str:
    """The title of the heading right over a bare number, where it is short: 核心策略."""
    return title if below.isdecimal() and title != label and len(title) <= _SHORT_TITLE else ""


def _gap(before: str, part: str) -> str:
    """A space where two labels in Latin letters or figures would run into one."""
    plain = not part.startswith(("第", "（"))
    return " " if plain and before[-1:].isascii() and before[-1:].isalnum() else ""


def _quoted(lead: Clause) -> str:
    """The sentence of a lead in quotation marks, those within it single."""
    text = lead_sentence(lead.text)
    if len(text) > _LONGEST_LEAD:
        text = f"{text[: _LONGEST_LEAD // 2]}……{text[-_LONGEST_LEAD // 2 :]}"
    return f"“{text.replace('“', '‘').replace('”', '’')}”"
