"""Write ``sounds.txt`` and ``shapes.txt``: ``python -m index.words.make_confusable FONT`` (needs pypinyin and a Chinese font).

Done by a developer, once: importing the library costs a question more than answering it does.
"""

import sys
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).parent
SIDE = 48
"""Pixels of a drawn character."""
LEAST_ALIKE = 0.80
"""Cosine of two drawn characters: 末 and 未, 拴 and 栓 lie above."""
LEAST_HEARD = 0.1
"""A reading counts that a character has in this share of the phrases with it."""
_SOUNDS = "# 同音字：音节（不带声调）后面是读这个音的字。由 index/words/make_confusable.py 生成。\n"
_SHAPES = "# 形近字：每行两个字。由 index/words/make_confusable.py 生成。\n"


def characters(rows: range) -> list[str]:
    """The characters in these rows of GB/T 2312: 16 to 55 are common, 56 to 87 less so."""
    cells = (bytes((0xA0 + row, 0xA0 + cell)) for row in rows for cell in range(1, 95))
    return [char for code in cells if (char := code.decode("gb2312", "ignore"))]


def sounds() -> str:
    """A line a syllable: its letters without tone, and the characters read so."""
    from pypinyin import Style, constants, lazy_pinyin  # noqa: PLC0415 - only a developer has it
    from pypinyin.contrib.tone_convert import to_normal  # noqa: PLC0415

    spoken: dict[str, Counter[str]] = {}
    for phrase, readings in constants.PHRASES_DICT.items():
        for char, heard_as in zip(phrase, readings, strict=False):
            spoken.setdefault(char, Counter())[to_normal(heard_as[0])] += 1
    of: dict[str, list[str]] = {}
    for char in characters(range(16, 88)):
        first = lazy_pinyin(char, style=Style.NORMAL)[0]
        heard = spoken.get(char, Counter())
        for reading in {first} | {r for r, times in heard.items() if times >= LEAST_HEARD * heard.total()}:
            of.setdefault(reading, []).append(char)
    return _SOUNDS + "".join(f"{syllable} {''.join(of[syllable])}\n" for syllable in sorted(of))


def shapes(font: str) -> str:
    """A line a pair of common characters that look alike."""
    chars = characters(range(16, 56))
    drawn = np.stack([_drawn(char, ImageFont.truetype(font, SIDE - 8)) for char in chars])
    alike = np.triu(drawn @ drawn.T, 1) >= LEAST_ALIKE
    return _SHAPES + "".join(f"{chars[i]}{chars[j]}\n" for i, j in zip(*np.nonzero(alike), strict=True))


def _drawn(char: str, font: ImageFont.FreeTypeFont) -> NDArray[np.float32]:
    """``(SIDE * SIDE / 4,)`` float32, L2-normalised: the character in gray, strokes a little blurred."""
    image = Image.new("L", (SIDE, SIDE))
    ImageDraw.Draw(image).text((4, 0), char, fill=255, font=font)
    pixels = np.asarray(image.resize((SIDE // 2, SIDE // 2), Image.Resampling.BOX), np.float32).ravel()
    return np.asarray(pixels / np.linalg.norm(pixels), np.float32)


if __name__ == "__main__":
    (HERE / "sounds.txt").write_text(sounds(), encoding="utf-8")
    (HERE / "shapes.txt").write_text(shapes(sys.argv[1]), encoding="utf-8")
