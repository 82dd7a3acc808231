"""Dates in a question, and the condition that they set: 2024年以后发布的, 2025年1月1日起实施, 2018到2020年."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.numerals import chinese_to_int

_ONE = (
    r"(?P<year{n}>(?:19|20)\d{{2}}(?!\d)"
    r"|(?<![\d.-])[012]\d(?=年[以之]?[前后发出颁公制印实施生起到至])|(?:今|去|前|明)(?=年))\s*(?:年度?|那一?年)?"
    r"(?:\s*[-/.]?\s*(?:(?P<month{n}>\d{{1,2}})\s*(?:月|[-/.](?=\d))(?:\s*(?P<day{n}>\d{{1,2}})\s*[日号]?)?|(?P<newyear{n}>元旦)))?"
)
_DATE = _ONE.format(n="")
_SPAN = rf"{_DATE}(?:\s*(?:到|至|[-~—–]|和)\s*{_ONE.format(n='2')})?"
_VERBS = {
    "published": r"发布|颁布|出台|印发|公布|制定|下发|发文|出[过了]|出(?=的|[哪几多]|$)",
    "effective": r"实施|施行|实行|生效|执行|启用|落地|(?:投入)?使用(?![率量情规说])|用起来|(?<=开始)用|(?<=起)用"
    r"|用(?=[的了]?(?:标准|[行团国地]标|[哪几]))",
}
_VERB = "|".join(f"(?P<{name}>{words})" for name, words in _VERBS.items())
_ASPECT = r"(?:才|就|[这那当]天|[这那]一天|当日|拖到|真正|要到|开始|正式|新|之间|期间|年内|以内|内|里|当年|这一年|一年)*"
_SINCE, _UNTIL = r"及?以后|之后|后|以来|起|至今|往后", r"(?P<incl>及)?(?:以前|之前|前|为止)"
_CONDITION = re.compile(
    rf"(?:(?:{_VERB})(?:日期|时间|年份)?(?:为|是|在|于|拖到|要到|等到)?)?(?P<beyond>早于|先于|晚于|不早于|不晚于)?(?:自|从|在|于)?{_SPAN}\s*{_ASPECT}"
    rf"(?:(?P<since>{_SINCE})|(?P<until>{_UNTIL}))?\s*{_ASPECT}\s*"
    rf"(?:{_VERB.replace('?P<published>', '?P<published3>').replace('?P<effective>', '?P<effective3>')})?(?:了|过)?的?"
)
_LATEST = re.compile(rf"(?:最近|近)(?P<n>[一二两三四五六七八九十\d]+)年(?:内|来|以来|里)?(?:{_VERB})?(?:了|过)?的?")
_RELATIVE = {"今": 0, "去": -1, "前": -2, "明": 1}
_NAMES = {"published": "发布", "effective": "实施", "": ""}


@dataclass(frozen=True, slots=True)
class DateCondition:
    """That something is dated from ``first`` to ``last``, both included, as ISO 8601 strings that sort."""

    first: str
    last: str
    of: str
    """published, effective, or "" where the question does not say which."""
    said: str
    """In Chinese."""
    start: int
    end: int
    """Where it stands in the question."""

    def holds(self, written: str) -> bool:
        """Whether a date as a document prints it (2024, 2024-05-09) lies within."""
        return bool(written) and self.first[: len(written)] <= written <= self.last[: len(written)]


def dates(text: str, today: date) -> Iterator[DateCondition]:
    """The conditions on dates in ``text``, in order."""
    for found in _LATEST.finditer(text):
        first = today - timedelta(days=365 * chinese_to_int(found["n"]))
        of = next((name for name in _VERBS if found[name]), "")
        yield DateCondition(first.isoformat(), "9999", of, f"{first.year} 年以来{_NAMES[of]}", *found.span())
    for found in _CONDITION.finditer(text):
        yield _condition(found, today)


def _condition(found: re.Match[str], today: date) -> DateCondition:
    of = next((name for name in _VERBS if found[name] or found[f"{name}3"]), "")
    first, last = _bounds(found, "", today)
    said = _said(found, "", today)
    if found["year2"]:
        last = _bounds(found, "2", today)[1]
        said += f"到{_said(found, '2', today)}"
    elif found["beyond"]:
        first, last, said = _beyond(found["beyond"], first, last, said)
    elif found["since"] and not _by_law(found, of):
        last, said = "9999", f"{said}以后（含）"
    elif found["until"]:
        first, last, said = "", (last if found["incl"] else _before(first)), f"{said}{'及' if found['incl'] else ''}以前"
    return DateCondition(first, last, of, f"{said}{_NAMES[of]}", *found.span())


def _beyond(word: str, first: str, last: str, said: str) -> tuple[str, str, str]:
    """First and last day of what lies before or after a date, and how that is said."""
    if word in ("早于", "先于"):
        return "", _before(first), f"{said}以前"
    if word == "晚于":
        return _after(last), "9999", f"{said}以后"
    return (first, "9999", f"{said}以后（含）") if word == "不早于" else ("", last, f"{said}及以前")


def _by_law(found: re.Match[str], of: str) -> bool:
    """自2025年1月1日起实施: the day on which a statute or standard enters into force, not any day after."""
    return of == "effective" and found["since"] == "起" and bool(found["day"] or found["newyear"])


def _bounds(found: re.Match[str], n: str, today: date) -> tuple[str, str]:
    year, month, day = _parts(found, n, today)
    if day:
        return (whole := f"{year}-{int(month):02d}-{int(day):02d}"), whole
    return (f"{year}-{int(month):02d}-01", f"{year}-{int(month):02d}-31") if month else (f"{year}-01-01", f"{year}-12-31")


def _before(day: str) -> str:
    year, month, of_month = map(int, day.split("-"))
    return (date(year, month, of_month) - timedelta(days=1)).isoformat()


def _after(day: str) -> str:
    """The first day that is later; the last day of a month may be written as its 31st."""
    year, month, of_month = map(int, day.split("-"))
    return f"{day[:8]}{of_month + 1:02d}" if of_month < 31 else (f"{year + month // 12}-{month % 12 + 1:02d}-01")  # noqa: PLR2004


def _said(found: re.Match[str], n: str, today: date) -> str:
    year, month, day = _parts(found, n, today)
    return f"{year} 年" + (f" {int(month)} 月" if month else "") + (f" {int(day)} 日" if day else "")


def _parts(found: re.Match[str], n: str, today: date) -> tuple[str, str, str]:
    written = found[f"year{n}"]
    year = str(today.year + _RELATIVE[written]) if written in _RELATIVE else f"20{written}"[-4:]
    if found[f"newyear{n}"]:
        return year, "1", "1"
    return year, found[f"month{n}"] or "", found[f"day{n}"] or ""
