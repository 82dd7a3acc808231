"""The image of a page → glyphs and ruling lines: straighten the image, then recognise its text with RapidOCR."""

import re
import unicodedata
from functools import cache
from statistics import median
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from ingest.finding_kinds import FindingKind, Note
from ingest.layout.page import Page, Rule, Word
from ingest.layout.plane import UNMOVED, Matrix, quarter_turn, scaled, then
from ingest.layout.small import Box, alone, dotted

Image = npt.NDArray[Any]
"""uint8, ``(height, width, 3)`` in BGR or ``(height, width)`` in grey."""

Read = tuple[list[Box], list[str], list[float]]
"""Boxes, texts and confidences (0 to 1) of the recognised lines, as three lists of the same length."""

LONG_SIDE = 1800
"""Pixels of the longer side: A4 at about 150 dpi, for which the recognition models are made."""
_STEEPEST = 5.0
"""Degrees: the largest skew that is corrected."""
_UPRIGHT = 1.6
"""If ink varies this many times more between rows than between columns of pixels, the text is certainly upright."""
_READABLE = 0.75
"""Confidence: below this median, the page is also read upside down."""
_BLOCK, _OFFSET, _CLEAR = 31, 12, 25
"""Ink is darker than the mean of 31 × 31 pixels around it by 12 of 255 levels, or by 25 where only certain ink counts."""
_SMALL = 700
"""Pixels of the longer side of an image that is used only to find the direction of the lines."""
_CHINESE = r"[\u3400-\u9fff\u3001\u3002\u300a\u300b\uff00-\uffef]"
_HALF_WIDTH = re.compile(rf"(?<={_CHINESE})[(),:;]+(?={_CHINESE})")
_ALONE = re.compile(r"[\dA-Za-z]{1,3}|[\u4e00-\u9fff]{1,2}")
"""The text that a small mark apart from all lines can be: a number, letters, a short word."""
_SURE = 0.8
_DOT = "·"
_FULL_WIDTH = str.maketrans("(),:;", "（），：；")


def recognise(image: Image, number: int, width: float, threads: int = -1) -> Page:
    """Page ``number`` (from 1), recognised from its image with that many threads (-1: all cores).

    ``width`` is the width of the page as the image shows it, in points; the matrix ``shown`` leads back to that page.
    """
    engine = _engine(threads)
    upright, back = _upright(image, engine)
    straight, ink, matrix = _straighten(upright)
    back = then(matrix, back)
    boxes, texts, scores = _read(engine, straight)
    if texts and median(scores) < _READABLE:
        turned = cv2.rotate(straight, cv2.ROTATE_180)
        other = _read(engine, turned)
        if other[2] and median(other[2]) > median(scores):
            straight, (boxes, texts, scores) = turned, other
            ink = cv2.rotate(ink, cv2.ROTATE_180)
            back = then(quarter_turn(2, straight.shape[1], straight.shape[0]), back)
    boxes, texts, scores = _with_small_marks(engine, straight, ink, (boxes, texts, scores))
    scale = width / image.shape[1]
    chars = [c for box, text, score in zip(boxes, texts, scores, strict=True) for c in _glyphs(box, text, score, scale)]
    note = Note(FindingKind.RECOGNISED, f"第{number}页")
    rules = [rule for rule in _rules(ink, scale) if not any(_stroke_of(rule, box, scale) for box in boxes)]
    shown = then(then(scaled(1 / scale, 1 / scale), back), scaled(scale, scale))
    return Page(number, straight.shape[1] * scale, straight.shape[0] * scale, chars, rules, (note,), shown)


@cache
def _engine(threads: int) -> Any:  # noqa: ANN401 - rapidocr is untyped
    from rapidocr import RapidOCR  # noqa: PLC0415 - 2 s and 300 MB, only where a page needs it

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Rec.rec_batch_num": 1,  # in a batch every line is as wide as the longest
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1 if threads > 0 else -1,
        }
    )


def _read(engine: Any, image: Image) -> Read:  # noqa: ANN401
    found = engine(image, use_det=True, use_cls=False, use_rec=True)
    if found.boxes is None or not found.txts:
        return [], [], []
    return list(found.boxes), [full_width(text) for text in found.txts], [float(score) for score in found.scores]


def _with_small_marks(engine: Any, image: Image, ink: Image, read: Read) -> Read:  # noqa: ANN401
    """``read`` with the small marks that text detection missed."""
    boxes, texts, scores = read
    lines = zip(boxes, texts, strict=True)
    texts = [_DOT + text if text[:1].isalnum() and dotted(ink, box) else text for box, text in lines]
    for box in alone(_without_rules(ink), boxes):
        (x0, top), (x1, bottom) = box.min(0), box.max(0)
        around = (bottom - top) / 3
        part = image[max(int(top), 0) : int(bottom) + 1, max(int(x0 - around), 0) : int(x1 + around) + 1]
        found = engine(part, use_det=False, use_cls=False, use_rec=True)
        if found.txts and found.scores[0] >= _SURE and _ALONE.fullmatch(found.txts[0]):
            boxes, texts, scores = [*boxes, box], [*texts, found.txts[0]], [*scores, float(found.scores[0])]
    return boxes, texts, scores


def full_width(text: str) -> str:
    """``text`` with half-width brackets, commas, colons and semicolons between Chinese characters made full-width.

    A bracket is also made full-width if the other one of its pair is.
    """
    text = _HALF_WIDTH.sub(lambda found: found[0].translate(_FULL_WIDTH), text)
    marks, opened = list(text), []
    for i, mark in enumerate(text):
        if mark in "(（":
            opened.append(i)
        elif mark in ")）" and opened:
            start = opened.pop()
            if marks[start] == "（" or mark == "）":
                marks[start], marks[i] = "（", "）"
    return "".join(marks)


