"""Hostile packages of every format: one clear line each, nothing expanded and nothing fetched."""

import io
import struct
import zipfile

import pytest

from ingest.draft import Job
from ingest.errors import SourceError
from ingest.formats.registry import parser_for
from ingest.packages import package
from ingest.packages.ooxml import OfficePackage
from ingest.packages.package import Package
from ingest.pipeline import ingest

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = {
    ".docx": (
        "word/document.xml",
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:body></w:document>',
    ),
    ".xlsx": ("xl/workbook.xml", "<workbook><sheets><sheet name='{}'/></sheets></workbook>"),
    ".pptx": ("ppt/presentation.xml", "<presentation><sldIdLst><sldId/>{}</sldIdLst></presentation>"),
    ".ofd": ("OFD.xml", "<OFD><DocBody><DocRoot>{}</DocRoot></DocBody></OFD>"),
}
"""The part that a file of each format cannot do without."""
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
BOMB = 9 * 1024 * 1024


@pytest.fixture(params=sorted(MAIN))
def kind(request):
    return request.param


def zipped(*parts):
    """A zip file of (name, content) in order; names may repeat."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, content in parts:
            z.writestr(zipfile.ZipInfo(name) if name.startswith("/") else name, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def main_part(kind, content="字", before=""):
    name, xml = MAIN[kind]
    return name, before + xml.format(content)


def refusal(kind, data):
    """The one line in which the file is refused."""
    with pytest.raises(SourceError) as caught:
        parser_for(f"坏{kind}")(data, f"坏{kind}", Job())
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(f"坏{kind}：")
    return str(caught.value)


@pytest.fixture(scope="module")
def crowd():
    """More parts than any document has, which would take long to list."""
    return zipped(*((f"{n}.xml", "") for n in range(package.MAX_PARTS + 1)))


def test_a_bomb(kind):
    assert "展开后有 9 MB" in refusal(kind, zipped(main_part(kind), ("media/a.bin", bytes(BOMB))))


def test_more_than_the_bound_unpacked(kind, monkeypatch):
    monkeypatch.setattr(package, "MAX_UNPACKED", 1000)
    assert "不像正常文件" in refusal(kind, zipped(main_part(kind), ("media/a.bin", bytes(range(250)) * 4)))


def test_a_crowd_of_parts_is_refused_before_it_is_listed(kind, crowd, monkeypatch):
    monkeypatch.setattr(package, "ZipFile", lambda *_: pytest.fail("listed"))
    assert "20000 个以上的部分" in refusal(kind, crowd)


def test_a_part_too_large(kind, monkeypatch):
    monkeypatch.setattr(package, "MAX_PART", 20)
    assert "超过" in refusal(kind, zipped(main_part(kind)))


def test_more_xml_than_is_read(kind, monkeypatch):
    monkeypatch.setattr(Package, "MAX_XML", 20)
    monkeypatch.setattr(OfficePackage, "MAX_XML", 20)
    assert "文件展开后超过" in refusal(kind, zipped(main_part(kind)))


def test_nested_entities(kind):
    before = f'<!DOCTYPE x [<!ENTITY a0 "哈哈哈哈哈哈哈哈哈哈">{LAUGHS}]>'
    assert "DTD" in refusal(kind, zipped(main_part(kind, "&a8;", before)))


def test_an_entity_that_names_a_file(kind, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    before = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    told = refusal(kind, zipped(main_part(kind, "&a;", before)))
    assert "DTD" in told
    assert "机密" not in told


def test_a_definition_elsewhere_is_not_fetched(kind, tmp_path):
    outside = tmp_path / "x.dtd"
    outside.write_text('<!ENTITY a "机密">', encoding="utf-8")
    before = f'<!DOCTYPE x SYSTEM "{outside.as_uri()}">'
    assert "DTD" in refusal(kind, zipped(main_part(kind, "甲", before)))


def test_entities_in_a_part_that_is_read_piece_by_piece():
    strings = '<!DOCTYPE x [<!ENTITY a "甲">]><sst><si><t>&a;</t></si></sst>'
    parts = OfficePackage(zipped(("xl/sharedStrings.xml", strings)), "坏.xlsx")
    with pytest.raises(SourceError, match="DTD"):
        list(parts.stream("xl/sharedStrings.xml", ("si",)))


def test_elements_without_end(kind):
    name, _ = MAIN[kind]
    assert "已损坏" in refusal(kind, zipped((name, "<a>" * 300 + "</a>" * 300)))


@pytest.mark.parametrize("name", ["../../evil.xml", "a/../../b", "..\\evil.xml", "C:\\evil.xml", "c:/evil.xml", ".."])
def test_names_that_lead_out_of_the_package(kind, name):
    assert "指向文件之外" in refusal(kind, zipped(main_part(kind), (name, "<a/>")))


@pytest.mark.parametrize("name", ["/etc/passwd", "a..b/c...xml"])
def test_names_that_lead_nowhere_are_read_past(kind, name):
    data = zipped(main_part(kind), (name, "<a/>"))
    assert MAIN[kind][0] in Package(data, "好")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("change", [str, str.upper, lambda name: "/" + name, lambda name: name.replace("/", "\\")])
def test_two_parts_of_one_name(kind, change):
    name, xml = main_part(kind)
    assert f"有两个 {name}" in refusal(kind, zipped((name, xml), (change(name) if "/" in name else name, xml)))


def test_parts_that_nobody_reads_may_be_there_twice(kind):
    data = zipped(main_part(kind), ("media/a.png", "甲"), ("Media/A.png", "乙"))
    assert Package(data, "好").xml(MAIN[kind][0]) is not None


def test_an_encrypted_part(kind):
    data = bytearray(zipped(main_part(kind)))
    at = data.index(b"PK\x01\x02") + 8
    data[at : at + 2] = struct.pack("<H", 1)
    assert "加了密码" in refusal(kind, bytes(data))


def test_a_size_that_is_a_lie(kind):
    data = bytearray(zipped(main_part(kind, "字" * 50)))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 3)
    assert "已损坏" in refusal(kind, bytes(data))


def test_no_zip_file_and_half_a_one(kind):
    data = zipped(main_part(kind))
    assert "不完整" in refusal(kind, b"PK\x03\x04")
    assert "不完整" in refusal(kind, data[: len(data) // 2])
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert "旧版 Office" in refusal(kind, old)
    assert "加了密码" in refusal(kind, old + "EncryptedPackage".encode("utf-16-le") + bytes(600))


def test_letter_case_and_slashes_of_names_do_not_matter(write):
    name, xml = main_part(".docx", "每周抽查。")
    for written in (name.upper(), "/" + name, name.replace("/", "\\")):
        assert [c.text for c in ingest(write("好.docx", zipped((written, xml)))).clauses] == ["每周抽查。"]


def test_a_part_whose_name_is_lost_is_passed_over():
    data = zipped(("word/document.xml", "<a/>"), ("zzz.xml", "<b/>"))
    parts = Package(data.replace(b"zzz.xml", b"\0zz.xml"), "a.docx")
    assert "word/document.xml" in parts
