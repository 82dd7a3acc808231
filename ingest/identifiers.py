"""Identity, one class per scheme: ``find`` in running text, ``parse`` one, ``str`` the canonical form."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from ingest.numerals import chinese_to_int, int_to_roman, roman_to_int

_LAST_ROMAN, _LAST_SPECIALTY = 39, 99
"""Highest numbers of national targets (Roman) and of specialty targets (two digits)."""
_MARKS = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)) | dict.fromkeys((0x2044, 0x2215, 0x29F8), "/")
"""Invisible characters and slashes that NFKC leaves."""
_DASHES = re.compile(r"[‐‑‒–—―−－─﹣]+")


def fold(text: str) -> str:
    """NFKC, upper case, every dash an ASCII hyphen, every slash an ASCII one, nothing invisible; length may change."""
    return _DASHES.sub("-", unicodedata.normalize("NFKC", text).translate(_MARKS)).upper()


@dataclass(frozen=True, slots=True)
class StandardNumber:
    """A standard's number, e.g. ``WS/T 433-2023``; year "" when it was not written.

    Schemes: GB, GBZ, WS, YY … with or without /T (recommended), DBnn/ (local), T/XXX (association), Q/XXX (a hospital's own),
    DBJ nn/T, DBJ/T nn-, DG/TJ nn- (local, for buildings).
    """

    prefix: str
    serial: str
    year: str
    written: str

    # prefix, serial with inner dots or hyphens, then the year: 1900–2099, or such a year cut short; a draft's has gaps (202X).
    _GAPS = r"(?!\s*-\s*(?:\d{1,3}[X×*_]|[X×*_]{2}))"
    _PATTERN = re.compile(
        r"(?<![A-Z0-9/])(?:(?P<regional>DG\s*/\s*TJ|DBJ?(?:\s*/\s*T)?)\s*"
        r"(?P<numbered>\d{2}\s*-\s*(?!(?:19|20)\d{2}(?!\s*-))\d{1,4})"
        r"|(?P<prefix>[TQ]\s*/\s*[A-Z]{2,8}|TCHAS|DBJ?\s*\d{2,4}(?!\d)(?:\s*\(J\))?(?:\s*/?\s*T(?![A-Z])|\s*/(?=\s*\d))?"
        r"|(?:GBZ|GB|WS|YY|HJ|JJG|JJF|MZ|GA|GY|JGJ|RB|SF|CNAS)(?:\s*/?\s*T(?![A-Z]))?)"
        rf"\s*(?P<serial>\d+(?:\.\d+)*{_GAPS}(?:\s*-\s*\d{{1,2}}(?![\dX×*_]))*))"
        rf"(?:\s*-\s*(?P<year>(?:19|20)\d{{1,2}}))?(?!\d){_GAPS}"
    )

    @classmethod
    def find(cls, text: str) -> Iterator["StandardNumber"]:
        """Every number in ``text``, in order; unknown prefixes are not numbers."""
        for match in cls._PATTERN.finditer(fold(text)):
            prefix = re.sub(r"\s+", "", match["regional"] or match["prefix"])
            if prefix == "TCHAS":
                prefix = "T/CHAS"
            elif "/" not in prefix and prefix.endswith("T"):
                prefix = prefix[:-1] + "/T"
            elif match["prefix"] and prefix.startswith("DB") and "/" not in prefix:
                prefix += "/"
            serial = re.sub(r"\s+", "", match["numbered"] or match["serial"])
            yield cls(prefix, serial, match["year"] or "", match[0].strip())

    @classmethod
    def parse(cls, text: str) -> "StandardNumber":
        """The number that ``text`` is; ValueError when it holds none or more."""
        found = list(cls.find(text))
        if len(found) != 1:
            raise ValueError(f"not one standard number: {text!r}")
        return found[0]

    @property
    def key(self) -> str:
        """The number without its year, the same for every edition."""
        return f"{self.prefix} {self.serial}"

    @property
    def slug(self) -> str:
        """``WS-T-433-2023``, the id of the document that is the standard."""
        return re.sub(r"[\s/]+", "-", str(self))

    @property
    def cut_short(self) -> bool:
        """Whether the printed year lost a digit (``-201``)."""
        return len(self.year) == 3  # noqa: PLR2004 - three of a year's four digits

    def __str__(self) -> str:
        """``WS/T 433-2023``, or without the year when none was written."""
        return f"{self.key}-{self.year}" if self.year else self.key


@dataclass(frozen=True, slots=True)
class TargetId:
    """An improvement target's code: ``NIT-2026-III`` (national) or ``PIT-2026-07`` (specialty)."""

    scheme: str
    year: int
    number: int

    _PATTERN = re.compile(r"(?<![A-Z])(NIT|PIT)\s*-?\s*(20\d{2})\s*-?\s*([IVX]{1,6}(?![A-Z])|\d{1,2}(?!\d))")

    @classmethod
    def find(cls, text: str) -> Iterator["TargetId"]:
        """Every code in ``text``; Unicode Roman numerals, spaces and lower case are read too."""
        for scheme, year, number in cls._PATTERN.findall(fold(text)):
            try:
                value = int(number) if number.isdecimal() else roman_to_int(number)
            except ValueError:
                continue
            if 1 <= value <= (_LAST_ROMAN if scheme == "NIT" else _LAST_SPECIALTY):
                yield cls(scheme, int(year), value)

    @classmethod
    def parse(cls, text: str) -> "TargetId":
        """The code that ``text`` holds; ValueError when it holds none."""
        for found in cls.find(text):
            return found
        raise ValueError(f"not a target code: {text!r}")

    def __str__(self) -> str:
        """Roman numeral for national targets, two digits for specialty ones."""
        number = int_to_roman(self.number) if self.scheme == "NIT" else f"{self.number:02d}"
        return f"{self.scheme}-{self.year}-{number}"


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number (发文字号), e.g. ``长卫医政发〔2023〕9号``; GB/T 9704-2012 §7.2.5."""

    organ: str
    year: int
    number: int

    WRITTEN: ClassVar[str] = r"[\u4e00-\u9fff×]{2,14}?\s*[〔\[［(（【]\s*(?:19|20)\d{2}\s*[〕\]］)）】]\s*第?\s*\d{1,4}\s*号"
    """A regular expression for any way in which it is written, without groups."""
    _PATTERN = re.compile(
        r"([\u4e00-\u9fff×]{2,14}?)\s*[〔\[［(（【]\s*((?:19|20)\d{2})\s*[〕\]］)）】]\s*第?\s*(\d{1,4})\s*号"
    )

    @classmethod
    def find(cls, text: str) -> Iterator["DocumentNumber"]:
        """Every document number in ``text``, whatever brackets it stands in."""
        for organ, year, number in cls._PATTERN.findall(text):
            yield cls(organ, int(year), int(number))

    @property
    def slug(self) -> str:
        """``长卫医政发-2023-9``, the document id."""
        return f"{self.organ}-{self.year}-{self.number}"

    def __str__(self) -> str:
        """The form of GB/T 9704."""
        return f"{self.organ}〔{self.year}〕{self.number}号"


@dataclass(frozen=True, slots=True)
class OrderNumber:
    """The number of an order that publishes a statute, e.g. ``国务院令第517号``."""

    organ: str
    number: int
    written: str

    _PATTERN = re.compile(
        r"(?:中华人民共和国)?([\u4e00-\u9fff]{0,16}?(?:主席|国务院|部|委员会|总局|局|厅|署|政府|院|大学|中心))\s*令\s*[（(]?\s*第\s*"
        r"([零〇一二三四五六七八九十百千]+|\d{1,4})\s*号"
    )

    @classmethod
    def find(cls, text: str) -> Iterator["OrderNumber"]:
        """Every order number in ``text``."""
        for found in cls._PATTERN.finditer(text):
            organ = re.sub(r"^[年月日]?(?:中华人民共和国)?", "", found[1])
            yield cls(organ, chinese_to_int(unicodedata.normalize("NFKC", found[2])), re.sub(r"\s+", "", found[0]))

    def __str__(self) -> str:
        """``国务院令第517号``, the number in figures."""
        return f"{self.organ}令第{self.number}号"


Scheme = type[StandardNumber] | type[TargetId] | type[DocumentNumber]


def located(scheme: Scheme, folded: str) -> Iterator[tuple[int, int, StandardNumber | TargetId | DocumentNumber]]:
    """Every number of ``scheme`` with its place [start, end) in ``folded``, a text as ``fold`` gives it."""
    for match in scheme._PATTERN.finditer(folded):
        for number in scheme.find(match[0]):
            yield match.start(), match.end(), number


_NOTICE = re.compile(r"^.*?关于(?:印发)?(.+?)的(?:通知|公告|意见|函|决定|通报|公示)$")
_SLUG_LIMIT = 36
"""Characters of a document id made of a title; a longer title is cut and gets a hash."""
EXPLAINED = "-解读"
"""How the id of a document ends that explains another one, whose number or title it bears."""


def without_names(text: str) -> str:
    """``text`` with every standard number, target code and document number blanked; unchanged when it has none."""
    folded = fold(text)
    plain = folded
    for scheme in (StandardNumber, TargetId, DocumentNumber):
        plain = scheme._PATTERN.sub(" ", plain)
    return text if plain == folded else plain


def title_slug(title: str) -> str:
    """A short stable document id from a title: what a notice is about, without issuer and punctuation."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", title))
    notice = _NOTICE.match(text)
    core = re.sub(r"[^\w]+", "-", notice[1] if notice else text).strip("-")
    if len(core) <= _SLUG_LIMIT:
        return core or "无题"
    return f"{core[:24]}-{hashlib.sha256(core.encode()).hexdigest()[:6]}"


_ORDINAL = re.compile(r"目标\s*([一二三四五六七八九十]{1,3}|\d{1,2}(?!\d))(?![致样体般直共切并些个种次起定部级分足时旦律])")

_NTH = r"第\s*([一二三四五六七八九十]{1,3}|\d{1,2})\s*"
_COUNTED = re.compile(rf"目标[里中]?的?{_NTH}[个项条]|{_NTH}[个项条大](?:国家)?(?:医疗)?(?:质量)?(?:安全)?(?:改进)?目标")


def ordinal_target(text: str, year: int) -> Iterator[TargetId]:
    """National targets named by ordinal (``目标四``, ``目标 4``, ``第四个目标``; not 目标一致), as of ``year``."""
    plain = unicodedata.normalize("NFKC", text)
    counted = (a or b for a, b in _COUNTED.findall(plain))
    for written in (*_ORDINAL.findall(plain), *counted):
        number = chinese_to_int(written)
        if 1 <= number <= _LAST_ROMAN:
            yield TargetId("NIT", year, number)
