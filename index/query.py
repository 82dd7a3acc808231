"""The syntax of a question: words to search for, and beside them 原文:“exact phrases”, -exclusions and filters (年份:2025)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ingest.errors import QuestionError
from ingest.identifiers import without_names
from ingest.text.unseen import unseen

_BROKEN = re.compile(r"[\f\v]")
"""Breaks of pages and lines as a PDF has them."""
MAX_QUESTION = 1000
"""Characters: a case as people tell it. Longer text is a document, not a question."""
FILTERS = {"类型": "kind", "层级": "level", "年份": "year", "文件": "document"}
_APART = r"(?:^|(?<=[\s，,；;。（(]))"
_VALUE = r"[^\s，,；;。：:（）()]+"
_FILTER = re.compile(rf"{_APART}({'|'.join(FILTERS)})\s*[:：]\s*({_VALUE})")
_QUOTED = re.compile(r"“([^“”]{2,})”|「([^「」]{2,})」|[\"＂]([^\"＂]{2,})[\"＂]")
_VERBATIM = re.compile(rf"{_APART}原文\s*[:：]?\s*(?:{_QUOTED.pattern})")
_BESIDE_QUOTES = re.compile(r"[\s，,；;、。？?！!和与及]*")
"""What may stand beside phrases in quotation marks when nothing else is asked."""
_MINUS = re.compile(r"(?:^|(?<=\s))[-－−](?![\d\s－−-])([^\s，,；;。]+)")
_NOT = re.compile(rf"{_APART}(不含|不包括|排除)\s*(?:[:：]\s*({_VALUE})|“([^“”]+)”|「([^「」]+)」|[\"＂]([^\"＂]+)[\"＂])")
_NOT_LAST = re.compile(r"(?<=[\s，,；;])(不含|不包括|排除)([^\s，,；;。]{2,12})[。？?]?\s*$")
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,200}>")
_SQL = re.compile(
    r"(?i)\b(select|insert|update|delete|drop|union|alter|create|truncate)\b.*\b(from|into|set|table|where|select|database)\b"
)
SEARCHABLE = re.compile(r"[\u3400-\u9fffA-Za-z0-9]")
"""A question must contain at least one of these: a Chinese character, a Latin letter or a digit."""


@dataclass(frozen=True, slots=True)
class Query:
    """The parts of a question."""

    text: str
    """The words to search for. It includes the words of ``phrases``, but not exclusions and filters."""
    phrases: tuple[str, ...] = ()
    """Quoted text that an entry must contain exactly: the whole question is such quotes, or 原文 stands before it."""
    quoted: tuple[str, ...] = ()
    """All quoted text, ``phrases`` too."""
    without: tuple[str, ...] = ()
    """Excluded words: an entry must not contain them."""
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(name, values): the name is a value of ``FILTERS``; an entry must match at least one of the values."""


def clean_question(text: str) -> str:
    """``text`` without HTML tags, SQL and surplus white space.

    Broken bytes of a terminal and breaks of pages are left out. QuestionError when nothing is left, when it is too long, or
    when it holds a character that nobody sees.
    """
    if not text.strip():
        raise QuestionError("问题是空的", todo="请写下要查的内容，例如：哪些标准适用于提高VTE规范预防率")
    if len(text) > MAX_QUESTION:
        raise QuestionError(
            f"问题有 {len(text)} 个字，超过 {MAX_QUESTION} 字", todo="请删短一些，只写要查的一件事；整份材料请做成案例，逐段查"
        )
    text = _BROKEN.sub(" ", text.encode("utf-8", "ignore").decode("utf-8"))
    if odd := unseen(text):
        raise QuestionError(f"问题里有看不见的字符（U+{ord(odd):04X}）", todo="请删去这个字符，或把问题重新输入一遍")
    plain = _TAG.sub(" ", text)
    code = plain != text or _SQL.search(plain) is not None
    plain = _SQL.sub(" ", plain)
    if not SEARCHABLE.search(plain) or (code and not re.search(r"[\u3400-\u9fff]", plain)):
        raise QuestionError("问题里没有可检索的文字", todo="请用中文、英文缩写或标准号提问")
    return " ".join(plain.split())


def read(text: str, excludes: Callable[[str, str], bool] = lambda _word, _rest: False) -> Query:
    """Split ``text`` into the parts of a question.

    Quotation marks inside a question only set words apart, as people write them around any term.
    A question may end in 不含, 不包括 or 排除 and a word: ``跌倒预防 不含儿童``. ``excludes(verb, word)`` decides whether that
    excludes the word; if not, it is text to search for, because 排除 is also a word of medicine (to rule out).
    """
    without: list[str] = []
    filters: list[tuple[str, tuple[str, ...]]] = []

    def leave_out(match: re.Match[str]) -> str:
        without.append(next(group for group in match.groups()[::-1] if group))
        return " "

    def leave_out_last(match: re.Match[str]) -> str:
        return leave_out(match) if excludes(match[1], match[2]) else match[0]

    def keep_filter(match: re.Match[str]) -> str:
        filters.append((FILTERS[match[1]], tuple(v for v in re.split(r"[、|]", match[2]) if v)))
        return " "

    rest = _FILTER.sub(keep_filter, text)
    rest = _NOT_LAST.sub(leave_out_last, _MINUS.sub(leave_out, _NOT.sub(leave_out, rest)))
    quoted = _inner(_QUOTED, rest)
    alone = _BESIDE_QUOTES.fullmatch(_QUOTED.sub("", rest))
    phrases = tuple(p for p in (quoted if alone else _inner(_VERBATIM, rest)) if without_names(p).strip())
    rest = _VERBATIM.sub(lambda m: f" {next(filter(None, m.groups()))} ", rest)
    rest = _QUOTED.sub(lambda m: f" {next(filter(None, m.groups()))} ", rest)
    return Query(" ".join(rest.split()), phrases, quoted, tuple(without), tuple(filters))


def _inner(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    """What stands in the quotation marks of every match."""
    return tuple(next(filter(None, match.groups())).strip() for match in pattern.finditer(text))
