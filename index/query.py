"""What a person writes beside the words of a question: "exact phrases", -exclusions, 名称:值 filters."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ingest.identifiers import without_names

FILTERS = {"类型": "kind", "层级": "level", "年份": "year", "文件": "document"}
_APART = r"(?:^|(?<=[\s，,；;。（(]))"
_VALUE = r"[^\s，,；;。：:（）()]+"
_FILTER = re.compile(rf"{_APART}({'|'.join(FILTERS)})\s*[:：]\s*({_VALUE})")
_QUOTED = re.compile(r"“([^“”]{2,})”|「([^「」]{2,})」|[\"＂]([^\"＂]{2,})[\"＂]")
_MINUS = re.compile(r"(?:^|(?<=\s))[-－−](?![\d\s－−-])([^\s，,；;。]+)")
_NOT = re.compile(rf"{_APART}(不含|不包括|排除)\s*(?:[:：]\s*({_VALUE})|“([^“”]+)”|「([^「」]+)」|[\"＂]([^\"＂]+)[\"＂])")
_NOT_LAST = re.compile(r"(?<=[\s，,；;])(不含|不包括|排除)([^\s，,；;。]{2,12})[。？?]?\s*$")


@dataclass(frozen=True, slots=True)
class Query:
    """A question taken apart."""

    text: str
    """The words to search for, those of the phrases among them."""
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Names (values of ``FILTERS``) with the values as written; several values mean any of them."""


def read(text: str, excludes: Callable[[str, str], bool] = lambda _word, _rest: False) -> Query:
    """Take ``text`` apart; ``excludes`` says whether 排除 before a word at the end can only mean to leave it out."""
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
    quoted = [next(filter(None, groups)).strip() for groups in _QUOTED.findall(rest)]
    phrases = tuple(phrase for phrase in quoted if without_names(phrase).strip())
    rest = _QUOTED.sub(lambda m: f" {next(filter(None, m.groups()))} ", rest)
    return Query(" ".join(rest.split()), phrases, tuple(without), tuple(filters))
