"""Two columns without a line between them are read one after the other, also short ones of many short paragraphs."""

import pytest

from ingest.pipeline import ingest
from tests.ingest.formats.test_pdf import FONT, page

LEFT = [
    "一、检查情况",
    "本月检查消防通道十二处，畅通的十一处，堆放杂物的一处，已经当场清理。",
    "二、主要问题",
    "（一）药库温度计未按期校准，最近一次校准在去年三月。",
    "（二）两个病区的应急灯不亮，维修单没有填写日期。",
]
RIGHT = [
    "三、整改措施",
    "（一）总务科在本月底之前更换应急灯，并逐一登记。",
    "（二）药剂科联系计量所校准温度计。",
    "（三）保卫科在下月十日之前复查，复查结果报院长办公会讨论。",
    "四、通报",
    "连续两次检查没有问题的科室在院内网上表扬。",
]
READ = [
    ("一", "本月检查消防通道十二处，畅通的十一处，堆放杂物的一处，已经当场清理。"),
    ("二/（一）", "药库温度计未按期校准，最近一次校准在去年三月。"),
    ("二/（二）", "两个病区的应急灯不亮，维修单没有填写日期。"),
    ("三/（一）", "总务科在本月底之前更换应急灯，并逐一登记。"),
    ("三/（二）", "药剂科联系计量所校准温度计。"),
    ("三/（三）", "保卫科在下月十日之前复查，复查结果报院长办公会讨论。"),
    ("四", "连续两次检查没有问题的科室在院内网上表扬。"),
]


def wrapped(canvas, texts, x, top, wide, size, pitch):
    """Prints paragraphs with an indent of two characters, each line as one piece of text."""
    fits = int(wide // size)
    for text in texts:
        first, rest = text[: fits - 2], text[fits - 2 :]
        parts = [first, *(rest[i : i + fits] for i in range(0, len(rest), fits))]
        for number, part in enumerate(parts):
            canvas.drawString(x + (0 if number else 2 * size), top, part)
            top -= pitch


@pytest.mark.parametrize("shift", [0, 5, 9], ids=["level", "a little lower", "half a line lower"])
@pytest.mark.parametrize(
    ("size", "pitch", "wide", "gutter"), [(11, 18, 235, 25), (12, 20, 228, 30), (10.5, 17, 221, 18), (14, 24, 182, 21)]
)
def test_two_columns_of_short_paragraphs(write, shift, size, pitch, wide, gutter):
    def draw(canvas):
        canvas.setFont(FONT, 18)
        canvas.drawCentredString(297, 770, "院内安全检查情况通报")
        canvas.setFont(FONT, size)
        wrapped(canvas, LEFT, 50, 730, wide, size, pitch)
        wrapped(canvas, RIGHT, 50 + wide + gutter, 730 - shift, wide, size, pitch)

    parsed = ingest(write("通报.pdf", page(draw)))
    assert parsed.document.title == "院内安全检查情况通报"
    assert [("/".join(c.path), c.text) for c in parsed.clauses] == READ


def test_words_beside_each_other_are_no_columns(write):
    pairs = [
        ("床位总数", "一百二十张"),
        ("护士人数", "七十八人"),
        ("医生人数", "三十一人"),
        ("病区", "四个"),
        ("手术间", "六间"),
    ]
    pairs += [("透析机", "十二台"), ("呼吸机", "九台")]

    def draw(canvas):
        canvas.setFont(FONT, 12)
        canvas.drawString(72, 790, "医院概况")
        canvas.drawString(72, 760, "一、基本情况")
        for number, (name, value) in enumerate(pairs):
            canvas.drawString(72, 740 - 20 * number, name)
            canvas.drawString(330, 740 - 20 * number, value)

    text = "".join(c.text for c in ingest(write("概况.pdf", page(draw))).clauses).replace(" ", "")
    assert text.index("七十八人") < text.index("医生人数")


def test_short_lines_of_one_length_that_end_no_sentence_stay_apart(write):
    names = ["心血管内科第一病区", "神经外科重症监护室", "普通外科日间手术室", "消化内科内镜诊疗室", "呼吸与危重症医学科"]

    def draw(canvas):
        canvas.setFont(FONT, 12)
        for number, text in enumerate(["培训科室名单", "一、内外科各病区", *names, "二、时间另行通知"]):
            canvas.drawString(72, 740 - 22 * number, text)

    clauses = ingest(write("名单.pdf", page(draw))).clauses
    assert [c.text for c in clauses if c.text in names] == names
