"""Text folded to what a quote must have in common with its source: no spaces, punctuation, width, case or radicals."""

import re
import unicodedata
from dataclasses import dataclass

_RADICALS = {
    0x2E81: "厂", 0x2E85: "亻", 0x2E8A: "卜", 0x2E92: "巳", 0x2E93: "幺", 0x2E94: "彑", 0x2E95: "彐", 0x2E96: "忄",
    0x2E98: "扌", 0x2E99: "攵", 0x2E9B: "旡", 0x2E9C: "日", 0x2E9D: "月", 0x2E9E: "歺", 0x2E9F: "母", 0x2EA0: "民",
    0x2EA1: "氵", 0x2EA3: "灬", 0x2EA4: "爫", 0x2EA6: "丬", 0x2EA7: "牛", 0x2EA8: "犭", 0x2EA9: "王", 0x2EAA: "疋",
    0x2EAB: "目", 0x2EAC: "示", 0x2EAD: "礻", 0x2EAE: "竹", 0x2EAF: "糹", 0x2EB0: "纟", 0x2EB2: "罒", 0x2EB6: "羊",
    0x2EB7: "羊", 0x2EB9: "耂", 0x2EBB: "聿", 0x2EBC: "肉", 0x2EBD: "臼", 0x2EBE: "艹", 0x2EC1: "虎", 0x2EC2: "衤",
    0x2EC3: "覀", 0x2EC4: "西", 0x2EC5: "见", 0x2EC6: "角", 0x2EC7: "角", 0x2EC8: "讠", 0x2EC9: "贝", 0x2ECA: "足",
    0x2ECB: "车", 0x2ECC: "辶", 0x2ECD: "辶", 0x2ECE: "辶", 0x2ECF: "阝", 0x2ED0: "钅", 0x2ED1: "長", 0x2ED2: "镸",
    0x2ED3: "长", 0x2ED4: "门", 0x2ED6: "阝", 0x2ED7: "雨", 0x2ED8: "青", 0x2ED9: "韦", 0x2EDA: "页", 0x2EDB: "风",
    0x2EDC: "飞", 0x2EDD: "食", 0x2EDE: "食", 0x2EDF: "飠", 0x2EE0: "饣", 0x2EE1: "首", 0x2EE2: "马", 0x2EE3: "骨",
    0x2EE4: "鬼", 0x2EE5: "鱼", 0x2EE6: "鸟", 0x2EE7: "卤", 0x2EE8: "麦", 0x2EE9: "黄", 0x2EEA: "黾", 0x2EEC: "齐",
    0x2EEE: "齿", 0x2EF0: "龙", 0x2EF3: "龟",
}  # fmt: skip
"""CJK radicals (Unicode's block 2E80) that PDF printers write for characters; NFKC folds only those of the block 2F00."""
_POINT, _DASH = "\ue000", "\ue001"
"""Stand for a point and a dash between digits: 1.5 is not 15."""
_BETWEEN_DIGITS = ((re.compile(r"(?<=\d)[.．](?=\d)"), _POINT), (re.compile(r"(?<=\d)[-–—－~～](?=\d)"), _DASH))
_KEPT_MARKS = {"%", "‰", "&", "#", "@", _POINT, _DASH}


class _Table(dict[int, str]):
    """Code point → what it is folded to, worked out when first met."""

    def __missing__(self, code: int) -> str:
        found = _RADICALS.get(code) or unicodedata.normalize("NFKC", chr(code)).lower()
        self[code] = folded = "".join(c for c in found if c in _KEPT_MARKS or unicodedata.category(c)[0] not in "PZCM")
        return folded


_TABLE = _Table()


def without_radicals(text: str) -> str:
    """``text`` with the characters that its radicals stand for; its length stays."""
    return text.translate(_RADICALS)


def fold(text: str) -> str:
    """Letters, digits, ideographs and symbols of ``text`` in one width and case; points and dashes only between digits."""
    return _marked(text).translate(_TABLE)


def readable(folded: str) -> str:
    """A folded text with the points and dashes that it has stand-ins for."""
    return folded.replace(_POINT, ".").replace(_DASH, "-")


def _marked(text: str) -> str:
    """``text`` of the same length with stand-ins for points and dashes between digits."""
    for pattern, stand_in in _BETWEEN_DIGITS:
        text = pattern.sub(stand_in, text)
    return text


@dataclass(frozen=True, slots=True)
class Folded:
    """A text, its folded form, and where each folded character came from."""

    source: str
    text: str
    offsets: tuple[int, ...]
    """Of each character of ``text``: its place in ``source``."""

    @classmethod
    def of(cls, source: str) -> "Folded":
        """Fold ``source`` and remember the places."""
        pieces = [_TABLE[ord(char)] for char in _marked(source)]
        offsets = tuple(i for i, piece in enumerate(pieces) for _ in piece)
        return cls(source, "".join(pieces), offsets)

    def original(self, start: int, end: int) -> str:
        """The run of ``source`` that folded characters [start, end) came from."""
        return self.source[self.offsets[start] : self.offsets[end - 1] + 1] if start < end else ""
