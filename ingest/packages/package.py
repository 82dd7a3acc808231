"""Reads zip packages (DOCX, XLSX, PPTX, OFD) safely: zip bombs, passwords, DTDs and broken parts become a SourceError."""

import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import ClassVar, TypeAlias
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from ingest.errors import SourceError

Element: TypeAlias = etree._Element

MAX_PARTS = 20_000
MAX_UNPACKED = 512 * 1024 * 1024
"""Bytes of all parts together, unpacked."""
MAX_PART = 64 * 1024 * 1024
"""Bytes of one part: 64 MiB is about 10,000 pages of text."""
_MAX_RATIO = 200
"""Unpacked to packed size: a larger ratio is a zip bomb."""
_RATIO_FROM = 8 * 1024 * 1024
"""Unpacked bytes from which the ratio is checked: a small file of repeated rows may have a larger one."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""The name under which such a file holds a newer one that has a password."""
_LISTED = b"PK\x01\x02"
"""The bytes with which each entry of a zip directory begins."""
_DEFINITIONS = b"<!DOCTYPE"
_ENCRYPTED = 0x1
_SAFE = {"resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False}
"""Options of lxml: no entity is expanded and nothing is loaded; libxml2 refuses depths over 256 and texts over 10 MB."""
_PLAIN = {"remove_comments": True, "remove_pis": True}
"""Options of lxml: the tree has no comments and processing instructions, so every node is an element."""
_OUTSIDE = re.compile(r"(?:^|[\\/])\.\.(?:[\\/]|$)|^[A-Za-z]:")
_AGAIN = "请重新导出或复制后再加入"
_UNLOCK = "请用 Office 或 WPS 打开，取消密码并保存后再试"
_SAVE = "请用 Office 或 WPS 打开后另存一份"


class Package:
    """The parts of one package by name; letter case, a leading slash and the kind of slash do not matter."""

    MAX_XML: ClassVar[int] = MAX_UNPACKED
    """Bytes of XML read from one package; a part that is read twice counts twice."""

    def __init__(self, data: bytes, where: str) -> None:
        """Open the package; ``where`` is the file's name. SourceError when it is no zip file, encrypted or too large."""
        self.where = where
        self._zip = _opened(data, where)
        entries = [entry for entry in self._zip.infolist() if not entry.filename.endswith("/")]  # is_dir fails on an empty name
        self._entries = {_plain(entry.filename): entry for entry in entries}
        self._twice = {name for name, count in Counter(_plain(e.filename) for e in entries).items() if count > 1}
        self._left = self.MAX_XML

    def __contains__(self, name: str) -> bool:
        """Whether the package has a part with this name."""
        return _plain(name) in self._entries

    def size(self, name: str) -> int:
        """Unpacked size of a part in bytes, as the directory states it; 0 when there is no such part."""
        entry = self._entries.get(_plain(name))
        return entry.file_size if entry else 0

    def data(self, name: str) -> bytes:
        """The content of a part; SourceError when it is missing, broken or too large, or when two parts have the name."""
        entry = self._entries.get(_plain(name))
        if entry is None:
            raise SourceError(f"文件里缺少 {name}", self.where, _AGAIN)
        if _plain(name) in self._twice:
            raise SourceError(f"文件里有两个 {name}，不知以哪个为准", self.where, _SAVE)
        try:
            with self._zip.open(entry) as part:
                data = part.read(MAX_PART + 1)
        except (BadZipFile, OSError, EOFError, NotImplementedError, ValueError, RuntimeError, zlib.error) as exc:
            raise self._broken(name) from exc
        if len(data) > MAX_PART:
            raise SourceError(f"文件里的 {name} 超过 {MAX_PART // 1_048_576} MB", self.where, "请拆分后分别加入")
        return data

    def xml(self, name: str) -> Element:
        """The root element of an XML part; SourceError as in ``data``, and when it is no XML or has a DTD."""
        data = self._xml_data(name)
        try:
            root = etree.fromstring(data, etree.XMLParser(**_SAFE, **_PLAIN))
        except etree.XMLSyntaxError as exc:
            raise self._unreadable(name, data) from exc
        self._check_definitions(root, name)
        return root

    def stream(self, name: str, tags: tuple[str, ...]) -> Iterator[Element]:
        """The elements of an XML part with one of the local names ``tags``; SourceError as in ``xml``.

        An element is emptied as soon as the next one is asked for, so that large parts need little memory.
        """
        data = self._xml_data(name)
        first = True
        try:
            for _, element in etree.iterparse(io.BytesIO(data), tag=[f"{{*}}{tag}" for tag in tags], **_SAFE, **_PLAIN):
                if first:
                    self._check_definitions(element, name)
                first = False
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        except etree.XMLSyntaxError as exc:
            raise self._unreadable(name, data) from exc

    def _xml_data(self, name: str) -> bytes:
        self._left -= self.size(name)
        if self._left < 0:
            raise SourceError(f"文件展开后超过 {self.MAX_XML // 1_048_576} MB", self.where, "请拆分后分别加入")
        return self.data(name)

    def _check_definitions(self, element: Element, name: str) -> None:
        """Raise SourceError when the part has a DTD: no Office program writes one, only attackers do."""
        if element.getroottree().docinfo.doctype:
            raise self._defines(name)

    def _unreadable(self, name: str, data: bytes) -> SourceError:
        return self._defines(name) if _DEFINITIONS in data else self._broken(name)

    def _defines(self, name: str) -> SourceError:
        return SourceError(f"文件里的 {name} 带有 DTD 定义，可能有害", self.where, _SAVE)

    def _broken(self, name: str) -> SourceError:
        return SourceError(f"文件里的 {name} 已损坏", self.where, _AGAIN)


def check(data: bytes, where: str) -> None:
    """Raise SourceError when ``data`` is no zip file, is encrypted or too large; ``where`` is the file's name."""
    _opened(data, where)


def _opened(data: bytes, where: str) -> ZipFile:
    """The zip file, its directory checked; SourceError as in ``check``."""
    if data.startswith(_OLE):
        if _LOCKED in data:
            raise SourceError("文件加了密码", where, _UNLOCK)
        raise SourceError("其实是旧版 Office 文件", where, "请用 Word 或 WPS 另存为 .docx、.xlsx 或 .pptx 后再试")
    if data.count(_LISTED) > MAX_PARTS:  # counted before the directory is read, which takes seconds for a million entries
        raise SourceError(f"文件里有 {MAX_PARTS} 个以上的部分，不像正常文件", where, _SAVE)
    try:
        opened = ZipFile(io.BytesIO(data))
    except (BadZipFile, ValueError, NotImplementedError, OSError) as exc:
        raise SourceError("文件不完整或不是它的扩展名所说的格式", where, _AGAIN) from exc
    _check_entries(opened.infolist(), len(data), where)
    return opened


def _check_entries(entries: list[ZipInfo], packed: int, where: str) -> None:
    """Raise SourceError when the directory states too large sizes, encryption, or names that lead out of the package."""
    unpacked = sum(entry.file_size for entry in entries)
    bomb = unpacked > _RATIO_FROM and unpacked > _MAX_RATIO * packed
    if unpacked > MAX_UNPACKED or bomb:
        raise SourceError(f"文件展开后有 {unpacked // 1_048_576} MB，不像正常文件", where, _SAVE)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise SourceError("文件加了密码", where, _UNLOCK)
    outside = next((entry.filename for entry in entries if _OUTSIDE.search(entry.filename)), None)
    if outside is not None:
        raise SourceError(f"文件里的路径 {outside[:60]!r} 指向文件之外", where, _SAVE)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