def _upright(image: Image, engine: Any) -> tuple[Image, Matrix]:  # noqa: ANN401
    """The image, turned by a quarter if its lines of text run up or down, and the matrix back to the original image."""
    ink = _without_rules(_ink(_grey(image, _SMALL), _CLEAR))
    if _level(ink)[1] > _UPRIGHT * _level(np.ascontiguousarray(ink.T))[1]:
        return image, UNMOVED
    half = cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    found = engine(half, use_det=True, use_cls=False, use_rec=False)
    if found.boxes is None:
        return image, UNMOVED
    sides = [(np.ptp(box[:, 0]), np.ptp(box[:, 1])) for box in found.boxes]
    long = [high > 1.5 * wide for wide, high in sides if max(wide, high) > 2 * min(wide, high)]
    if not long or sum(long) <= len(long) / 2:
        return image, UNMOVED
    return cv2.rotate(image, cv2.ROTATE_90_COUNTERCLOCKWISE), quarter_turn(-1, image.shape[0], image.shape[1])


def _level(ink: Image) -> tuple[float, float]:
    """The angle in degrees by which to turn the image so that lines of text are horizontal, and ``_variation`` there."""
    high, wide = ink.shape

    def variation(angle: float) -> float:
        matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1)
        return _variation(cv2.warpAffine(ink, matrix, (wide, high)))

    coarse = max(np.arange(-_STEEPEST, _STEEPEST + 0.1, 0.5), key=variation)
    angle = float(max(np.arange(coarse - 0.4, coarse + 0.41, 0.1), key=variation))
    return angle, variation(angle)


def _straighten(image: Image) -> tuple[Image, Image, Matrix]:
    """The image turned so that its lines are horizontal, its ink (white on black), and the matrix back to ``image``."""
    angle, _ = _level(_ink(_grey(image, _SMALL)))
    back = UNMOVED
    if abs(angle) > 0.15:  # noqa: PLR2004 - degrees; less moves a line's end by under half its height
        size = (image.shape[1], image.shape[0])
        matrix = cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), angle, 1)
        image = cv2.warpAffine(image, matrix, size, flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
        a, c, e, b, d, f = cv2.invertAffineTransform(matrix).ravel().tolist()
        back = (a, b, c, d, e, f)
    return image, _ink(_grey(image, max(image.shape))), back


def _grey(image: Image, long_side: int) -> Image:
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY) if image.ndim == 3 else image  # noqa: PLR2004 - colour has a third axis
    scale = long_side / max(grey.shape)
    return cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else grey


def _ink(grey: Image, offset: int = _OFFSET) -> Image:
    smooth = cv2.GaussianBlur(grey, (3, 3), 0)
    return cv2.adaptiveThreshold(smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _BLOCK, offset)


def _variation(ink: Image) -> float:
    """How much the amount of ink differs between neighbouring rows of pixels: most when lines of text are horizontal."""
    sums = ink.sum(1, dtype=np.float64) / max(ink.shape[1], 1)
    return float((np.diff(sums) ** 2).mean())


def _long_strokes(ink: Image, length: int) -> tuple[Image, Image]:
    """Two images: the horizontal and the vertical strokes of at least ``length`` pixels."""
    closed = cv2.dilate(ink, np.ones((3, 3), np.uint8))
    level = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    upright = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    return level, upright


def _without_rules(ink: Image) -> Image:
    level, upright = _long_strokes(ink, 40)
    return cv2.subtract(ink, cv2.dilate(cv2.max(level, upright), np.ones((3, 3), np.uint8)))


def _rules(ink: Image, scale: float) -> list[Rule]:
    """The ruling lines in points (pixels times ``scale``): long thin strokes, joined over small gaps."""
    length = max(ink.shape[1] // 25, 40)
    rules = []
    for strokes, flat in zip(_long_strokes(ink, length), (True, False), strict=True):
        bridge = np.ones((1, 9) if flat else (9, 1), np.uint8)
        found = cv2.connectedComponentsWithStats(cv2.morphologyEx(strokes, cv2.MORPH_CLOSE, bridge))[2][1:]
        for x, y, wide, high, _ in found:
            if (high if flat else wide) <= length // 2:
                rules.append(Rule(x * scale, y * scale, (x + wide) * scale, (y + high) * scale))
    return rules


def _stroke_of(rule: Rule, box: Box, scale: float) -> bool:
    """Whether a ruling line is really a stroke of a large character: it is inside the box of a line of text."""
    x0, x1 = float(box[:, 0].min()) * scale, float(box[:, 0].max()) * scale
    top, bottom = float(box[:, 1].min()) * scale, float(box[:, 1].max()) * scale
    return x0 - 2 <= rule.x0 and rule.x1 <= x1 + 2 and top - 2 <= rule.top and rule.bottom <= bottom + 2


def _glyphs(box: Box, text: str, score: float, scale: float) -> list[Word]:
    """The glyphs of a recognised line, in points, spread over its length in proportion to their usual widths."""
    x0, x1 = float(box[:, 0].min()) * scale, float(box[:, 0].max()) * scale
    top, bottom = float(box[:, 1].min()) * scale, float(box[:, 1].max()) * scale
    widths = [1.0 if unicodedata.east_asian_width(ch) in "WFA" else 0.55 for ch in text]
    unit = (x1 - x0) / max(sum(widths), 0.5)
    out, at = [], x0
    for ch, wide in zip(text, widths, strict=True):
        if ch.strip():
            out.append(Word(ch, at, top, at + wide * unit, bottom, min(bottom - top, 1.3 * unit), score))
        at += wide * unit
    return out
