"""Write ``sounds.txt`` and ``shapes.txt``: ``python -m index.words.make_confusable FONT`` (needs pypinyin and a Chinese font).

A developer runs it once and commits the files. The program itself does not import pypinyin, because that takes longer than
answering a question.
"""

import sys
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).parent
SIDE = 48
"""Pixels: width and height of the image of a character."""
LEAST_SIMILARITY = 0.80
"""Least cosine of the images of two characters with a similar shape; 末 and 未, 拴 and 栓 have more."""
LEAST_SHARE = 0.1
"""A reading of a character is kept when at least this share of the phrases that contain the character use it."""
_SOUNDS = "# 同音字：音节（不带声调）后面是读这个音的字。由 index/words/make_confusable.py 生成。\n"
_SHAPES = "# 形近字：每行两个字。由 index/words/make_confusable.py 生成。\n"


def characters(rows: range) -> list[str]:
    """The characters in these rows of GB/T 2312: rows 16 to 55 are the common ones, 56 to 87 the less common ones."""
    cells = (bytes((0xA0 + row, 0xA0 + cell)) for row in rows for cell in range(1, 95))
    return [char for code in cells if (char := code.decode("gb2312", "ignore"))]


def sounds() -> str:
    """The text of ``sounds.txt``: one line for each syllable without tone, with the characters that are read so."""
    from pypinyin import Style, constants, lazy_pinyin  # noqa: PLC0415 - only a developer has it
    from pypinyin.contrib.tone_convert import to_normal  # noqa: PLC0415

    spoken: dict[str, Counter[str]] = {}
    for phrase, readings in constants.PHRASES_DICT.items():
        for char, reading in zip(phrase, readings, strict=False):
            spoken.setdefault(char, Counter())[to_normal(reading[0])] += 1
    of: dict[str, list[str]] = {}
    for char in characters(range(16, 88)):
        first = lazy_pinyin(char, style=Style.NORMAL)[0]
        counts = spoken.get(char, Counter())
        for syllable in {first} | {r for r, times in counts.items() if times >= LEAST_SHARE * counts.total()}:
            of.setdefault(syllable, []).append(char)
    return _SOUNDS + "".join(f"{syllable} {''.join(of[syllable])}\n" for syllable in sorted(of))


def shapes(font: str) -> str:
    """The text of ``shapes.txt``: one line for each pair of common characters with a similar shape in ``font``."""
    chars = characters(range(16, 56))
    images = np.stack([_image_of(char, ImageFont.truetype(font, SIDE - 8)) for char in chars])
    similar = np.triu(images @ images.T, 1) >= LEAST_SIMILARITY
    return _SHAPES + "".join(f"{chars[i]}{chars[j]}\n" for i, j in zip(*np.nonzero(similar), strict=True))


def _image_of(char: str, font: ImageFont.FreeTypeFont) -> NDArray[np.float32]:
    """``(SIDE * SIDE / 4,)`` float32, L2-normalised: a gray image of ``char``, at half size so that strokes are blurred."""
    image = Image.new("L", (SIDE, SIDE))
    ImageDraw.Draw(image).text((4, 0), char, fill=255, font=font)
    pixels = np.asarray(image.resize((SIDE // 2, SIDE // 2), Image.Resampling.BOX), np.float32).ravel()
    return np.asarray(pixels / np.linalg.norm(pixels), np.float32)


if __name__ == "__main__":
    (HERE / "sounds.txt").write_text(sounds(), encoding="utf-8")
    (HERE / "shapes.txt").write_text(shapes(sys.argv[1]), encoding="utf-8")
