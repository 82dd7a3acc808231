"""Word documents that are locked, cut off, hostile or damaged: read, or told in one line."""

import io
import random
import zipfile

import pytest

from ingest.draft import Job
from ingest.errors import DuibiaoError, SourceError
from ingest.formats.docx.parser import parse
from ingest.pipeline import ingest
from tests.ingest.formats.word_parts import FIELD, cell, level, lines, listed, lists, p, package, row, style, table


def deep(levels):
    return "<w:tbl><w:tr><w:tc>" * levels + p("底") + "</w:tc></w:tr></w:tbl>" * levels


GOOD = package(
    p("某院输血管理办法")
    + "".join(p("血袋双人核对。", listed(1)) for _ in range(3))
    + table(row("名称", "数量"), cell("红细胞", '<w:vMerge w:val="restart"/>') + row("2"), cell("", "<w:vMerge/>") + row("3"))
    + p(FIELD)
    + p("结束。", style("1")),
    styles='<w:style w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="1"/></w:style>',
    numbering=lists(level(0, "decimal", "%1.")),
)
BOMB = table(*[cell("字" * 60_000, '<w:vMerge w:val="restart"/><w:gridSpan w:val="63"/>') + cell("尾")] * 3)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版 Office"),
        (GOOD[: len(GOOD) // 2], "不完整"),
        (b"PK\x05\x06" + bytes(18), "缺少 word/document.xml"),
        (package("<w:p>"), "损坏"),
        (package(deep(1000)), "损坏"),
        (package(p("") + p("")), "没有文字"),
        (package(p("<w:r><w:drawing/></w:r>")), "导出为 PDF"),
        (package(BOMB), "太大"),
    ],
    ids=["encrypted", "cut off", "no document", "broken XML", "deep", "empty", "pictures only", "merged cells"],
)
def test_what_cannot_be_read_is_told_in_one_line(data, told):
    with pytest.raises(SourceError, match=told) as caught:
        parse(data, "文件.docx", Job())
    assert "\n" not in str(caught.value)


def test_tables_in_tables_are_flattened_to_the_depth_that_xml_allows():
    assert lines(table(row("甲", "乙"), cell("丙") + cell(deep(70)))) == ["甲\t乙", "丙\t底"]


def mutated(seed):
    """``GOOD`` with a few bytes changed, in the package or inside one of its parts."""
    chance = random.Random(seed)
    if chance.random() < 0.3:
        data = bytearray(GOOD)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        return bytes(data)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, mangled(old.read(name).decode(), chance))
    return out.getvalue()


def mangled(xml, chance):
    """``xml`` with tags taken out, doubled or renamed, and values changed."""
    for _ in range(chance.randint(0, 3)):
        tags = [i for i, ch in enumerate(xml) if ch == "<"]
        at = chance.choice(tags)
        end = xml.find(">", at) + 1
        tag = xml[at:end]
        swap = chance.choice(['"-1"', '"99999999999999999999"', '"x"', '""', '"9"', '"0"'])
        new = chance.choice(
            ["", tag * 2, tag.replace("w:p", "w:tbl"), tag.replace("w:tc", "w:tr"), tag.partition('"')[0] + swap + "/>"]
        )
        xml = xml[:at] + new + xml[end:]
    return xml


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_file_is_read_or_told(seed, write):
    try:
        ingest(write("坏.docx", mutated(seed)))
    except DuibiaoError as error:
        assert str(error)
