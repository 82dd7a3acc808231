"""A font of this computer that has Chinese characters, found by its file name."""

import os
import sys
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

_FILES = (
    "NotoSerifCJK-Regular.ttc",
    "NotoSerifCJKsc-Regular.otf",
    "SourceHanSerifSC-Regular.otf",
    "simsun.ttc",
    "NotoSansCJK-Regular.ttc",
    "NotoSansCJKsc-Regular.otf",
    "SourceHanSansSC-Regular.otf",
    "Songti.ttc",
    "PingFang.ttc",
    "msyh.ttc",
    "msyh.ttf",
    "simhei.ttf",
    "simfang.ttf",
    "wqy-zenhei.ttc",
    "wqy-microhei.ttc",
    "uming.ttc",
    "DroidSansFallbackFull.ttf",
    "DroidSansFallback.ttf",
    "STHeiti Light.ttc",
    "Arial Unicode.ttf",
)
"""The better ones first: most documents are set in a serif face."""
_FACES = 12
"""Faces of one collection that are looked through for the simplified Chinese one."""


def font(size: int) -> ImageFont.FreeTypeFont | None:
    """The font at so many pixels; None on a computer without any."""
    found = _face()
    return _at(*found, size) if found else None


@lru_cache(64)
def _at(path: str, face: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, index=face)


@cache
def _face() -> tuple[str, int] | None:
    """The font's file, and which face of it is the simplified Chinese one."""
    found = _files()
    for path in (found[name.lower()] for name in _FILES if name.lower() in found):
        try:
            return path, _simplified(path) if path.endswith(".ttc") else 0
        except OSError:
            continue
    return None


def _simplified(path: str) -> int:
    """The first face whose name ends in SC; 0 where none does."""
    for face in range(_FACES):
        try:
            name = ImageFont.truetype(path, 12, index=face).getname()[0] or ""
        except OSError:
            break
        if name.endswith(" SC"):
            return face
    ImageFont.truetype(path, 12)
    return 0


def _files() -> dict[str, str]:
    """Path of every font file by its name in small letters."""
    return {
        name.lower(): str(Path(at) / name)
        for folder in _folders()
        for at, _, names in os.walk(folder)
        for name in names
        if name.lower().endswith((".ttc", ".ttf", ".otf"))
    }


def _folders() -> list[Path]:
    """Where this system keeps its fonts."""
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        return [home / "AppData/Local/Microsoft/Windows/Fonts", windows / "Fonts"]
    if sys.platform == "darwin":
        return [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".fonts", home / ".local/share/fonts"]
