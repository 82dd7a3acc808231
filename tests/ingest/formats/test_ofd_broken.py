"""OFD packages that are locked, hostile or damaged: read, or told in one line."""

import io
import random
import zipfile

import pytest

from ingest.draft import Job
from ingest.errors import SourceError
from ingest.finding_kinds import FindingKind, Note
from ingest.formats.ofd.parser import parse
from tests.ingest.formats.ofd_parts import WORDS, line, parts_of, read
from tests.render import ofd


def many(pages_):
    parts = parts_of(line("甲"))
    listed = '<ofd:Page ID="0" BaseLoc="Pages/Page_0/Content.xml"/>'
    return parts | {"Doc_0/Document.xml": parts["Doc_0/Document.xml"].replace(listed, listed * pages_)}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7", "不完整或不是"),
        (ofd.package({"a.xml": "<a/>"}), "缺少 OFD.xml"),
        (ofd.package({"OFD.xml": "<OFD"}), "OFD.xml 已损坏"),
        (ofd.package({"OFD.xml": "<OFD/>"}), "没有页面"),
        (ofd.package(parts_of()), "没有页面"),
        (ofd.package(parts_of(line("甲"), **{"Encryptions.xml": "<a/>"})), "加了密码"),
        (ofd.package(many(10_001)), "超过 10000 页"),
        (
            ofd.package({"OFD.xml": "<OFD><DocBody><DocRoot>../D.xml</DocRoot></DocBody></OFD>"}),
            "指向文件之外",
        ),
    ],
)
def test_refused_in_one_line(data, message):
    with pytest.raises(SourceError, match=message) as caught:
        parse(data, "甲.ofd", Job())
    assert str(caught.value).startswith("甲.ofd：")
    assert "\n" not in str(caught.value)


def test_the_same_content_shown_without_end():
    dense = "".join(line(WORDS, 60 + i) for i in range(500))
    parts = many(3000) | {"Doc_0/Pages/Page_0/Content.xml": ofd.content(dense)}
    with pytest.raises(SourceError, match="反复引用"):
        read(parts)


def test_a_page_with_more_text_than_a_page_holds():
    assert read(parts_of("".join(line("药" * 999, y) for y in range(100, 130)), line(WORDS))).findings == [
        Note(FindingKind.UNREADABLE, "第1页")
    ]


@pytest.mark.parametrize("seed", range(60))
def test_damaged_bytes_end_in_one_line_or_a_draft(seed):
    rng = random.Random(seed)
    parts = parts_of(line(WORDS) + line("乙", 120), line("丙"), common='<ofd:TemplatePage ID="7" BaseLoc="T.xml"/>')
    name = rng.choice(list(parts))
    body = bytearray(parts[name].encode())
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(body))
        body[at : at + rng.randint(0, 4)] = rng.choice([b"", b"<", b">", b'"', b"-9e9", b"\0", rng.randbytes(3)])
    data = bytearray(ofd.package(parts | {name: bytes(body)}))
    if seed % 3 == 0:
        for _ in range(4):
            data[rng.randrange(len(data))] = rng.randrange(256)
    try:
        parse(bytes(data), "甲.ofd", Job())
    except SourceError as exc:
        assert "\n" not in str(exc)


def test_a_truncated_package_is_refused():
    data = ofd.package(parts_of(line(WORDS)))
    assert zipfile.is_zipfile(io.BytesIO(data))
    with pytest.raises(SourceError):
        parse(data[: len(data) // 2], "甲.ofd", Job())


BROKEN = "<ofd:Page"
USED = ofd.content(line(WORDS) + '<ofd:CompositeObject ResourceID="7" Boundary="0 0 210 297"/>').replace(
    "<ofd:Content>", '<ofd:Template TemplateID="7"/><ofd:Content>'
)
ANNOTATED = '<ofd:Annotations xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Page PageID="0"><ofd:FileLoc>A.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>'


@pytest.mark.parametrize(
    ("common", "more", "part"),
    [
        ('<ofd:TemplatePage ID="7" BaseLoc="T.xml"/>', {"T.xml": BROKEN}, "T.xml"),
        ("<ofd:DocumentRes>Res.xml</ofd:DocumentRes>", {"Res.xml": BROKEN}, "Res.xml"),
        ("<ofd:PublicRes>Public.xml</ofd:PublicRes>", {}, "Public.xml"),
        ("", {"Annots.xml": BROKEN}, "Annots.xml"),
        ("", {"Annots.xml": ANNOTATED, "A.xml": BROKEN}, "Doc_0/A.xml"),
    ],
)
def test_a_part_that_a_page_uses_and_that_is_broken_is_told(common, more, part):
    parts = parts_of(USED, common=common, **{f"Doc_0/{name}": text for name, text in more.items()})
    body = parts["Doc_0/Document.xml"]
    if not common:
        body = body.replace("</ofd:Document>", "<ofd:Annotations>Annots.xml</ofd:Annotations></ofd:Document>")
    found = read(parts | {"Doc_0/Document.xml": body})
    assert found.findings == [Note(FindingKind.UNREAD_PART, part)]
    assert found.text.strip() == WORDS
