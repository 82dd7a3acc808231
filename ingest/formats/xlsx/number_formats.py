"""A number and its format → the text that a spreadsheet shows (ECMA-376 part 1, 18.8.30 and 18.8.31)."""

import re
from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

GENERAL = "General"
_CHINESE = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    **dict.fromkeys((31,), 'yyyy"年"m"月"d"日"'),
    **dict.fromkeys((30,), "m-d-yy"),
    **dict.fromkeys((32, 33, 34, 35, 55, 56), "h:mm:ss"),
}
"""Number of a built-in format of Chinese editions → the format, which files do not contain."""
_FIGURE = re.compile(r"^(?P<before>[^#0?]*?)(?P<whole>[#0?,]*)(?:\.(?P<places>[0#?]+))?(?P<after>[^#0?]*)$")
_MARKS = re.compile(r"\[[^\]]*\]|\\(.)|_.|\*.")
_PERCENT_SIGN = "\ue001"
"""Stands for a percent sign in quotation marks, which is only text and does not multiply by 100."""
_LONGEST = 255
"""Characters of the longest format that Excel accepts."""
_MOST_PLACES, _EXACT, _TOO_LONG = 15, 15, 10**12


def built_in(number: int) -> str:
    """The built-in format with this number; ``General`` when there is none."""
    return _CHINESE.get(number) or str(BUILTIN_FORMATS.get(number, GENERAL))


def shown(written: str, form: str, since_1904: bool = False) -> str:
    """The number ``written`` as the format ``form`` shows it; text that is no number is returned unchanged."""
    try:
        value = float(written)
    except ValueError:
        return written
    if value in (float("inf"), float("-inf")) or value != value:  # noqa: PLR0124 - not a number
        return written
    form = form if len(form) <= _LONGEST else GENERAL
    if _is_date(form) and (date := _date(value, form, since_1904)):
        return date
    figure = _figure(form)
    return _general(value) if figure is None else _fixed(value, figure)


@lru_cache(maxsize=1024)
def _is_date(form: str) -> bool:
    return bool(is_date_format(form))


@lru_cache(maxsize=1024)
def _figure(form: str) -> re.Match[str] | None:
    """The parts of a number format: text before, digits, decimals, text after; None for General and other formats."""
    section = _MARKS.sub(lambda m: m[1] or "", form.partition(";")[0])
    section = re.sub(r'"([^"]*)"', lambda m: m[1].replace("%", _PERCENT_SIGN), section)
    if form in (GENERAL, "@") or re.search(r"[eE/]|General", section):
        return None
    found = _FIGURE.match(section)
    return found if found and (found["whole"] or found["places"]) else None


def _general(value: float) -> str:
    """``value`` with at most fifteen significant digits, as spreadsheets have, and without a trailing ``.0``."""
    if value == int(value) and abs(value) < 10**_EXACT:
        return str(int(value))
    return f"{value:.{_EXACT}g}"


def _fixed(value: float, figure: re.Match[str]) -> str:
    before, whole_form, places, after = figure["before"], figure["whole"], figure["places"] or "", figure["after"]
    thousands = len(whole_form) - len(whole_form.rstrip(",")) + len(after) - len(after.lstrip(","))
    scaled = Decimal(repr(value)) * (100 if "%" in before + after else 1) / 1000**thousands
    if abs(scaled) < _TOO_LONG:
        scaled = scaled.quantize(Decimal(1).scaleb(-min(len(places), _MOST_PLACES)), ROUND_HALF_UP)
    whole, _, rest = f"{abs(scaled):f}".partition(".")
    whole = whole.lstrip("0").zfill(whole_form.count("0"))
    least = places.rfind("0") + 1
    rest = rest[:least] + rest[least:].rstrip("0")
    if "," in whole_form.rstrip(","):
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", whole)
    sign = "-" if scaled < 0 else ""
    text = f"{before}{sign}{whole}{'.' if rest else ''}{rest}{after.lstrip(',')}".strip()
    return text.replace(_PERCENT_SIGN, "%") or "0"


def _date(value: float, form: str, since_1904: bool) -> str:
    """The date as ISO 8601, with the parts that the format shows; "" when the number is no date, such as a negative one."""
    if value < 0:
        return ""
    try:
        found = from_excel(value, MAC_EPOCH if since_1904 else WINDOWS_EPOCH, timedelta="[h" in form.lower())
    except (OverflowError, ValueError, TypeError):
        return ""
    if isinstance(found, timedelta):
        minutes = round(found.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    letters = _MARKS.sub("", re.sub(r'"[^"]*"', "", form)).lower()
    if isinstance(found, time):
        return found.strftime("%H:%M:%S" if found.second else "%H:%M") if "h" in letters else ""
    return _shown_date(found, letters)


def _shown_date(found: datetime, letters: str) -> str:
    clock = found.strftime("%H:%M:%S" if found.second else "%H:%M")
    if "y" not in letters and "d" not in letters:
        return clock if "h" in letters else str(found.month)
    if "y" not in letters:
        return f"{found.month}月{found.day}日"
    day = "-%d" if "d" in letters else ""
    date = found.strftime(f"%Y-%m{day}") if "m" in letters else f"{found.year}"
    return f"{date} {clock}" if "h" in letters and (found.hour or found.minute or found.second) else date
