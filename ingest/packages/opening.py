"""Zip packages (DOCX, XLSX, PPTX, OFD) opened with bounds: no bomb, no password, no broken member gets further."""

import io
import zlib
from zipfile import BadZipFile, ZipFile

from lxml import etree

from ingest.errors import SourceError

MAX_MEMBERS = 20_000
MAX_UNPACKED = 512 * 1024 * 1024
MAX_PART = 64 * 1024 * 1024
"""Bytes of one XML part: 64 MiB is some 10,000 pages of text."""
_MAX_RATIO = 200
_RATIO_FROM = 8 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = 0x1

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)


def check(data: bytes, where: str) -> None:
    """SourceError when ``data`` is no zip package, is encrypted, or would unpack to more than the bounds."""
    open_package(data, where).close()


def open_package(data: bytes, where: str) -> ZipFile:
    """The package; SourceError as in ``check``."""
    if data.startswith(_OLE):
        raise SourceError("文件加了密码，或其实是旧版 Office 文件", where, "请取消密码，或另存为新格式后再加入")
    try:
        package = ZipFile(io.BytesIO(data))
        members = package.infolist()
    except (BadZipFile, ValueError, NotImplementedError, OSError) as exc:
        raise SourceError("文件不完整或不是它的扩展名所说的格式", where, "请重新导出或复制后再加入") from exc
    unpacked = sum(m.file_size for m in members)
    bomb = unpacked > _RATIO_FROM and unpacked > _MAX_RATIO * len(data)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or bomb:
        raise SourceError(f"文件展开后有 {unpacked // 1_048_576} MB，不像正常文件", where, "请用 Office 或 WPS 打开后另存一份")
    if any(m.flag_bits & _ENCRYPTED for m in members):
        raise SourceError("文件加了密码", where, "请取消密码后再加入")
    return package


def read_part(package: ZipFile, name: str, where: str) -> bytes:
    """The bytes of one member; SourceError when it is missing, broken or too large."""
    try:
        with package.open(name) as member:
            data = member.read(MAX_PART + 1)
    except KeyError as exc:
        raise SourceError(f"文件里缺少 {name}", where, "请重新导出或复制后再加入") from exc
    except (BadZipFile, OSError, EOFError, NotImplementedError, ValueError, RuntimeError, zlib.error) as exc:
        raise SourceError(f"文件里的 {name} 已损坏", where, "请重新导出或复制后再加入") from exc
    if len(data) > MAX_PART:
        raise SourceError(f"文件里的 {name} 超过 {MAX_PART // 1_048_576} MB", where, "请拆分后分别加入")
    return data


def read_xml(package: ZipFile, name: str, where: str) -> etree._Element:
    """The root element of one XML member; entities are not expanded and nothing is fetched."""
    try:
        return etree.fromstring(read_part(package, name, where), _PARSER)
    except etree.XMLSyntaxError as exc:
        raise SourceError(f"文件里的 {name} 已损坏", where, "请重新导出或复制后再加入") from exc
