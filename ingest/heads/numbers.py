"""Schemes of document numbers as data: how a line reads that holds a number and nothing else. A new scheme is one more row."""

import re
from collections.abc import Callable

from ingest.identifiers import DocumentNumber, StandardNumber

_BEFORE = r"^\s*[（(【\[]?\s*(?:(?:发文)?(?:字号|文号)|文件编号|文件号|编号)?\s*[:：]?\s*"
_AFTER = r"\s*[)）】\]]?\s*(?:签\s*发\s*人\s*[:：].{0,12})?$"
_YEAR = r"((?:19|20)\d{2})"
_SCHEMES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(rf"{_BEFORE}({DocumentNumber.WRITTEN}){_AFTER}"), lambda m: str(next(DocumentNumber.find(m[1])))),
    (
        re.compile(rf"{_BEFORE}[〔\[［【]\s*{_YEAR}\s*[〕\]］】]\s*第?\s*(\d{{1,4}})\s*号{_AFTER}"),
        lambda m: f"〔{m[1]}〕{int(m[2])}号",
    ),
    (
        re.compile(rf"{_BEFORE}(?:[\u4e00-\u9fff]{{0,16}}公告)?\s*{_YEAR}\s*年\s*第\s*(\d{{1,4}})\s*号{_AFTER}"),
        lambda m: f"{m[1]}年第{int(m[2])}号",
    ),
    (
        re.compile(rf"{_BEFORE}[〔\[［【]\s*{_YEAR}\s*[〕\]］】]\s*第?\s*(\d{{1,4}})\s*期{_AFTER}"),
        lambda m: f"〔{m[1]}〕第{int(m[2])}期",
    ),
    (
        re.compile(
            rf"{_BEFORE}(?:{_YEAR}\s*年?\s*)?第\s*(\d{{1,4}})\s*期(?:\s*[（(]?\s*总第?\s*\d{{1,4}}\s*期\s*[)）]?)?{_AFTER}"
        ),
        lambda m: (f"{m[1]}年" if m[1] else "") + f"第{int(m[2])}期",
    ),
    (
        re.compile(rf"{_BEFORE}((?:DB|DG|GB|T|Q|WS|YY|JG)[^\u4e00-\u9fff]{{4,24}}[-—–－]\s?{_YEAR}){_AFTER}"),
        lambda m: next((str(number) for number in StandardNumber.find(m[1]) if number.year), ""),
    ),
)
"""发文字号 (GB/T 9704-2012 §7.2.5), or without its organ, as in minutes; of a notice to the public, an issue, a standard."""

_BESIDE = re.compile(
    rf"^[（(]\s*(?P<first>{DocumentNumber.WRITTEN})(?=[\s，,、；;])"
    rf"|(?<=[\s，,、；;])(?P<last>{DocumentNumber.WRITTEN})(?=\s*(?:[)）]|[^（）()]{{0,12}}日?\s*(?:印发|发布)))"
)
"""A number in the note below a title, before the day of the paper or behind that of its adoption."""


def number_beside(note: str) -> str:
    """The number in a note below a title (（院发〔2022〕4号，2022年9月15日印发）), or "": not one that it is based on."""
    found = _BESIDE.search(note)
    return str(next(DocumentNumber.find(found["first"] or found["last"]))) if found else ""


def number_of(raw: str) -> str:
    """The document number that the line is, in its canonical form, or ""."""
    for pattern, canonical in _SCHEMES:
        if (found := pattern.match(raw)) and (number := canonical(found)):
            return number
    return ""
