"""Levels that a text shows beyond those of any type: Roman numbers, questions, 第2.1节, 附录A and what is numbered below it."""

import re
from dataclasses import replace

from ingest.numbering.levels import CODED, DECIMALS, SPOKEN_OF, TITLE, Level
from ingest.numerals import CHINESE

_ROMAN = "[Ⅰ-Ⅻ]|[IVX]{1,6}"
_SMALL = "[ⅰ-ⅻ]|[ivx]{1,6}"
ROMANS = tuple(
    Level(name, re.compile(pattern), label, run_in=True, roman=True)
    for name, pattern, label in (
        ("roman", rf"^(?P<n>{_ROMAN})(?:\s*[.．、:：]|\s+(?![类级度期型]))\s*(?P<rest>[^\s.].*)$", "{n}"),
        (
            "graded_roman",
            rf"^(?P<n>{_ROMAN})\s*(?P<name>[类级度期型])(?P<rest>[\u4e00-\u9fff]{{0,6}}(?:\s*[（(：:].*|\s.*)?)$",
            "{n}{name}",
        ),
        ("round_roman", rf"^[（(]\s*(?P<n>{_ROMAN}|{_SMALL})\s*[)）]\s*(?P<rest>\S.*)$", "（{n}）"),
        ("small_roman", rf"^(?P<n>{_SMALL})\s*[.．、)）]\s*(?P<rest>[^\s.].*)$", "{n}"),
    )
)
"""Ⅰ、 II. Ⅲ级： （Ⅳ） (v) vi."""

HYPHENED = Level(
    "hyphened",
    re.compile(
        r"^(?P<name>\d{1,2})\s?[-－–]\s?(?P<n>\d{1,2})(?![\d.．\-－–—年月日时天:：/～~%％])\s*(?P<rest>[\u4e00-\u9fff（《“].*)$"
    ),
    "{name}-{n}",
    run_in=True,
)
"""2-1, 2-2 below 第2章."""
QUESTION = Level(
    "question",
    re.compile(
        rf"^(?P<rest>[【\[]?\s*(?P<name>问题?|Q)\s*(?P<n>\d{{1,3}}|{CHINESE})?\s*(?:[】\]]\s*[:：]?|[:：.、．])\s*\S.*)$"
    ),
    "{name}{n}",
    run_in=True,
    counted=True,
)
"""问：, Q1: of questions and answers; the mark is part of the text, as that of the answer is."""
ANSWER = re.compile(r"^(?:[【\[]\s*(?:答案?|回答|解答|A)\s*\d*\s*[】\]]|(?:答案?|回答|解答|A)\s*\d*\s*[:：])")
"""How the answer to a question begins."""

CODED_DIVISION = replace(
    CODED,
    name="coded_division",
    pattern=re.compile(
        r"^第\s*(?P<stem>\d{1,2}(?:\s?[.．]\s?\d{1,2})*)\s?[.．]\s?(?P<n>\d{1,3})\s*节" + TITLE,
    ),
    label="第{number}节",
    run_in=False,
    text=False,
    holds=True,
)
CODES = (CODED_DIVISION, CODED)
"""第2.1节 above 第2.1.1条."""

_APPENDIX = Level(
    "appendix",
    re.compile(
        rf"^附\s*(?P<name>[录表图])\s*(?P<n>\d{{1,2}}|[A-Z](?![A-Za-z])|{CHINESE}|(?=$))(?![.．]\d)\s*[:：、.．]?\s*"
        rf"(?P<rest>{SPOKEN_OF}(?!填写|执行|为)[^。；，]{{0,44}})$"
    ),
    "附{name}{n}",
)
APPENDICES = (
    _APPENDIX,
    replace(
        _APPENDIX,
        name="coded_appendix",
        pattern=re.compile(
            rf"^附\s*录\s*(?P<stem>[A-Z])\s?[.．]\s?(?P<n>\d{{1,2}})(?![.．\d])\s*(?P<rest>{SPOKEN_OF}[^。；，]{{0,44}})$"
        ),
        label="附录{number}",
        decimal=True,
        whole=True,
    ),
)
"""附录A, 附表一, 附图2; 附录A.1."""
LETTERED = tuple(
    replace(level, pattern=re.compile(level.pattern.pattern.replace(r"(?P<stem>\d{1,2}", "(?P<stem>[A-Z]", 1)))
    for level in DECIMALS[1:]
)
"""A.1, A.1.1 below 附录A."""
